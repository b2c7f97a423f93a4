#include "school/admin/backup.h"
#include "school/admin/erased.h"
#include "base/file.h"
#include "base/json.h"
#include "record/record.h"
#include "store/blob.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PIECE_MOST (INT64_C(1) << 31)
#define JSON_MOST 262144

/* ---- pieces ---- */

static void number(unsigned char b[8], uint64_t v)
{
	for (int i = 0; i < 8; i++)
		b[i] = (unsigned char)(v >> (8 * i));
}

static uint64_t number_of(const unsigned char b[8])
{
	uint64_t v = 0;
	for (int i = 0; i < 8; i++)
		v |= (uint64_t)b[i] << (8 * i);
	return v;
}

static enum code put_head(struct vault *v, char letter, size_t n, struct err *e)
{
	unsigned char head[9] = {(unsigned char)letter};
	number(head + 1, n);
	return vault_put(v, head, sizeof head, e);
}

static enum code put(struct vault *v, char letter, struct str bytes, struct err *e)
{
	enum code c = put_head(v, letter, bytes.n, e);
	return c ? c : vault_put(v, bytes.p, bytes.n, e);
}

static enum code get_head(struct vault *v, char *letter, size_t *n, struct err *e)
{
	unsigned char head[9];
	enum code c = vault_get(v, head, sizeof head, e);
	*letter = (char)head[0];
	*n = c ? 0 : (size_t)number_of(head + 1);
	return !c && *n > PIECE_MOST ? err_set(e, E_INPUT, "The backup holds a piece that is too large.") : c;
}

static enum code get_text(struct vault *v, struct arena *a, size_t n, struct str *out, struct err *e)
{
	if (n > JSON_MOST)
		return err_set(e, E_INPUT, "The backup holds a piece that is too large.");
	char *p = arena_alloc(a, n + 1);
	*out = (struct str){p, n};
	return vault_get(v, p, n, e);
}

/* ---- steps of the database ---- */

/* Which steps of this program are done; a number alone would not tell, since a later version may add one in between. */
static enum code steps_of(struct db *db, struct arena *a, bool **out, struct err *e)
{
	struct rows *r;
	int got;
	*out = NEW_ARRAY(a, bool, MIGRATION_COUNT);
	enum code c = db_query(db, e, &r, "select number from store_migration order by number", "");
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1)
		for (size_t i = 0; i < MIGRATION_COUNT; i++)
			(*out)[i] |= MIGRATIONS[i].number == rows_i(r, 0);
	return got < 0 ? E_DB : OK;
}

/* ---- writing ---- */

static const char *kind_name(enum store_kind k)
{
	return k == STORE_SQLITE ? "sqlite" : "postgres";
}

static enum code put_facts(struct vault *v, struct arena *a, const struct backup_facts *f, struct err *e)
{
	struct buf b = buf_new(a, 65536);
	struct json_out o = json_to(&b);
	json_open(&o, '{');
	json_key(&o, "format");
	json_put_int(&o, 1);
	json_key(&o, "program");
	json_put_str(&o, f->program);
	json_key(&o, "made_at");
	json_put_str(&o, f->made_at);
	json_key(&o, "from");
	json_put_str(&o, f->from);
	json_key(&o, "version");
	json_put_int(&o, f->version);
	json_key(&o, "steps");
	json_open(&o, '[');
	for (size_t i = 0; f->steps && i < MIGRATION_COUNT; i++)
		if (f->steps[i])
			json_put_int(&o, MIGRATIONS[i].number);
	json_close(&o, ']');
	json_key(&o, "district");
	json_put_str(&o, id_str(a, f->district));
	if (f->changes.on) {
		char hex[2 * CHANGE_HASH + 1];
		json_key(&o, "timeline");
		json_put_str(&o, id_str(a, f->changes.timeline));
		json_key(&o, "change");
		json_put_int(&o, f->changes.seq);
		json_key(&o, "changed_at");
		json_put_int(&o, f->changes.at);
		json_key(&o, "change_hash");
		json_put_str(&o, str_z(sodium_bin2hex(hex, sizeof hex, f->changes.hash, CHANGE_HASH)));
	}
	json_close(&o, '}');
	return put(v, 'H', buf_done(&b), e);
}

