create table lesson_time (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob not null,
	day text not null,
	begins text not null,
	ends text not null,
	what text not null,
	place text
) strict;
create index lesson_time_class on lesson_time (class, id);
create index lesson_time_day on lesson_time (district, day, id);
create table lesson_time_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob,
	day text,
	begins text,
	ends text,
	what text,
	place text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
