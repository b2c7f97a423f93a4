-- A piece of work on paper. learner and work are null for a spare until somebody says whose it is. The seed and what is worked on
-- stand here, so that a sheet keeps its questions whatever happens to the week.
create table paper_sheet (
	code text primary key,
	district blob not null,
	created_at integer not null,
	created_by blob,
	learner blob,
	work blob,
	class blob,
	packet blob,
	monday text not null,
	title text not null,
	resource blob,
	item blob,
	competency blob,
	mode text not null,
	minutes integer not null,
	rigor integer not null,
	position integer not null,
	done_looks_like text not null,
	seed integer not null,
	matched_at integer
) strict;
create index paper_sheet_work on paper_sheet (work);
create index paper_sheet_packet on paper_sheet (packet);
create index paper_sheet_class on paper_sheet (class, created_at);
