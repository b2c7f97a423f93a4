/* retention.c - trellis retention: what may be erased, and erasing it in the name of a person. */
#include "base/json.h"
#include "cli/command.h"
#include "cli/open.h"
#include "jobs/erasure_job.h"
#include "school/admin/school.h"

#include <stdio.h>
#include <string.h>

static const struct arg_option options[] = {
	{"--learner", ARG_TEXT, "ID", "what would go of this learner's records, what stays, and why", 0, 0, false},
	{"--erase", ARG_TEXT, "WHAT", "with --learner and --by: learning, files, messages, special, joined by commas", 0, 0, false},
	{"--by", ARG_TEXT, "LOGIN", "who approves: the name that this person signs in with, who must be of the district or run the program", 0, 0, false},
	{"--asked", ARG_TEXT, "HOW", "the family or the adult learner asked for it: who, when, how", 0, 0, false},
	{"--told", ARG_DAY, "DAY", "the family was told on this day that plans of record are no longer needed", 0, 0, false},
	{"--limit", ARG_INT, "N", "learners at most, 50 by default", 1, 10000, false},
	{0}};
static const struct arg_spec spec = {
	"retention", NULL, 0, 0,
	"Says whose records may be erased, by the times that the school has confirmed (page: How long records are kept). Nothing goes\n"
	"unless --erase and --by say what and in whose name; a job does it: a running server, or trellis jobs --run.", options};

static const char *const WHYS[] = {[WHY_DUE] = "may go", [WHY_NO_NUMBER] = "stays: nobody has confirmed how long", [WHY_NOT_YET] = "stays", [WHY_HELD] = "stays: held", [WHY_HERE] = "stays: at school"};

static void put(struct json_out *o, struct arena *a, const struct keep_learner *k)
{
	json_open(o, '{');
	json_key(o, "id");
	json_put_str(o, id_str(a, k->id));
	json_key(o, "left_on");
	json_put_str(o, k->left == DAY_NONE ? S("") : day_text(a, k->left));
	json_key(o, "held");
	json_put_bool(o, k->held);
	for (int i = 0; i < KEEP_KINDS; i++) {
		json_key(o, keep_kind_info((enum keep_kind)i)->key);
		json_open(o, '{');
		json_key(o, "records");
		json_put_int(o, k->parts[i].rows);
		json_key(o, "due");
		json_put_bool(o, k->parts[i].why == WHY_DUE);
		json_key(o, "why");
		json_put_str(o, str_z(WHYS[k->parts[i].why]));
		json_key(o, "until");
		json_put_str(o, k->parts[i].due == DAY_NONE ? S("") : day_text(a, k->parts[i].due));
		json_close(o, '}');
	}
	json_close(o, '}');
}

static void say(struct arena *a, const struct keep_learner *k, bool counted)
{
	printf("%s  %.*s  left %s%s\n", id_str(a, k->id).p, S_ARG(k->name), k->left == DAY_NONE ? "not" : day_text(a, k->left).p, k->held ? "  HELD" : "");
	for (int i = 0; i < KEEP_KINDS; i++) {
		const struct keep_part *p = &k->parts[i];
		if (!counted && p->why != WHY_DUE)
			continue;
		printf("  %-9s", keep_kind_info((enum keep_kind)i)->key);
		if (counted)
			printf("%8lld records  ", (long long)p->rows);
		printf("%s", WHYS[p->why]);
		if (p->due != DAY_NONE)
			printf(p->why == WHY_DUE ? " since %s" : " until %s", day_text(a, p->due).p);
		printf("\n");
	}
}

static enum code show(struct arena *a, const struct args *args, struct db *db, const struct id *learner, struct err *e)
{
	struct keep_learner *who = NEW(a, struct keep_learner);
	size_t n = 1;
	enum code c = learner ? retention_look(db, a, *learner, school_today(db), who, e) : retention_list(db, a, school_today(db), (int)args_int(args, "--limit", 50), &who, &n, e);
	struct buf b = buf_new(a, (size_t)64 << 20);
	struct json_out o = json_to(&b);
	json_open(&o, '[');
	for (size_t i = 0; !c && i < n; i++) {
		if (args->json)
			put(&o, a, &who[i]);
		else
			say(a, &who[i], learner != NULL);
	}
	json_close(&o, ']');
	if (!c && args->json)
		printf("%.*s\n", S_ARG(buf_done(&b)));
	else if (!c && n == 0)
		printf("Nobody whose records are still here has left.\n");
	else if (!c && learner)
		printf("What stays in any case: name, grades, attendance, classes (34 CFR 300.624(b)), the disclosures (34 CFR 99.32), the security log; and backups until they are overwritten.\n");
	return c;
}

