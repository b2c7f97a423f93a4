#include "school/evidence/attachment.h"
#include "record/setting.h"
#include "store/changes.h"
#include "store/scanner.h"

#include <string.h>

#define LEARNER {"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"}

SETTINGS(files) = {
	{.key = "files.largest_mb", .label = N_("Largest file, in megabytes"), .help = N_("Photos are made smaller on most devices before they are sent."),
	 .type = SET_INT, .initial = "25", .min = 1, .max = FILE_MEGABYTES_MOST, .serves = "R164"},
	{.key = "files.learner_mb", .label = N_("Room for the files of one learner, in megabytes"), .help = N_("When it is full, an adult removes what is not needed any more."),
	 .type = SET_INT, .initial = "1000", .min = 1, .max = 100000, .serves = "R164"},
	{.key = "files.removed_days", .label = N_("Days after which the bytes of a removed file are gone for good"), .help = N_("Until then the file can be brought back. Backups keep it longer."),
	 .type = SET_INT, .initial = "30", .min = 1, .max = 3650, .serves = "R424"},
	SETTINGS_END};

static const struct choice kinds[] = {
	{"image", N_("Picture")}, {"audio", N_("Sound")}, {"video", N_("Film")}, {"document", N_("Document")}, {NULL, NULL}};

/* Its parts are all set by code; people send the file itself through the page of what it belongs to. */
static enum code belongs_to_the_learner(const struct change *c, struct err *e)
{
	int64_t there = 0, owners = 0;
	if (!c->now)
		return OK;
	static const char *const fields[] = {"event", "message", "note", "help_request", "reflection", "recording"};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		owners += !rec_null(c->now, fields[i]);
	if (owners != 1)
		return err_set(e, E_INPUT, "A file belongs to one thing.");
	enum code code = db_int(c->db, e, &there,
	                        "select (select count(*) from event where id = ?1 and learner = ?5) + (select count(*) from message where id = ?2 and learner = ?5)"
	                        " + (select count(*) from note where id = ?3 and learner = ?5) + (select count(*) from help_request where id = ?4 and learner = ?5)"
	                        " + (select count(*) from reflection where id = ?6 and learner = ?5)"
	                        " + (select count(*) from recording where id = ?7 and learner = ?5)",
	                        "bbbbbbb", rec_id(c->now, "event"), rec_id(c->now, "message"), rec_id(c->now, "note"), rec_id(c->now, "help_request"),
	                        rec_id(c->now, "learner"), rec_id(c->now, "reflection"), rec_id(c->now, "recording"));
	return code ? code : there ? OK : err_set(e, E_INPUT, "What this file belongs to is about another learner.");
}

