create table school_form (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	name text not null,
	who text,
	asks text not null,
	minutes integer,
	a_year integer
) strict;
create index school_form_name on school_form (district, name, id);
create table school_form_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	name text,
	who text,
	asks text,
	minutes integer,
	a_year integer,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
