/* speech.h - a voice for texts on devices that have none in that language.
 *
 * Laws: (1) The text goes to another process, by its standard input, which may read the files of the voice and nothing else, and
 * has no network (cli/speak.c). A helper starts it, which is made before the server gives up starting programs (base/jail.h)
 * and does nothing else. (2) What was said is kept in a folder for a week, under a name made of the person who listens,
 * language, pitch and text, with the school's secret in it: nobody learns by how fast an answer comes what another has heard.
 * (3) A language without a voice is said to have none; no other language's voice reads it instead.
 *
 * The sound is a WAV file (mu-law, one channel) whose cue points are the words: the id of a cue is the place of its word in
 * the text, counted in characters, its sample the moment when the word begins. */
#ifndef TRELLIS_SPEECH_H
#define TRELLIS_SPEECH_H

#include "base/str.h"
#include "base/tr.h"

#include <pthread.h>

#define SPEECH_TEXT_MAX 4000           /* bytes of one text */
#define SPEECH_KEPT_MAX ((int64_t)256 << 20) /* bytes of all that is kept */

/* One text at a time; whoever comes meanwhile waits a moment, then is told to try again. */
struct speech_helper {
	int line;
	pthread_mutex_t lock;
};
/* program: of this house; `program speak LANG` is run for each text. Before any thread is started; the helper ends with the
 * process that made it, or when the line is closed. */
enum code speech_start(struct arena *a, const char *program, struct speech_helper **out, struct err *e) MUST_USE;
void speech_stop(struct speech_helper *h); /* NULL is fine */

struct speech_place {
	struct speech_helper *helper;  /* NULL: there is no voice but what is kept */
	const char *folder;            /* what was said is kept there; NULL: nothing is kept */
	const unsigned char *secret;   /* 32 bytes */
};

/* The voice of espeak-ng that reads a language well enough; NULL: there is none (Somali). */
const char *speech_voice(enum lang lang);
/* Which languages have a voice on this computer, as tags with a space between; empty: the package espeak-ng is not there. */
struct str speech_languages(struct arena *a, const char *program);
/* listener: who asks. pitch: 0 to 100, 50 is usual. E_INPUT: no text, too long; E_NOTFOUND: no voice. */
enum code speech_of(struct arena *a, const struct speech_place *p, struct str listener, enum lang lang, int pitch, struct str text, struct str *wav, struct err *e) MUST_USE;

#endif
