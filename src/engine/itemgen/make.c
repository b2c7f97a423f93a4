/* Making one item: numbers that do, then its texts. */
#include "engine/itemgen/keep.h"

#include <string.h>

struct job {
	struct arena *a;
	struct ig_instance *it;
	struct ig_keep *keep;
	struct ig_env env;
	const struct json *whole;
	enum lang lang;
	const struct json *wrong[IG_OPTIONS_MAX]; /* those whose "when" holds */
	size_t n_wrong;
};

struct str ig_bare(struct arena *a, struct str s)
{
	struct str f = str_fold(a, num_plain_digits(a, s));
	struct buf b = buf_new(a, f.n + 1);
	for (size_t i = 0; i < f.n; i++)
		if (!strchr(" \t\r\n", f.p[i]) || !f.p[i])
			buf_byte(&b, f.p[i]);
	while (b.n && b.p[b.n - 1] == '.')
		b.n--;
	return buf_done(&b);
}

static enum code same(struct err *e)
{
	return err_set(e, E_CONFLICT, "Two answers are the same with these numbers.");
}

static enum code active_wrong(struct job *j, struct err *e)
{
	const struct json *list = json_get(j->whole, "wrong");
	j->n_wrong = 0;
	for (size_t i = 0; list && i < list->n; i++) {
		bool on;
		enum code c = ig_active(&j->env, &list->items[i], &on, e);
		if (c)
			return c;
		if (on)
			j->wrong[j->n_wrong++] = &list->items[i];
	}
	return OK;
}

static enum code settle_numeric(struct job *j, struct err *e)
{
	const struct json *answer = json_get(j->whole, "answer");
	struct ig_keep *k = j->keep;
	struct str tolerance = json_str(answer, "tolerance");
	enum code c = ig_eval(&j->env, json_str(answer, "expr"), &k->value, e);
	k->tolerance = RAT(0);
	k->form = json_str(answer, "form");
	if (!c && tolerance.n)
		c = ig_eval(&j->env, tolerance, &k->tolerance, e);
	for (size_t i = 0; i < j->n_wrong && !c; i++) {
		struct rat away = RAT(0);
		c = ig_eval(&j->env, json_str(j->wrong[i], "expr"), &k->wrong_value[i], e);
		if (c)
			break;
		if (!rat_sub(k->wrong_value[i], k->value, &away))
			return same(e);
		away.n = away.n < 0 ? -away.n : away.n;
		if (rat_cmp(away, k->tolerance) <= 0)
			return same(e);
		for (size_t o = 0; o < i; o++)
			if (rat_cmp(k->wrong_value[i], k->wrong_value[o]) == 0)
				return same(e);
	}
	return c;
}

/* No two entries read the same in any language of the model. */
static enum code all_differ(struct job *j, const struct json *const *entry, size_t n, struct err *e)
{
	struct str seen[IG_OPTIONS_MAX + 1];
	for (size_t l = 0; l < LANG_COUNT; l++) {
		if (!j->it->model->in[l])
			continue;
		for (size_t i = 0; i < n; i++) {
			struct ig_text t;
			enum code c = ig_entry_text(j->a, &j->env, entry[i], (enum lang)l, &t, e);
			if (c)
				return c;
			seen[i] = ig_bare(j->a, t.text);
			for (size_t o = 0; o < i; o++)
				if (str_eq(seen[i], seen[o]))
					return same(e);
		}
	}
	return OK;
}

/* Every language's texts, since a learner may answer in either. */
static enum code accepted(struct job *j, struct err *e)
{
	const struct json *accept = json_get(json_get(j->whole, "answer"), "accept");
	size_t n = 0, room = 0;
	for (size_t l = 0; l < accept->n; l++)
		room += accept->items[l].n;
	struct str *list = NEW_ARRAY(j->a, struct str, room ? room : 1);
	for (size_t l = 0; l < LANG_COUNT; l++) {
		const struct json *texts = json_get(accept, LANGS[l].tag);
		for (size_t i = 0; texts && i < texts->n; i++) {
			struct str t;
			enum code c = ig_fill(j->a, &j->env, texts->items[i].string, (enum lang)l, &t, e);
			if (c)
				return c;
			if (n < room)
				list[n++] = ig_bare(j->a, t);
		}
	}
	j->keep->accept = list;
	j->keep->n_accept = n;
	return n ? OK : err_set(e, E_INPUT, "answer accepts nothing. Add a text.");
}

