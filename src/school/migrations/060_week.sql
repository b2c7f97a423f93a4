create table week_plan (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	monday text not null,
	class blob,
	message text,
	given_by blob,
	given_at integer,
	confirmed_at integer,
	confirmed_how text
) strict;
create index week_plan_learner on week_plan (learner, id);
create index week_plan_monday on week_plan (district, monday, id);
create index week_plan_class on week_plan (class, id);
create table week_plan_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	monday text,
	class blob,
	message text,
	given_by blob,
	given_at integer,
	confirmed_at integer,
	confirmed_how text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table week_item (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	week blob not null,
	day integer,
	position integer,
	title text not null,
	resource blob,
	item blob,
	competency blob,
	goal blob,
	mode text not null,
	minutes integer,
	done_looks_like text not null,
	why text,
	by_from text,
	by_until text,
	rigor integer,
	shared integer,
	kind text,
	seed integer,
	handed_at integer
) strict;
create index week_item_learner on week_item (learner, id);
create index week_item_week on week_item (week, id);
create index week_item_day on week_item (district, day, id);
create index week_item_resource on week_item (resource, id);
create index week_item_competency on week_item (competency, id);
create index week_item_mode on week_item (district, mode, id);
create index week_item_by_until on week_item (district, by_until, id);
create table week_item_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	week blob,
	day integer,
	position integer,
	title text,
	resource blob,
	item blob,
	competency blob,
	goal blob,
	mode text,
	minutes integer,
	done_looks_like text,
	why text,
	by_from text,
	by_until text,
	rigor integer,
	shared integer,
	kind text,
	seed integer,
	handed_at integer,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
