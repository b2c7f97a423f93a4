create table support_measure (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	line blob not null,
	what text not null,
	every text not null,
	baseline real not null,
	target real not null,
	begin_on text not null,
	goal_on text not null
) strict;
create index support_measure_learner on support_measure (learner, id);
create index support_measure_line on support_measure (line, id);
create index support_measure_begin_on on support_measure (district, begin_on, id);
create table support_measure_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	line blob,
	what text,
	every text,
	baseline real,
	target real,
	begin_on text,
	goal_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
