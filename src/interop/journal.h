/* journal.h - the changes of one import, written down in order before the first record changes.
 *
 * Law: a part is read alone and by a later version of the program too: it names its record types and their fields. Parts
 * are a little over JOURNAL_PART bytes at most beside one change. What is read borrows from the part. */
#ifndef TRELLIS_JOURNAL_H
#define TRELLIS_JOURNAL_H

#include "school/evidence/fold.h"

#define JOURNAL_PART ((size_t)1 << 20)
#define JOURNAL_TYPES 24
#define JOURNAL_FIELDS 48

enum op_kind { OP_TYPE, OP_ADD, OP_SET, OP_TEXT, OP_EVENT };

struct op {
	enum op_kind kind;
	const struct record_type *type;
	struct id id;
	int64_t version;          /* OP_SET: the version it was compared with */
	struct str state;         /* OP_ADD */
	struct val *values;       /* in the order of the fields; OP_SET: type 0 for those that stay */
	struct str field, lang, text; /* OP_TEXT: a translation by a person */
	struct evidence event;
};

struct journal;
typedef enum code journal_flush(void *arg, int64_t number, struct str part, struct err *e);
/* flush is called with each part that is full; NULL flush: parts are dropped (a trial). Free with journal_free. */
struct journal *journal_new(journal_flush *flush, void *arg, struct err *e);
void journal_free(struct journal *j);
enum code journal_add(struct journal *j, const struct record_type *t, struct id id, struct str state, const struct val *values, struct err *e) MUST_USE;
enum code journal_set(struct journal *j, const struct record_type *t, struct id id, int64_t version, const struct val *values, struct err *e) MUST_USE;
enum code journal_text(struct journal *j, const struct record_type *t, struct id id, const char *field, struct str lang, struct str text, struct err *e) MUST_USE;
enum code journal_event(struct journal *j, const struct evidence *v, struct err *e) MUST_USE;
enum code journal_end(struct journal *j, struct err *e) MUST_USE; /* flushes the last part */
int64_t journal_ops(const struct journal *j);
int64_t journal_parts(const struct journal *j);

struct journal_reader {
	const unsigned char *p;
	size_t n, at;
	int n_types;
	struct {
		const struct record_type *type;
		size_t n;                       /* fields the part knows */
		int field[JOURNAL_FIELDS];      /* where each is now; -1: no longer there */
		uint32_t last[JOURNAL_FIELDS];  /* where the last value begins */
	} types[JOURNAL_TYPES];
	char kind[32], context[16];
};
void journal_read(struct journal_reader *r, struct str part);
/* 1: a change is in *op (good until the next call), 0: end, -1: damaged. values are made in a. */
int journal_next(struct journal_reader *r, struct arena *a, struct op *op, struct err *e) MUST_USE;

#endif
