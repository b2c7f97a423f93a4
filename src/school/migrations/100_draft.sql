-- What somebody has typed and not sent yet: one row for a person and form, fields as JSON {"name": ["value", ...]}.
create table draft (
	person blob not null,
	form text not null,
	district blob not null,
	fields text not null,
	updated_at integer not null,
	primary key (person, form)
) strict;
create index draft_updated_at on draft (district, updated_at);