static enum code put_table(struct vault *v, struct arena *a, const struct dump_table *t, struct err *e)
{
	struct buf b = buf_new(a, 65536);
	struct json_out o = json_to(&b);
	json_open(&o, '{');
	json_key(&o, "name");
	json_put_str(&o, str_z(t->name));
	json_key(&o, "columns");
	json_open(&o, '[');
	for (size_t i = 0; i < t->n; i++) {
		json_put_str(&o, str_z(t->columns[i].name));
		json_put_str(&o, (struct str){&t->columns[i].type, 1});
	}
	json_close(&o, ']');
	json_close(&o, '}');
	return put(v, 'T', buf_done(&b), e);
}

static enum code put_sum(struct vault *v, const struct dump_sum *s, struct err *e)
{
	unsigned char b[40];
	number(b, (uint64_t)s->rows);
	for (int i = 0; i < 4; i++)
		number(b + 8 + 8 * i, s->lane[i]);
	return put(v, 'E', (struct str){(const char *)b, sizeof b}, e);
}

struct hashes {
	struct blob_hash *items;
	size_t n;
};

static enum code list_files(struct db *db, struct arena *a, struct hashes *out, struct err *e)
{
	struct rows *r;
	int64_t n = 0;
	int got = 0;
	enum code c = db_int(db, e, &n, "select count(distinct hash) from attachment where district = ?1", "d");
	*out = (struct hashes){.items = NEW_ARRAY(a, struct blob_hash, (size_t)n + 1)};
	if (!c)
		c = db_query(db, e, &r, "select distinct hash from attachment where district = ?1", "d");
	while (!c && (got = rows_next(r, e)) == 1)
		if (out->n < (size_t)n && blob_hash_parse(rows_t(r, 0), &out->items[out->n]))
			out->n++;
	return c ? c : got < 0 ? E_DB : OK;
}

static enum code put_files(struct vault *v, const char *folder, const struct hashes *h, struct backup_facts *f, struct err *e)
{
	struct blobs *b = NULL;
	enum code c = OK;
	if (h->n == 0)
		return OK;
	if (!folder)
		return err_set(e, E_INPUT, "Files were handed in, and nobody said where they lie: --files FOLDER.");
	c = blobs_open(folder, &(struct blobs_options){.largest = INT64_C(1) << 30}, &b, e);
	for (size_t i = 0; !c && i < h->n; i++) {
		struct arena *mine = arena_new(0); /* one file at a time */
		struct str bytes = {0};
		if (!mine)
			c = err_set(e, E_MEMORY, "There is no memory left for the backup.");
		if (!c)
			c = blob_get(b, h->items[i], mine, &bytes, e);
		if (!c)
			c = put_head(v, 'F', sizeof h->items[i].b + bytes.n, e);
		if (!c)
			c = vault_put(v, h->items[i].b, sizeof h->items[i].b, e);
		if (!c)
			c = vault_put(v, bytes.p, bytes.n, e);
		f->files++;
		f->file_bytes += (int64_t)bytes.n;
		arena_free(mine);
	}
	blobs_close(b);
	return c;
}

static enum code put_secret(struct vault *v, struct arena *a, const char *file, struct backup_facts *f, struct err *e)
{
	struct str bytes;
	if (!file || !f->sealed || !file_exists(file))
		return OK;
	enum code c = file_read(a, file, 4096, &bytes, e);
	f->key = !c;
	return c ? c : put(v, 'K', bytes, e);
}

static void keep(struct arena *a, struct dump_sums *s, const struct dump_table *t)
{
	if (s->n % 64 == 0)
		s->items = arena_grow(a, s->items, s->n * sizeof *t, (s->n + 64) * sizeof *t);
	s->items[s->n++] = *t;
	s->rows += t->sum.rows;
}

static void count(struct backup_facts *f)
{
	for (size_t i = 0; i < f->sums.n; i++) {
		if (strcmp(f->sums.items[i].name, "event") == 0)
			f->events = f->sums.items[i].sum.rows;
		if (strcmp(f->sums.items[i].name, "security_log") == 0)
			f->log = f->sums.items[i].sum.rows;
	}
}

