/* app.h - what the whole server shares.
 *
 * Law: made once before the first request, then only read; what changes inside has its own lock. */
#ifndef TRELLIS_APP_H
#define TRELLIS_APP_H

#include "web/http.h"

#include <pthread.h>

struct router;
struct limits;
struct once;
struct metrics;
struct kept;
struct blobs; /* store/blob.h */
struct speech_helper;

struct app_options {
	const char *public_url;      /* "https://school.example:8443"; NULL: made from the request */
	const char *secret_file;     /* 32 random bytes outside the database; made when missing */
	const char *files_folder;    /* what people hand in is kept here; made when missing; NULL: nothing can be handed in */
	const char *mail_folder;     /* .eml files are written here; NULL: no mail */
	const char *ca_file;         /* the local authority's certificate shown at /trust; NULL: none */
	const char *trusted_proxy;   /* address whose X-Forwarded-For and -Proto are believed; NULL: none */
	const char *const *names;    /* host names of the certificate, ends with NULL */
	int https_port;              /* 0: no HTTPS */
	bool https_below;            /* Strict-Transport-Security for the hosts below this one too */
	struct speech_helper *speech; /* reads texts aloud (school/library/speech.h), the caller's; NULL: this server has no voice */
	const char *speech_folder;   /* what was read aloud is kept here for a week */
	struct str speech_languages; /* tags that have a voice, with a space between */
};

/* What every page needs of the school, read anew when older than two seconds or after site_changed. */
struct site {
	char name[200];
	char tz[64];
	bool sample;
	bool fresh;                  /* no account exists yet: the first hour */
	bool importing;              /* a large import is being written: lists may be there in part */
	int64_t idle_minutes;
	int64_t strings_at;          /* when a translator last changed a sentence of the program; 0: never */
};

struct app {
	struct store *store;
	struct app_options o;
	struct router *router;
	struct limits *limits;
	struct once *once;
	struct metrics *metrics;     /* web/metrics.h */
	struct kept *kept;
	struct blobs *blobs;         /* NULL without a folder */
	unsigned char secret[32];
	char styles_hash[48];        /* base64 of the SHA-256 of first.css, for the policy of a first visit */
	char start_code[24];         /* one-time code of the browser wizard, "" once an administrator exists */
	/* Hook of the school: data-* attributes of a person on <html>, as ' data-size="2"'. NULL: none. */
	void (*page_settings)(struct request *rq, struct buf *attributes);
	pthread_mutex_t site_lock;
	struct site site;
	int64_t site_at;
	_Atomic int speaking;        /* texts that are read aloud at this moment */
};

/* The store stays the caller's and is migrated already. Ambiguous or open routes fail with a sentence. */
enum code app_open(struct store *s, const struct app_options *o, struct app **out, struct err *e) MUST_USE;
void app_close(struct app *app);
struct site app_site(struct app *app, struct db *db);
void app_site_changed(struct app *app);
/* A key for one purpose, derived from the secret file. */
void app_key(const struct app *app, const char *purpose, unsigned char out[32]);
/* Seals a short text into URL-safe characters for a cookie, and opens it; false when it was not ours. */
struct str app_seal(const struct app *app, struct arena *a, const char *purpose, struct str text);
bool app_unseal(const struct app *app, struct arena *a, const char *purpose, struct str sealed, struct str *text);

#endif
