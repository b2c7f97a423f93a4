#include "web/static.h"
#include "web/shell.h"
#include "web/server.h"

#include <string.h>

static const struct static_file *find(struct str name)
{
	size_t low = 0, high = STATIC_COUNT;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int c = str_cmp(name, str_z(STATIC_FILES[mid].name));
		if (c == 0)
			return &STATIC_FILES[mid];
		if (c < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

const char *asset(const char *name)
{
	const struct static_file *f = find(str_z(name));
	return f ? f->path : "/static/missing";
}

struct str static_text(const char *name)
{
	const struct static_file *f = find(str_z(name));
	return f ? (struct str){(const char *)f->bytes, f->n} : S("");
}

/* "trellis.0123456789.css" -> "trellis.css" */
static struct str without_hash(struct arena *a, struct str name)
{
	size_t end = name.n, start;
	while (end && name.p[end - 1] != '.')
		end--;
	if (end < 2)
		return name;
	for (start = end - 1; start && name.p[start - 1] != '.'; start--)
		;
	if (start == 0)
		return name;
	return str_fmt(a, "%.*s%.*s", (int)start, name.p, (int)(name.n - end), name.p + end);
}

static bool accepts_gzip(const struct request *rq)
{
	struct str list = rq_header(rq, "accept-encoding");
	while (list.n) {
		struct str part = str_trim(str_cut(&list, ','));
		struct str coding = str_trim(str_cut(&part, ';'));
		if (str_ieqz(coding, "gzip"))
			return !str_ieqz(str_trim(part), "q=0");
	}
	return false;
}

bool static_serve(struct request *rq, struct reply *rp)
{
	struct str path = rq->wire->target;
	path = str_cut(&path, '?');
	bool worker = str_eqz(path, "/sw.js");
	if (!worker && !str_starts(path, "/static/"))
		return false;
	struct str name = worker ? S("sw.js") : (struct str){path.p + 8, path.n - 8};
	const struct static_file *f = find(name);
	bool forever = f && str_eqz(path, f->path);
	if (!f) {
		f = find(without_hash(rq->a, name));
		forever = f && str_eqz(path, f->path);
		if (!forever)
			f = NULL;
	}
	rp->shared = true;
	if (!f) {
		rp->status = 404;
		rp->type = "text/plain; charset=utf-8";
		buf_z(&rp->body, "There is no such file.\n");
		return true;
	}
	if (!str_eqz(rq->wire->method, "GET") && !str_eqz(rq->wire->method, "HEAD")) {
		rp->status = 405;
		rp_header(rp, "Allow", S("GET, HEAD"));
		return true;
	}
	rp->type = f->type;
	rp_header(rp, "ETag", str_z(f->etag));
	rp_header(rp, "Cache-Control", forever ? S("public, max-age=31536000, immutable") : worker ? S("no-cache") : S("public, max-age=300"));
	if (f->gz)
		rp_header(rp, "Vary", S("Accept-Encoding"));
	if (str_eqz(rq_header(rq, "if-none-match"), f->etag)) {
		rp->status = 304;
		return true;
	}
	bool gz = f->gz && accepts_gzip(rq);
	if (gz)
		rp_header(rp, "Content-Encoding", S("gzip"));
	rp->bytes = gz ? (struct str){(const char *)f->gz, f->gz_n} : (struct str){(const char *)f->bytes, f->n};
	return true;
}
