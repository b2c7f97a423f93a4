create table framework (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text not null,
	publisher text,
	edition text,
	licence text,
	source_id text
) strict;
create index framework_title on framework (district, title, id);
create unique index framework_source_id on framework (district, source_id);
create table framework_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text,
	publisher text,
	edition text,
	licence text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table competency (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	framework blob not null,
	code text,
	grade text,
	subject text,
	domain text,
	cluster text,
	text text not null,
	statement text,
	kind text,
	parent blob,
	essential integer,
	source_id text
) strict;
create index competency_framework on competency (framework, id);
create index competency_code on competency (district, code, id);
create index competency_grade on competency (district, grade, id);
create index competency_subject on competency (district, subject, id);
create index competency_domain on competency (district, domain, id);
create index competency_kind on competency (district, kind, id);
create index competency_parent on competency (parent, id);
create unique index competency_source_id on competency (district, source_id);
create table competency_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	framework blob,
	code text,
	grade text,
	subject text,
	domain text,
	cluster text,
	text text,
	statement text,
	kind text,
	parent blob,
	essential integer,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table association (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	origin blob not null,
	kind text not null,
	destination blob not null,
	source_id text
) strict;
create index association_origin on association (origin, id);
create index association_kind on association (district, kind, id);
create index association_destination on association (destination, id);
create unique index association_source_id on association (district, source_id);
create table association_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	origin blob,
	kind text,
	destination blob,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table resource (
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
	language text not null,
	level integer,
	grade text,
	same_goal text,
	summary text,
	address text,
	rigor integer,
	construct text,
	interests text,
	minutes_screen integer,
	minutes_alone integer,
	minutes_peers integer,
	minutes_adult integer,
	minutes_group integer,
	access_mode text,
	access_sufficient text,
	access_features text,
	access_hazards text,
	author text,
	licence text,
	credit text,
	body text,
	source_id text
) strict;
create index resource_title on resource (district, title, id);
create index resource_kind on resource (district, kind, id);
create index resource_language on resource (district, language, id);
create index resource_level on resource (district, level, id);
create index resource_grade on resource (district, grade, id);
create index resource_same_goal on resource (district, same_goal, id);
create index resource_rigor on resource (district, rigor, id);
create unique index resource_source_id on resource (district, source_id);
create table resource_history (
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
	language text,
	level integer,
	grade text,
	same_goal text,
	summary text,
	address text,
	rigor integer,
	construct text,
	interests text,
	minutes_screen integer,
	minutes_alone integer,
	minutes_peers integer,
	minutes_adult integer,
	minutes_group integer,
	access_mode text,
	access_sufficient text,
	access_features text,
	access_hazards text,
	author text,
	licence text,
	credit text,
	body text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table alignment (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	resource blob not null,
	competency blob not null
) strict;
create index alignment_resource on alignment (resource, id);
create index alignment_competency on alignment (competency, id);
create table alignment_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	resource blob,
	competency blob,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table item (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	resource blob,
	position integer,
	title text not null,
	competency blob,
	skill text,
	kind text not null,
	rigor integer,
	construct text,
	model text not null,
	licence text,
	source_id text
) strict;
create index item_resource on item (resource, id);
create index item_title on item (district, title, id);
create index item_competency on item (competency, id);
create index item_skill on item (district, skill, id);
create index item_kind on item (district, kind, id);
create unique index item_source_id on item (district, source_id);
create table item_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	resource blob,
	position integer,
	title text,
	competency blob,
	skill text,
	kind text,
	rigor integer,
	construct text,
	model text,
	licence text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table rubric (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text not null,
	resource blob,
	competency blob,
	ways text,
	source_id text
) strict;
create index rubric_title on rubric (district, title, id);
create index rubric_resource on rubric (resource, id);
create index rubric_competency on rubric (competency, id);
create unique index rubric_source_id on rubric (district, source_id);
create table rubric_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text,
	resource blob,
	competency blob,
	ways text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table criterion (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	rubric blob not null,
	position integer,
	name text not null,
	level_1 text not null,
	level_2 text not null,
	level_3 text not null,
	level_4 text not null
) strict;
create index criterion_rubric on criterion (rubric, id);
create index criterion_position on criterion (district, position, id);
create table criterion_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	rubric blob,
	position integer,
	name text,
	level_1 text,
	level_2 text,
	level_3 text,
	level_4 text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