static enum code put_rows(struct vault *v, struct arena *a, struct dump_source *s, struct dump_sums *sums, struct err *e)
{
	enum code c = OK;
	while (!c) {
		struct dump_piece p;
		c = s->next(s, &p, e);
		if (c || p.kind == DUMP_END)
			break;
		if (p.kind == DUMP_TABLE)
			c = put_table(v, a, p.table, e);
		else if (p.kind == DUMP_ROW)
			c = put(v, 'R', p.row, e);
		else {
			c = put_sum(v, &p.table->sum, e);
			keep(a, sums, p.table);
		}
	}
	return c;
}

static enum code put_end(struct vault *v, const struct backup_facts *f, struct err *e)
{
	unsigned char b[24];
	number(b, f->sums.n);
	number(b + 8, (uint64_t)f->sums.rows);
	number(b + 16, (uint64_t)f->files);
	return put(v, 'Z', (struct str){(const char *)b, sizeof b}, e);
}

static enum code write_all(struct db *db, struct arena *a, struct vault *v, const struct backup_places *from, struct backup_facts *f, struct err *e)
{
	struct dump_source *s = NULL;
	struct hashes h;
	int64_t version = 0;
	enum code c = db_int(db, e, &version, "select coalesce(max(number), 0) from store_migration", "");
	f->version = (int)version;
	if (!c)
		c = steps_of(db, a, &f->steps, e);
	if (!c)
		c = changes_place(db, a, &f->changes, e);
	if (!c)
		c = list_files(db, a, &h, e);
	if (!c)
		c = put_facts(v, a, f, e);
	if (!c)
		c = put_files(v, from->files, &h, f, e);
	if (!c)
		c = put_secret(v, a, from->secret, f, e);
	if (!c)
		c = dump_open(db, a, &s, e);
	if (!c)
		c = put_rows(v, a, s, &f->sums, e);
	dump_close(s);
	count(f);
	return c ? c : put_end(v, f, e);
}

enum code backup_write(struct store *s, struct arena *a, const char *path, const struct vault_key *k, const struct backup_places *from,
                       struct backup_facts *out, struct err *e)
{
	struct vault *v = NULL;
	struct db *db = NULL;
	*out = (struct backup_facts){.made_at = time_text(a, clock_now()), .program = S(TRELLIS_VERSION), .from = str_z(kind_name(store_kind_of(s))),
	                             .district = store_district(s), .sealed = k && (k->passphrase || k->key)};
	if (file_exists(path))
		return err_set(e, E_CONFLICT, "There is a file %s already. Name another.", path);
	enum code c = vault_create(path, k, &v, e);
	if (!c)
		c = store_read(s, &db, e);
	if (!c)
		c = write_all(db, a, v, from, out, e);
	store_read_end(db);
	if (!c)
		c = vault_finish(v, &out->bytes, e);
	vault_close(v);
	return c;
}

/* ---- reading ---- */

struct reading {
	struct dump_source base;
	struct vault *v;
	struct arena *a;
	struct backup_facts *f;
	struct dump_table *t; /* the table at hand, NULL between two */
	char *row;
	size_t room;
	bool pending;         /* the head of the next piece was read with the files */
	char letter;
	size_t n;
	const unsigned char *key; /* for a log of changes that is sealed; NULL: none */
};

static enum code strange(struct err *e)
{
	return err_set(e, E_INPUT, "The backup is not in the order this program knows. Restore it with the version of Trellis that made it.");
}

