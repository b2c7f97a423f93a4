create table result (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	kind text not null,
	name text not null,
	value text not null,
	scale text,
	taken_on text not null,
	source text
) strict;
create index result_learner on result (learner, id);
create index result_kind on result (district, kind, id);
create index result_taken_on on result (district, taken_on, id);
create table result_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	kind text,
	name text,
	value text,
	scale text,
	taken_on text,
	source text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
