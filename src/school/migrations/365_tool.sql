create table tool (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	name text not null,
	kind text not null,
	purpose text not null,
	suits text not null,
	access text not null,
	access_note text,
	cost text not null,
	price text,
	gets text not null,
	data_use text,
	no_ads integer,
	no_sale integer,
	no_profile integer,
	agreement text,
	ended_on text,
	data_after text
) strict;
create unique index tool_name on tool (district, name);
create index tool_kind on tool (district, kind, id);
create index tool_access on tool (district, access, id);
create index tool_cost on tool (district, cost, id);
create table tool_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	name text,
	kind text,
	purpose text,
	suits text,
	access text,
	access_note text,
	cost text,
	price text,
	gets text,
	data_use text,
	no_ads integer,
	no_sale integer,
	no_profile integer,
	agreement text,
	ended_on text,
	data_after text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table tool_use (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	tool blob not null,
	school blob not null,
	what_for text,
	begin_on text not null,
	end_on text
) strict;
create index tool_use_tool on tool_use (tool, id);
create index tool_use_school on tool_use (school, id);
create index tool_use_begin_on on tool_use (district, begin_on, id);
create table tool_use_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	tool blob,
	school blob,
	what_for text,
	begin_on text,
	end_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table tool_ended (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	tool blob not null,
	seen_to text
) strict;
create index tool_ended_learner on tool_ended (learner, id);
create table tool_ended_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	tool blob,
	seen_to text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
