-- Imports: what was brought in, and how far. A large one is written down here whole before the first record changes
-- (import_part: pieces of the list of changes, see src/interop/journal.h), so that it can be finished after a failure and undone later.
create table import_run (
	id blob primary key,
	district blob not null,
	kind text not null,
	label text not null,
	state text not null check (state in ('staging', 'applying', 'done', 'undoing', 'undone')),
	made_by blob,
	made_at integer not null,
	ended_at integer,
	owner text not null,
	lease_until integer not null,
	parts integer not null,
	part integer not null,
	at integer not null,
	skipped integer not null,
	report text not null
) strict;
create index import_run_state on import_run (district, state, made_at);
create table import_part (
	import blob not null,
	number integer not null,
	district blob not null,
	body blob not null,
	primary key (import, number)
) strict;
