create table promise (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	what text not null,
	who text not null,
	by_name text,
	due_on text not null,
	came text
) strict;
create index promise_learner on promise (learner, id);
create index promise_who on promise (district, who, id);
create index promise_due_on on promise (district, due_on, id);
create table promise_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	what text,
	who text,
	by_name text,
	due_on text,
	came text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table rights_request (
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
	text text,
	asked_on text,
	due_on text,
	owner blob,
	answer text,
	answered_on text
) strict;
create index rights_request_learner on rights_request (learner, id);
create index rights_request_kind on rights_request (district, kind, id);
create index rights_request_due_on on rights_request (district, due_on, id);
create index rights_request_owner on rights_request (owner, id);
create table rights_request_history (
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
	asked_on text,
	due_on text,
	owner blob,
	answer text,
	answered_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table sharing_choice (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	what text not null,
	allowed integer not null
) strict;
create index sharing_choice_learner on sharing_choice (learner, id);
create index sharing_choice_what on sharing_choice (district, what, id);
create table sharing_choice_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	what text,
	allowed integer,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table helper_access (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	organisation text not null,
	adult blob not null,
	parts text not null,
	until_on text not null,
	reason text
) strict;
create index helper_access_learner on helper_access (learner, id);
create index helper_access_adult on helper_access (adult, id);
create table helper_access_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	organisation text,
	adult blob,
	parts text,
	until_on text,
	reason text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table empathy_walk (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	visitor blob not null,
	on_date text not null,
	what text,
	shared text,
	learned text
) strict;
create index empathy_walk_learner on empathy_walk (learner, id);
create index empathy_walk_visitor on empathy_walk (visitor, id);
create index empathy_walk_on_date on empathy_walk (district, on_date, id);
create table empathy_walk_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	visitor blob,
	on_date text,
	what text,
	shared text,
	learned text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
