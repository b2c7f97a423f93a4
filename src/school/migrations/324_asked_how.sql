-- A class may teach in two languages; a support is asked for and given on a page, by phone, on paper or in person.
alter table class add column second_language text;
alter table class_history add column second_language text;
alter table help_request add column asked_how text;
alter table help_request_history add column asked_how text;
alter table help_request add column given_how text;
alter table help_request_history add column given_how text;
