/* udl.c - the check of a performance task before it is used. */
#include "school/library/udl.h"

#include <string.h>

#define UNCHECKED_MOST 20

RECORD(udl_check) = {
	.name = "udl_check", .table = "udl_check", .label = N_("Check before use (UDL)"), .plural = N_("Checks before use (UDL)"),
	.help = N_("Five questions about a task, asked before learners get it: is it open to everybody? Kept with who and when."), .serves = "R150",
	.scope = SCOPE_ORG, .see = REL_STAFF, .create = REL_STAFF,
	.fields = FIELDS(
		{"resource", N_("Task"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "resource"},
		{"choice", N_("Learners choose something that matters: the topic, the tools, or with whom"), NULL, F_BOOL, FF_LIST, .initial = "0"},
		{"taken_in", N_("What is asked can be taken in in more than one way: read, heard, seen, touched"), NULL, F_BOOL, FF_LIST, .initial = "0"},
		{"shown", N_("It can be shown in at least two ways, all on the same rubric"), NULL, F_BOOL, FF_LIST, .initial = "0"},
		{"rubric_first", N_("Learners see the rubric before they begin, in words they use"), NULL, F_BOOL, FF_LIST, .initial = "0"},
		{"no_barrier", N_("Nothing is in the way that is not part of what is looked at"), NULL, F_BOOL, FF_LIST, .initial = "0"},
		{"note", N_("What was changed, or is still in the way"), NULL, F_LONG, 0}),
	.append_only = true, .title_field = "resource", .order = "-created_at"};

const char *const UDL_FIELDS[UDL_QUESTIONS] = {"choice", "taken_in", "shown", "rubric_first", "no_barrier"};

const char *udl_question(int k)
{
	return record_udl_check.fields[field_index(&record_udl_check, UDL_FIELDS[k])].label;
}

enum code udl_newest(struct db *db, struct arena *a, struct id resource, struct udl *out, struct err *e)
{
	struct rows *r;
	*out = (struct udl){0};
	enum code c = db_query(db, e, &r,
	                       "select u.choice, u.taken_in, u.shown, u.rubric_first, u.no_barrier, coalesce(u.note, ''), u.created_at,"
	                       " coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name from udl_check u left join person p on p.id = u.created_by"
	                       " where u.resource = ?1 order by u.created_at desc, u.id desc limit 1",
	                       "b", resource);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		out->any = true;
		for (int k = 0; k < UDL_QUESTIONS; k++) {
			out->yes[k] = rows_i(r, k) != 0;
			out->n_yes += out->yes[k];
		}
		out->note = str_dup(a, rows_t(r, 5));
		out->at = rows_i(r, 6);
		out->by = str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 7)), S_ARG(rows_t(r, 8))));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code udl_unchecked(struct db *db, struct arena *a, struct id class_id, struct str monday, struct str **out, size_t *n, struct err *e)
{
	struct rows *r;
	*n = 0;
	*out = NEW_ARRAY(a, struct str, UNCHECKED_MOST);
	enum code c = db_query(db, e, &r,
	                       "select distinct r.title from week_plan p join week_item i on i.week = p.id join resource r on r.id = i.resource"
	                       " where p.class = ?1 and p.monday = ?2 and r.kind = 'task' and i.state <> 'excused'"
	                       " and not exists (select 1 from udl_check u where u.resource = r.id) order by r.title limit 20",
	                       "bt", class_id, monday);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && *n < UNCHECKED_MOST)
		(*out)[(*n)++] = str_dup(a, rows_t(r, 0));
	rows_end(r);
	return got < 0 ? e->code : OK;
}