static bool listed(const struct str *list, size_t n, struct str s)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(list[i], s))
			return true;
	return false;
}

static enum code settle_text(struct job *j, struct err *e)
{
	enum code c = accepted(j, e);
	for (size_t w = 0; w < j->n_wrong && !c; w++) {
		struct str *list = NEW_ARRAY(j->a, struct str, LANG_COUNT);
		for (size_t l = 0; l < LANG_COUNT && !c; l++) {
			struct ig_text t;
			c = ig_entry_text(j->a, &j->env, j->wrong[w], (enum lang)l, &t, e);
			if (c)
				break;
			list[l] = ig_bare(j->a, t.text);
			if (listed(j->keep->accept, j->keep->n_accept, list[l]))
				return same(e);
			for (size_t o = 0; o < w; o++)
				if (listed(j->keep->wrong_text[o], LANG_COUNT, list[l]))
					return same(e);
		}
		j->keep->wrong_text[w] = list;
		j->keep->n_wrong_text[w] = LANG_COUNT;
	}
	return c;
}

/* A known wrong order: the pieces sorted by the keys a misconception sorts by. */
static enum code wrong_order(struct job *j, size_t w, size_t n, struct err *e)
{
	const struct json *keys = json_get(j->wrong[w], "keys");
	struct rat v[IG_OPTIONS_MAX];
	size_t *order = j->keep->wrong_order[w];
	bool in_order = true;
	if (!keys || keys->type != JSON_ARRAY_T || keys->n != n)
		return err_set(e, E_INPUT, "wrong: keys wants one expression for each of the %zu items.", n);
	for (size_t i = 0; i < n; i++) {
		enum code c = ig_eval(&j->env, keys->items[i].string, &v[i], e);
		if (c)
			return c;
		size_t at = i;
		for (; at > 0 && rat_cmp(v[order[at - 1]], v[i]) > 0; at--)
			order[at] = order[at - 1];
		if (at > 0 && rat_cmp(v[order[at - 1]], v[i]) == 0)
			return same(e);
		order[at] = i;
	}
	for (size_t i = 0; i < n; i++)
		in_order = in_order && order[i] == i;
	for (size_t o = 0; o < w; o++)
		if (memcmp(j->keep->wrong_order[o], order, n * sizeof *order) == 0)
			return same(e);
	return in_order ? same(e) : OK;
}

static size_t pointers(const struct json *list, const struct json **out, size_t most)
{
	size_t n = 0;
	for (size_t i = 0; list && i < list->n && n < most; i++)
		out[n++] = &list->items[i];
	return n;
}

/* Works out what the answers are worth and refuses numbers that make two alike. */
static enum code settle(struct job *j, struct err *e)
{
	const struct json *entry[IG_OPTIONS_MAX + 1];
	size_t n;
	enum code c = active_wrong(j, e);
	if (c)
		return c;
	switch (j->it->model->kind) {
	case IG_NUMERIC:
		return settle_numeric(j, e);
	case IG_CHOICE:
		entry[0] = json_get(j->whole, "answer");
		for (n = 0; n < j->n_wrong; n++)
			entry[n + 1] = j->wrong[n];
		return all_differ(j, entry, n + 1, e);
	case IG_CHOICES:
		n = pointers(json_get(j->whole, "options"), entry, IG_OPTIONS_MAX);
		return all_differ(j, entry, n, e);
	case IG_TEXT:
		return settle_text(j, e);
	case IG_ORDER:
		n = pointers(json_get(j->whole, "items"), entry, IG_OPTIONS_MAX);
		c = all_differ(j, entry, n, e);
		for (size_t w = 0; w < j->n_wrong && !c; w++)
			c = wrong_order(j, w, n, e);
		return c;
	case IG_OPEN:
		break;
	}
	return OK;
}

/* ---- texts ---- */

