create table closed_day (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	begin_on text not null,
	end_on text,
	title text not null
) strict;
create index closed_day_begin_on on closed_day (district, begin_on, id);
create table closed_day_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	begin_on text,
	end_on text,
	title text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
