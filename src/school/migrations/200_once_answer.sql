-- What was answered to a form, so that its repetition gets the same answer also after the server was started anew.
alter table once add column status integer;
alter table once add column location text;
alter table once add column type text;
alter table once add column body text;
