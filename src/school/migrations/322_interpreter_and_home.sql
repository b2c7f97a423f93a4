create table interpreter (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob not null,
	what text not null,
	on_date text not null,
	begins text,
	language text not null,
	way text,
	interpreter text,
	clear text,
	quality text
) strict;
create index interpreter_learner on interpreter (learner, id);
create index interpreter_on_date on interpreter (district, on_date, id);
create table interpreter_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	state text not null,
	learner blob,
	what text,
	on_date text,
	begins text,
	language text,
	way text,
	interpreter text,
	clear text,
	quality text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table home_asset (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	kind text not null,
	text text not null,
	language text
) strict;
create index home_asset_learner on home_asset (learner, id);
create index home_asset_kind on home_asset (district, kind, id);
create table home_asset_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	kind text,
	text text,
	language text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
