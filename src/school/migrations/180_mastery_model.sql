-- Parameters of the estimates, fitted on the school's own evidence. One row a fit; at most one of a district is active.
-- None active: the defaults of the engine. base: which one was active before it (null: the defaults).
create table mastery_model (
	id blob primary key,
	district blob not null,
	number integer not null,
	state text not null,
	base blob,
	made_at integer not null,
	made_by blob,
	learners integer not null,
	responses integer not null,
	own integer not null,
	pooled integer not null,
	score_before real not null,
	score_after real not null,
	report text not null
) strict;
create unique index mastery_model_number on mastery_model (district, number);
-- What was fitted, by competency; a competency without a row has the defaults. source: own, pooled.
create table mastery_parameter (
	model blob not null,
	competency blob not null,
	district blob not null,
	source text not null,
	learners integer not null,
	responses integer not null,
	prior real not null,
	learn real not null,
	guess real not null,
	slip real not null,
	prior_sd real not null,
	learn_sd real not null,
	guess_sd real not null,
	slip_sd real not null,
	primary key (model, competency)
) strict;
-- With which fit the kept state was folded; null: the defaults.
alter table mastery add column model blob;
