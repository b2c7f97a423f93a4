create table sit_down (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	competency blob not null,
	tries integer,
	owner blob not null,
	due_on text not null,
	came_of_it text
) strict;
create index sit_down_learner on sit_down (learner, id);
create index sit_down_competency on sit_down (competency, id);
create index sit_down_owner on sit_down (owner, id);
create index sit_down_due_on on sit_down (district, due_on, id);
create table sit_down_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	competency blob,
	tries integer,
	owner blob,
	due_on text,
	came_of_it text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
