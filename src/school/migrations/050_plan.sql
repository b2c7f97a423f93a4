create table plan (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	title text not null,
	session blob,
	begin_on text not null,
	review_on text not null,
	learner_says text,
	family_hopes text,
	well_being text,
	drew_on text,
	minutes_spent integer
) strict;
create index plan_learner on plan (learner, id);
create index plan_session on plan (session, id);
create index plan_begin_on on plan (district, begin_on, id);
create index plan_review_on on plan (district, review_on, id);
create table plan_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	title text,
	session blob,
	begin_on text,
	review_on text,
	learner_says text,
	family_hopes text,
	well_being text,
	drew_on text,
	minutes_spent integer,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table plan_line (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	plan blob,
	source text not null,
	kind text not null,
	text text not null,
	goal blob,
	competency blob,
	skill text,
	steps text,
	setting text,
	adult text,
	evidence text,
	term text,
	value text,
	context text,
	prohibited integer,
	frequency text,
	duration text,
	location text,
	minutes_week integer,
	begin_on text,
	end_on text,
	source_note text,
	source_id text
) strict;
create index plan_line_learner on plan_line (learner, id);
create index plan_line_plan on plan_line (plan, id);
create index plan_line_source on plan_line (district, source, id);
create index plan_line_kind on plan_line (district, kind, id);
create index plan_line_goal on plan_line (goal, id);
create index plan_line_competency on plan_line (competency, id);
create index plan_line_term on plan_line (district, term, id);
create index plan_line_end_on on plan_line (district, end_on, id);
create unique index plan_line_source_id on plan_line (district, source_id);
create table plan_line_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	plan blob,
	source text,
	kind text,
	text text,
	goal blob,
	competency blob,
	skill text,
	steps text,
	setting text,
	adult text,
	evidence text,
	term text,
	value text,
	context text,
	prohibited integer,
	frequency text,
	duration text,
	location text,
	minutes_week integer,
	begin_on text,
	end_on text,
	source_note text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