static enum code text_list(struct job *j, const char *field, struct ig_text **out, size_t *n, struct err *e)
{
	enum lang found;
	const struct json *list = ig_pick(json_get(j->whole, field), j->lang, &found);
	*n = list ? list->n : 0;
	*out = NEW_ARRAY(j->a, struct ig_text, *n);
	for (size_t i = 0; i < *n; i++) {
		(*out)[i].lang = found;
		enum code c = ig_fill(j->a, &j->env, list->items[i].string, found, &(*out)[i].text, e);
		if (c)
			return err_in(e, "%s", field);
	}
	return OK;
}

static enum code option(struct job *j, struct ig_option *o, size_t place, const struct json *entry, struct err *e)
{
	enum code c = ig_entry_text(j->a, &j->env, entry, j->lang, &o->text, e);
	if (c)
		return c;
	o->key = str_fmt(j->a, "%c", (char)('A' + place));
	o->misconception = json_str(entry, "misconception");
	return ig_text_of(j->a, &j->env, json_get(entry, "feedback"), j->lang, &o->feedback, e);
}

static void add_wrong(struct ig_instance *it, struct str response, struct str misconception, struct ig_text feedback)
{
	it->wrong[it->n_wrong++] = (struct ig_wrong){response, misconception, feedback};
}

/* Shuffled places for n pieces; an order item never begins solved. */
static void places(struct job *j, size_t n)
{
	struct ig_dice d = ig_dice(j->it->model, j->it->seed, IG_STREAM_ORDER);
	bool solved = true;
	for (size_t i = 0; i < n; i++)
		j->keep->shown[i] = i;
	ig_shuffle(&d, j->keep->shown, n);
	for (size_t i = 0; i < n; i++)
		solved = solved && j->keep->shown[i] == i;
	if (solved && j->it->model->kind == IG_ORDER) {
		j->keep->shown[0] = n - 1;
		for (size_t i = 1; i < n; i++)
			j->keep->shown[i] = i - 1;
	}
}

static enum code make_choice(struct job *j, const struct json *const *entry, size_t n, struct err *e)
{
	struct ig_instance *it = j->it;
	struct buf right = buf_new(j->a, 100), words = buf_new(j->a, IG_TEXT_MAX);
	places(j, n);
	it->options = NEW_ARRAY(j->a, struct ig_option, n);
	it->n_options = n;
	for (size_t i = 0; i < n; i++) {
		const struct json *x = entry[j->keep->shown[i]];
		struct ig_option *o = &it->options[i];
		enum code c = option(j, o, i, x, e);
		if (c)
			return c;
		o->correct = it->model->kind == IG_CHOICE ? j->keep->shown[i] == 0 : json_bool(x, "correct", false);
		if (o->correct) {
			o->misconception = (struct str){0};
			buf_fmt(&right, "%s%.*s", right.n ? "," : "", S_ARG(o->key));
			buf_fmt(&words, "%s%.*s", words.n ? "; " : "", S_ARG(o->text.text));
			it->answer_shown.lang = o->text.lang;
		} else {
			add_wrong(it, o->key, o->misconception, o->feedback);
		}
	}
	it->answer = buf_done(&right);
	it->answer_shown.text = buf_done(&words);
	return it->answer.n ? OK : err_set(e, E_INPUT, "No option is correct. Mark one.");
}

static struct str key_list(struct job *j, const size_t *order, size_t n)
{
	struct buf b = buf_new(j->a, 100);
	for (size_t i = 0; i < n; i++)
		for (size_t place = 0; place < n; place++)
			if (j->keep->shown[place] == order[i])
				buf_fmt(&b, "%s%.*s", b.n ? "," : "", S_ARG(j->it->options[place].key));
	return buf_done(&b);
}

static enum code make_order(struct job *j, struct err *e)
{
	const struct json *items = json_get(j->whole, "items");
	struct ig_instance *it = j->it;
	size_t n = items->n, straight[IG_OPTIONS_MAX];
	struct buf words = buf_new(j->a, IG_TEXT_MAX);
	places(j, n);
	it->options = NEW_ARRAY(j->a, struct ig_option, n);
	it->n_options = n;
	for (size_t i = 0; i < n; i++) {
		struct ig_text t;
		enum code c = option(j, &it->options[i], i, &items->items[j->keep->shown[i]], e);
		if (!c)
			c = ig_entry_text(j->a, &j->env, &items->items[i], j->lang, &t, e);
		if (c)
			return c;
		buf_fmt(&words, "%s%.*s", words.n ? "; " : "", S_ARG(t.text));
		it->answer_shown.lang = t.lang;
		straight[i] = i;
	}
	it->answer = key_list(j, straight, n);
	it->answer_shown.text = buf_done(&words);
	for (size_t w = 0; w < j->n_wrong; w++) {
		struct ig_text feedback;
		enum code c = ig_text_of(j->a, &j->env, json_get(j->wrong[w], "feedback"), j->lang, &feedback, e);
		if (c)
			return c;
		add_wrong(it, key_list(j, j->keep->wrong_order[w], n), json_str(j->wrong[w], "misconception"), feedback);
	}
	return OK;
}

