-- What each learner adds to the population's sums of a competency, under the parameters in use: opaque, folded with the estimate.
-- Null: folded by an older program.
alter table mastery add column online blob;
