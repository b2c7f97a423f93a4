-- Imports begun on a page: the files that were sent, in pieces, until they are brought in, given up, or a day old; and what
-- came of them. An upload's id becomes the id of its import.
create table import_upload (
	id blob primary key,
	district blob not null,
	kind text not null,
	label text not null,
	options text not null,
	state text not null check (state in ('checking', 'checked', 'applying', 'done', 'undoing', 'undone')),
	problem text not null,
	report text not null,
	undone text not null,
	folder text not null,
	made_by blob,
	made_at integer not null,
	job blob
) strict;
create index import_upload_made on import_upload (district, made_at);
create table import_upload_part (
	upload blob not null,
	file integer not null,
	number integer not null,
	district blob not null,
	name text not null,
	body blob not null,
	primary key (upload, file, number)
) strict;
