/* settings.c - everything a school can switch, each explained in a line. */
#include "record/setting.h"
#include "templates.h"
#include "web/pages/settings.h"
#include "web/shell.h"

#include <string.h>

static const struct { const char *group, *title; } groups[] = {
	{"school", N_("The school")}, {"account", N_("Signing in")}, {"badge", N_("Badge cards")}, {"week", N_("The week")}, {"family", N_("Families")}, {NULL, N_("More")}};

/* "account.idle_minutes" belongs to "account"; what has no title of its own stands under More. */
static size_t group_of(const struct setting *s)
{
	struct str key = str_z(s->key), first = str_cut(&key, '.');
	for (size_t i = 0; groups[i].group; i++)
		if (str_eqz(first, groups[i].group))
			return i;
	return sizeof groups / sizeof *groups - 1;
}

static enum code rows_make(struct request *rq, struct settings_page *p, struct err *e)
{
	size_t total = 0;
	for (const struct setting *const *t = SETTING_TABLES; *t; t++)
		for (const struct setting *s = *t; s->key; s++)
			total++;
	p->rows = NEW_ARRAY(rq->a, struct setting_row, total + 1);
	for (size_t g = 0; g < sizeof groups / sizeof *groups; g++) {
		bool first = true;
		for (const struct setting *const *t = SETTING_TABLES; *t; t++) {
			for (const struct setting *s = *t; s->key; s++) {
				if (group_of(s) != g)
					continue;
				struct setting_row *row = &p->rows[p->n++];
				*row = (struct setting_row){.s = s, .group = first ? groups[g].title : NULL};
				first = false;
				struct str sent = rq_form(rq, s->key);
				enum code c = setting_text(rq->db, rq->a, s->key, &row->value, e);
				if (c)
					return c;
				if (sent.n && p->error.n)
					row->value = sent;
			}
		}
	}
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct str error, struct err *e)
{
	struct settings_page p = {.error = error};
	enum code c = rows_make(rq, &p, e);
	if (c)
		return c;
	if (error.n)
		rp->status = 422;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Settings")), .nav = "settings", .width = "narrow"});
	tpl_settings(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	return show(rq, rp, S(""), e);
}

static enum code save_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	enum code c = OK;
	for (size_t i = 0; i < rq->n_form && !c; i++) {
		if (!str_eqz(rq->form[i].name, "has"))
			continue;
		struct str key = rq->form[i].value, value, old;
		const struct setting *s = setting_find(key);
		if (!s)
			return err_set(e, E_INPUT, "There is no setting \"%.*s\". Load the page again.", S_ARG(key));
		value = str_trim(rq_form(rq, s->key));
		if (s->type == SET_BOOL && !value.n)
			value = S("0");
		c = setting_text(db, rq->a, s->key, &old, e);
		if (!c && !str_eq(old, value))
			c = setting_put(db, &rq->viewer, key, value, e);
	}
	return c;
}

static enum code save(struct request *rq, struct reply *rp, struct err *e)
{
	const struct zone *zone;
	struct str tz = str_trim(rq_form(rq, "school.timezone"));
	if (tz.n && (tz.n > 60 || zone_get(str_dupz(rq->a, tz), &zone, NULL)))
		return show(rq, rp, str_z(T(rq, "This time zone is not known. Write a name such as America/Chicago.")), e);
	enum code c = rq_write(rq, save_fn, rq, e);
	if (c == E_INPUT)
		return show(rq, rp, str_z(e->text), e);
	if (c)
		return c;
	app_site_changed(rq->app);
	return rp_redirect(rq, rp, S("/settings"), str_z(T(rq, "The settings are kept.")));
}

ROUTES(settings) = {
	{GET, "/settings", get, REL_ADMIN, 0, .title = N_("Settings")},
	{POST, "/settings", save, REL_ADMIN, 0, .audit = "settings changed", .title = N_("Settings")},
	ROUTES_END,
};
