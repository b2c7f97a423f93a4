-- A roster brings millions of enrolments: each index is written for every one of them. Lists by role alone are not asked
-- for, and an enrolment that no roster named needs no place among the names of rosters.
drop index enrolment_role;
drop index enrolment_source_id;
create unique index enrolment_source_id on enrolment (district, source_id) where source_id is not null;
