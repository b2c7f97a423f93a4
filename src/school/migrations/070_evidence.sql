create table event (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	kind text not null,
	actor blob,
	competency blob,
	item blob,
	resource blob,
	week_item blob,
	happened_at integer not null,
	score real,
	quality real,
	level integer,
	rubric blob,
	way text,
	response text,
	misconception text,
	rigor integer,
	context text,
	minutes_screen real,
	minutes_alone real,
	minutes_peers real,
	minutes_adult real,
	minutes_group real,
	attachment blob,
	corrects blob,
	simulated integer
) strict;
create index event_learner on event (learner, id);
create index event_competency on event (competency, id);
create index event_week_item on event (week_item, id);
create index event_happened_at on event (district, happened_at, id);
create table confirmation (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	competency blob not null,
	level integer,
	way text,
	reason text not null,
	confirmed_by blob not null,
	confirmed_on text not null
) strict;
create index confirmation_learner on confirmation (learner, id);
create index confirmation_competency on confirmation (competency, id);
create index confirmation_confirmed_on on confirmation (district, confirmed_on, id);
create table confirmation_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	competency blob,
	level integer,
	way text,
	reason text,
	confirmed_by blob,
	confirmed_on text,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
create table reflection (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	event blob,
	week_item blob,
	strength text,
	challenge text,
	attachment blob
) strict;
create index reflection_learner on reflection (learner, id);
create index reflection_event on reflection (event, id);
create index reflection_week_item on reflection (week_item, id);
create table reflection_history (
	id blob not null,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob,
	event blob,
	week_item blob,
	strength text,
	challenge text,
	attachment blob,
	change text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (id, version)
) strict;
-- The fold of events per learner and competency, kept in the event's own transaction; `trellis verify` proves it equal to a replay.
create table mastery (
	learner blob not null,
	competency blob not null,
	district blob not null,
	state blob not null,
	pieces integer not null,
	kinds integer not null,
	p real not null,
	low real not null,
	high real not null,
	word text not null,
	first_at integer not null,
	last_at integer not null,
	last_event blob not null,
	primary key (learner, competency)
) strict;
create index mastery_competency on mastery (competency, learner);
-- Minutes of a learner by week (Monday), folded likewise.
create table minutes (
	learner blob not null,
	monday text not null,
	district blob not null,
	screen real not null,
	alone real not null,
	peers real not null,
	adult real not null,
	grouped real not null,
	primary key (learner, monday)
) strict;
