create table help_step (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	step text not null,
	decided_by blob not null,
	decided_on text not null,
	reason text not null,
	review_on text not null
) strict;
create index help_step_learner on help_step (learner, id);
create index help_step_step on help_step (district, step, id);
create index help_step_decided_on on help_step (district, decided_on, id);
create index help_step_review_on on help_step (district, review_on, id);
create table help_step_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	step text,
	decided_by blob,
	decided_on text,
	reason text,
	review_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