static enum code read_table(struct reading *r, size_t n, struct err *e)
{
	struct json *j;
	struct str text;
	struct dump_table *t = NEW(r->a, struct dump_table);
	enum code c = get_text(r->v, r->a, n, &text, e);
	if (!c)
		c = json_parse(r->a, text, &j, e);
	if (c)
		return c;
	struct str name = json_str(j, "name");
	const struct json *columns = json_get(j, "columns");
	if (!name.n || name.n >= sizeof t->name || !columns || columns->type != JSON_ARRAY_T || columns->n % 2 || columns->n / 2 > DUMP_COLUMNS)
		return strange(e);
	memcpy(t->name, name.p, name.n);
	for (size_t i = 0; i + 1 < columns->n; i += 2) {
		struct str col = columns->items[i].string, type = columns->items[i + 1].string;
		if (columns->items[i].type != JSON_STRING_T || columns->items[i + 1].type != JSON_STRING_T || !col.n || col.n >= sizeof t->columns[0].name ||
		    type.n != 1 || !memchr("irtB", type.p[0], 4))
			return strange(e);
		memcpy(t->columns[t->n].name, col.p, col.n);
		t->columns[t->n++].type = type.p[0];
	}
	r->t = t;
	return OK;
}

static enum code read_row(struct reading *r, size_t n, struct str *out, struct err *e)
{
	if (n > r->room) {
		char *p = realloc(r->row, n);
		if (!p)
			return err_set(e, E_MEMORY, "There is no memory left to read the backup.");
		r->row = p;
		r->room = n;
	}
	*out = (struct str){r->row, n};
	return vault_get(r->v, r->row, n, e);
}

static enum code read_sum(struct reading *r, size_t n, struct err *e)
{
	unsigned char b[40];
	struct dump_sum was;
	enum code c = n == sizeof b ? vault_get(r->v, b, sizeof b, e) : strange(e);
	if (c)
		return c;
	was.rows = (int64_t)number_of(b);
	for (int i = 0; i < 4; i++)
		was.lane[i] = number_of(b + 8 + 8 * i);
	if (!dump_same(&was, &r->t->sum))
		return err_set(e, E_DB, "The rows of the table %s in the backup are not those that were saved.", r->t->name);
	keep(r->a, &r->f->sums, r->t);
	return OK;
}

static enum code read_end(struct reading *r, size_t n, struct err *e)
{
	unsigned char b[24];
	enum code c = n == sizeof b ? vault_get(r->v, b, sizeof b, e) : strange(e);
	if (!c && (number_of(b) != r->f->sums.n || (int64_t)number_of(b + 8) != r->f->sums.rows || (int64_t)number_of(b + 16) != r->f->files))
		c = err_set(e, E_DB, "The backup holds less than was saved.");
	count(r->f);
	return c ? c : vault_end(r->v, e);
}

static enum code read_next(struct dump_source *base, struct dump_piece *out, struct err *e)
{
	struct reading *r = (struct reading *)base;
	enum code c = OK;
	if (!r->pending)
		c = get_head(r->v, &r->letter, &r->n, e);
	r->pending = false;
	if (c)
		return c;
	*out = (struct dump_piece){0};
	if (r->letter == 'T' && !r->t) {
		c = read_table(r, r->n, e);
		out->kind = DUMP_TABLE;
	} else if (r->letter == 'R' && r->t) {
		c = read_row(r, r->n, &out->row, e);
		out->kind = DUMP_ROW;
		if (!c)
			dump_add(&r->t->sum, out->row);
	} else if (r->letter == 'E' && r->t) {
		c = read_sum(r, r->n, e);
		out->kind = DUMP_TABLE_END;
	} else if (r->letter == 'Z' && !r->t) {
		c = read_end(r, r->n, e);
		out->kind = DUMP_END;
	} else {
		c = strange(e);
	}
	out->table = r->t;
	if (out->kind == DUMP_TABLE_END)
		r->t = NULL;
	return c;
}

