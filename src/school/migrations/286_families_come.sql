create table gathering (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	title text not null,
	kind text not null,
	on_date text not null,
	begins text,
	ends text,
	place text,
	agenda text,
	child_care text,
	languages text,
	materials text,
	minutes text,
	answers text
) strict;
create index gathering_kind on gathering (district, kind, id);
create index gathering_on_date on gathering (district, on_date, id);
create table gathering_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	title text,
	kind text,
	on_date text,
	begins text,
	ends text,
	place text,
	agenda text,
	child_care text,
	languages text,
	materials text,
	minutes text,
	answers text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table sign_up (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	gathering blob not null,
	person blob not null,
	people integer not null,
	child_care integer,
	language text,
	wishes text,
	came integer,
	feedback text
) strict;
create index sign_up_gathering on sign_up (gathering, id);
create index sign_up_person on sign_up (person, id);
create table sign_up_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	gathering blob,
	person blob,
	people integer,
	child_care integer,
	language text,
	wishes text,
	came integer,
	feedback text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table family_idea (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	text text not null,
	language text,
	answer text
) strict;
create table family_idea_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	text text,
	language text,
	answer text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table parent_mentor (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	person blob not null,
	languages text,
	wishes text,
	trained_on text,
	checked_on text,
	checked_by blob
) strict;
create unique index parent_mentor_person on parent_mentor (district, person);
create table parent_mentor_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	person blob,
	languages text,
	wishes text,
	trained_on text,
	checked_on text,
	checked_by blob,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table mentor_visit (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob not null,
	mentor blob not null,
	on_date text not null,
	begins text,
	what text,
	came text
) strict;
create index mentor_visit_class on mentor_visit (class, id);
create index mentor_visit_mentor on mentor_visit (mentor, id);
create index mentor_visit_on_date on mentor_visit (district, on_date, id);
create table mentor_visit_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob,
	mentor blob,
	on_date text,
	begins text,
	what text,
	came text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
