-- Whose updates of the program are taken: a school whose content is welcome is not for that reason one that may bring programs.
alter table bundle_trust add column updates integer not null default 0;
