-- Readings and tasks in further languages: what an adult asked for, and what the engine said, part by part.
create table resource_wanted (
	resource blob not null,
	language text not null,
	district blob not null,
	asked_by blob,
	asked_at integer not null,
	done_at integer,
	primary key (resource, language)
) strict;
create index resource_wanted_open on resource_wanted (district, asked_at) where done_at is null;
create table resource_said (
	resource blob not null,
	language text not null,
	place integer not null,
	district blob not null,
	text text not null,
	origin text not null,
	at integer not null,
	primary key (resource, language, place)
) strict;
