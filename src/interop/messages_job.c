/* messages_job.c - what goes out to families and what comes back by mail, in the background.
 *
 * Bundles, takes rows under a lease, sends each, notes what came of it; reads the folder of answers. Safe to repeat. */
#include "base/file.h"
#include "base/log.h"
#include "interop/mail_in.h"
#include "interop/send.h"
#include "interop/smpp.h"
#include "jobs/jobs.h"
#include "school/admin/school.h"
#include "school/reach/reach.h"
#include "school/reach/sms.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct work {
	struct arena *a;
	struct channels ch;
	struct str school;
	struct outgoing taken[REACH_BATCH];
	size_t n;
	int made;
	struct sent sent;
	struct arrived in;
	struct store *store;
	struct smpp *smpp;          /* open while messages go by it */
	struct smpp_delivered came; /* from the gateway */
	bool late;                  /* one more message that never became whole */
};

static enum code bundle_fn(struct db *db, void *arg, struct err *e)
{
	struct work *w = arg;
	w->school = school_name(db, w->a);
	return reach_bundle(db, w->a, &w->ch, &w->made, e);
}

static enum code take_fn(struct db *db, void *arg, struct err *e)
{
	struct work *w = arg;
	return reach_take(db, w->a, w->taken, &w->n, e);
}

static enum code sent_fn(struct db *db, void *arg, struct err *e)
{
	struct work *w = arg;
	return reach_sent(db, w->a, &w->sent, e);
}

static enum code arrived_fn(struct db *db, void *arg, struct err *e)
{
	struct work *w = arg;
	return reach_arrived(db, w->a, &w->in, e);
}

/* ---- by SMPP ---- */

static enum code receipt_fn(struct db *db, void *arg, struct err *e)
{
	struct work *w = arg;
	bool arrived = str_eqz(w->came.state, "DELIVRD");
	return reach_receipt(db, w->a, w->came.id, arrived, str_fmt(w->a, "The gateway says that it did not arrive (%.*s).", S_ARG(w->came.state)), e);
}

/* A gateway that did not hear our yes sends the same again, soon: the same words from one number within a quarter of an hour are one answer. */
static struct str name_of(struct arena *a, const struct smpp_delivered *d, int64_t quarter)
{
	char id[ID_TEXT];
	return str_fmt(a, "smpp-%s", id_text(id_of("smpp", str_fmt(a, "%.*s %lld %.*s", S_ARG(d->from), (long long)quarter, S_ARG(d->text))), id));
}

static enum code words_put(struct db *db, struct work *w, struct err *e)
{
	int64_t quarter = clock_now() / (15 * MINUTE), before = 0;
	enum code c = db_int(db, e, &before, "select count(*) from incoming where district = ?1 and way = 'text' and provider = ?2 and at > ?3", "dti", name_of(w->a, &w->came, quarter - 1), clock_now() - 15 * MINUTE);
	if (c || before)
		return c;
	w->in = (struct arrived){"text", str_starts(w->came.from, "+") ? w->came.from : str_fmt(w->a, "+%.*s", S_ARG(w->came.from)), name_of(w->a, &w->came, quarter), w->came.text, S(""), false};
	return reach_arrived(db, w->a, &w->in, e);
}

static enum code words_fn(struct db *db, void *arg, struct err *e)
{
	struct work *w = arg;
	if (w->came.parts) {
		const struct arrived_part p = {w->came.from, w->came.text, w->came.reference, w->came.part, w->came.parts};
		enum code c = reach_part(db, w->a, &p, &w->came.text, e);
		if (c || !w->came.text.n)
			return c;
	}
	return words_put(db, w, e);
}

static enum code late_fn(struct db *db, void *arg, struct err *e)
{
	struct work *w = arg;
	w->came = (struct smpp_delivered){.id = S(""), .state = S("")};
	enum code c = reach_part_late(db, w->a, &w->came.from, &w->came.text, &w->late, e);
	return c || !w->late ? c : words_put(db, w, e);
}

