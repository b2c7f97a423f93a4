create table graduation_requirement (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text not null,
	counts text not null,
	place integer
) strict;
create index graduation_requirement_place on graduation_requirement (district, place, id);
create table graduation_requirement_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text,
	counts text,
	place integer,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
