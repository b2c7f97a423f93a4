-- What a learner says about a piece of work may be a photo, a voice or a film.
alter table attachment add column reflection blob;
alter table attachment_history add column reflection blob;
create index attachment_reflection on attachment (reflection, id);
