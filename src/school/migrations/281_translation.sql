-- Translating what people write to each other: tasks with an owner and a day, what readers say of a translation, and what
-- the engine has still to try.
create table translation_task (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	record_type text not null,
	record text not null,
	language text not null,
	owner blob not null,
	due_on text not null,
	why text
) strict;
create index translation_task_learner on translation_task (learner, id);
create index translation_task_record on translation_task (district, record, id);
create index translation_task_owner on translation_task (owner, id);
create index translation_task_due_on on translation_task (district, due_on, id);
create table translation_task_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	record_type text,
	record text,
	language text,
	owner blob,
	due_on text,
	why text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table translation_said (
	id blob primary key,
	district blob not null,
	record blob not null,
	language text not null,
	person blob not null,
	what text not null,
	shown text not null,
	better text not null,
	at integer not null
) strict;
create unique index translation_said_once on translation_said (record, language, person, what);
create table translation_wait (
	record blob not null,
	language text not null,
	district blob not null,
	tries integer not null,
	not_before integer not null,
	why text not null,
	primary key (record, language)
) strict;