static enum code read_facts(struct reading *r, struct err *e)
{
	char letter;
	size_t n;
	struct str text;
	struct json *j;
	enum code c = get_head(r->v, &letter, &n, e);
	if (!c)
		c = letter == 'H' ? get_text(r->v, r->a, n, &text, e) : strange(e);
	if (!c)
		c = json_parse(r->a, text, &j, e);
	if (c)
		return c;
	if (json_int(j, "format", 0) != 1)
		return strange(e);
	r->f->made_at = json_str(j, "made_at");
	r->f->program = json_str(j, "program");
	r->f->from = json_str(j, "from");
	r->f->version = (int)json_int(j, "version", 0);
	int newest = MIGRATIONS[MIGRATION_COUNT - 1].number;
	if (r->f->version < 1 || r->f->version > newest)
		return err_set(e, E_INPUT, "The backup is of a newer Trellis (%.*s, tables %d) than this one (tables %d). Install that version.", S_ARG(r->f->program),
		               r->f->version, newest);
	const struct json *steps = json_get(j, "steps");
	r->f->steps = NEW_ARRAY(r->a, bool, MIGRATION_COUNT);
	for (size_t i = 0; i < MIGRATION_COUNT; i++) {
		bool said = !steps && MIGRATIONS[i].number <= r->f->version; /* backups of before did not list them */
		for (size_t k = 0; steps && k < steps->n; k++)
			said |= steps->items[k].is_int && steps->items[k].integer == MIGRATIONS[i].number;
		r->f->steps[i] = said;
	}
	struct str hex = json_str(j, "change_hash");
	size_t bin = 0;
	r->f->changes = (struct change_place){.on = json_int(j, "change", 0) > 0, .seq = json_int(j, "change", 0), .at = json_int(j, "changed_at", 0)};
	if (r->f->changes.on && (!id_parse(json_str(j, "timeline"), &r->f->changes.timeline) ||
	                         sodium_hex2bin(r->f->changes.hash, CHANGE_HASH, hex.p, hex.n, NULL, &bin, NULL) != 0 || bin != CHANGE_HASH))
		return strange(e);
	return id_parse(json_str(j, "district"), &r->f->district) ? OK : strange(e);
}

static enum code take_key(struct reading *r, struct arena *mine, const struct backup_places *to, struct err *e)
{
	struct str bytes;
	enum code c = get_text(r->v, mine, r->n, &bytes, e);
	r->f->key = !c;
	return !c && to && to->secret && !file_exists(to->secret) ? file_write(to->secret, bytes, 0600, e) : c;
}

static enum code take_file(struct reading *r, struct arena *mine, const struct backup_places *to, struct blobs **b, struct err *e)
{
	struct blob_hash was, is;
	if (r->n < sizeof was.b)
		return strange(e);
	enum code c = vault_get(r->v, was.b, sizeof was.b, e);
	size_t n = r->n - sizeof was.b;
	char *p = arena_alloc(mine, n + 1);
	if (!c)
		c = vault_get(r->v, p, n, e);
	if (c)
		return c;
	is = blob_hash_of((struct str){p, n});
	if (memcmp(is.b, was.b, sizeof is.b) != 0)
		return err_set(e, E_DB, "A file in the backup is not the one that was saved.");
	if (to && to->files && !*b)
		c = blobs_open(to->files, &(struct blobs_options){.create = true, .quota = INT64_MAX / 2, .largest = PIECE_MOST}, b, e);
	if (!c && *b)
		c = blob_put(*b, (struct str){p, n}, &is, e);
	r->f->files++;
	r->f->file_bytes += (int64_t)n;
	return c;
}

/* Files and the key, as far as the first table. to: NULL: only looked at. */
static enum code read_files(struct reading *r, const struct backup_places *to, struct err *e)
{
	struct blobs *b = NULL;
	enum code c = OK;
	while (!c && !r->pending) {
		struct arena *mine = arena_new(PIECE_MOST + (1 << 20));
		c = mine ? get_head(r->v, &r->letter, &r->n, e) : err_set(e, E_MEMORY, "There is no memory left to read the backup.");
		if (!c && r->letter == 'K')
			c = take_key(r, mine, to, e);
		else if (!c && r->letter == 'F')
			c = take_file(r, mine, to, &b, e);
		else
			r->pending = true;
		arena_free(mine);
	}
	blobs_close(b);
	return c;
}

static enum code open_reading(struct reading *r, struct arena *a, const char *path, const struct vault_key *k, struct backup_facts *f, struct err *e)
{
	*f = (struct backup_facts){.sealed = false};
	*r = (struct reading){.base.next = read_next, .a = a, .f = f};
	int kind = 0;
	enum code c = vault_kind(path, &kind, e);
	f->sealed = kind != 0;
	if (!c)
		c = vault_open(path, k, &r->v, e);
	return c ? c : read_facts(r, e);
}

