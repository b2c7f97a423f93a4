create table erasure (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	kinds text not null,
	ground text not null,
	told_on text,
	how text,
	approved_by blob not null,
	approved_on text not null,
	gone integer
) strict;
create index erasure_learner on erasure (learner, id);
create index erasure_approved_on on erasure (district, approved_on, id);
create table erasure_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	kinds text,
	ground text,
	told_on text,
	how text,
	approved_by blob,
	approved_on text,
	gone integer,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table record_hold (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	why text not null,
	begin_on text not null,
	end_on text
) strict;
create index record_hold_learner on record_hold (learner, id);
create index record_hold_begin_on on record_hold (district, begin_on, id);
create table record_hold_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	why text,
	begin_on text,
	end_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
