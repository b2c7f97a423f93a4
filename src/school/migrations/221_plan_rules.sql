-- Levels noted, decisions of teams, places to learn, values of law; what a goal measures and how far it may take.
create table line_level (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	line blob not null,
	measured_on text not null,
	level real not null,
	how text
) strict;
create index line_level_learner on line_level (learner, id);
create index line_level_line on line_level (line, id);
create index line_level_measured_on on line_level (district, measured_on, id);
create table line_level_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	line blob,
	measured_on text,
	level real,
	how text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table team_decision (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	line blob,
	what text not null,
	decided_on text not null,
	team text not null,
	reason text not null,
	family_told_on text,
	family_language text
) strict;
create index team_decision_learner on team_decision (learner, id);
create index team_decision_line on team_decision (line, id);
create index team_decision_what on team_decision (district, what, id);
create index team_decision_decided_on on team_decision (district, decided_on, id);
create table team_decision_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	line blob,
	what text,
	decided_on text,
	team text,
	reason text,
	family_told_on text,
	family_language text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table learning_setting (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	line blob not null,
	place text not null,
	name text,
	mentor text,
	mentor_is text,
	mentor_contact text,
	checked_on text,
	may_see text,
	contact blob,
	supports text,
	language_support text,
	evidence text,
	rubric blob,
	time_of_day text,
	demanding integer,
	travel_minutes integer,
	study_minutes integer,
	begin_on text,
	end_on text
) strict;
create index learning_setting_learner on learning_setting (learner, id);
create index learning_setting_line on learning_setting (line, id);
create index learning_setting_place on learning_setting (district, place, id);
create index learning_setting_begin_on on learning_setting (district, begin_on, id);
create table learning_setting_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	line blob,
	place text,
	name text,
	mentor text,
	mentor_is text,
	mentor_contact text,
	checked_on text,
	may_see text,
	contact blob,
	supports text,
	language_support text,
	evidence text,
	rubric blob,
	time_of_day text,
	demanding integer,
	travel_minutes integer,
	study_minutes integer,
	begin_on text,
	end_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table legal_value (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	rule text not null,
	us_state text not null,
	amount integer not null,
	from_on text not null,
	source text not null
) strict;
create index legal_value_rule on legal_value (district, rule, id);
create index legal_value_from_on on legal_value (district, from_on, id);
create table legal_value_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	rule text,
	us_state text,
	amount integer,
	from_on text,
	source text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
alter table plan_line add column subject text;
alter table plan_line add column baseline real;
alter table plan_line add column target real;
alter table plan_line add column grade_standard real;
alter table plan_line add column unit text;
alter table plan_line add column finish_on text;
alter table plan_line add column pace_reason text;
alter table plan_line add column pace_review_on text;
alter table plan_line_history add column subject text;
alter table plan_line_history add column baseline real;
alter table plan_line_history add column target real;
alter table plan_line_history add column grade_standard real;
alter table plan_line_history add column unit text;
alter table plan_line_history add column finish_on text;
alter table plan_line_history add column pace_reason text;
alter table plan_line_history add column pace_review_on text;
alter table plan add column personal text;
alter table plan_history add column personal text;
alter table plan_of_record add column rights_told_on text;
alter table plan_of_record_history add column rights_told_on text;