static void close_reading(struct reading *r)
{
	vault_close(r->v);
	free(r->row);
}

enum code backup_check(struct arena *a, const char *path, const struct vault_key *k, struct backup_facts *out, struct err *e)
{
	struct reading r;
	struct dump_piece p = {0};
	enum code c = open_reading(&r, a, path, k, out, e);
	if (!c)
		c = read_files(&r, NULL, e);
	while (!c && p.kind != DUMP_END)
		c = read_next(&r.base, &p, e);
	close_reading(&r);
	return c;
}

/* ---- restoring ---- */

static enum code load(struct store *s, struct arena *a, struct reading *r, struct err *e)
{
	struct dump_sums sums;
	struct dump_load l = {.m = MIGRATIONS, .n_m = MIGRATION_COUNT, .version = r->f->version, .steps = r->f->steps, .from = &r->base, .after = record_search_rebuild};
	return dump_load(s, a, &l, &sums, e);
}

/* The tables stay as old as the backup until the log has been applied: it tells when they changed. */
static enum code load_and_apply(struct store *s, struct arena *a, struct reading *r, const struct restore_options *o, struct err *e)
{
	struct dump_sums sums;
	struct changes_done done;
	struct dump_load l = {.version = r->f->version, .from = &r->base};
	struct migration *done_there = NEW_ARRAY(a, struct migration, MIGRATION_COUNT);
	for (size_t i = 0; i < MIGRATION_COUNT; i++)
		if (r->f->steps[i])
			done_there[l.n_m++] = MIGRATIONS[i];
	l.m = done_there;
	enum code c = dump_load(s, a, &l, &sums, e);
	if (!c)
		c = changes_apply(s, a, o->changes, r->key, &r->f->changes, o->until, MIGRATIONS, MIGRATION_COUNT, &done, e);
	if (!c)
		c = store_migrate(s, MIGRATIONS, MIGRATION_COUNT, e);
	if (!c)
		c = store_write(s, record_search_rebuild, NULL, e);
	if (!c && o->done)
		*o->done = done;
	return c;
}

/* Files that rows speak of and the backup did not hold, from the log. None of a name stays open: it is found or counted. */
static enum code files_of_log(struct store *s, struct arena *a, struct reading *r, const struct restore_options *o, struct err *e)
{
	struct hashes h = {0};
	struct blobs *b = NULL;
	struct db *db = NULL;
	enum code c = store_read(s, &db, e);
	if (!c)
		c = list_files(db, a, &h, e);
	store_read_end(db);
	if (!c && h.n > 0)
		c = blobs_open(o->to.files, &(struct blobs_options){.create = true, .quota = INT64_MAX / 2, .largest = PIECE_MOST}, &b, e);
	for (size_t i = 0; !c && i < h.n; i++) {
		struct arena *mine = arena_new(2 * PIECE_MOST + (1 << 20)); /* one file at a time */
		struct str bytes;
		struct blob_hash is;
		struct err why = {0};
		enum code got = !mine ? E_MEMORY : blob_get(b, h.items[i], mine, &bytes, &why);
		if (got && mine) {
			got = changes_get_file(mine, o->changes, r->key, h.items[i], &bytes, &why);
			if (!got)
				c = blob_put(b, bytes, &is, e);
			o->done->files += !got;
			o->done->missing += got != OK;
		}
		if (!mine)
			c = err_set(e, E_MEMORY, "There is no memory left to look at the files.");
		arena_free(mine);
	}
	blobs_close(b);
	return c;
}

static enum code restore_postgres(struct arena *a, struct reading *r, const struct restore_options *o, struct err *e)
{
	struct store *s = NULL;
	bool empty = false;
	if (o->changes)
		return err_set(e, E_INPUT, "The log of changes is SQLite's. Restore it into a file, then: trellis move --from FILE --to postgres://...");
	enum code c = store_open(o->target, &(struct store_options){.create = true}, &s, e);
	if (!c)
		c = dump_target_empty(s, &empty, e);
	if (!c && !empty)
		c = err_set(e, E_CONFLICT, "There is a school in this database already. Make an empty database or schema, and restore into it.");
	if (!c)
		c = read_files(r, &o->to, e);
	if (!c)
		c = load(s, a, r, e);
	if (!c && o->erased)
		c = erased_again(s, a, o->erased, o->again, e);
	store_close(s);
	return c;
}

