/* speak.c - a text of a page that somebody has open, read aloud, for a device without a voice in its language.
 * Law: what comes back is the sound of what was sent and of nothing else; few wait for it at one moment. */
#include "school/library/speech.h"
#include "web/app.h"

#include <stdatomic.h>

#define AT_ONCE 4 /* one is read, the others wait for a moment */

static enum code speak(struct request *rq, struct reply *rp, struct err *e)
{
	enum lang lang;
	int64_t pitch = 50;
	char listener[ID_TEXT];
	struct app *app = rq->app;
	struct speech_place place = {.helper = app->o.speech, .folder = app->o.speech_folder};
	unsigned char secret[32];
	if (!lang_parse(rq_form(rq, "lang"), &lang))
		return err_set(e, E_INPUT, "Say in which language the text is.");
	(void)str_int(rq_form(rq, "pitch"), &pitch);
	app_key(app, "speech", secret);
	place.secret = secret;
	if (atomic_fetch_add(&app->speaking, 1) >= AT_ONCE) {
		atomic_fetch_sub(&app->speaking, 1);
		return err_set(e, E_BUSY, "Other texts are being read aloud. Try again in a moment.");
	}
	enum code c = speech_of(rq->a, &place, str_z(id_text(rq->viewer.person, listener)), lang, (int)(pitch < 0 ? 0 : pitch > 100 ? 100 : pitch), rq_form(rq, "text"), &rp->bytes, e);
	atomic_fetch_sub(&app->speaking, 1);
	if (c)
		return c;
	rp->type = "audio/wav";
	rp_header(rp, "Cache-Control", S("no-store"));
	return OK;
}

ROUTES(speak) = {
	{POST, "/speak", speak, REL_SIGNED_IN, RT_LOW, .title = N_("A text, read aloud")},
	ROUTES_END,
};
