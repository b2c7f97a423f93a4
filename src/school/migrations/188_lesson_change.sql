create table lesson_change (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob not null,
	on_date text not null,
	instead_of text,
	what text not null,
	reason text not null
) strict;
create index lesson_change_class on lesson_change (class, id);
create index lesson_change_on_date on lesson_change (district, on_date, id);
create table lesson_change_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob,
	on_date text,
	instead_of text,
	what text,
	reason text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
