create table account (
	id blob primary key,
	district blob not null,
	person blob not null,
	login text not null,
	kind text not null,
	state text not null,
	made_at integer not null,
	made_by blob,
	changed_at integer not null
) strict;
create unique index account_login on account (district, login);
create unique index account_person on account (district, person);
create table credential (
	id blob primary key,
	district blob not null,
	account blob not null,
	kind text not null,
	secret text not null,
	counter integer not null,
	made_at integer not null,
	made_by blob,
	used_at integer
) strict;
create index credential_account on credential (account, kind);
create index credential_secret on credential (district, kind, secret);
create table session (
	id blob primary key,
	district blob not null,
	token text not null,
	account blob not null,
	person blob not null,
	stage text not null,
	low integer not null,
	csrf text not null,
	made_at integer not null,
	seen_at integer not null,
	ends_at integer not null,
	agent text not null
) strict;
create unique index session_token on session (token);
create index session_account on session (account);
create index session_ends_at on session (ends_at);
create table invitation (
	id blob primary key,
	district blob not null,
	account blob not null,
	code text not null,
	made_at integer not null,
	made_by blob,
	ends_at integer not null,
	used_at integer
) strict;
create unique index invitation_code on invitation (district, code);
create index invitation_account on invitation (account);
create table device (
	id blob primary key,
	district blob not null,
	token text not null,
	label text not null,
	class blob,
	made_at integer not null,
	made_by blob,
	ends_at integer not null
) strict;
create unique index device_token on device (token);
create index device_class on device (class);
create table once (
	district blob not null,
	scope blob not null,
	key text not null,
	request text not null,
	made_at integer not null,
	primary key (district, scope, key)
) strict;
create index once_made_at on once (made_at);
