#include "cli/open.h"
#include "base/log.h"
#include "interop/import.h"
#include "record/record.h"
#include "store/blob.h"

#include <stdio.h>
#include <string.h>

enum code open_db(const struct args *args, bool create, const struct store_options *more, struct store **out, struct err *e)
{
	struct store_options o = more ? *more : (struct store_options){0};
	if (!args->db)
		return err_set(e, E_INPUT, "Say which database: --db FILE, or set TRELLIS_DB.");
	o.create = create;
	enum code c = store_open(args->db, &o, out, e);
	if (c == E_NOTFOUND && !create)
		return err_set(e, E_NOTFOUND, "There is no database at %s. Make one with: trellis init --db %s", args->db, args->db);
	if (c)
		return c;
	c = store_migrate(*out, MIGRATIONS, MIGRATION_COUNT, e);
	/* an import that was killed is finished before anybody looks */
	int resumed = 0;
	struct err later = {0};
	if (!c && import_resume(*out, &resumed, &later))
		log_event(LOG_ERROR, "interrupted import", "why", later.text, NULL);
	if (c) {
		store_close(*out);
		*out = NULL;
	}
	return c;
}

const char *open_beside(struct arena *a, const char *db, const char *ending)
{
	struct str target = str_z(db);
	if (str_starts(target, "postgres") || strchr(db, '='))
		return str_fmt(a, "trellis%s", ending).p;
	if (str_starts(target, "sqlite:"))
		target = (struct str){target.p + 7, target.n - 7};
	return str_fmt(a, "%.*s%s", S_ARG(target), ending).p;
}

enum code open_files(struct arena *a, const char *db, struct err *e)
{
	struct blobs *b;
	enum code c = blobs_open(open_beside(a, db, ".files"), &(struct blobs_options){.create = true}, &b, e);
	if (!c)
		blobs_close(b);
	return c;
}
