create table class_voice (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	class blob not null,
	on_day text not null,
	helped text,
	better text
) strict;
create index class_voice_learner on class_voice (learner, id);
create index class_voice_class on class_voice (class, id);
create table class_change (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob not null,
	on_day text not null,
	said text not null,
	changed text not null
) strict;
create index class_change_class on class_change (class, id);
create index class_change_on_day on class_change (district, on_day, id);
create table class_change_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob,
	on_day text,
	said text,
	changed text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table language_aim (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob not null,
	monday text not null,
	competency blob not null,
	aim text not null,
	words text,
	frames text,
	home text
) strict;
create index language_aim_class on language_aim (class, id);
create index language_aim_monday on language_aim (district, monday, id);
create table language_aim_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	class blob,
	monday text,
	competency blob,
	aim text,
	words text,
	frames text,
	home text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