static enum code came(void *arg, const struct smpp_delivered *d, struct err *e)
{
	struct work *w = arg;
	w->came = *d;
	bool last_word = str_eqz(d->state, "DELIVRD") || str_eqz(d->state, "UNDELIV") || str_eqz(d->state, "EXPIRED") || str_eqz(d->state, "REJECTD") || str_eqz(d->state, "DELETED");
	if (d->receipt)
		return last_word ? store_write(w->store, receipt_fn, w, e) : OK;
	return store_write(w->store, words_fn, w, e);
}

static enum code smpp_one(struct work *w, const struct outgoing *o, struct str text, struct err *e)
{
	enum code c = w->smpp ? OK : smpp_open(w->a, &w->ch, came, w, &w->smpp, e);
	if (!c)
		c = smpp_send(w->smpp, o->address, text, &w->sent.gateway_id, e);
	if (c == E_BUSY && w->smpp) { /* the next begins with a new line */
		smpp_close(w->smpp);
		w->smpp = NULL;
	}
	return c;
}

#define QUIET (SECOND / 2)

/* What waits at the gateway: receipts, and what families wrote. A gateway that is down is no failure of this work. */
static enum code smpp_hear(struct work *w, struct err *e)
{
	struct err why = {0};
	enum code c = w->smpp ? OK : smpp_open(w->a, &w->ch, came, w, &w->smpp, &why);
	if (!c)
		c = smpp_listen(w->smpp, QUIET, &why);
	smpp_close(w->smpp);
	w->smpp = NULL;
	if (c && c != E_BUSY && c != E_INPUT) {
		*e = why;
		return c;
	}
	return OK;
}

static enum code send_one(struct work *w, const struct outgoing *o, struct err *e)
{
	char code[LINK_TEXT] = "";
	if (str_eqz(o->way, "text")) {
		struct str text = reach_short(w->a, o, w->school, &w->ch);
		w->sent.parts = sms_measure(text).parts;
		w->sent.cost = w->sent.parts * w->ch.sms_cost;
		if (w->ch.sms_on && smpp_is(w->ch.sms_url))
			return smpp_one(w, o, text, e);
		return w->ch.sms_on ? send_sms(w->a, &w->ch, o->address, text, o->id, e) : err_set(e, E_BUSY, "Text messages are switched off.");
	}
	w->sent.parts = 1;
	if (!id_nil(o->learner) && w->ch.link_key.n)
		channel_link(&w->ch, o->bundle, code);
	struct mail m = {o->address, reach_subject(w->a, o, w->school), reach_long(w->a, o, w->school, &w->ch), str_z(code), o->lang};
	return w->ch.mail_on ? send_mail(w->a, &w->ch, &m, e) : err_set(e, E_BUSY, "E-mail is switched off.");
}

static enum code send_all(struct job *j, struct work *w, int64_t *count, struct err *e)
{
	enum code c;
	do {
		c = store_write(j->store, take_fn, w, e);
		for (size_t i = 0; i < w->n && !c; i++) {
			struct err why = {0};
			w->sent = (struct sent){.id = w->taken[i].id, .tries = w->taken[i].tries};
			enum code said = send_one(w, &w->taken[i], &why);
			w->sent.ok = !said;
			w->sent.again = said != E_INPUT;
			w->sent.why = str_z(why.text);
			c = store_write(j->store, sent_fn, w, e);
			*count += !said;
			if (!c && (i & 7) == 7)
				c = job_progress(j, *count, 0, S(""), e);
		}
	} while (!c && w->n == REACH_BATCH);
	return c;
}

