create table profile (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	strengths text,
	achievements text,
	interests text,
	personality text,
	aspirations text,
	careers text,
	culture text,
	culture_seen integer,
	languages text,
	work_ways text,
	best_time text,
	workspace text,
	needs text,
	skills text,
	teachers_know text,
	show_at_conference text
) strict;
create index profile_learner on profile (learner, id);
create table profile_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	strengths text,
	achievements text,
	interests text,
	personality text,
	aspirations text,
	careers text,
	culture text,
	culture_seen integer,
	languages text,
	work_ways text,
	best_time text,
	workspace text,
	needs text,
	skills text,
	teachers_know text,
	show_at_conference text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table profile_domain (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	domain text not null,
	now text not null,
	next text
) strict;
create index profile_domain_learner on profile_domain (learner, id);
create index profile_domain_domain on profile_domain (district, domain, id);
create table profile_domain_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	domain text,
	now text,
	next text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table note (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	kind text not null,
	part text not null,
	record text,
	text text not null,
	language text,
	author_is text
) strict;
create index note_learner on note (learner, id);
create index note_kind on note (district, kind, id);
create index note_part on note (district, part, id);
create index note_record on note (district, record, id);
create index note_author_is on note (district, author_is, id);
create table note_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	kind text,
	part text,
	record text,
	text text,
	language text,
	author_is text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table goal (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	text text not null,
	kind text,
	why text,
	next_step text not null,
	check_in text not null,
	competency blob,
	helper text,
	how_far text
) strict;
create index goal_learner on goal (learner, id);
create index goal_kind on goal (district, kind, id);
create index goal_check_in on goal (district, check_in, id);
create index goal_competency on goal (competency, id);
create table goal_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	text text,
	kind text,
	why text,
	next_step text,
	check_in text,
	competency blob,
	helper text,
	how_far text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table need (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	term text not null,
	value text,
	source text not null,
	is_on integer,
	what_helped text
) strict;
create index need_learner on need (learner, id);
create index need_term on need (district, term, id);
create index need_source on need (district, source, id);
create table need_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	term text,
	value text,
	source text,
	is_on integer,
	what_helped text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
