/* import.h - bringing in what others have written.
 *
 * Laws: (1) An import first reads and compares everything aside, on a snapshot, without a lock. When any row is refused
 * nothing lands and every refused row is listed. (2) What is to change is written down as a list (journal.h). A list
 * of at most IMPORT_AT_ONCE changes is applied in one transaction. A longer one is stored, then applied in short pieces
 * between which every other write has its turn, each piece with how far it came: an import that was killed is finished by
 * import_resume, one killed before the list was whole leaves nothing. (3) The same import a second time changes
 * nothing. (4) import_undo takes back what an import changed wherever nobody has changed it since, and says what it
 * left. docs/decisions/imports.md says why it is so. */
#ifndef TRELLIS_IMPORT_H
#define TRELLIS_IMPORT_H

#include "record/record.h"

#define IMPORT_AT_ONCE 20000 /* a tenth of it on PostgreSQL */
#define IMPORT_LIST 10000      /* refused rows told one by one; all are counted */

struct import_progress {
	const char *step;          /* msgid */
	struct str what;           /* file, or empty */
	int64_t done, total;       /* total 0: not known */
};

struct import_options {
	const char *kind;          /* a name of import_kinds */
	const char *const *paths;
	size_t n_paths;
	struct str label;          /* how the list of imports calls it; empty: the names of the files */
	bool dry_run;
	bool delta;                /* oneroster: what is missing is left alone, whatever the manifest says */
	bool many;                 /* oneroster: end more than half of a school on purpose */
	const char *framework;     /* competencies: title of the framework for codes that are not there; NULL: a plain one */
	bool create_learners;      /* responses: learners and skills that are not there are made, marked as imported */
	struct id made_by;         /* nil: the command line */
	struct id id;              /* the import's, not used before; nil: a new one */
	enum lang lang;
	/* Called now and then; anything but OK stops the import before anything lands. While a long list is applied E_BUSY alone
	 * stops it, between two pieces: the program ends, and the import goes on when the database is opened again. */
	enum code (*progress)(void *arg, const struct import_progress *p, struct err *e);
	void *arg;
};

struct import_refused {
	struct str file;
	size_t line;               /* 1 is the header or the first line; 0: the file as a whole */
	struct str column, reason;
};
struct import_count {
	const char *type;          /* name of the record type, or "event", "translation" */
	int64_t added, changed, removed, unchanged;
};
struct import_report {
	struct id id;              /* nil: nothing had to be changed, or a trial */
	const char *kind;
	struct str what;           /* "OneRoster 1.1, everything" */
	bool dry_run;
	int64_t rows, added, changed, removed, unchanged, n_refused;
	int64_t skipped;           /* changed by somebody else between comparing and applying */
	struct import_refused *refused; /* the first IMPORT_LIST */
	size_t n_listed;
	struct str *notes;         /* what was mended or left out, in sentences */
	size_t n_notes;
	struct import_count counts[32];
	size_t n_counts;
	double seconds, apply_seconds;
	int64_t peak_kib;          /* of the whole program so far */
};

/* Kinds and what they read, for --help and the page; ends with a kind without name. */
struct import_kind {
	const char *name, *help;   /* help: msgid */
};
extern const struct import_kind import_kinds[];

/* E_INPUT with out->n_refused > 0: rows were refused, nothing landed. The report is in a. */
enum code import_run(struct store *s, struct arena *a, const struct import_options *o, struct import_report *out, struct err *e) MUST_USE;
/* Finishes what was interrupted, wherever its process is gone. Called when a database is opened. *n: how many. */
enum code import_resume(struct store *s, int *n, struct err *e) MUST_USE;

struct import_row {
	struct id id, made_by;
	struct str kind, label, state, report; /* report: JSON */
	int64_t made_at, ended_at;
	bool can_undo;
};
/* The last imports, newest first. */
enum code import_list(struct db *db, struct arena *a, int limit, struct import_row **out, size_t *n, struct err *e) MUST_USE;

struct import_undone {
	int64_t removed, restored, left;
	struct str *notes;         /* what was left and why, the first hundred */
	size_t n_notes;
	double seconds;
};
enum code import_undo(struct store *s, struct arena *a, struct id id, const struct import_options *o, struct import_undone *out, struct err *e) MUST_USE;

/* A report as JSON (an object), read back from it (false: it is none), and as text for people. */
void import_report_json(struct json_out *o, const struct import_report *r);
bool import_report_read(struct arena *a, struct str json, struct import_report *out);
const char *import_count_label(const char *type); /* msgid: what is counted */
struct str import_report_text(struct arena *a, const struct import_report *r, enum lang lang);

/* A CSV to fill in: header and one line that is plainly a sample. kind: a name of template_kinds. */
struct template_kind {
	const char *name, *help;
};
extern const struct template_kind template_kinds[];
enum code template_csv(struct arena *a, struct str kind, enum lang lang, struct str *out, struct err *e) MUST_USE;

#endif
