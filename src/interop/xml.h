/* xml.h - XML of outsiders, as events.
 *
 * Laws: (1) Expat sees the file in another program, locked away (base/jail.h); what comes from there is checked as if a stranger
 * had written it: elements close as often as they open, there is one root, every text is UTF-8 without NUL. (2) Nothing is
 * fetched and nothing expands: a document type is told to the caller, who refuses it, and whatever the caller says, reading ends there.
 * (3) One event (a name with its attributes, a piece of text) has at most XML_EVENT bytes, and elements lie at most XML_DEPTH deep.
 *
 * Between the two, an event: a letter (O opened, C closed, T text, D document type, X no XML, Z the end), then length, line and
 * column in 4 bytes each, least first, and as many bytes: names and values, each ended by a NUL; a text; a sentence. */
#ifndef TRELLIS_INTEROP_XML_H
#define TRELLIS_INTEROP_XML_H

#include "base/str.h"

#include <stdio.h>

#define XML_EVENT ((size_t)1 << 20)
#define XML_DEPTH 256
#define XML_ATTRIBUTES 200

struct xml {
	size_t line, column;  /* of the event; the first are 1 and 0 */
	bool stopped;         /* the caller: enough */
	bool doctype;         /* there was one */
	char why[120];        /* with E_INPUT: what is no XML, in expat's words */
};
struct xml_handlers { /* names and texts live as long as the call; attributes: name, value, ..., NULL */
	void (*opened)(void *arg, const char *name, const char *const *attributes);
	void (*closed)(void *arg, const char *name);
	void (*text)(void *arg, const char *p, size_t n);
	void (*doctype)(void *arg);
};
/* f, or bytes when f is NULL. x is the caller's, to be looked at in a handler. OK: the end, or the caller stopped. E_INPUT: it is no XML;
 * the caller says so in its own sentence with x->why. E_IO, E_LIMIT, E_MEMORY: with a sentence. */
enum code xml_read(FILE *f, struct str bytes, const struct xml_handlers *h, void *arg, struct xml *x, struct err *e) MUST_USE;

/* ---- in the program that is locked away, and in fuzz targets, which have no other program ---- */
enum code xml_read_here(FILE *f, struct str bytes, const struct xml_handlers *h, void *arg, struct xml *x, struct err *e) MUST_USE;
void xml_always_here(void); /* from now on xml_read is xml_read_here */
/* The answer of the other program, of which n more bytes came. False: it is nonsense, or all was heard (*ended). */
struct xml_hearing {
	const struct xml_handlers *h;
	void *arg;
	struct xml *x;
	char *bytes;
	size_t n, room, depth;
	bool root, ended, bad, no_xml;
};
bool xml_hear(struct xml_hearing *g, const char *p, size_t n);
/* `trellis reader xml`: from one pipe to the other; the exit status. */
int xml_reader_run(int in, int out);

#endif
