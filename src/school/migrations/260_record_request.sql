-- A family or learner asks to see, copy, correct or erase the record; the school answers within 45 days.
create table record_request (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	kind text not null,
	asked_by blob,
	answer text
) strict;
create index record_request_learner on record_request (learner, id);
create table record_request_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	kind text,
	asked_by blob,
	answer text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
