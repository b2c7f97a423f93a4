create table thread (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	subject text not null,
	about text,
	week blob,
	week_item blob,
	follow_up blob,
	follow_up_on text
) strict;
create index thread_learner on thread (learner, id);
create index thread_about on thread (district, about, id);
create index thread_week on thread (week, id);
create index thread_week_item on thread (week_item, id);
create index thread_follow_up on thread (follow_up, id);
create index thread_follow_up_on on thread (district, follow_up_on, id);
create table thread_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	subject text,
	about text,
	week blob,
	week_item blob,
	follow_up blob,
	follow_up_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table message (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	thread blob not null,
	author blob not null,
	text text not null,
	language text
) strict;
create index message_learner on message (learner, id);
create index message_thread on message (thread, id);
create table help_request (
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
	week_item blob,
	class blob,
	page text,
	due_at integer,
	answer text,
	answered_by blob,
	answered_at integer,
	pass_to blob
) strict;
create index help_request_learner on help_request (learner, id);
create index help_request_kind on help_request (district, kind, id);
create index help_request_week_item on help_request (week_item, id);
create index help_request_class on help_request (class, id);
create index help_request_due_at on help_request (district, due_at, id);
create index help_request_pass_to on help_request (pass_to, id);
create table help_request_history (
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
	week_item blob,
	class blob,
	page text,
	due_at integer,
	answer text,
	answered_by blob,
	answered_at integer,
	pass_to blob,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table conference (
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
	planned_on text not null,
	held_on text,
	with_whom text,
	language text,
	opening text,
	proud_of text,
	progress text,
	challenge text,
	questions text,
	work_shown text,
	family_says text,
	agreed text
) strict;
create index conference_learner on conference (learner, id);
create index conference_kind on conference (district, kind, id);
create index conference_planned_on on conference (district, planned_on, id);
create index conference_held_on on conference (district, held_on, id);
create table conference_history (
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
	planned_on text,
	held_on text,
	with_whom text,
	language text,
	opening text,
	proud_of text,
	progress text,
	challenge text,
	questions text,
	work_shown text,
	family_says text,
	agreed text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
