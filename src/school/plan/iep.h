/* iep.h - the IEP that a district lets Trellis hold: its structure, its versions, its signatures.
 *
 * Law: an IEP is a row of versions (34 CFR 300.320). A version is a draft until its meeting was held and people signed; locking it
 * closes it for everybody and for ever, with a seal (SHA-256 over every word of it). What changes later is a new version: an
 * amendment (300.324(a)(4), (6)), which leaves the day of the yearly review as it was, or the next yearly one. Locking lays the
 * lines down where every page finds them (plan_line, source "iep"; plan_of_record), ending the words they replace the day before.
 * Off until the district switches it on, and then only once the days that law counts are confirmed for the state (legal.h): until
 * then the IEP lives elsewhere. Nothing here decides anything; gaps are said with their source, and only what makes a document
 * no document (no meeting, no signature, no impact, no decision on the five special factors) keeps it from being locked. */
#ifndef TRELLIS_IEP_H
#define TRELLIS_IEP_H

#include "school/plan/legal.h"

/* The switch "iep.held_here"; and the rules of law that nobody has confirmed, as words, when it is on. */
bool iep_held_here(struct db *db);
enum code iep_unconfirmed(struct db *db, struct arena *a, enum lang lang, day_t today, struct str **out, size_t *n, struct err *e) MUST_USE;

struct iep_doc {
	struct record iep;           /* of type iep; what the viewer may see */
	struct record_list lines;    /* iep_line, in the order of making */
	struct record_list signatures;
	bool draft, locked;          /* neither: replaced by a later version, or a draft that was put away */
	bool sealed_well;            /* the seal fits the words; true for a draft */
};
enum code iep_load(struct db *db, struct arena *a, const struct viewer *v, struct id iep, struct iep_doc *out, struct err *e) MUST_USE;
/* All versions, newest first. */
enum code iep_versions(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct record_list *out, struct err *e) MUST_USE;

/* What is not there yet. must: it is no document without. */
struct iep_gap { bool must; struct str text; const char *law; };
enum code iep_gaps(struct db *db, struct arena *a, enum lang lang, const struct iep_doc *doc, day_t today, struct iep_gap **out, size_t *n, struct err *e) MUST_USE;

/* Inside store_write. A new draft: the first from the lines that were taken over from the paper, a later one from the version
 * before. kind: first, annual, amendment. One draft at a time (E_CONFLICT). */
enum code iep_begin(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct str kind, struct str why, struct id *out, struct err *e) MUST_USE;
/* Inside store_write. Signs for the viewer, or notes a signature on paper of somebody named. */
struct iep_sign { struct str name, role, agrees, text; bool on_paper; };
enum code iep_sign(struct db *db, struct arena *a, const struct viewer *v, struct id iep, const struct iep_sign *s, struct err *e) MUST_USE;
/* Inside store_write. E_INPUT says the first thing that is missing. */
enum code iep_lock(struct db *db, struct arena *a, const struct viewer *v, struct id iep, struct err *e) MUST_USE;
extern const struct choice IEP_KINDS[], IEP_LINE_KINDS[], IEP_ROLES[], IEP_AGREES[];

#endif
