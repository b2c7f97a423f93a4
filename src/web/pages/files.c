/* files.c - a file that was handed in goes to whoever may see what it belongs to, and to nobody else. */
#include "web/pages/files.h"
#include "base/log.h"
#include "school/library/spoken.h"
#include "web/app.h"

#include <string.h>

bool files_sent(const struct request *rq)
{
	for (size_t i = 0; i < rq->n_files; i++)
		if (rq->files[i].bytes.n)
			return true;
	return false;
}

enum code files_take(struct request *rq, struct id learner, struct taken *out, struct err *e)
{
	struct sent_file *files = NEW_ARRAY(rq->a, struct sent_file, rq->n_files + 1);
	size_t n = 0;
	/* an input without a file sends an empty part */
	for (size_t i = 0; i < rq->n_files; i++)
		if (rq->files[i].bytes.n || rq->files[i].filename.n)
			files[n++] = (struct sent_file){rq->files[i].filename, rq->files[i].bytes};
	return attachments_take(rq->app->blobs, rq->db, rq->a, learner, files, n, out, e);
}

struct str files_size(const struct request *rq, int64_t bytes)
{
	bool mega = bytes >= 1000 * 1000;
	struct str n = tr_number(rq->a, rq->lang, mega ? (double)bytes / 1e6 : (double)bytes / 1e3, mega ? 1 : 0);
	return str_fmt(rq->a, "%.*s %s", S_ARG(n), mega ? "MB" : "kB");
}

/* One range of bytes (RFC 9110, 14.2), as players ask for; anything else gets the whole. */
static void range(struct request *rq, struct reply *rp, struct str bytes)
{
	struct str wanted = rq_header(rq, "range");
	int64_t from = 0, to = (int64_t)bytes.n - 1;
	if (!str_starts(wanted, "bytes=") || memchr(wanted.p, ',', wanted.n) || !bytes.n)
		return;
	wanted = (struct str){wanted.p + 6, wanted.n - 6};
	struct str first = str_cut(&wanted, '-');
	if (first.n) {
		if (!str_int(first, &from) || from < 0 || (wanted.n && (!str_int(wanted, &to) || to < from)))
			return;
	} else {
		int64_t last;
		if (!str_int(wanted, &last) || last <= 0)
			return;
		from = last >= (int64_t)bytes.n ? 0 : (int64_t)bytes.n - last;
	}
	if (to >= (int64_t)bytes.n)
		to = (int64_t)bytes.n - 1;
	if (from > to) {
		rp->status = 416;
		rp->bytes = (struct str){NULL, 0};
		rp_header(rp, "Content-Range", str_fmt(rq->a, "bytes */%zu", bytes.n));
		return;
	}
	rp->status = 206;
	rp->bytes = (struct str){bytes.p + from, (size_t)(to - from + 1)};
	rp_header(rp, "Content-Range", str_fmt(rq->a, "bytes %lld-%lld/%zu", (long long)from, (long long)to, bytes.n));
}

struct played { struct request *rq; struct id file; };

static enum code played_fn(struct db *db, void *arg, struct err *e)
{
	struct played *p = arg;
	return recording_played(db, p->rq->a, p->rq->viewer.person, p->file, p->rq->viewer.today, e);
}

/* The learner hears what a person read: the support was used [R233]. The page fetches nothing before somebody plays it, and a
 * player that goes on from the middle has been noted already. Not noting it never keeps the sound away. */
static void played(struct request *rq, struct id file)
{
	struct played p = {rq, file};
	struct err e = {0};
	struct str from = rq_header(rq, "range");
	if (!(rq->viewer.hats & REL_SELF) || (from.n && !str_starts(from, "bytes=0-")))
		return;
	if (rq_write(rq, played_fn, &p, &e))
		log_event(LOG_ERROR, "recording", "error", e.text, NULL);
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct id id;
	struct attachment f;
	struct str bytes;
	enum code c = rq_id(rq, "file", &id, e);
	if (!c)
		c = attachment_read(rq->db, rq->a, &rq->viewer, rq->app->blobs, id, &f, &bytes, e);
	if (c)
		return c;
	if (str_eqz(f.kind, "audio") || str_eqz(f.kind, "video"))
		played(rq, id);
	rp->type = str_dupz(rq->a, f.mime);
	rp->bytes = bytes;
	/* Pictures, sound and film show in the page; everything else is saved, never opened on this site. */
	if (str_eqz(f.kind, "document") || str_eqz(f.mime, "image/heic") || str_eqz(rq_query(rq, "save"), "1"))
		rp->file_name = f.name;
	else
		rp_header(rp, "Content-Disposition", S("inline"));
	rp_header(rp, "Cache-Control", S("private, no-cache"));
	rp_header(rp, "Accept-Ranges", S("bytes"));
	range(rq, rp, bytes);
	return OK;
}

ROUTES(files) = {
	{GET, "/files/{file}", get, REL_SIGNED_IN, RT_LOW, .title = N_("A file")},
	ROUTES_END,
};
