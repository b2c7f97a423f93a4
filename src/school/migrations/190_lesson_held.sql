create table lesson_held (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob not null,
	competency blob not null,
	taught_on text not null
) strict;
create index lesson_held_class on lesson_held (class, id);
create index lesson_held_competency on lesson_held (competency, id);
create index lesson_held_taught_on on lesson_held (district, taught_on, id);
create table lesson_held_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob,
	competency blob,
	taught_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
