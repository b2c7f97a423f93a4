-- A person puts right what a machine said of a text in the library: the machine's words stay beside it.
alter table resource_said add column machine text;
alter table resource_said add column by blob;
