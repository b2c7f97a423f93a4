/* offline.c - what a device shows when it has no line and not the page that was asked for, and the key with which it locks
 * what it keeps of the person who signed in.
 * Laws: the page says nothing about anybody; the list of pages is the device's own (web/scripts/trellis.js). The key goes
 * to that person's own session alone; web/scripts/sw.js says what it is for. */
#include "templates.h"
#include "web/shell.h"

#include <sodium.h>

static enum code offline(struct request *rq, struct reply *rp, struct err *e)
{
	(void)e;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "No connection right now")), .width = "narrow", .script = "device.js"});
	tpl_offline(rq, &rp->body);
	page_close(rq, rp);
	return OK;
}

static enum code device_key(struct request *rq, struct reply *rp, struct err *e)
{
	unsigned char key[32];
	char who[33], text[64];
	struct str from = rq_header(rq, "sec-fetch-site");
	if (from.n && !str_eqz(from, "same-origin"))
		return err_set(e, E_DENIED, "Only a page of this site may ask for the key of a device.");
	shell_who(rq, who);
	shell_device_key(rq, key);
	sodium_bin2base64(text, sizeof text, key, sizeof key, sodium_base64_VARIANT_ORIGINAL);
	rp->type = "application/json";
	struct json_out o = json_to(&rp->body);
	json_open(&o, '{');
	json_key(&o, "who");
	json_put_str(&o, str_z(who));
	json_key(&o, "key");
	json_put_str(&o, str_z(text));
	json_close(&o, '}');
	sodium_memzero(key, sizeof key);
	sodium_memzero(text, sizeof text);
	return OK;
}

ROUTES(offline) = {
	{GET, "/device-key", device_key, REL_SIGNED_IN, RT_LOW | RT_API, .title = N_("The key of a device")},
	{GET, "/offline", offline, REL_PUBLIC, RT_LOW | RT_OFFLINE | RT_LEARNER_PAGE, .title = N_("No connection right now")},
	ROUTES_END,
};
