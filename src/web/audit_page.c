#include "web/audit_page.h"

#include <math.h>

struct str audit_group_name(struct arena *a, enum lang lang, const struct audit_page *p, const struct audit_cell *c)
{
	if (c->column == AUDIT_ALL)
		return str_z(tr(lang, "everybody"));
	const struct group_column *g = &p->groups->column[c->column];
	return str_fmt(a, "%.*s: %.*s", S_ARG(g->name), S_ARG(g->value[c->group]));
}

static struct str number(struct arena *a, enum lang lang, double v, bool share)
{
	return share ? tr_percent(a, lang, v, 1) : tr_number(a, lang, v, 3);
}

struct str audit_value_text(struct arena *a, enum lang lang, const struct audit_value *v, bool share)
{
	if (isnan(v->value))
		return S("–");
	struct str x = number(a, lang, v->value, share);
	if (isnan(v->low))
		return x;
	struct str low = number(a, lang, v->low, share), high = number(a, lang, v->high, share);
	return str_fmt(a, tr(lang, "%.*s (%.*s to %.*s)"), S_ARG(x), S_ARG(low), S_ARG(high));
}
