#include "school/admin/export.h"
#include "base/file.h"
#include "store/blob.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct exporting {
	struct db *db;
	struct arena *a;
	struct viewer v;
	struct id learner;
	const char *folder, *files;
	struct buf manifest;
	struct json_out o;
	struct export_done *done;
	/* the file at hand */
	FILE *f;
	crypto_hash_sha256_state hash;
	int64_t lines;
};

static enum code no_file(const char *path, struct err *e)
{
	return err_set(e, E_IO, "%s cannot be written: %s.", path, strerror(errno));
}

static enum code emit(void *arg, struct str text, struct err *e)
{
	struct exporting *x = arg;
	crypto_hash_sha256_update(&x->hash, (const unsigned char *)text.p, text.n);
	return fwrite(text.p, 1, text.n, x->f) == text.n ? OK : no_file(x->folder, e);
}

/* Rows of a table of this type, for the learner or all. */
static const struct filter *own(struct exporting *x, const struct record_type *t, size_t *n)
{
	*n = 0;
	if (id_nil(x->learner))
		return NULL;
	struct filter *f = NEW(x->a, struct filter);
	*f = (struct filter){t->scope == SCOPE_PERSON && !t->about ? "id" : t->about, '=', id_str(x->a, x->learner)};
	*n = 1;
	return f;
}

static void fields(struct exporting *x, const struct record_type *t)
{
	json_key(&x->o, "fields");
	json_open(&x->o, '[');
	for (const struct field *f = t->fields; f->name; f++) {
		json_open(&x->o, '{');
		json_key(&x->o, "name");
		json_put_str(&x->o, str_z(f->name));
		json_key(&x->o, "label");
		json_put_str(&x->o, str_z(f->label));
		if (f->ref) {
			json_key(&x->o, "refers_to");
			json_put_str(&x->o, str_z(f->ref));
		}
		json_close(&x->o, '}');
	}
	json_close(&x->o, ']');
}

static void sum(struct exporting *x, const char *name)
{
	unsigned char h[crypto_hash_sha256_BYTES];
	char hex[65];
	crypto_hash_sha256_final(&x->hash, h);
	sodium_bin2hex(hex, sizeof hex, h, sizeof h);
	json_key(&x->o, "file");
	json_put_str(&x->o, str_z(name));
	json_key(&x->o, "sha256");
	json_put_str(&x->o, str_z(hex));
}

static enum code count_rows(struct exporting *x, const struct record_type *t, int64_t *n, struct err *e);

static enum code one_type(struct exporting *x, const struct record_type *t, struct err *e)
{
	const char *name = str_fmt(x->a, "%s.csv", t->name).p, *path = file_join(x->a, x->folder, name);
	size_t n_filters;
	const struct filter *f = own(x, t, &n_filters);
	int64_t rows = 0;
	enum code c = count_rows(x, t, &rows, e);
	if (c || rows == 0)
		return c;
	x->f = fopen(path, "wbe");
	if (!x->f)
		return no_file(path, e);
	crypto_hash_sha256_init(&x->hash);
	c = record_csv(x->db, &x->v, t, &(struct query){.filters = f, .n_filters = n_filters}, emit, x, e);
	if (fflush(x->f) || fsync(fileno(x->f)))
		c = c ? c : no_file(path, e);
	if (fclose(x->f))
		c = c ? c : no_file(path, e);
	if (c)
		return c;
	json_open(&x->o, '{');
	sum(x, name);
	json_key(&x->o, "type");
	json_put_str(&x->o, str_z(t->name));
	json_key(&x->o, "label");
	json_put_str(&x->o, str_z(t->plural));
	json_key(&x->o, "rows");
	json_put_int(&x->o, rows);
	fields(x, t);
	json_close(&x->o, '}');
	x->done->types++;
	x->done->rows += rows;
	return OK;
}

struct counting {
	struct id learner;
	int field;             /* of the learner; -1: the record's own id */
	int64_t n;
};

static enum code count_one(void *arg, const struct record *r, struct err *e)
{
	struct counting *c = arg;
	(void)e;
	struct id whose = c->field < 0 ? r->id : r->values[c->field].type == 'b' ? r->values[c->field].as.b : ID_NIL;
	c->n += id_nil(c->learner) || id_eq(whose, c->learner);
	return OK;
}

static enum code count_rows(struct exporting *x, const struct record_type *t, int64_t *n, struct err *e)
{
	struct counting c = {x->learner, -1, 0};
	for (int i = 0; t->about && t->fields[i].name; i++)
		if (strcmp(t->fields[i].name, t->about) == 0)
			c.field = i;
	enum code code = record_scan(x->db, t, count_one, &c, e);
	*n = c.n;
	return code;
}

/* A learner's own record: what is about the learner, and the learner's own row. */
static bool belongs(const struct exporting *x, const struct record_type *t)
{
	if (id_nil(x->learner))
		return true;
	if (t->scope == SCOPE_PERSON && !t->about)
		return strcmp(t->name, "person") == 0;
	return t->about && (t->scope == SCOPE_LEARNER || t->scope == SCOPE_PERSON);
}