static enum code remove_database(struct arena *a, const char *file, struct err *e)
{
	static const char *const ENDS[] = {"", "-wal", "-shm", "-journal"};
	enum code c = OK;
	for (size_t i = 0; !c && i < sizeof ENDS / sizeof *ENDS; i++)
		c = file_remove_all(str_fmt(a, "%s%s", file, ENDS[i]).p, e);
	return c;
}

/* The finished database gets its name; at no moment is there none under it when there was one. */
static enum code reveal(struct arena *a, const char *made, const char *file, struct str *kept, struct err *e)
{
	if (file_exists(file)) {
		enum code c = store_file_alone(file, e);
		if (c)
			return c;
		struct civil t;
		const struct zone *utc;
		c = zone_get("UTC", &utc, e);
		if (c)
			return c;
		t = civil_at(utc, clock_now());
		*kept = str_fmt(a, "%s.before-%04d%02d%02dT%02d%02d%02dZ", file, t.year, t.month, t.day, t.hour, t.minute, t.second);
		if (link(file, kept->p) != 0)
			return err_set(e, E_IO, "The database that is there cannot be kept as %s: %s.", kept->p, strerror(errno));
	}
	if (rename(made, file) != 0)
		return err_set(e, E_IO, "%s cannot become %s: %s.", made, file, strerror(errno));
	return OK;
}

static enum code restore_sqlite(struct arena *a, struct reading *r, const struct restore_options *o, struct str *kept, struct err *e)
{
	const char *file = strncmp(o->target, "sqlite:", 7) == 0 ? o->target + 7 : o->target;
	const char *made = str_fmt(a, "%s.restoring", file).p;
	struct store *s = NULL;
	if (file_exists(file) && !o->force)
		return err_set(e, E_CONFLICT, "There is a database %s already. Name another place, or --force to put this one in its place (it is kept beside).", file);
	enum code c = file_exists(file) ? store_file_alone(file, e) : OK;
	if (!c)
		c = remove_database(a, made, e);
	if (!c)
		c = read_files(r, &o->to, e);
	if (!c)
		c = store_open(made, &(struct store_options){.create = true}, &s, e);
	if (!c)
		c = o->changes ? load_and_apply(s, a, r, o, e) : load(s, a, r, e);
	if (!c && o->erased)
		c = erased_again(s, a, o->erased, o->again, e);
	if (!c && o->changes && o->done && o->to.files) /* after it: what was erased has no row, and its files stay away */
		c = files_of_log(s, a, r, o, e);
	store_close(s);
	if (!c)
		c = store_file_alone(made, e); /* nothing of it is left in a log */
	if (!c)
		c = reveal(a, made, file, kept, e);
	if (c) {
		struct err ignored = {0};
		(void)!remove_database(a, made, &ignored);
	}
	return c;
}

enum code backup_restore(struct arena *a, const char *path, const struct vault_key *k, const struct restore_options *o,
                         struct backup_facts *out, struct str *kept, struct err *e)
{
	struct reading r;
	*kept = (struct str){0};
	enum code c = open_reading(&r, a, path, k, out, e);
	r.key = k ? k->key : NULL;
	if (!c)
		c = blob_folder(a, o->target) ? restore_sqlite(a, &r, o, kept, e) : restore_postgres(a, &r, o, e);
	close_reading(&r);
	return c;
}

struct moving {
	struct store *from;
	struct arena *a;
	const struct dump_sums *came;
};

