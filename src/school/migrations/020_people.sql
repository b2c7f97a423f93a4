create table org (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	name text not null,
	kind text not null,
	parent blob,
	identifier text,
	source_id text
) strict;
create index org_name on org (district, name, id);
create index org_kind on org (district, kind, id);
create index org_parent on org (parent, id);
create unique index org_source_id on org (district, source_id);
create table org_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	name text,
	kind text,
	parent blob,
	identifier text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table academic_session (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text not null,
	kind text not null,
	begin_on text not null,
	end_on text not null,
	parent blob,
	school_year text,
	source_id text
) strict;
create index academic_session_kind on academic_session (district, kind, id);
create index academic_session_begin_on on academic_session (district, begin_on, id);
create index academic_session_end_on on academic_session (district, end_on, id);
create index academic_session_parent on academic_session (parent, id);
create unique index academic_session_source_id on academic_session (district, source_id);
create table academic_session_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text,
	kind text,
	begin_on text,
	end_on text,
	parent blob,
	school_year text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table course (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text not null,
	code text,
	org blob,
	grades text,
	subjects text,
	session blob,
	source_id text
) strict;
create index course_title on course (district, title, id);
create index course_org on course (org, id);
create unique index course_source_id on course (district, source_id);
create table course_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text,
	code text,
	org blob,
	grades text,
	subjects text,
	session blob,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table class (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text not null,
	code text,
	kind text not null,
	grades text,
	subjects text,
	location text,
	periods text,
	course blob,
	org blob not null,
	session blob,
	week_day integer,
	source_id text
) strict;
create index class_title on class (district, title, id);
create index class_kind on class (district, kind, id);
create index class_course on class (course, id);
create index class_org on class (org, id);
create index class_session on class (session, id);
create unique index class_source_id on class (district, source_id);
create table class_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text,
	code text,
	kind text,
	grades text,
	subjects text,
	location text,
	periods text,
	course blob,
	org blob,
	session blob,
	week_day integer,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table person (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	given_name text not null,
	family_name text not null,
	middle_name text,
	preferred_name text,
	pronouns text,
	grade text,
	language text,
	home_languages text,
	username text,
	email text,
	phone text,
	sms text,
	birth_date text,
	identifier text,
	active integer,
	source_id text
) strict;
create index person_family_name on person (district, family_name, id);
create index person_grade on person (district, grade, id);
create unique index person_username on person (district, username);
create index person_email on person (district, email, id);
create index person_identifier on person (district, identifier, id);
create index person_active on person (district, active, id);
create unique index person_source_id on person (district, source_id);
create table person_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	given_name text,
	family_name text,
	middle_name text,
	preferred_name text,
	pronouns text,
	grade text,
	language text,
	home_languages text,
	username text,
	email text,
	phone text,
	sms text,
	birth_date text,
	identifier text,
	active integer,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table role (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	person blob not null,
	org blob not null,
	role text not null,
	begin_on text,
	end_on text,
	source_id text
) strict;
create index role_person on role (person, id);
create index role_org on role (org, id);
create index role_role on role (district, role, id);
create unique index role_source_id on role (district, source_id);
create table role_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	person blob,
	org blob,
	role text,
	begin_on text,
	end_on text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table enrolment (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob not null,
	person blob not null,
	role text not null,
	is_primary integer,
	begin_on text,
	end_on text,
	source_id text
) strict;
create index enrolment_class on enrolment (class, id);
create index enrolment_person on enrolment (person, id);
create index enrolment_role on enrolment (district, role, id);
create unique index enrolment_source_id on enrolment (district, source_id);
create table enrolment_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob,
	person blob,
	role text,
	is_primary integer,
	begin_on text,
	end_on text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table guardian (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	adult blob not null,
	relation text not null,
	has_access integer not null,
	restriction text,
	restriction_until text,
	lives_with integer,
	language text,
	reach_by text,
	reach_note text,
	begin_on text,
	end_on text
) strict;
create index guardian_learner on guardian (learner, id);
create index guardian_adult on guardian (adult, id);
create index guardian_relation on guardian (district, relation, id);
create table guardian_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	adult blob,
	relation text,
	has_access integer,
	restriction text,
	restriction_until text,
	lives_with integer,
	language text,
	reach_by text,
	reach_note text,
	begin_on text,
	end_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table support_role (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	adult blob not null,
	role text not null,
	purpose text not null,
	begin_on text,
	end_on text
) strict;
create index support_role_learner on support_role (learner, id);
create index support_role_adult on support_role (adult, id);
create index support_role_role on support_role (district, role, id);
create table support_role_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	adult blob,
	role text,
	purpose text,
	begin_on text,
	end_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table class_group (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob not null,
	name text not null,
	purpose text not null,
	competency blob,
	adult blob not null,
	place text,
	meets text,
	minutes integer,
	begin_on text not null,
	end_on text not null
) strict;
create index class_group_class on class_group (class, id);
create index class_group_name on class_group (district, name, id);
create index class_group_begin_on on class_group (district, begin_on, id);
create index class_group_end_on on class_group (district, end_on, id);
create table class_group_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob,
	name text,
	purpose text,
	competency blob,
	adult blob,
	place text,
	meets text,
	minutes integer,
	begin_on text,
	end_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table group_member (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class_group blob not null,
	learner blob not null
) strict;
create index group_member_class_group on group_member (class_group, id);
create index group_member_learner on group_member (learner, id);
create table group_member_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class_group blob,
	learner blob,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table program (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	program text not null,
	category text,
	begin_on text,
	end_on text,
	source text
) strict;
create index program_learner on program (learner, id);
create index program_program on program (district, program, id);
create table program_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	program text,
	category text,
	begin_on text,
	end_on text,
	source text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table demographics (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	sex text,
	race text,
	race_detail text,
	birth_country text
) strict;
create index demographics_learner on demographics (learner, id);
create table demographics_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	sex text,
	race text,
	race_detail text,
	birth_country text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table english_level (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	test text not null,
	test_version text,
	tested_on text not null,
	listening real,
	speaking real,
	reading real,
	writing real,
	overall real,
	source text
) strict;
create index english_level_learner on english_level (learner, id);
create index english_level_tested_on on english_level (district, tested_on, id);
create table english_level_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	test text,
	test_version text,
	tested_on text,
	listening real,
	speaking real,
	reading real,
	writing real,
	overall real,
	source text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table home_access (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	device text,
	connection text,
	help_at_home text,
	paper integer,
	screen_limit integer,
	source text
) strict;
create index home_access_learner on home_access (learner, id);
create index home_access_device on home_access (district, device, id);
create index home_access_connection on home_access (district, connection, id);
create index home_access_paper on home_access (district, paper, id);
create table home_access_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	device text,
	connection text,
	help_at_home text,
	paper integer,
	screen_limit integer,
	source text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
