-- What a family is told, by which way, and what comes back. A notice waits until it is bundled; a bundle is one row of
-- `outgoing` for each way that the adult chose.
create table notice (
	id blob primary key,
	district blob not null,
	learner blob not null,
	adult blob not null,
	kind text not null,
	tone text not null,
	about blob not null,
	made_at integer not null,
	made_by blob,
	wait_until integer not null,
	bundle blob
) strict;
create unique index notice_once on notice (about, adult, kind);
create index notice_waiting on notice (district, wait_until) where bundle is null;
create index notice_learner on notice (learner, made_at);
create index notice_bundle on notice (bundle);
create table outgoing (
	id blob primary key,
	district blob not null,
	bundle blob not null,
	learner blob,
	adult blob not null,
	way text not null,
	state text not null,
	language text not null,
	address text not null,
	link text not null,
	tag text not null,
	parts integer not null,
	cost integer not null,
	not_before integer not null,
	tries integer not null,
	lease_until integer not null,
	why text not null,
	made_at integer not null,
	sent_at integer not null,
	opened_at integer not null,
	opened integer not null,
	answered_at integer not null,
	done_at integer not null,
	done_by blob,
	ends_at integer not null
) strict;
create index outgoing_bundle on outgoing (bundle);
create index outgoing_state on outgoing (district, state, not_before);
create index outgoing_adult on outgoing (adult, made_at);
create index outgoing_learner on outgoing (learner, made_at);
create index outgoing_address on outgoing (district, way, address, sent_at);
create unique index outgoing_link on outgoing (link, way);
create table incoming (
	id blob primary key,
	district blob not null,
	way text not null,
	sender text not null,
	provider text not null,
	text text not null,
	at integer not null,
	state text not null,
	learner blob,
	adult blob,
	outgoing blob,
	note blob,
	done_at integer not null,
	done_by blob
) strict;
create unique index incoming_once on incoming (district, way, provider);
create index incoming_state on incoming (district, state, at);
create index incoming_learner on incoming (learner, at);
-- Addresses whose owner wrote STOP: nothing goes there until they write START.
create table reach_stop (
	district blob not null,
	way text not null,
	address text not null,
	at integer not null,
	primary key (district, way, address)
) strict;
alter table guardian add column quiet_from text;
alter table guardian add column quiet_until text;
alter table guardian add column time_zone text;
alter table guardian add column most_a_day integer;
alter table guardian_history add column quiet_from text;
alter table guardian_history add column quiet_until text;
alter table guardian_history add column time_zone text;
alter table guardian_history add column most_a_day integer;
