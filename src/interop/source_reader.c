/* Unpacks zips, in a program that is locked away: libzip sees them here alone. */
#include "base/buf.h"
#include "base/file.h"
#include "interop/source.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define PIECE 65536

static void put(struct buf *b, uint64_t v, int bytes)
{
	for (int i = 0; i < bytes; i++)
		buf_byte(b, (char)(v >> 8 * i & 255));
}

static uint64_t number(const char *p, int bytes)
{
	uint64_t v = 0;
	for (int i = bytes - 1; i >= 0; i--)
		v = v << 8 | (unsigned char)p[i];
	return v;
}

/* ---- there ---- */

static void list_one(struct buf *b, zip_t *z, zip_uint64_t i)
{
	zip_stat_t st;
	bool good = zip_stat_index(z, i, 0, &st) == 0 && (st.valid & ZIP_STAT_NAME) && (st.valid & ZIP_STAT_SIZE) && (st.valid & ZIP_STAT_COMP_SIZE);
	bool locked = good && (st.valid & ZIP_STAT_ENCRYPTION_METHOD) && st.encryption_method != ZIP_EM_NONE;
	size_t n = good ? strlen(st.name) : 0;
	if (n > 250) /* too long in any case */
		n = 250;
	buf_byte(b, (char)((good ? 1 : 0) | (locked ? 2 : 0)));
	put(b, good ? st.size : 0, 8);
	put(b, good ? st.comp_size : 0, 8);
	put(b, n, 4);
	if (n > 0)
		buf_add(b, st.name, n);
}

static int list(zip_t *z, struct arena *a, int why, int out)
{
	struct buf b = buf_new(a, SOURCE_LIST_MOST);
	if (!z) {
		zip_error_t x;
		zip_error_init_with_code(&x, why);
		buf_byte(&b, 'E');
		buf_byte(&b, why == ZIP_ER_NOZIP || why == ZIP_ER_INCONS || why == ZIP_ER_EOF || why == ZIP_ER_SEEK);
		buf_z(&b, zip_error_strerror(&x));
		zip_error_fini(&x);
	} else {
		zip_int64_t n = zip_get_num_entries(z, 0);
		buf_byte(&b, 'N');
		put(&b, (uint64_t)n, 4);
		for (zip_int64_t i = 0; i < n && i < SOURCE_ENTRIES; i++)
			list_one(&b, z, (zip_uint64_t)i);
	}
	return !b.over && file_write_all(out, buf_done(&b)) ? 0 : 1;
}

static int ends(struct arena *a, const char *why, int out)
{
	struct buf b = buf_new(a, 1000);
	size_t n = strlen(why) < 150 ? strlen(why) : 150;
	put(&b, 0, 4);
	put(&b, n, 4);
	buf_add(&b, why, n);
	return file_write_all(out, buf_done(&b)) ? 0 : 1;
}

static int unpack(zip_t *z, struct arena *a, zip_uint64_t i, int out)
{
	zip_file_t *f = zip_fopen_index(z, i, 0);
	char *room = arena_alloc(a, PIECE + 4);
	zip_int64_t got;
	if (!f)
		return ends(a, zip_strerror(z), out);
	while ((got = zip_fread(f, room + 4, PIECE)) > 0) {
		for (int k = 0; k < 4; k++)
			room[k] = (char)(got >> 8 * k & 255);
		if (!file_write_all(out, (struct str){room, (size_t)got + 4}))
			return 1;
	}
	int status = ends(a, got < 0 ? zip_error_strerror(zip_file_get_error(f)) : "", out);
	(void)zip_fclose(f);
	return status;
}

int source_reader_run(const char *what, int in, int out)
{
	int64_t i = -1;
	int why = 0, status = 1;
	bool all = strcmp(what, "list") == 0;
	struct arena *a = arena_new((size_t)64 << 20);
	if (!a)
		return 1;
	zip_t *z = zip_fdopen(in, ZIP_CHECKCONS, &why);
	if (all)
		status = list(z, a, why, out);
	else if (z && str_int(str_z(what), &i) && i >= 0)
		status = unpack(z, a, (zip_uint64_t)i, out);
	if (z)
		zip_discard(z);
	arena_free(a);
	return status;
}

/* ---- here ---- */

bool source_take(void *buf, const char *p, size_t n)
{
	struct buf *b = buf;
	buf_add(b, p, n);
	return !b->over;
}

static bool listed(struct str *s, struct source_listed *x)
{
	if (s->n < 21 || (unsigned char)s->p[0] > 3)
		return false;
	size_t n = source_u32(s->p + 17);
	*x = (struct source_listed){.readable = s->p[0] & 1, .locked = s->p[0] & 2, .size = (int64_t)number(s->p + 1, 8), .packed = (int64_t)number(s->p + 9, 8)};
	if (n > 250 || s->n - 21 < n || x->packed < 0)
		return false;
	x->name = (struct str){s->p + 21, n};
	*s = (struct str){s->p + 21 + n, s->n - 21 - n};
	return memchr(x->name.p, 0, n) == NULL && (!x->readable || n > 0);
}

bool source_list_read(struct arena *a, struct str said, struct source_list *out)
{
	*out = (struct source_list){0};
	if (said.n >= 3 && said.p[0] == 'E') {
		out->no_zip = said.p[1] != 0;
		out->why = (struct str){said.p + 2, said.n - 2};
		return out->why.n < 200 && utf8_valid(out->why) && memchr(out->why.p, 0, out->why.n) == NULL;
	}
	if (said.n < 5 || said.p[0] != 'N')
		return false;
	out->entries = source_u32(said.p + 1);
	size_t n = out->entries < SOURCE_ENTRIES ? out->entries : SOURCE_ENTRIES;
	struct str rest = {said.p + 5, said.n - 5};
	if (n > rest.n / 21)
		return false;
	out->items = NEW_ARRAY(a, struct source_listed, n + 1);
	for (; out->n < n; out->n++)
		if (!listed(&rest, &out->items[out->n]))
			return false;
	return rest.n == 0;
}
