create table udl_check (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	resource blob not null,
	choice integer,
	taken_in integer,
	shown integer,
	rubric_first integer,
	no_barrier integer,
	note text
) strict;
create index udl_check_resource on udl_check (resource, id);
