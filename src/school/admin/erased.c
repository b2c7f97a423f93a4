#include "school/admin/erased.h"
#include "base/file.h"
#include "school/admin/school.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LIST_MOST ((size_t)64 << 20)

static char list_path[4096]; /* configuration */

void erased_configure(const char *path)
{
	snprintf(list_path, sizeof list_path, "%s", path ? path : "");
}

enum code erased_note(struct arena *a, const struct record *x, struct err *e)
{
	static const char *const IDS[] = {"learner", "approved_by"}, *const TEXTS[] = {"kinds", "ground", "told_on", "approved_on"};
	struct buf b = buf_new(a, 4096);
	struct json_out o = json_to(&b);
	if (!list_path[0])
		return OK;
	json_open(&o, '{');
	json_key(&o, "at");
	json_put_str(&o, time_text(a, clock_now()));
	json_key(&o, "erasure");
	json_put_str(&o, id_str(a, x->id));
	for (size_t i = 0; i < sizeof IDS / sizeof *IDS; i++) {
		json_key(&o, IDS[i]);
		json_put_str(&o, id_str(a, rec_id(x, IDS[i])));
	}
	for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
		json_key(&o, TEXTS[i]);
		json_put_str(&o, rec_t(x, TEXTS[i]));
	}
	json_close(&o, '}');
	buf_byte(&b, '\n');
	int fd = open(list_path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	bool good = fd >= 0 && file_write_all(fd, buf_done(&b)) && fsync(fd) == 0;
	int why = errno;
	if (fd >= 0)
		close(fd);
	return good ? OK : err_set(e, E_IO, "What is erased cannot be noted in %s (%s), and so nothing was erased: a restored backup would bring it back.", list_path, strerror(why));
}

/* ---- again ---- */

struct again { struct store *s; struct arena *a; struct str text; int64_t n; size_t line; };
struct noted { struct id id, learner, by; struct str kinds, ground, told, on; };

static bool noted_read(struct arena *a, struct str line, struct noted *x)
{
	struct json *j;
	struct err no = {0};
	*x = (struct noted){0};
	if (json_parse(a, line, &j, &no) != OK || !id_parse(json_str(j, "erasure"), &x->id) || !id_parse(json_str(j, "learner"), &x->learner) || !id_parse(json_str(j, "approved_by"), &x->by))
		return false;
	x->kinds = json_str(j, "kinds");
	x->ground = json_str(j, "ground");
	x->told = json_str(j, "told_on");
	x->on = json_str(j, "approved_on");
	return x->kinds.n > 0 && x->ground.n > 0 && x->on.n > 0;
}

static enum code there(struct db *db, struct id person, bool *out, struct err *e)
{
	int64_t n = 0;
	enum code c = db_int(db, e, &n, "select count(*) from person where id = ?1 and district = ?2", "bd", person);
	*out = n > 0;
	return c;
}

/* The restored school knows of it as approved, as done, or not at all. */
static enum code one(struct db *db, struct again *g, const struct viewer *v, const struct noted *x, struct err *e)
{
	const struct record_type *t = record_type_find(S("erasure"));
	struct record r;
	struct id id;
	int64_t rows = 0;
	bool learner = false, by = false;
	struct err none = {0};
	bool known = record_get(db, g->a, v, t, x->id, &r, &none) == OK;
	if (known && str_eqz(r.state, "done"))
		return OK;
	enum code c = there(db, x->learner, &learner, e);
	if (!c)
		c = there(db, x->by, &by, e);
	if (c || !learner)
		return c;
	c = retention_erase_kinds(db, g->a, x->learner, x->kinds, &rows, e);
	struct input in[] = {{"learner", id_str(g->a, x->learner)}, {"kinds", x->kinds}, {"ground", x->ground}, {"told_on", x->told}, {"how", S("")}, {"approved_by", id_str(g->a, x->by)}, {"approved_on", x->on}};
	if (!c && !known && by)
		c = record_create(db, g->a, v, t, x->id, in, sizeof in / sizeof *in, &id, NULL, e);
	if (!c && !known && by)
		c = record_get(db, g->a, v, t, x->id, &r, e);
	struct input gone[] = {{"gone", str_fmt(g->a, "%lld", (long long)rows)}};
	if (!c && (known || by))
		c = record_update(db, g->a, v, t, x->id, r.version, gone, 1, NULL, e);
	if (!c && (known || by))
		c = record_move(db, g->a, v, t, x->id, r.version + 1, S("done"), e);
	if (!c)
		c = security_log(db, v, "records erased again after a restore", "erasure", x->id, &x->learner, 1, str_dupz(g->a, x->kinds), e);
	g->n += c == OK;
	return c;
}

static enum code all(struct db *db, void *arg, struct err *e)
{
	struct again *g = arg;
	struct str rest = g->text;
	struct viewer v = viewer_system(g->s);
	enum code c = OK;
	v.today = school_today(db);
	g->n = 0;
	for (g->line = 1; !c && rest.n > 0; g->line++) {
		struct noted x;
		bool whole = rest.p[rest.n - 1] == '\n';
		struct str line = str_trim(str_cut(&rest, '\n'));
		if (!line.n)
			continue;
		if (noted_read(g->a, line, &x))
			c = one(db, g, &v, &x, e);
		else if (rest.n > 0 || whole) /* half a line at the end: its erasing never counted */
			c = err_set(e, E_INPUT, "Line %zu of the list of what was erased cannot be read. Mend it, or name another list: --erased FILE.", g->line);
	}
	return c;
}

enum code erased_again(struct store *s, struct arena *a, const char *path, int64_t *again, struct err *e)
{
	struct again g = {.s = s, .a = a};
	enum code c = file_read(a, path, LIST_MOST, &g.text, e);
	if (!c && g.text.n > 0)
		c = store_write(s, all, &g, e);
	*again = c ? 0 : g.n;
	return c;
}