/* A maildir: what lies in new/ is read and moved to cur/ (read) or to cur/ with the flag T (could not be read). */
static enum code read_folder(struct job *j, struct work *w, int64_t *count, struct err *e)
{
	const char *fresh = file_join(w->a, str_dupz(w->a, w->ch.mail_folder), "new"), *done = file_join(w->a, str_dupz(w->a, w->ch.mail_folder), "cur");
	DIR *dir = opendir(fresh);
	struct dirent *d;
	enum code c = OK;
	int most = 200;
	if (!dir)
		return err_set(e, E_INPUT, "The folder of answers %s has no folder new in it.", str_dupz(w->a, w->ch.mail_folder));
	while (!c && most-- > 0 && (d = readdir(dir)) != NULL) {
		struct str bytes;
		struct mail_in m = {0};
		struct err why = {0};
		if (d->d_name[0] == '.')
			continue;
		const char *path = file_join(w->a, fresh, d->d_name);
		enum code said = file_read(w->a, path, MAIL_IN_MOST, &bytes, &why);
		if (!said)
			said = mail_in_read(w->a, bytes, w->ch.mail_reply, LINK_TEXT - 1, &m, &why);
		if (said == E_MEMORY || said == E_NOTFOUND) { /* nobody looked at it: it stays for the next time */
			*e = why;
			c = said;
			break;
		}
		w->in = (struct arrived){"email", m.from, m.id, m.text, m.code, m.automatic};
		if (!said)
			c = store_write(j->store, arrived_fn, w, e);
		if (!c && rename(path, str_fmt(w->a, "%s/%s:2,%s", done, d->d_name, said ? "T" : "S").p))
			c = err_set(e, E_INPUT, "%s cannot be moved to cur.", path);
		*count += !said;
	}
	closedir(dir);
	return c;
}

static enum code run(struct job *j, struct err *e)
{
	struct work w = {.a = j->a, .store = j->store};
	int64_t out = 0, in = 0;
	send_begin();
	enum code c = channels_load(j->a, &w.ch, e);
	if (!c && channels_path() && !w.ch.link_key.n)
		c = channels_save(j->a, &w.ch, e);
	if (!c)
		c = store_write(j->store, bundle_fn, &w, e);
	if (!c)
		c = send_all(j, &w, &out, e);
	if (!c && w.ch.sms_on && smpp_is(w.ch.sms_url))
		c = smpp_hear(&w, e);
	smpp_close(w.smpp);
	w.late = true;
	for (int i = 0; i < 200 && !c && w.late; i++)
		c = store_write(j->store, late_fn, &w, e);
	if (!c && w.ch.mail_folder.n)
		c = read_folder(j, &w, &in, e);
	if (!c)
		j->result = str_fmt(j->a, "%d made ready, %lld sent, %lld read", w.made, (long long)out, (long long)in);
	return c;
}

/* Mail waits in the folder? Looked at without the database. */
static bool mail_waits(void)
{
	struct arena *a = arena_new(1 << 20);
	struct channels ch;
	struct err e = {0};
	bool found = false;
	if (a && !channels_load(a, &ch, &e) && ch.mail_folder.n) {
		DIR *dir = opendir(file_join(a, str_dupz(a, ch.mail_folder), "new"));
		struct dirent *d;
		while (dir && !found && (d = readdir(dir)) != NULL)
			found = d->d_name[0] != '.';
		if (dir)
			closedir(dir);
	}
	arena_free(a);
	return found;
}

#define HEAR_EACH (5 * MINUTE)

/* A gateway by SMPP tells nothing by itself: it is asked each five minutes. */
static enum code gateway_waits(struct db *db, bool *out, struct err *e)
{
	struct arena *a = arena_new(1 << 20);
	struct channels ch;
	struct err why = {0};
	int64_t last = 0;
	enum code c = OK;
	if (a && !channels_load(a, &ch, &why) && ch.sms_on && smpp_is(ch.sms_url)) {
		c = db_int(db, e, &last, "select coalesce(max(made_at), 0) from job where kind = 'messages'", "");
		*out = !c && clock_now() - last >= HEAR_EACH;
	}
	arena_free(a);
	return c;
}

static enum code due(struct db *db, bool *out, struct err *e)
{
	enum code c = reach_due(db, out, e);
	if (!c && !*out)
		c = gateway_waits(db, out, e);
	*out = !c && (*out || mail_waits());
	return c;
}

JOB(messages) = {"messages", N_("Messages to families"), 3, run, .due = due};
