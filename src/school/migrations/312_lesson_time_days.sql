-- A time of the week that changes does so from a day on; the old one ends the day before.
alter table lesson_time add column from_on text;
alter table lesson_time add column until_on text;
alter table lesson_time_history add column from_on text;
alter table lesson_time_history add column until_on text;
