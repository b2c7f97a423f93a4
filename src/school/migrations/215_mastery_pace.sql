-- What is kept beside the estimate, folded in the same transaction. subject: the domain it was folded in. paced: 1 when how
-- fast somebody learns was taken into account. watch: when to check again and tries in vain, as folded; the three after it say
-- the same for queries (check_on: day number). Null: folded by an older program.
alter table mastery add column subject text;
alter table mastery add column paced integer;
alter table mastery add column watch blob;
alter table mastery add column check_on integer;
alter table mastery add column check_again integer;
alter table mastery add column in_vain integer;
-- How fast a learner learns in one domain: opaque, for the engine alone; no page, report, export or API reads it.
create table mastery_pace (
	learner blob not null,
	subject text not null,
	district blob not null,
	state blob not null,
	last_at integer not null,
	last_event blob not null,
	model blob,
	primary key (learner, subject)
) strict;
-- Who scored what, to compare people who judge the same work.
create index event_scorer on event (actor, id) where score is not null;
