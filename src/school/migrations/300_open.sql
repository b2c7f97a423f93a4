-- Options taken away from a class, places in a room, what learners chose.
create table option_taken (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob not null,
	taken text not null,
	reason text not null
) strict;
create index option_taken_class on option_taken (class, id);
create index option_taken_taken on option_taken (district, taken, id);
create table option_taken_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob,
	taken text,
	reason text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table room_option (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob not null,
	name text not null,
	kind text not null,
	places integer
) strict;
create index room_option_class on room_option (class, id);
create index room_option_name on room_option (district, name, id);
create table room_option_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob,
	name text,
	kind text,
	places integer,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table work_choice (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	work blob not null,
	topic text,
	tool text,
	level text,
	place blob
) strict;
create index work_choice_learner on work_choice (learner, id);
create index work_choice_work on work_choice (work, id);
create index work_choice_place on work_choice (place, id);
create table work_choice_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	work blob,
	topic text,
	tool text,
	level text,
	place blob,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