struct approving { struct arena *a; const char *login; struct erasure x; };

static enum code approve_fn(struct db *db, void *arg, struct err *e)
{
	struct approving *p = arg;
	struct rows *r;
	struct viewer v;
	struct id person = ID_NIL, account = ID_NIL, id;
	enum code c = db_query(db, e, &r, "select person, id from account where district = ?1 and login = ?2 and state = 'active'", "dz", p->login);
	if (c)
		return c;
	if (rows_next(r, e) == 1) {
		person = rows_id(r, 0);
		account = rows_id(r, 1);
		rows_end(r);
	}
	if (id_nil(person))
		return err_set(e, E_NOTFOUND, "Nobody signs in as %s.", p->login);
	c = viewer_load(db, person, school_today(db), &v, e);
	v.account = account;
	if (!c && !(v.hats & (REL_DISTRICT | REL_ADMIN)))
		c = err_set(e, E_DENIED, "%s may not approve this: it takes somebody of the district, or who runs the program.", p->login);
	return c ? c : erasure_begin(db, p->a, &v, &p->x, &id, e);
}

static enum code approve(struct arena *a, const struct args *args, struct store *s, struct id learner, struct err *e)
{
	struct approving p = {a, args_text(args, "--by", NULL), {.learner = learner, .told = DAY_NONE, .asked = args_has(args, "--asked"), .how = str_z(args_text(args, "--asked", ""))}};
	struct str what = str_z(args_text(args, "--erase", ""));
	if (!p.login)
		return err_set(e, E_INPUT, "Say in whose name: --by LOGIN.");
	while (what.n > 0) {
		struct str one = str_cut(&what, ',');
		int k = 0;
		while (k < KEEP_KINDS && !str_eqz(one, keep_kind_info((enum keep_kind)k)->key))
			k++;
		if (k == KEEP_KINDS)
			return err_set(e, E_INPUT, "--erase wants learning, files, messages or special, not \"%.*s\".", S_ARG(one));
		p.x.kinds[k] = true;
	}
	if (args_has(args, "--told") && !day_parse(str_z(args_text(args, "--told", "")), &p.x.told))
		return err_set(e, E_INPUT, "--told wants a day such as 2026-11-22.");
	enum code c = store_write(s, approve_fn, &p, e);
	if (!c)
		printf(args->json ? "{\"approved\":true}\n" : "Approved. A running server erases it now; without one: trellis jobs --run\n");
	return c;
}

static enum code act(struct arena *a, const struct args *args, struct err *e)
{
	struct store *s = NULL;
	struct db *db = NULL;
	struct id learner;
	const char *whom = args_text(args, "--learner", NULL);
	if (whom && !id_parse(str_z(whom), &learner))
		return err_set(e, E_INPUT, "--learner wants an id such as 01890a5d-ac96-774b-bcce-b302099a8057.");
	if (args_has(args, "--erase") && !whom)
		return err_set(e, E_INPUT, "--erase wants a learner: --learner ID.");
	enum code c = open_db(args, false, NULL, &s, e);
	if (!c && args_has(args, "--erase")) {
		c = approve(a, args, s, learner, e);
	} else if (!c) {
		c = store_read(s, &db, e);
		if (!c)
			c = show(a, args, db, whom ? &learner : NULL, e);
		store_read_end(db);
	}
	store_close(s);
	return c;
}

static int run(int argc, char **argv)
{
	struct args args;
	struct err e = {0};
	struct arena *a = arena_new(0);
	if (!a)
		return 1;
	int status = args_read(a, &spec, argc, argv, &args);
	if (status < 0)
		status = act(a, &args, &e) ? open_failed(&args, &e) : 0;
	arena_free(a);
	return status;
}

COMMAND(retention) = {"retention", "[--learner ID [--erase WHAT --by LOGIN]]", "what may be erased by the school's times, and erasing it", run};
