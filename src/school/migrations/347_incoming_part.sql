-- Parts of long text messages that came from a gateway, until all of them are there; done ones stay a quarter of an hour, so that a part sent again is known.
create table incoming_part (
	district blob not null,
	sender text not null,
	reference integer not null,
	parts integer not null,
	part integer not null,
	text text not null,
	at integer not null,
	done_at integer not null,
	primary key (district, sender, reference, parts, part)
) strict;
create index incoming_part_at on incoming_part (district, at);
