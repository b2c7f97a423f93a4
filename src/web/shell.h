/* shell.h - what surrounds every page, and what stands there when there is none.
 *
 * Law: an error page says what was wrong and what to do, never what the program looks like inside. */
#ifndef TRELLIS_SHELL_H
#define TRELLIS_SHELL_H

#include "web/app.h"
#include "web/tpl.h"

/* Replaces whatever the reply held. */
void shell_error(struct request *rq, struct reply *rp, int status, struct str text);
/* The page (or problem) of a failed handler. */
void shell_failed(struct request *rq, struct reply *rp, const struct err *e);
/* Somebody else was faster: 409 with what was written in this form, so that nothing typed is lost, and the way back. */
void shell_conflict(struct request *rq, struct reply *rp, struct str text, struct str back);
/* Headers, caching, compression. Once for each reply. */
void reply_finish(struct request *rq, struct reply *rp);
/* A reply that needs no memory. */
void reply_no_memory(struct reply *rp);

/* One entry of the main navigation: shown to those who wear one of the hats when its route exists. */
struct nav_entry {
	const char *key;    /* struct page.nav */
	const char *path;
	const char *label;  /* msgid */
	const char *icon;   /* of web/icons/icons.svg */
	unsigned need;
};
extern const struct nav_entry NAV[]; /* src/web/nav.c; ends with one without key */
/* The first entry of the navigation for this person: their home. */
const char *nav_home(const struct request *rq);

/* What the template of the shell shows. */
#define LOOK_SHEET " data-look=\"/look.css?"
struct shell {
	bool rest; int rest_in;      /* a reminder of a break: in so many minutes; 0: now */
	struct str look;           /* address of the style sheet that this person's exact sizes and colours need; empty: none */
	const struct page *page;
	struct site site;
	const struct nav_entry *nav[5];
	size_t n_nav;
	struct html settings;      /* attributes of <html> */
	struct str name, notice;
	char csrf[65], who[33];
	bool signed_in, offline;
	struct html begin;         /* the styles in the page itself, when it is first */
	bool first;                /* this device has not our styles yet: it gets what the page needs to be read, the rest after the page */
	int64_t idle_minutes;
};
/* The usual app->page_settings: what the viewer's own needs ask of a screen. */
void shell_look(struct request *rq, struct buf *attributes);
/* The language of the pages that a learner's own needs ask for; usual when they ask for none. */
enum lang shell_speaks(struct request *rq, enum lang usual);
/* A word for this person that tells nothing, which devices keep beside what is theirs; and the key with which a device locks
 * it. Both the same at every sign-in with a password (or every one with a card), as long as the secret file is. */
void shell_who(const struct request *rq, char out[33]);
void shell_device_key(const struct request *rq, unsigned char out[32]);
/* This page in another language. */
struct str shell_lang(const struct request *rq, enum lang lang);

#endif
