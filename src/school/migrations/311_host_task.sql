create table host_task (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	setting blob not null,
	line blob,
	text text not null,
	note text
) strict;
create index host_task_learner on host_task (learner, id);
create index host_task_setting on host_task (setting, id);
create table host_task_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	setting blob,
	line blob,
	text text,
	note text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
