-- What is said in a recording or film, in writing.
alter table attachment add column said text;
alter table attachment_history add column said text;
