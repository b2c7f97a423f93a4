create table load_answer (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	how text not null,
	text text
) strict;
create index load_answer_learner on load_answer (learner, id);
