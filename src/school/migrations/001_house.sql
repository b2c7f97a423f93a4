-- Tables of the record layer: search, translations, the two logs. Every type has its own table in later migrations.

-- Full text. One row for the fields of a record that the same people may see (see: their REL_ mask), so that words
-- of a narrow field are found by those alone who may read it. words holds ICU words, folded, in letters and digits.
--sqlite create table search (number integer primary key, district blob not null, type text not null, id blob not null, see integer not null, scope integer not null, about blob, title text not null, body text not null) strict;
--sqlite create unique index search_record on search (id, see);
--sqlite create virtual table search_words using fts5(words, tokenize = 'ascii');
--postgres create table search (district blob not null, type text not null, id blob not null, see integer not null, scope integer not null, about blob, title text not null, body text not null, words tsvector not null, primary key (id, see)) strict;
--postgres create index search_words on search using gin (words);

-- Translations of translatable fields. source: SHA-256 of the text translated; when the original changes, the
-- translation is kept but no longer shown.
create table record_text (
	id blob not null,
	field text not null,
	lang text not null,
	district blob not null,
	type text not null,
	words text not null,
	origin text not null check (origin in ('person', 'machine', 'reviewed')),
	source blob not null,
	updated_at integer not null,
	updated_by blob,
	primary key (id, field, lang)
) strict;

-- Security log: who looked at or did what. hash = SHA-256(last hash, this row); numbers run without a gap.
create table security_log (
	district blob not null,
	number integer not null,
	at integer not null,
	account blob,
	person blob,
	action text not null,
	object_type text not null,
	object blob,
	learners blob not null,
	detail text not null,
	hash blob not null,
	primary key (district, number)
) strict;
create table security_log_learner (
	district blob not null,
	learner blob not null,
	number integer not null,
	primary key (learner, number)
) strict;

-- Disclosures outside the school, kept as long as the learner's record (34 CFR 99.32, 34 CFR 300.614).
create table disclosure (
	id blob primary key,
	district blob not null,
	learner blob not null,
	at integer not null,
	made_by blob,
	to_whom text not null,
	purpose text not null,
	what text not null
) strict;
create index disclosure_learner on disclosure (learner, at);
