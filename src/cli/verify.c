/* verify.c - trellis verify: proves that a database holds together, and says what was proved. */
#include "cli/command.h"
#include "cli/open.h"
#include "cli/verify.h"
#include "interop/import.h"
#include "school/evidence/attachment.h"
#include "school/evidence/fold.h"

#include <stdio.h>

static const struct arg_option options[] = {
	{"--files", ARG_TEXT, "FOLDER", "what people handed in; DB.files by default", 0, 0, false},
	{0}};
static const struct arg_spec spec = {
	"verify", NULL, 0, 0,
	"Proves that the database holds together: pages and keys, tables as declared, references, evidence equal to a replay of its events,\n"
	"the chain of the security log, files that were handed in, and no import left half-done. Prints what was proved; stops at the first thing that does not hold.", options};

struct proof {
	struct store *store;
	const char *folder; /* of files */
	struct db *db;
	int64_t a, b;
};

static enum code pages(struct proof *p, struct err *e)
{
	return store_check(p->store, e);
}

static enum code tables(struct proof *p, struct err *e)
{
	return record_schema_check(p->db, e);
}

static enum code references(struct proof *p, struct err *e)
{
	return record_refs_check(p->db, &p->a, e);
}

static enum code evidence(struct proof *p, struct err *e)
{
	return evidence_verify(p->db, &p->a, &p->b, e);
}

static enum code files(struct proof *p, struct err *e)
{
	int64_t rows = 0;
	struct blobs *b = NULL;
	enum code c = db_int(p->db, e, &rows, "select count(*) from attachment where district = ?1", "d");
	if (c == OK && rows > 0)
		c = blobs_open(p->folder, &(struct blobs_options){0}, &b, e);
	if (c == OK)
		c = attachments_check(p->db, b, &p->a, e);
	blobs_close(b);
	return c;
}

static enum code security(struct proof *p, struct err *e)
{
	return security_log_verify(p->db, &p->a, e);
}

static enum code disclosures(struct proof *p, struct err *e)
{
	return disclosure_verify(p->db, &p->a, e);
}

static enum code imports(struct proof *p, struct err *e)
{
	int64_t loose = 0;
	enum code c = db_int(p->db, e, &p->a, "select count(*) from import_run where district = ?1 and state in ('staging', 'applying', 'undoing')", "d");
	if (c == OK)
		c = db_int(p->db, e, &loose, "select count(*) from import_part p where p.district = ?1 and not exists (select 1 from import_run r where r.id = p.import)", "d");
	if (c == OK && loose > 0)
		c = err_set(e, E_CONFLICT, "%lld pieces of imports belong to none.", (long long)loose);
	return c;
}

static const struct {
	const char *name, *says; /* says: with two numbers */
	enum code (*fn)(struct proof *p, struct err *e);
} PROOFS[] = {
	{"database", "every page and key is whole", pages},
	{"tables", "tables are as the program declares them", tables},
	{"references", "%lld kinds of reference all lead somewhere, and search finds only what is there", references},
	{"evidence", "%lld events replayed give the %lld estimates that are kept, and the minutes", evidence},
	{"files", "%lld files that were handed in are there and whole", files},
	{"security-log", "%lld rows in an unbroken chain", security},
	{"disclosures", "%lld givings outside the school, each told of by the chain", disclosures},
	{"imports", "%lld imports are under way, none is half-done", imports},
};
#define N_PROOFS (sizeof PROOFS / sizeof *PROOFS)

static void put(struct json_out *o, const char *name, const char *text, bool good)
{
	json_open(o, '{');
	json_key(o, "proof");
	json_put_str(o, str_z(name));
	json_key(o, "ok");
	json_put_bool(o, good);
	json_key(o, "text");
	json_put_str(o, str_z(text));
	json_close(o, '}');
}

int verify_all(struct store *s, const char *folder, struct json_out *o)
{
	int status = 0;
	for (size_t i = 0; i < N_PROOFS; i++) {
		struct proof p = {.store = s, .folder = folder};
		struct err e = {0};
		char says[200];
		enum code c = store_read(s, &p.db, &e);
		if (c == OK) {
			c = PROOFS[i].fn(&p, &e);
			store_read_end(p.db);
		}
		const struct { int64_t n[2]; } n = {{p.a, p.b}};
		struct buf line = buf_fixed(says, sizeof says);
		struct str rest = str_z(PROOFS[i].says), part;
		size_t at, k = 0;
		while (str_find(rest, S("%lld"), &at)) {
			part = (struct str){rest.p, at};
			buf_str(&line, part);
			buf_int(&line, n.n[k < 1 ? k++ : 1]);
			rest = (struct str){rest.p + at + 4, rest.n - at - 4};
		}
		buf_str(&line, rest);
		if (o != NULL)
			put(o, PROOFS[i].name, c == OK ? says : e.text, c == OK);
		else
			printf("%-4s %-14s %s\n", c == OK ? "ok" : "NOT", PROOFS[i].name, c == OK ? says : e.text);
		if (c != OK)
			status = 1;
	}
	return status;
}

static int prove(struct arena *a, const struct args *args, struct store *s)
{
	struct buf b = buf_new(a, 65536);
	struct json_out o = json_to(&b);
	json_open(&o, '[');
	int status = verify_all(s, args_text(args, "--files", open_beside(a, args->db, ".files")), args->json ? &o : NULL);
	json_close(&o, ']');
	if (args->json)
		printf("%.*s\n", S_ARG(buf_done(&b)));
	return status;
}

static int run(int argc, char **argv)
{
	struct args args;
	struct err e = {0};
	struct store *s = NULL;
	struct arena *a = arena_new(0);
	if (a == NULL)
		return 1;
	int status = args_read(a, &spec, argc, argv, &args);
	if (status < 0) {
		status = open_db(&args, false, NULL, &s, &e) == OK ? prove(a, &args, s) : open_failed(&args, &e);
		store_close(s);
	}
	arena_free(a);
	return status;
}

COMMAND(verify) = {"verify", "", "prove that the database holds together", run};
