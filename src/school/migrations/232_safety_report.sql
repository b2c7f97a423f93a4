create table safety_report (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	kind text not null,
	text text not null,
	said_by blob,
	owner blob,
	plan text,
	look_on text
) strict;
create index safety_report_learner on safety_report (learner, id);
create index safety_report_owner on safety_report (owner, id);
create index safety_report_look_on on safety_report (district, look_on, id);
create table safety_report_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	kind text,
	text text,
	said_by blob,
	owner blob,
	plan text,
	look_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
