create table delivery (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	on_day text not null,
	what text not null,
	term text,
	value text,
	source text,
	line blob,
	week_item blob,
	channel text not null,
	why text,
	helped text,
	text text,
	by_whom blob,
	owner blob,
	answers blob
) strict;
create index delivery_learner on delivery (learner, id);
create index delivery_owner on delivery (owner, id);
create index delivery_answers on delivery (answers, id);
