/* guide.c - the guide for families [R443 R444]: the files of docs/guide/family, put into the program by tools/assets.py. */
#include "web/pages/guide.h"
#include "templates.h"
#include "web/app.h"
#include "web/static.h"

#include <md4c-html.h>

static void take(const MD_CHAR *text, MD_SIZE n, void *arg)
{
	buf_add(arg, text, n);
}

static enum code guide(struct request *rq, struct reply *rp, struct err *e)
{
	struct guide_page p = {.lang = rq->lang, .machine = rq->lang != LANG_EN};
	struct buf b = buf_new(rq->a, 1 << 18);
	struct str wanted = rq_query(rq, "in"), text;
	if (wanted.n && lang_parse(wanted, &p.lang))
		p.machine = p.lang != LANG_EN;
	text = static_text(str_fmt(rq->a, "family.%.2s.md", LANGS[p.lang].tag).p);
	if (!text.n || md_html(text.p, (MD_SIZE)text.n, take, &b, MD_FLAG_NOHTML, 0) || b.over)
		return err_set(e, E_NOTFOUND, "The guide is not there in this language.");
	p.text = (struct html){buf_done(&b)};
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Guide for families")), .width = "narrow"});
	tpl_guide(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

ROUTES(guide) = {
	{GET, "/help/family", guide, REL_PUBLIC, RT_LOW | RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("Guide for families")},
	ROUTES_END,
};
