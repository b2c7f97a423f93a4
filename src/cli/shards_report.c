/* shards_report.c - trellis shards report: one report of all districts. Each gives counts; they are added up here, and small
 * groups are hidden in the sum, once. */
#include "base/json.h"
#include "cli/open.h"
#include "cli/shards.h"
#include "school/admin/reach.h"
#include "school/admin/school.h"

#include <stdio.h>
#include <string.h>

static const struct arg_option options[] = {
	{"--directory", ARG_TEXT, "FILE", "the directory of districts; shards.json by default", 0, 0, false},
	{0}};
static const struct arg_spec spec = {
	"shards report", NULL, 0, 0,
	"Whom the schools of all districts do not reach yet, by group (CSV): counts of all districts together, in which small groups are hidden after\n"
	"adding up. Make either this public or the districts' own reports: who has both can subtract.", options};

static const char *const what[REACH_KINDS + HOME_KINDS] = {"no profile", "no plan", "no conference in half a year", "no week of work", "no way to the family",
                                                           "not known what is at home", "no device at home but a phone", "no good line at home"};

static enum code part(struct arena *a, const struct shard *s, struct reach_part *out, struct err *e)
{
	struct store *st = NULL;
	struct db *db = NULL;
	enum code c = shard_open(a, s, &st, e);
	if (!c)
		c = store_read(st, &db, e);
	if (!c) {
		day_t today = school_today(db);
		c = reach_part_load(db, a, today, school_monday(today), out, e);
	}
	store_read_end(db);
	store_close(st);
	return c;
}

static const struct equity_public *cell_of(const struct reach_row *row, int k)
{
	return k < REACH_KINDS ? &row->cell[k] : &row->home[k - REACH_KINDS];
}

static void say(const struct reach *r)
{
	printf("group,what,learners,without,percent,low,high\n");
	for (size_t i = 0; i < r->n_rows; i++)
		for (int k = 0; k < REACH_KINDS + HOME_KINDS; k++) {
			const struct equity_public *p = cell_of(&r->rows[i], k);
			if (!p->there)
				continue;
			if (p->hidden)
				printf("\"%s\",%s,hidden,hidden,,,\n", r->rows[i].label, what[k]);
			else if (!p->n)
				printf("\"%s\",%s,0,0,,,\n", r->rows[i].label, what[k]);
			else
				printf("\"%s\",%s,%lld,%lld,%.1f,%.1f,%.1f\n", r->rows[i].label, what[k], (long long)p->n, (long long)p->x, 100 * (double)p->x / (double)p->n, 100 * p->rate.low, 100 * p->rate.high);
		}
}

static void put(struct arena *a, const struct reach *r, size_t districts)
{
	struct buf b = buf_new(a, (size_t)4 << 20);
	struct json_out o = json_to(&b);
	json_open(&o, '{');
	json_key(&o, "districts");
	json_put_int(&o, (int64_t)districts);
	json_key(&o, "hidden");
	json_put_int(&o, (int64_t)r->hidden);
	json_key(&o, "rows");
	json_open(&o, '[');
	for (size_t i = 0; i < r->n_rows; i++)
		for (int k = 0; k < REACH_KINDS + HOME_KINDS; k++) {
			const struct equity_public *p = cell_of(&r->rows[i], k);
			if (!p->there)
				continue;
			json_open(&o, '{');
			json_key(&o, "group");
			json_put_str(&o, str_z(r->rows[i].label));
			json_key(&o, "what");
			json_put_str(&o, str_z(what[k]));
			json_key(&o, "learners");
			if (p->hidden)
				json_put_null(&o);
			else
				json_put_int(&o, p->n);
			json_key(&o, "without");
			if (p->hidden)
				json_put_null(&o);
			else
				json_put_int(&o, p->x);
			json_close(&o, '}');
		}
	json_close(&o, ']');
	json_close(&o, '}');
	printf("%.*s\n", S_ARG(buf_done(&b)));
}

static enum code report(struct arena *a, const struct args *args, struct err *e)
{
	struct shard_list l;
	struct reach all;
	enum code c = shards_read(a, args, false, &l, e);
	if (c)
		return c;
	struct reach_part *parts = NEW_ARRAY(a, struct reach_part, l.n + 1);
	for (size_t i = 0; i < l.n && !c; i++) {
		struct arena *own = arena_new(0); /* its learners go before the next district is read */
		c = own ? part(own, &l.items[i], &parts[i], e) : err_set(e, E_MEMORY, "There is not enough memory.");
		arena_free(own);
	}
	if (!c)
		c = reach_merge(a, parts, l.n, &all, e);
	if (!c && args->json)
		put(a, &all, l.n);
	else if (!c)
		say(&all);
	return c;
}

int shards_report(int argc, char **argv)
{
	struct args args;
	struct err e = {0};
	struct arena *a = arena_new(0);
	if (!a)
		return 1;
	int status = args_read(a, &spec, argc, argv, &args);
	if (status < 0)
		status = report(a, &args, &e) ? open_failed(&args, &e) : 0;
	arena_free(a);
	return status;
}
