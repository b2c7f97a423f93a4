create table term (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	term text not null,
	plain text not null,
	source_id text
) strict;
create index term_term on term (district, term, id);
create unique index term_source_id on term (district, source_id);
create table term_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	term text,
	plain text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table term_suggestion (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	term blob not null,
	language text not null,
	plain text not null
) strict;
create index term_suggestion_term on term_suggestion (term, id);
create index term_suggestion_language on term_suggestion (district, language, id);
create table term_suggestion_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	term blob,
	language text,
	plain text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
