-- A teacher can mark practice on a screen that opens after the lesson with a person.
alter table week_item add column after_lesson integer;
alter table week_item_history add column after_lesson integer;
