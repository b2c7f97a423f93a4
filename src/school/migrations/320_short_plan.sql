create table short_plan (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	contact blob,
	words text,
	until text,
	agreed_how text,
	agreed_on text
) strict;
create index short_plan_learner on short_plan (learner, id);
create table short_plan_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	contact blob,
	words text,
	until text,
	agreed_how text,
	agreed_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
