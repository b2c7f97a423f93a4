create table class_target (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob not null,
	monday text not null,
	competency blob not null
) strict;
create index class_target_class on class_target (class, id);
create index class_target_monday on class_target (district, monday, id);
create table class_target_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob,
	monday text,
	competency blob,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table set_aside (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	monday text not null,
	resource blob not null
) strict;
create index set_aside_learner on set_aside (learner, id);
create index set_aside_monday on set_aside (district, monday, id);
create table set_aside_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	monday text,
	resource blob,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
