/* look.c - a learner's needs on every page: attributes of <html>, from needs_load alone (R214, R225). */
#include "base/log.h"
#include "school/plan/needs.h"
#include "web/shell.h"

void shell_look(struct request *rq, struct buf *out)
{
	struct err e = {0};
	const struct needs *needs;
	struct need_context here = {.day = rq->viewer.today, .setting = NEED_INSTRUCTION, .medium = NEED_SCREEN};
	if (!(rq->viewer.hats & REL_SELF) || !rq->db)
		return;
	if (needs_load(rq->db, rq->a, rq->viewer.person, &here, &needs, &e)) {
		log_event(LOG_ERROR, "look", "error", e.text, NULL);
		return;
	}
	struct look l = needs_look(needs);
	if (l.size > 1)
		buf_fmt(out, " data-size=\"%d\"", l.size);
	if (*l.spacing)
		buf_fmt(out, " data-spacing=\"%s\"", l.spacing);
	buf_fmt(out, " data-theme=\"%s\" data-font=\"%s\"", l.theme, l.font);
	buf_z(out, l.more_contrast ? " data-contrast=\"more\"" : "");
	buf_z(out, l.reduce_motion ? " data-motion=\"reduce\"" : "");
	buf_z(out, l.step ? " data-step=\"\"" : "");
	buf_z(out, l.line_reader ? " data-linereader=\"\"" : "");
	buf_z(out, l.mask ? " data-mask=\"\"" : "");
}
