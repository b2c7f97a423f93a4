-- Plans that law gives: where they live and what they say of dates; the English-learner plan; days missed.
create table plan_of_record (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	kind text not null,
	begin_on text not null,
	end_on text,
	met_on text,
	evaluated_on text,
	case_manager blob,
	strengths text,
	regular_share integer,
	share_reason text,
	reports text,
	no_advocacy text,
	taken_from text not null,
	taken_on text not null,
	source_id text
) strict;
create index plan_of_record_learner on plan_of_record (learner, id);
create index plan_of_record_kind on plan_of_record (district, kind, id);
create index plan_of_record_begin_on on plan_of_record (district, begin_on, id);
create index plan_of_record_end_on on plan_of_record (district, end_on, id);
create index plan_of_record_case_manager on plan_of_record (case_manager, id);
create unique index plan_of_record_source_id on plan_of_record (district, source_id);
create table plan_of_record_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	kind text,
	begin_on text,
	end_on text,
	met_on text,
	evaluated_on text,
	case_manager blob,
	strengths text,
	regular_share integer,
	share_reason text,
	reports text,
	no_advocacy text,
	taken_from text,
	taken_on text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table el_plan (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	home_languages text,
	enrolled_on text,
	identified_on text,
	placed_on text not null,
	program text,
	newcomer integer,
	buddy text,
	notice_on text,
	notice_language text,
	notice_told text,
	declined_on text,
	exit_on text,
	exit_how text,
	clash_owner blob,
	review_on text,
	taken_from text not null,
	taken_on text not null,
	source_id text
) strict;
create index el_plan_learner on el_plan (learner, id);
create index el_plan_placed_on on el_plan (district, placed_on, id);
create index el_plan_exit_on on el_plan (district, exit_on, id);
create index el_plan_review_on on el_plan (district, review_on, id);
create unique index el_plan_source_id on el_plan (district, source_id);
create table el_plan_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	home_languages text,
	enrolled_on text,
	identified_on text,
	placed_on text,
	program text,
	newcomer integer,
	buddy text,
	notice_on text,
	notice_language text,
	notice_told text,
	declined_on text,
	exit_on text,
	exit_how text,
	clash_owner blob,
	review_on text,
	taken_from text,
	taken_on text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table attendance (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	missed_on text not null,
	what text not null,
	part real,
	minutes integer,
	source text
) strict;
create index attendance_learner on attendance (learner, id);
create index attendance_missed_on on attendance (district, missed_on, id);
create index attendance_what on attendance (district, what, id);
create table attendance_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	missed_on text,
	what text,
	part real,
	minutes integer,
	source text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