/* Before it counts: was anything written into the old database meanwhile? */
static enum code moved(struct db *db, void *arg, struct err *e)
{
	const struct moving *m = arg;
	struct dump_sums now;
	struct db *again = NULL;
	enum code c = record_search_rebuild(db, NULL, e);
	if (!c)
		c = store_read(m->from, &again, e);
	if (!c)
		c = dump_sums(again, m->a, &now, e);
	store_read_end(again);
	if (!c && dump_compare(m->came, &now, e))
		c = err_set(e, E_CONFLICT, "Somebody worked in the school while it was moved. Nothing was moved; stop the server and start again.");
	return c;
}

static enum code move_rows(struct store *from, struct store *to, struct arena *a, struct dump_sums *out, struct err *e)
{
	struct dump_source *s = NULL;
	struct db *db = NULL;
	struct moving m = {from, a, out};
	int64_t version = 0;
	bool *steps = NULL;
	bool empty = false;
	enum code c = dump_target_empty(to, &empty, e);
	if (!c && !empty)
		return err_set(e, E_CONFLICT, "There is a school in the new place already. Name an empty database or schema.");
	if (!c)
		c = store_read(from, &db, e);
	if (!c)
		c = db_int(db, e, &version, "select coalesce(max(number), 0) from store_migration", "");
	if (!c)
		c = steps_of(db, a, &steps, e);
	if (!c && version > MIGRATIONS[MIGRATION_COUNT - 1].number)
		c = err_set(e, E_INPUT, "The school is of a newer Trellis (tables %lld) than this one (tables %d). Install that version.", (long long)version, MIGRATIONS[MIGRATION_COUNT - 1].number);
	if (!c)
		c = dump_open(db, a, &s, e);
	if (!c) {
		struct dump_load l = {.m = MIGRATIONS, .n_m = MIGRATION_COUNT, .version = (int)version, .steps = steps, .from = s, .after = moved, .arg = &m};
		c = dump_load(to, a, &l, out, e);
	}
	dump_close(s);
	store_read_end(db);
	return c;
}

enum code backup_move(struct store *from, struct arena *a, const char *target, struct dump_sums *out, struct err *e)
{
	bool sqlite = blob_folder(a, target) != NULL;
	const char *file = strncmp(target, "sqlite:", 7) == 0 ? target + 7 : target, *made = str_fmt(a, "%s.moving", file).p;
	struct store *to = NULL;
	struct str kept = {0};
	enum code c = OK;
	if (sqlite && file_exists(file))
		return err_set(e, E_CONFLICT, "There is a database %s already. Name another place.", file);
	if (sqlite)
		c = remove_database(a, made, e);
	if (!c)
		c = store_open(sqlite ? made : target, &(struct store_options){.create = true}, &to, e);
	if (!c)
		c = move_rows(from, to, a, out, e);
	store_close(to);
	if (!c && sqlite)
		c = store_file_alone(made, e);
	if (!c && sqlite)
		c = reveal(a, made, file, &kept, e);
	if (c && sqlite) {
		struct err ignored = {0};
		(void)!remove_database(a, made, &ignored);
	}
	return c;
}

/* ---- files of a move ---- */

enum code backup_move_files(struct store *from, struct arena *a, const char *from_folder, const char *to_folder, int64_t *files, struct err *e)
{
	struct blobs *x = NULL, *y = NULL;
	struct hashes h = {0};
	struct db *db = NULL;
	enum code c = store_read(from, &db, e);
	*files = 0;
	if (!c)
		c = list_files(db, a, &h, e);
	store_read_end(db);
	if (!c && h.n > 0)
		c = blobs_open(from_folder, &(struct blobs_options){.largest = PIECE_MOST}, &x, e);
	if (!c && h.n > 0)
		c = blobs_open(to_folder, &(struct blobs_options){.create = true, .quota = INT64_MAX / 2, .largest = PIECE_MOST}, &y, e);
	for (size_t i = 0; !c && i < h.n; i++) {
		struct arena *mine = arena_new(0);
		struct str bytes;
		struct blob_hash is;
		c = mine ? blob_get(x, h.items[i], mine, &bytes, e) : err_set(e, E_MEMORY, "There is no memory left to move the files.");
		if (!c)
			c = blob_put(y, bytes, &is, e);
		*files += !c;
		arena_free(mine);
	}
	blobs_close(x);
	blobs_close(y);
	return c;
}
