-- Paper that comes back by scanner. Where the boxes of a printed page stand: of the page alone, nothing of a learner.
create table paper_layout (
	key text primary key,
	district blob not null,
	created_at integer not null,
	body text not null
) strict;
-- What was sent, until it is read.
create table scan_batch (
	id blob primary key,
	district blob not null,
	made_by blob,
	made_at integer not null,
	label text not null,
	state text not null,
	problem text not null,
	job blob
) strict;
create index scan_batch_made on scan_batch (made_by, made_at);
create table scan_part (
	batch blob not null,
	file integer not null,
	number integer not null,
	district blob not null,
	name text not null,
	body blob not null,
	primary key (batch, file, number)
) strict;
-- One page: state is unread, waiting (its sheet is known, a person looks at it), kept (part of the hand-in) or away. marks: what the
-- machine read, a line for each box: name and 0 empty, 1 marked, 2 not sure.
create table scan_page (
	id blob primary key,
	district blob not null,
	batch blob not null,
	number integer not null,
	made_at integer not null,
	state text not null,
	code text,
	page integer not null,
	marks text not null,
	why text not null,
	name text not null,
	width integer not null,
	height integer not null,
	image blob,
	ended_by blob,
	ended_at integer,
	unique (batch, number)
) strict;
create index scan_page_code on scan_page (code, state);
create index scan_page_state on scan_page (district, state);
