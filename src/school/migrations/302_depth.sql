-- Digital lessons looked at for depth; versions made for access.
create table depth_check (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	resource blob not null,
	thinking integer,
	acting integer,
	telling integer,
	adding integer,
	source_rigor integer,
	note text
) strict;
create index depth_check_resource on depth_check (resource, id);
create table access_version (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	original blob not null,
	version_of blob not null,
	opens text
) strict;
create index access_version_original on access_version (original, id);
create index access_version_version_of on access_version (version_of, id);
create table access_version_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	original blob,
	version_of blob,
	opens text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
