create table attachment (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	name text not null,
	kind text not null,
	mime text not null,
	bytes integer not null,
	width integer,
	height integer,
	hash text not null,
	event blob,
	message blob,
	note blob,
	help_request blob
) strict;
create index attachment_learner on attachment (learner, id);
create index attachment_kind on attachment (district, kind, id);
create index attachment_hash on attachment (district, hash, id);
create index attachment_event on attachment (event, id);
create index attachment_message on attachment (message, id);
create index attachment_note on attachment (note, id);
create index attachment_help_request on attachment (help_request, id);
create table attachment_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	name text,
	kind text,
	mime text,
	bytes integer,
	width integer,
	height integer,
	hash text,
	event blob,
	message blob,
	note blob,
	help_request blob,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
