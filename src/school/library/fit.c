#include "school/library/fit.h"
#include "school/plan/need_words.h"

static void each(struct access_meta *m, const char *property, struct str list)
{
	for (struct str w = str_cut_word(&list); w.n; w = str_cut_word(&list))
		(void)access_add(m, str_z(property), w);
}

void resource_access(struct arena *a, struct access_meta *m, struct str modes, struct str ways, struct str features, struct str hazards, struct str language)
{
	ways = str_dup(a, ways);
	each(m, "accessMode", str_dup(a, modes));
	while (ways.n) {
		struct str way = str_trim(str_cut(&ways, ';'));
		if (way.n)
			(void)access_add(m, S("accessModeSufficient"), way);
	}
	each(m, "accessibilityFeature", str_dup(a, features));
	each(m, "accessibilityHazard", str_dup(a, hazards));
	if (language.n)
		(void)access_add(m, S("inLanguage"), str_dup(a, language));
}

enum code resource_access_load(struct db *db, struct arena *a, struct id resource, struct resource_fit_of *out, struct err *e)
{
	struct rows *r;
	*out = (struct resource_fit_of){0};
	enum code c = db_query(db, e, &r, "select access_mode, access_sufficient, access_features, access_hazards, language, title, kind, state, address from resource where id = ?1", "b", resource);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		resource_access(a, &out->meta, rows_t(r, 0), rows_t(r, 1), rows_t(r, 2), rows_t(r, 3), rows_t(r, 4));
		out->title = str_dup(a, rows_t(r, 5));
		out->kind = str_dup(a, rows_t(r, 6));
		out->state = str_dup(a, rows_t(r, 7));
		out->elsewhere = rows_t(r, 8).n > 0;
	}
	rows_end(r);
	return got < 0 ? e->code : got ? OK : err_set(e, E_NOTFOUND, "There is no such resource.");
}

struct access_verdict resource_match(const struct resource_fit_of *r, const struct needs *n, struct access_reason *reasons, size_t max)
{
	static const struct access_platform nowhere;
	struct access_platform own = access_platform_own();
	return access_match(&r->meta, n, r->elsewhere ? &nowhere : &own, 0, reasons, max);
}

const char *fit_word(enum access_fit f)
{
	static const char *const words[] = {[ACCESS_FITS] = N_("Fits"), [ACCESS_FITS_WITH_TOOL] = N_("Fits with a tool of these pages"), [ACCESS_PARTLY] = N_("Fits in part"),
	                                    [ACCESS_UNKNOWN] = N_("Not known"), [ACCESS_BARRIER] = N_("Does not fit")};
	return words[f];
}

static const char *why_words(enum access_why w)
{
	switch (w) {
	case ACCESS_WHY_FEATURE: return N_("it is there");
	case ACCESS_WHY_WAY: return N_("there is a way through without it");
	case ACCESS_WHY_NOT_THERE: return N_("nothing in it asks for this");
	case ACCESS_WHY_TOOL: return N_("these pages see to it");
	case ACCESS_WHY_INSTEAD: return N_("something else does a part of it");
	case ACCESS_WHY_IMAGE_TEXT: return N_("text inside pictures does not follow");
	case ACCESS_WHY_MISSING: return N_("it is not there");
	case ACCESS_WHY_NOT_SAID: return N_("nobody has said whether it is there");
	case ACCESS_WHY_HAZARD: return N_("it is there and must be avoided");
	case ACCESS_WHY_NO_WAY: return N_("there is no way through it with the senses that the plan counts on");
	case ACCESS_WHY_LANGUAGE: return N_("it is not in that language");
	case ACCESS_WHYS: break;
	}
	return N_("not known");
}

struct str fit_say(struct arena *a, enum lang lang, const struct access_reason *r)
{
	const char *what = r->term < NEED_TERMS ? need_label(r->term) : N_("Ways through it");
	struct need_value v = {.text = r->value};
	struct str value = r->term < NEED_TERMS && r->value.n ? need_value_words(a, lang, r->term, v) : S("");
	return str_fmt(a, "%s%s%.*s%s: %s.", tr(lang, what), value.n ? " (" : "", S_ARG(value), value.n ? ")" : "", tr(lang, why_words(r->why)));
}