static enum code one_file(struct exporting *x, struct blobs *b, struct blob_hash h, struct err *e)
{
	struct arena *mine = arena_new(0);
	struct str bytes, hex;
	if (!mine)
		return err_set(e, E_MEMORY, "There is no memory left for the export.");
	enum code c = blob_get(b, h, mine, &bytes, e);
	hex = blob_hash_text(mine, h);
	if (!c)
		c = file_write(file_join(mine, file_join(mine, x->folder, "files"), str_dupz(mine, hex)), bytes, 0600, e);
	if (!c) {
		x->done->files++;
		x->done->file_bytes += (int64_t)bytes.n;
	}
	arena_free(mine);
	return c;
}

static enum code all_files(struct exporting *x, struct err *e)
{
	struct blobs *b = NULL;
	struct rows *r;
	struct blob_hash h;
	int got = 0;
	int64_t n = 0;
	enum code c = db_int(x->db, e, &n, "select count(*) from attachment where district = ?1", "d");
	if (c || n == 0 || !x->files)
		return c;
	c = blobs_open(x->files, &(struct blobs_options){.largest = INT64_C(1) << 31}, &b, e);
	if (!c)
		c = file_make_dir(file_join(x->a, x->folder, "files"), 0700, e);
	if (!c)
		c = db_query(x->db, e, &r, "select distinct hash from attachment where district = ?1 and (?2 is null or learner = ?2)", "db", x->learner);
	if (!c) {
		while (!c && (got = rows_next(r, e)) == 1)
			c = blob_hash_parse(rows_t(r, 0), &h) ? one_file(x, b, h, e) : OK;
		c = c ? c : got < 0 ? E_DB : OK;
		rows_end(r);
	}
	blobs_close(b);
	return c;
}

static enum code all(struct exporting *x, struct store *s, struct err *e)
{
	enum code c = file_make_dir(x->folder, 0700, e);
	json_open(&x->o, '{');
	json_key(&x->o, "format");
	json_put_str(&x->o, S("Trellis export 1"));
	json_key(&x->o, "made_at");
	json_put_str(&x->o, time_text(x->a, clock_now()));
	json_key(&x->o, "program");
	json_put_str(&x->o, S(TRELLIS_VERSION));
	json_key(&x->o, "district");
	json_put_str(&x->o, id_str(x->a, store_district(s)));
	if (!id_nil(x->learner)) {
		json_key(&x->o, "learner");
		json_put_str(&x->o, id_str(x->a, x->learner));
	}
	json_key(&x->o, "about");
	json_put_str(&x->o, S("Each CSV file holds the records of one type: UTF-8, comma, a header of field names, times in UTC. A cell that a spreadsheet would run has an "
	                      "apostrophe before it. files/ holds what was handed in, named by the column hash of attachment.csv. Of one learner print/ holds profile, plan and "
	                      "the family's page as PDF."));
	json_key(&x->o, "files");
	json_open(&x->o, '[');
	for (size_t i = 0; !c && RECORD_TYPES[i]; i++)
		if (belongs(x, RECORD_TYPES[i]))
			c = one_type(x, RECORD_TYPES[i], e);
	json_close(&x->o, ']');
	if (!c)
		c = all_files(x, e);
	json_key(&x->o, "handed_in");
	json_put_int(&x->o, x->done->files);
	json_close(&x->o, '}');
	return c ? c : file_write(file_join(x->a, x->folder, "MANIFEST.json"), buf_done(&x->manifest), 0600, e);
}

enum code export_write(struct store *s, struct arena *a, struct id learner, const char *files, const char *to, struct export_done *out, struct err *e)
{
	struct exporting x = {.a = a, .v = viewer_system(s), .learner = learner, .files = files, .folder = str_fmt(a, "%s.part", to).p,
	                      .manifest = buf_new(a, 4 << 20), .done = out};
	int64_t there = 1;
	*out = (struct export_done){0};
	x.o = json_to(&x.manifest);
	if (file_exists(to))
		return err_set(e, E_CONFLICT, "There is something at %s already. Name another place.", to);
	enum code c = file_remove_all(x.folder, e);
	if (!c)
		c = store_read(s, &x.db, e);
	if (!c && !id_nil(learner))
		c = db_int(x.db, e, &there, "select count(*) from person where id = ?1 and district = ?2", "bd", learner);
	if (!c && there == 0)
		c = err_set(e, E_NOTFOUND, "There is no such learner.");
	if (!c)
		c = all(&x, s, e);
	store_read_end(x.db);
	if (!c && rename(x.folder, to) != 0)
		c = no_file(to, e);
	if (c) {
		struct err ignored = {0};
		(void)!file_remove_all(x.folder, &ignored);
	}
	return c;
}
