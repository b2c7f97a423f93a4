create table phrase (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	topic text not null,
	weight text,
	text text not null,
	source_id text
) strict;
create index phrase_topic on phrase (district, topic, id);
create index phrase_weight on phrase (district, weight, id);
create unique index phrase_source_id on phrase (district, source_id);
create table phrase_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	topic text,
	weight text,
	text text,
	source_id text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
