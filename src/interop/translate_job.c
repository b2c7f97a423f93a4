/* translate_job.c - what people wrote, by the engine that the administrator named, in the background; nothing when none is. */
#include "interop/send.h"
#include "jobs/jobs.h"
#include "school/tongue/translate.h"

#define BATCH 20

struct work { struct to_translate *t; struct str text; };

static enum code done_fn(struct db *db, void *arg, struct err *e)
{
	struct work *w = arg;
	return translate_done(db, w->t, w->text, e);
}

static enum code failed_fn(struct db *db, void *arg, struct err *e)
{
	struct work *w = arg;
	return translate_failed(db, w->t, w->text, e);
}

static enum code run(struct job *j, struct err *e)
{
	struct channels ch;
	struct to_translate list[BATCH];
	struct db *db = NULL;
	size_t n = 0;
	int64_t made = 0, failed = 0;
	send_begin();
	enum code c = channels_load(j->a, &ch, e);
	if (c || !ch.translate_on)
		return c;
	c = store_read(j->store, &db, e);
	if (!c)
		c = translate_next(db, j->a, list, BATCH, &n, e);
	store_read_end(db);
	for (size_t i = 0; i < n && !c; i++) {
		struct err why = {0};
		struct work w = {&list[i], {0}};
		if (send_translate(j->a, &ch, list[i].from, list[i].to, list[i].text, &w.text, &why)) {
			w.text = str_z(why.text);
			failed++;
			c = store_write(j->store, failed_fn, &w, e);
		} else {
			made++;
			c = store_write(j->store, done_fn, &w, e);
		}
		if (!c)
			c = job_progress(j, (int64_t)i + 1, (int64_t)n, S(""), e);
	}
	if (!c)
		j->result = str_fmt(j->a, "%lld translated, %lld to be tried again", (long long)made, (long long)failed);
	return c;
}

static enum code due(struct db *db, bool *out, struct err *e)
{
	struct to_translate one;
	struct channels ch;
	size_t n = 0;
	*out = false;
	struct arena *a = arena_new(0);
	if (!a)
		return err_set(e, E_MEMORY, "There is not enough memory.");
	enum code c = channels_load(a, &ch, e);
	if (!c && ch.translate_on && (ch.translate_url.n || ch.translate_command.n)) {
		c = translate_next(db, a, &one, 1, &n, e);
		*out = !c && n > 0;
	}
	arena_free(a);
	return c;
}

JOB(translate) = {"translate", N_("Translations by the engine"), 3, run, .due = due};
