create table ticket (
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
	what text,
	owner text not null,
	due_on text not null,
	came text
) strict;
create index ticket_learner on ticket (learner, id);
create index ticket_kind on ticket (district, kind, id);
create index ticket_due_on on ticket (district, due_on, id);
create table ticket_history (
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
	what text,
	owner text,
	due_on text,
	came text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
