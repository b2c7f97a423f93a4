/* site.c - what every page needs of the school, kept for two seconds. */
#include "base/log.h"
#include "record/setting.h"
#include "school/tongue/strings.h"
#include "web/app.h"

#include <stdio.h>
#include <string.h>

static void put(char *out, size_t size, struct str s)
{
	size_t n = s.n < size - 1 ? s.n : size - 1;
	while (n && !utf8_valid((struct str){s.p, n}))
		n--;
	if (n)
		memcpy(out, s.p, n);
	out[n] = '\0';
}

static enum code read_site(struct db *db, struct site *out, struct err *e)
{
	struct arena *a = arena_new(1 << 20);
	if (!a)
		return err_set(e, E_MEMORY, "There is not enough memory.");
	struct str text;
	int64_t n = 0;
	*out = (struct site){0};
	enum code c = setting_text(db, a, "school.name", &text, e);
	if (!c) {
		put(out->name, sizeof out->name, text);
		c = setting_text(db, a, "school.timezone", &text, e);
	}
	if (!c) {
		put(out->tz, sizeof out->tz, text);
		c = setting_int(db, "account.idle_minutes", &out->idle_minutes, e);
	}
	if (!c) {
		c = store_meta_get(db, a, "sample", &text, e);
		out->sample = !c && str_eqz(text, "1");
	}
	if (!c) {
		c = db_int(db, e, &n, "select count(*) from (select 1 from account where district = ?1 limit 1) as one", "d");
		out->fresh = n == 0 && !out->sample;
	}
	if (!c) {
		c = db_int(db, e, &n, "select count(*) from import_run where district = ?1 and state in ('applying', 'undoing')", "d");
		out->importing = n > 0;
	}
	if (!c)
		c = db_int(db, e, &out->strings_at, "select coalesce(max(changed_at), 0) from translation_own where district = ?1", "d");
	arena_free(a);
	return c;
}

struct site app_site(struct app *app, struct db *db)
{
	int64_t now = clock_monotonic();
	pthread_mutex_lock(&app->site_lock);
	struct site site = app->site;
	bool old = !site.tz[0] || app->site_at == 0 || now - app->site_at > 2 * SECOND;
	if (old && db)
		app->site_at = now; /* one request reads, the others go on with what is there */
	pthread_mutex_unlock(&app->site_lock);
	if (!old || !db)
		return site;
	struct err e = {0};
	struct site read;
	if (read_site(db, &read, &e) || (read.strings_at != site.strings_at && strings_load(db, &e))) {
		log_event(LOG_ERROR, "site", "error", e.text, NULL);
		app_site_changed(app);
		return site;
	}
	pthread_mutex_lock(&app->site_lock);
	app->site = read;
	pthread_mutex_unlock(&app->site_lock);
	return read;
}

void app_site_changed(struct app *app)
{
	pthread_mutex_lock(&app->site_lock);
	app->site_at = 0;
	pthread_mutex_unlock(&app->site_lock);
}
