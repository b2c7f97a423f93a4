-- Schools whose bundles are taken here: their public signature, and what people call them.
create table bundle_trust (
	signer text primary key,
	district blob not null,
	made_at integer not null,
	made_by blob,
	name text not null
) strict;
-- Bundles that were opened, so that opening one again does nothing.
create table bundle_opened (
	bundle blob primary key,
	district blob not null,
	opened_at integer not null,
	signer text not null,
	summary text not null
) strict;
-- Weeks that were carried home on a stick.
create table stick (
	id blob primary key,
	district blob not null,
	made_at integer not null,
	made_by blob,
	learner blob not null,
	monday text not null,
	salt blob not null,
	back_at integer
) strict;
create index stick_learner on stick (learner, made_at);
