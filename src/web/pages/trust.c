/* trust.c - helps a device to trust this school's own certificate. */
#include "web/pages/trust.h"
#include "base/file.h"
#include "templates.h"
#include "web/app.h"
#include "web/tls.h"

static enum code facts(struct request *rq, struct tls_facts *out, struct err *e)
{
	struct str pem;
	if (!rq->app->o.ca_file || !file_exists(rq->app->o.ca_file))
		return err_set(e, E_NOTFOUND, "This school uses a certificate that devices know already. Nothing needs to be done.");
	enum code c = file_read(rq->a, rq->app->o.ca_file, 1 << 20, &pem, e);
	return c ? c : tls_read(rq->a, pem, out, e);
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct tls_facts f = {0};
	struct trust_page p = {0};
	enum code c = facts(rq, &f, e);
	if (c && c != E_NOTFOUND)
		return c;
	p.fingerprint = c ? NULL : f.fingerprint;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Trust this school on a device")), .width = "narrow"});
	tpl_trust(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code authority(struct request *rq, struct reply *rp, struct err *e)
{
	struct tls_facts f = {0};
	enum code c = facts(rq, &f, e);
	if (c)
		return c;
	rp->type = "application/x-x509-ca-cert";
	rp->bytes = f.der;
	rp->file_name = S("trellis-authority.crt");
	return OK;
}

ROUTES(trust) = {
	{GET, "/trust", get, REL_PUBLIC, RT_LOW | RT_LEARNER_PAGE, .title = N_("Trust this school on a device")},
	{GET, "/trust/authority.crt", authority, REL_PUBLIC, RT_LOW, .title = N_("Certificate of the authority")},
	ROUTES_END,
};
