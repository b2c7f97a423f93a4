create table initiative (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	title text not null,
	what text not null,
	why text,
	stays text,
	asked_on text,
	families_said text,
	answered text
) strict;
create table initiative_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	title text,
	what text,
	why text,
	stays text,
	asked_on text,
	families_said text,
	answered text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table checkpoint (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	on_date text not null,
	about text not null,
	initiative blob,
	families_said text,
	changed text,
	not_changed text
) strict;
create index checkpoint_on_date on checkpoint (district, on_date, id);
create index checkpoint_initiative on checkpoint (initiative, id);
create table checkpoint_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	on_date text,
	about text,
	initiative blob,
	families_said text,
	changed text,
	not_changed text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table decision (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text not null,
	decided_on text not null,
	with_families text not null,
	reason text,
	families_said text,
	outcome text,
	initiative blob
) strict;
create index decision_decided_on on decision (district, decided_on, id);
create index decision_with_families on decision (district, with_families, id);
create index decision_initiative on decision (initiative, id);
create table decision_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text,
	decided_on text,
	with_families text,
	reason text,
	families_said text,
	outcome text,
	initiative blob,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table engagement_step (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	what text not null,
	families text not null,
	how text not null,
	by_whom blob not null,
	due_on text not null,
	initiative blob,
	done_on text,
	came text
) strict;
create index engagement_step_families on engagement_step (district, families, id);
create index engagement_step_by_whom on engagement_step (by_whom, id);
create index engagement_step_due_on on engagement_step (district, due_on, id);
create index engagement_step_initiative on engagement_step (initiative, id);
create table engagement_step_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	what text,
	families text,
	how text,
	by_whom blob,
	due_on text,
	initiative blob,
	done_on text,
	came text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table belief_answer (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	survey text not null,
	person blob,
	on_paper integer,
	language text,
	disability integer,
	english integer,
	own_way text,
	heard text,
	screens text,
	at_home text,
	knows text,
	words text
) strict;
create index belief_answer_survey on belief_answer (district, survey, id);
create index belief_answer_person on belief_answer (person, id);
create table belief_answer_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	survey text,
	person blob,
	on_paper integer,
	language text,
	disability integer,
	english integer,
	own_way text,
	heard text,
	screens text,
	at_home text,
	knows text,
	words text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
