/* err.h - one way to fail.
 *
 * Law: a function that can fail returns enum code, 0 is success, and has put one full sentence into the
 * struct err it was given: what was wrong, where, what to do. Nothing it was asked to change has changed.
 *
 * Three kinds are told apart: E_BUG is ours; E_INPUT, E_DENIED, E_CONFLICT, E_LIMIT are the user's to mend;
 * the rest are the caller's to handle (try again, give up). */
#ifndef TRELLIS_ERR_H
#define TRELLIS_ERR_H

#if defined(__GNUC__)
#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))
#define FORMAT_ARG(n) __attribute__((format_arg(n)))
#else
#define MUST_USE
#define PRINTF_LIKE(f, a)
#define FORMAT_ARG(n)
#endif

enum code {
	OK = 0,
	E_INPUT,    /* what was given cannot be used */
	E_NOTFOUND, /* no such thing, or not for this viewer */
	E_DENIED,   /* the viewer may not */
	E_CONFLICT, /* somebody else changed it first */
	E_BUSY,     /* too much at once, try again */
	E_LIMIT,    /* larger than allowed */
	E_IO,       /* file or network */
	E_DB,       /* database */
	E_MEMORY,
	E_BUG,
};

struct err {
	enum code code;
	char text[600];                               /* the sentence, UTF-8, NUL-ended, in the reader's language */
	const char *(*translate)(const void *, const char *); /* optional: msgid -> translated format */
	const void *translate_arg;
};

/* Sets code and sentence, returns code. fmt is the English sentence and the translators' msgid.
 * A translation must use the same conversions (the build checks it). e may be NULL. */
enum code err_set(struct err *e, enum code code, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* Puts "prefix: " before a sentence already there, to say where. Returns e->code. */
enum code err_in(struct err *e, const char *fmt, ...) PRINTF_LIKE(2, 3);
void err_clear(struct err *e);
/* Short stable name of a code ("input", "not-found", ...) for logs and the API. */
const char *code_name(enum code code);

#endif
