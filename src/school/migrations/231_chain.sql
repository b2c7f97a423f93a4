create table plan_read (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	adult blob not null,
	read_on text not null
) strict;
create index plan_read_learner on plan_read (learner, id);
create index plan_read_adult on plan_read (adult, id);
create table coaching (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	class blob,
	line blob,
	asked_by blob not null,
	to_whom blob not null,
	text text not null,
	lesson_on text,
	due_on text not null,
	answer text,
	answered_on text,
	visit_on text,
	follow_up_on text,
	followed_up text
) strict;
create index coaching_learner on coaching (learner, id);
create index coaching_class on coaching (class, id);
create index coaching_asked_by on coaching (asked_by, id);
create index coaching_to_whom on coaching (to_whom, id);
create index coaching_due_on on coaching (district, due_on, id);
create table coaching_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	class blob,
	line blob,
	asked_by blob,
	to_whom blob,
	text text,
	lesson_on text,
	due_on text,
	answer text,
	answered_on text,
	visit_on text,
	follow_up_on text,
	followed_up text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table service_session (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	line blob not null,
	on_day text not null,
	minutes integer not null,
	what text not null,
	why text,
	makes_up blob,
	text text,
	by_whom blob
) strict;
create index service_session_learner on service_session (learner, id);
create index service_session_line on service_session (line, id);
create index service_session_on_day on service_session (district, on_day, id);
create index service_session_what on service_session (district, what, id);
create index service_session_makes_up on service_session (makes_up, id);
create table service_session_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	line blob,
	on_day text,
	minutes integer,
	what text,
	why text,
	makes_up blob,
	text text,
	by_whom blob,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table time_outside (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	minutes_week integer not null,
	what text not null,
	reason text not null,
	inside text not null,
	begin_on text,
	end_on text
) strict;
create index time_outside_learner on time_outside (learner, id);
create index time_outside_what on time_outside (district, what, id);
create table time_outside_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	minutes_week integer,
	what text,
	reason text,
	inside text,
	begin_on text,
	end_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table coplan_note (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob not null,
	monday text not null,
	kind text not null,
	text text not null,
	who blob,
	by_on text,
	done integer
) strict;
create index coplan_note_class on coplan_note (class, id);
create index coplan_note_monday on coplan_note (district, monday, id);
create index coplan_note_kind on coplan_note (district, kind, id);
create index coplan_note_who on coplan_note (who, id);
create table coplan_note_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob,
	monday text,
	kind text,
	text text,
	who blob,
	by_on text,
	done integer,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table planning_time (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob not null,
	day text not null,
	begins text not null,
	ends text not null,
	place text
) strict;
create index planning_time_class on planning_time (class, id);
create index planning_time_day on planning_time (district, day, id);
create table planning_time_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob,
	day text,
	begins text,
	ends text,
	place text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table planning_lost (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob not null,
	on_day text not null,
	why text not null,
	answer text
) strict;
create index planning_lost_class on planning_lost (class, id);
create index planning_lost_on_day on planning_lost (district, on_day, id);
create table planning_lost_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob,
	on_day text,
	why text,
	answer text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table access_task (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	term text,
	line blob,
	monday text not null,
	work blob,
	text text not null,
	owner blob not null,
	due_on text not null
) strict;
create index access_task_learner on access_task (learner, id);
create index access_task_term on access_task (district, term, id);
create index access_task_line on access_task (line, id);
create index access_task_monday on access_task (district, monday, id);
create index access_task_work on access_task (work, id);
create index access_task_owner on access_task (owner, id);
create index access_task_due_on on access_task (district, due_on, id);
create table access_task_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	term text,
	line blob,
	monday text,
	work blob,
	text text,
	owner blob,
	due_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table access_repair (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	resource blob not null,
	text text not null,
	owner blob not null,
	due_on text not null
) strict;
create index access_repair_resource on access_repair (resource, id);
create index access_repair_owner on access_repair (owner, id);
create index access_repair_due_on on access_repair (district, due_on, id);
create table access_repair_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	resource blob,
	text text,
	owner blob,
	due_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
