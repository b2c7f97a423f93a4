-- Strategies by barrier, with what colleagues saw.
create table strategy (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text not null,
	barrier text not null,
	what text not null,
	evidence text not null,
	source text
) strict;
create index strategy_title on strategy (district, title, id);
create index strategy_barrier on strategy (district, barrier, id);
create table strategy_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	title text,
	barrier text,
	what text,
	evidence text,
	source text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table strategy_note (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	strategy blob not null,
	how text not null,
	text text not null
) strict;
create index strategy_note_strategy on strategy_note (strategy, id);
create index strategy_note_how on strategy_note (district, how, id);