RECORD(attachment) = {
	.name = "attachment", .table = "attachment", .label = N_("File"), .plural = N_("Files"),
	.help = N_("A photo, a recording or another file that somebody handed in."), .serves = "R019 R150 R164 R215 R219 R415", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_SYSTEM, .create = REL_SYSTEM, .remove = REL_TEAM | REL_LEADER,
	.fields = FIELDS(
		LEARNER,
		{"name", N_("Name"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH | FF_NO_FORM},
		{"kind", N_("Kind"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER | FF_NO_FORM, .choices = kinds},
		{"mime", N_("Type"), NULL, F_TEXT, FF_REQUIRED | FF_NO_FORM},
		{"bytes", N_("Bytes"), NULL, F_INT, FF_REQUIRED | FF_LIST | FF_NO_FORM},
		{"width", N_("Width"), NULL, F_INT, FF_NO_FORM, .initial = "0"},
		{"height", N_("Height"), NULL, F_INT, FF_NO_FORM, .initial = "0"},
		{"hash", N_("Fingerprint"), N_("SHA-256 of the bytes, the name of the file in the folder."), F_TEXT, FF_REQUIRED | FF_FILTER | FF_NO_FORM},
		{"event", N_("Evidence"), NULL, F_REF, FF_FILTER | FF_NO_FORM, .ref = "event"},
		{"message", N_("Message"), NULL, F_REF, FF_FILTER | FF_NO_FORM, .ref = "message"},
		{"note", N_("Note"), NULL, F_REF, FF_FILTER | FF_NO_FORM, .ref = "note"},
		{"help_request", N_("Request"), NULL, F_REF, FF_FILTER | FF_NO_FORM, .ref = "help_request"},
		{"reflection", N_("Reflection"), NULL, F_REF, FF_FILTER | FF_NO_FORM, .ref = "reflection"},
		{"recording", N_("Text read by a person"), NULL, F_REF, FF_FILTER | FF_NO_FORM, .ref = "recording"},
		{"said", N_("What is said, in writing"), NULL, F_LONG, FF_NO_FORM, .edit = REL_HOME | REL_TEAM, .max = 20000}),
	.checks = CHECKS({"one owner, about the same learner", belongs_to_the_learner}),
	.title_field = "name", .order = "-created_at"};

/* ---- taking ---- */

static const char *kind_of(const struct media *m)
{
	if (m->kind & MEDIA_IMAGE)
		return "image";
	if (str_starts(str_z(m->mime), "audio/"))
		return "audio";
	return m->kind & MEDIA_VIDEO ? "video" : "document";
}

enum code attachments_room(struct db *db, struct id learner, int64_t more, struct err *e)
{
	int64_t used = 0, megabytes = 0;
	enum code c = setting_int(db, "files.learner_mb", &megabytes, e);
	if (!c)
		c = db_int(db, e, &used, "select coalesce(sum(bytes), 0) from attachment where learner = ?1", "b", learner);
	if (!c && used + more > megabytes << 20)
		return err_set(e, E_LIMIT, "There is no room for more files of this learner: %lld MB are kept. Ask an adult of the school to remove what is not needed any more.",
		               (long long)(used >> 20));
	return c;
}

/* A computer goes by the end of a name: it must say what the bytes are. The first is added when none of them stands there. */
static const struct { unsigned kind; const char *mime, *ends[5]; } name_ends[] = {
	{MEDIA_JPEG, "", {".jpg", ".jpeg"}}, {MEDIA_PNG, "", {".png"}}, {MEDIA_WEBP, "", {".webp"}}, {MEDIA_PDF, "", {".pdf"}},
	{MEDIA_MP3, "", {".mp3"}}, {MEDIA_M4A, "", {".m4a", ".mp4", ".aac"}}, {MEDIA_OGG, "", {".ogg", ".oga", ".opus"}}, {MEDIA_WAV, "", {".wav"}},
	{MEDIA_WEBM, "", {".webm", ".weba"}}, {MEDIA_MP4, "", {".mp4", ".m4v", ".mov"}}, {MEDIA_TEXT, "", {".txt", ".csv", ".md", ".tsv"}},
	{MEDIA_GIF, "", {".gif"}}, {MEDIA_HEIC, "", {".heic", ".heif"}},
	{MEDIA_OFFICE, "wordprocessingml", {".docx"}}, {MEDIA_OFFICE, "spreadsheetml", {".xlsx"}}, {MEDIA_OFFICE, "presentationml", {".pptx"}},
	{MEDIA_OFFICE, "opendocument.text", {".odt"}}, {MEDIA_OFFICE, "opendocument.spreadsheet", {".ods"}}, {MEDIA_OFFICE, "opendocument.presentation", {".odp"}},
	{MEDIA_OFFICE, "opendocument.graphics", {".odg"}}};

static const char *name_end(struct str name, const struct media *m)
{
	size_t at;
	for (size_t i = 0; i < sizeof name_ends / sizeof *name_ends; i++) {
		const char *const *ends = name_ends[i].ends;
		if (name_ends[i].kind != m->kind || !str_find(str_z(m->mime ? m->mime : ""), str_z(name_ends[i].mime), &at))
			continue;
		for (size_t k = 0; ends[k]; k++) {
			size_t n = strlen(ends[k]);
			if (name.n > n && str_ieqz((struct str){name.p + name.n - n, n}, ends[k]))
				return "";
		}
		return ends[0];
	}
	return "";
}

/* A name people can read and every computer can save. */
static struct str name_of(struct arena *a, struct str given, const struct media *m)
{
	struct str s = str_trim(given);
	if (!s.n)
		return str_z(kind_of(m));
	struct buf b = buf_new(a, s.n + 8);
	for (size_t i = 0; i < s.n && b.n < 120; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (b.n > 100 && (c & 0xc0) != 0x80)
			break;
		buf_byte(&b, c < ' ' || c == 0x7f || strchr("\"<>:|?*;%", (char)c) ? '_' : (char)c);
	}
	buf_z(&b, name_end((struct str){b.p, b.n}, m));
	return buf_done(&b);
}

static enum code take_one(struct blobs *blobs, struct db *db, struct arena *a, const struct sent_file *f, int64_t largest, struct taken_file *out, struct err *e)
{
	struct str clean;
	struct blob_hash hash;
	if (f->bytes.n > (size_t)largest << 20)
		return err_set(e, E_LIMIT, "The file \"%.*s\" is larger than %lld MB. Send a shorter recording, or a smaller picture.", S_ARG(f->name), (long long)largest);
	enum code c = blob_accept_away(a, f->bytes, MEDIA_ANY, &clean, &out->media, e);
	if (c)
		return err_in(e, "%.*s", S_ARG(name_of(a, f->name, &out->media)));
	out->name = name_of(a, f->name, &out->media);
	out->bytes = (int64_t)clean.n;
	c = scanner_ask(clean, e);
	if (c)
		return err_in(e, "%.*s", S_ARG(out->name));
	c = blob_put(blobs, clean, &hash, e);
	if (!c) /* in the log of changes too, or a restore to a moment would bring a row without its file */
		c = changes_put_file(db, hash, clean, e);
	if (!c)
		out->hash = blob_hash_text(a, hash);
	return c;
}

enum code attachments_take(struct blobs *blobs, struct db *db, struct arena *a, struct id learner, const struct sent_file *files, size_t n,
                           struct taken *out, struct err *e)
{
	int64_t largest = 0, all = 0;
	*out = (struct taken){0};
	if (!n)
		return OK;
	if (!blobs)
		return err_set(e, E_LIMIT, "This server has no folder for files yet. Whoever runs it gives one: trellis serve --files FOLDER.");
	if (n > FILES_AT_ONCE)
		return err_set(e, E_INPUT, "At most %d files at once. Send the others afterwards.", FILES_AT_ONCE);
	enum code c = setting_int(db, "files.largest_mb", &largest, e);
	for (size_t i = 0; i < n; i++)
		all += (int64_t)files[i].bytes.n;
	if (!c)
		c = attachments_room(db, learner, all, e);
	out->items = NEW_ARRAY(a, struct taken_file, n);
	for (size_t i = 0; i < n && !c; i++)
		c = take_one(blobs, db, a, &files[i], largest, &out->items[i], e);
	if (!c)
		out->n = n;
	return c;
}

/* ---- keeping ---- */

struct id attachment_id(struct arena *a, struct id owner, const struct taken_file *f)
{
	char id[ID_TEXT];
	return id_of("attachment", str_fmt(a, "%s %.*s", id_text(owner, id), S_ARG(f->hash)));
}

enum code attachments_keep(struct db *db, struct arena *a, const struct viewer *v, struct id learner, enum attachment_of of, struct id owner,
                           const struct taken *files, struct err *e)
{
	static const char *const fields[] = {[OF_EVENT] = "event", [OF_MESSAGE] = "message", [OF_NOTE] = "note", [OF_HELP] = "help_request", [OF_REFLECTION] = "reflection",
	                                     [OF_RECORDING] = "recording"};
	struct viewer keeper = *v;
	int64_t all = 0;
	keeper.hats |= REL_SYSTEM;
	for (size_t i = 0; i < files->n; i++)
		all += files->items[i].bytes;
	enum code c = files->n ? attachments_room(db, learner, all, e) : OK;
	for (size_t i = 0; i < files->n && !c; i++) {
		const struct taken_file *f = &files->items[i];
		struct id id;
		struct input in[] = {{"learner", id_str(a, learner)}, {"name", f->name}, {"kind", str_z(kind_of(&f->media))}, {"mime", str_z(f->media.mime)},
		                     {"bytes", str_fmt(a, "%lld", (long long)f->bytes)}, {"width", str_fmt(a, "%d", f->media.width)},
		                     {"height", str_fmt(a, "%d", f->media.height)}, {"hash", f->hash}, {fields[of], id_str(a, owner)}};
		c = record_create(db, a, &keeper, record_type_find(S("attachment")), attachment_id(a, owner, f), in, sizeof in / sizeof *in, &id, NULL, e);
	}
	return c;
}

/* ---- reading ---- */

static enum code list(struct arena *a, struct rows *r, struct attachments *out, struct err *e)
{
	size_t cap = 0;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		if (out->n == cap) {
			out->items = arena_grow(a, out->items, cap * sizeof *out->items, (cap + 16) * sizeof *out->items);
			cap += 16;
		}
		out->items[out->n++] = (struct attachment){
			.id = rows_id(r, 0), .owner = rows_id(r, 1), .name = str_dup(a, rows_t(r, 2)), .mime = str_dup(a, rows_t(r, 3)), .kind = str_dup(a, rows_t(r, 4)),
			.bytes = rows_i(r, 5), .width = (int)rows_i(r, 6), .height = (int)rows_i(r, 7), .at = rows_i(r, 8), .way = str_dup(a, rows_t(r, 9)), .said = str_dup(a, rows_t(r, 10))};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code attachments_of(struct db *db, struct arena *a, struct id owner, struct attachments *out, struct err *e)
{
	struct rows *r;
	*out = (struct attachments){0};
	enum code c = db_query(db, e, &r,
	                       "select id, event, name, mime, kind, bytes, width, height, created_at, '', coalesce(said, '') from attachment where event = ?1"
	                       " union all select id, message, name, mime, kind, bytes, width, height, created_at, '', coalesce(said, '') from attachment where message = ?2"
	                       " union all select id, note, name, mime, kind, bytes, width, height, created_at, '', coalesce(said, '') from attachment where note = ?3"
	                       " union all select id, help_request, name, mime, kind, bytes, width, height, created_at, '', coalesce(said, '') from attachment where help_request = ?4"
	                       " union all select id, reflection, name, mime, kind, bytes, width, height, created_at, '', coalesce(said, '') from attachment where reflection = ?5"
	                       " union all select id, recording, name, mime, kind, bytes, width, height, created_at, '', coalesce(said, '') from attachment where recording = ?6"
	                       " order by 9, 1",
	                       "bbbbbb", owner, owner, owner, owner, owner, owner);
	return c ? c : list(a, r, out, e);
}

enum code attachments_add(struct db *db, struct arena *a, struct id owner, struct attachments *all, struct err *e)
{
	struct attachments some;
	enum code c = attachments_of(db, a, owner, &some, e);
	if (c || !some.n)
		return c;
	all->items = arena_grow(a, all->items, all->n * sizeof *some.items, (all->n + some.n) * sizeof *some.items);
	memcpy(all->items + all->n, some.items, some.n * sizeof *some.items);
	all->n += some.n;
	return OK;
}

enum code attachments_of_work(struct db *db, struct arena *a, struct id work, struct attachments *out, struct err *e)
{
	struct rows *r;
	*out = (struct attachments){0};
	enum code c = db_query(db, e, &r,
	                       "select t.id, t.event, t.name, t.mime, t.kind, t.bytes, t.width, t.height, t.created_at, v.way, coalesce(t.said, '') from event v"
	                       " join attachment t on t.event = v.id where v.week_item = ?1 order by t.created_at, t.id",
	                       "b", work);
	return c ? c : list(a, r, out, e);
}

enum code attachments_of_learner(struct db *db, struct arena *a, struct id learner, int limit, struct attachments *out, struct err *e)
{
	struct rows *r;
	*out = (struct attachments){0};
	enum code c = db_query(db, e, &r,
	                       "select t.id, coalesce(t.event, t.message, t.note, t.help_request), t.name, t.mime, t.kind, t.bytes, t.width, t.height, t.created_at, '', coalesce(t.said, '')"
	                       " from attachment t where t.learner = ?1 and t.reflection is null and t.recording is null order by t.created_at desc, t.id limit ?2",
	                       "bi", learner, (int64_t)limit);
	return c ? c : list(a, r, out, e);
}

enum code attachment_read(struct db *db, struct arena *a, const struct viewer *v, struct blobs *blobs, struct id id, struct attachment *out,
                          struct str *bytes, struct err *e)
{
	static const char *const owners[] = {"event", "message", "note", "help_request", "reflection", "recording"};
	struct record file, owner;
	struct blob_hash hash;
	enum code c = record_get(db, a, v, record_type_find(S("attachment")), id, &file, e);
	bool found = false;
	for (size_t i = 0; i < sizeof owners / sizeof *owners && !c; i++) {
		if (rec_null(&file, owners[i]))
			continue;
		found = true;
		c = record_get(db, a, v, record_type_find(str_z(owners[i])), rec_id(&file, owners[i]), &owner, e);
	}
	if (!c && (!found || !blobs))
		c = E_NOTFOUND;
	if (c == E_NOTFOUND)
		return err_set(e, E_NOTFOUND, "There is no such file, or it is not for you.");
	if (c)
		return c;
	*out = (struct attachment){.id = id, .name = rec_t(&file, "name"), .mime = rec_t(&file, "mime"), .kind = rec_t(&file, "kind"),
	                           .bytes = rec_i(&file, "bytes"), .at = file.created_at};
	if (!blob_hash_parse(rec_t(&file, "hash"), &hash))
		return err_set(e, E_DB, "The file has no readable fingerprint.");
	c = blob_get(blobs, hash, a, bytes, e);
	return c == E_NOTFOUND ? err_set(e, E_DB, "The file is missing in its folder. Take the folder from the backup.") : c;
}

enum code attachments_check(struct db *db, struct blobs *blobs, int64_t *files, struct err *e)
{
	struct rows *r;
	*files = 0;
	enum code c = db_query(db, e, &r, "select distinct hash from attachment where district = ?1", "d");
	if (c)
		return c;
	int got;
	while (!c && (got = rows_next(r, e)) == 1) {
		struct arena *a = arena_new((size_t)128 << 20);
		struct blob_hash hash;
		struct str bytes;
		if (!a)
			c = err_set(e, E_MEMORY, "There is not enough memory to look at the files.");
		else if (!blob_hash_parse(rows_t(r, 0), &hash) || !blobs)
			c = err_set(e, E_NOTFOUND, "The folder of the files is not there.");
		else
			c = blob_get(blobs, hash, a, &bytes, e);
		if (c)
			c = err_set(e, E_DB, "The file %.*s is missing or damaged. Take the folder of files from the backup.", S_ARG(rows_t(r, 0)));
		arena_free(a);
		++*files;
	}
	if (!c && got < 0)
		c = e->code;
	rows_end(r);
	return c;
}

/* ---- files that no row speaks of ---- */

struct old_files {
	struct arena *a;
	struct blob_hash *items;
	int64_t *bytes;
	size_t n, cap;
	int64_t before;
};

static void note_old(void *arg, struct blob_hash hash, int64_t bytes, int64_t written_at)
{
	struct old_files *o = arg;
	if (written_at >= o->before)
		return;
	if (o->n == o->cap) {
		size_t cap = o->cap * 2 + 256;
		o->items = arena_grow(o->a, o->items, o->cap * sizeof *o->items, cap * sizeof *o->items);
		o->bytes = arena_grow(o->a, o->bytes, o->cap * sizeof *o->bytes, cap * sizeof *o->bytes);
		o->cap = cap;
	}
	o->items[o->n] = hash;
	o->bytes[o->n++] = bytes;
}

/* Does a row speak of it, or did one until lately? */
static enum code spoken_of(struct db *db, struct arena *a, struct blob_hash hash, int64_t before, bool *is, struct err *e)
{
	int64_t n = 0;
	struct str text = blob_hash_text(a, hash);
	enum code c = db_int(db, e, &n, "select (select count(*) from attachment where district = ?1 and hash = ?2)"
	                     " + (select count(*) from attachment_history where district = ?1 and hash = ?2 and change = 'remove' and changed_at >= ?3)", "dti", text, before);
	*is = n > 0;
	return c;
}

static enum code sweep(struct store *s, struct blobs *blobs, struct old_files *o, struct swept *out, struct err *e)
{
	struct db *db = NULL;
	enum code c = blobs_each(blobs, note_old, o, e);
	if (!c && o->n)
		c = store_read(s, &db, e);
	for (size_t i = 0; !c && i < o->n; i++) {
		bool is = true, done = false;
		c = spoken_of(db, o->a, o->items[i], o->before, &is, e);
		if (!c && !is)
			c = blob_remove_old(blobs, o->items[i], o->before, &done, e);
		out->files += done;
		out->bytes += done ? o->bytes[i] : 0;
	}
	store_read_end(db);
	return c;
}

enum code attachments_sweep(struct store *s, struct blobs *blobs, int64_t spare, struct swept *out, struct err *e)
{
	struct old_files o = {.a = arena_new(0), .before = clock_now() - spare};
	*out = (struct swept){0};
	if (!o.a)
		return err_set(e, E_MEMORY, "There is not enough memory to look at the files.");
	enum code c = sweep(s, blobs, &o, out, e);
	arena_free(o.a);
	return c;
}
