-- The newest call of a learner about a competency is asked for each line of a class.
create index sit_down_pair on sit_down (learner, competency, created_at);
