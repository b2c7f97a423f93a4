-- Other ways to a text that people make: simpler words, a voice.
create table plain_text (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	resource blob not null,
	language text not null,
	text text not null
) strict;
create index plain_text_resource on plain_text (resource, id);
create index plain_text_language on plain_text (district, language, id);
create table plain_text_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	resource blob,
	language text,
	text text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table recording (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	week_item blob not null,
	resource blob,
	language text not null
) strict;
create index recording_learner on recording (learner, id);
create index recording_week_item on recording (week_item, id);
create index recording_resource on recording (resource, id);
create table recording_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	week_item blob,
	resource blob,
	language text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
alter table attachment add column recording blob;
alter table attachment_history add column recording blob;
create index attachment_recording on attachment (recording, id);
