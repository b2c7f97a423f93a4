-- What this school's own translators wrote for sentences of the program; forms of a plural are joined by U+001F.
create table translation_own (
	district blob not null,
	lang text not null,
	ctx text not null,
	msgid text not null,
	forms text not null,
	origin text not null,
	changed_at integer not null,
	changed_by blob,
	primary key (district, lang, ctx, msgid)
) strict;
