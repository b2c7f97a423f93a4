create table setting (
	district blob not null,
	key text not null,
	value text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (district, key)
) strict;
create table setting_history (
	id blob primary key,
	district blob not null,
	key text not null,
	value text not null,
	changed_at integer not null,
	changed_by blob
) strict;
create table job (
	id blob primary key,
	district blob not null,
	kind text not null,
	label text not null,
	args text not null,
	state text not null,
	made_by blob,
	made_at integer not null,
	started_at integer,
	ended_at integer,
	lease_until integer,
	tries integer not null,
	done integer not null,
	total integer not null,
	note text not null,
	result text not null
) strict;
create index job_waiting on job (state, made_at);