static enum code shown_number(struct job *j, struct rat v, struct str fmt, struct str *out, struct err *e)
{
	struct buf b = buf_new(j->a, 100);
	if (!num_show(&b, v, fmt, j->lang, false))
		return err_set(e, E_INPUT, "The answer cannot be written as \"%.*s\". Use another fmt.", S_ARG(fmt));
	*out = ig_left_to_right(j->a, buf_done(&b), j->lang);
	return OK;
}

static enum code make_units(struct job *j, const struct json *unit, struct err *e)
{
	size_t n = 0, room = 0;
	enum lang found;
	for (size_t l = 0; unit && l < unit->n; l++)
		room += unit->items[l].n;
	struct str *units = NEW_ARRAY(j->a, struct str, room);
	for (size_t l = 0; unit && l < unit->n; l++)
		for (size_t i = 0; i < unit->items[l].n; i++) {
			if (unit->items[l].items[i].type != JSON_STRING_T)
				return err_set(e, E_INPUT, "unit holds a list of texts per language.");
			units[n++] = unit->items[l].items[i].string;
		}
	j->keep->units = units;
	j->keep->n_units = n;
	const struct json *mine = ig_pick(unit, j->lang, &found);
	if (mine && mine->n)
		j->it->unit = (struct ig_text){mine->items[0].string, found};
	return OK;
}

static enum code make_numeric(struct job *j, struct err *e)
{
	const struct json *answer = json_get(j->whole, "answer");
	struct ig_instance *it = j->it;
	enum code c = make_units(j, json_get(answer, "unit"), e);
	if (!c)
		c = shown_number(j, j->keep->value, json_str(answer, "fmt"), &it->answer, e);
	it->answer_shown = (struct ig_text){it->answer, j->lang};
	if (!c && str_eqz(it->unit.text, "$"))
		it->answer_shown.text = str_fmt(j->a, "$%.*s", S_ARG(it->answer));
	else if (!c && (str_eqz(it->unit.text, "°") || str_eqz(it->unit.text, "%")))
		it->answer_shown.text = str_fmt(j->a, "%.*s%.*s", S_ARG(it->answer), S_ARG(it->unit.text));
	else if (!c && it->unit.text.n)
		it->answer_shown.text = str_fmt(j->a, "%.*s %.*s", S_ARG(it->answer), S_ARG(it->unit.text));
	for (size_t w = 0; w < j->n_wrong && !c; w++) {
		struct ig_text feedback;
		struct str response;
		c = ig_text_of(j->a, &j->env, json_get(j->wrong[w], "feedback"), j->lang, &feedback, e);
		if (!c)
			c = shown_number(j, j->keep->wrong_value[w], json_str(j->wrong[w], "fmt"), &response, e);
		if (!c)
			add_wrong(it, response, json_str(j->wrong[w], "misconception"), feedback);
	}
	return c;
}

static enum code make_words(struct job *j, struct err *e)
{
	const struct json *accept = json_get(json_get(j->whole, "answer"), "accept");
	struct ig_instance *it = j->it;
	enum lang found;
	const struct json *mine = ig_pick(accept, j->lang, &found);
	enum code c = OK;
	if (!mine || mine->n == 0)
		return err_set(e, E_INPUT, "answer accepts nothing in English. Add a text.");
	c = ig_fill(j->a, &j->env, mine->items[0].string, found, &it->answer, e);
	it->answer_shown = (struct ig_text){it->answer, found};
	for (size_t w = 0; w < j->n_wrong && !c; w++) {
		struct ig_text feedback, t;
		c = ig_text_of(j->a, &j->env, json_get(j->wrong[w], "feedback"), j->lang, &feedback, e);
		if (!c)
			c = ig_entry_text(j->a, &j->env, j->wrong[w], j->lang, &t, e);
		if (!c)
			add_wrong(it, t.text, json_str(j->wrong[w], "misconception"), feedback);
	}
	return c;
}

static enum code make_open(struct job *j, struct err *e)
{
	const struct json *rubric = json_get(j->whole, "rubric");
	enum code c = ig_text_of(j->a, &j->env, json_get(j->whole, "sample"), j->lang, &j->it->sample, e);
	for (size_t i = 0; i < 4 && !c; i++)
		c = ig_text_of(j->a, &j->env, &rubric->items[i], j->lang, &j->it->rubric[i], e);
	return c;
}

static enum code make_answers(struct job *j, struct err *e)
{
	const struct json *entry[IG_OPTIONS_MAX + 1];
	size_t n = 0;
	switch (j->it->model->kind) {
	case IG_NUMERIC:
		return make_numeric(j, e);
	case IG_CHOICE:
		entry[n++] = json_get(j->whole, "answer");
		for (size_t w = 0; w < j->n_wrong; w++)
			entry[n++] = j->wrong[w];
		return make_choice(j, entry, n, e);
	case IG_CHOICES:
		n = pointers(json_get(j->whole, "options"), entry, IG_OPTIONS_MAX);
		return make_choice(j, entry, n, e);
	case IG_TEXT:
		return make_words(j, e);
	case IG_ORDER:
		return make_order(j, e);
	case IG_OPEN:
		return make_open(j, e);
	}
	return err_set(e, E_BUG, "An item kind has no maker.");
}

static enum code make_pictures(struct job *j, struct err *e)
{
	const struct json *list = json_get(j->whole, "representations"), *figure = json_get(j->whole, "figure");
	struct ig_instance *it = j->it;
	it->pictures = NEW_ARRAY(j->a, struct ig_picture, list->n);
	it->n_pictures = list->n;
	for (size_t i = 0; i < list->n; i++) {
		enum code c = ig_picture_of(j->a, &j->env, &list->items[i], j->lang, &it->pictures[i], e);
		if (c)
			return err_in(e, "representations");
	}
	if (figure) {
		struct ig_picture *p = NEW(j->a, struct ig_picture);
		enum code c = ig_picture_of(j->a, &j->env, figure, j->lang, p, e);
		if (c)
			return err_in(e, "figure");
		it->figure = p;
	}
	return OK;
}

enum code ig_make(struct arena *a, const struct ig_model *m, uint64_t seed, enum lang lang, struct str interest, struct ig_instance **out,
                  struct err *e)
{
	struct job *j = NEW(a, struct job);
	struct ig_dice d = ig_dice(m, seed, IG_STREAM_NUMBERS);
	enum code c = E_CONFLICT;

	j->a = a;
	j->lang = lang;
	j->whole = m->whole;
	j->it = NEW(a, struct ig_instance);
	j->keep = NEW(a, struct ig_keep);
	j->it->model = m;
	j->it->seed = seed;
	j->it->keeps = j->keep;
	j->it->wrong = NEW_ARRAY(a, struct ig_wrong, IG_OPTIONS_MAX + 1);
	for (unsigned tries = 0; tries < 100 && c == E_CONFLICT; tries++) {
		c = ig_draw(m, &d, interest, &j->env, e);
		if (!c)
			c = settle(j, e);
	}
	if (c == E_CONFLICT)
		c = err_set(e, E_INPUT, "A hundred drawings gave two equal answers or no value. Mend params, where or wrong.");
	if (!c)
		c = ig_text_of(a, &j->env, json_get(m->whole, "stem"), lang, &j->it->stem, e);
	if (!c)
		c = make_answers(j, e);
	if (!c)
		c = text_list(j, "steps", &j->it->steps, &j->it->n_steps, e);
	if (!c)
		c = text_list(j, "hints", &j->it->hints, &j->it->n_hints, e);
	if (!c)
		c = make_pictures(j, e);
	if (c) {
		err_in(e, "%.*s", S_ARG(m->id));
		return c == E_CONFLICT ? E_INPUT : c;
	}
	err_clear(e);
	*out = j->it;
	return OK;
}
