/* look.c - a learner's needs on every page: attributes of <html>, from needs_load alone (R214, R225). */
#include "base/log.h"
#include "school/plan/needs.h"
#include "web/shell.h"

/* What no step of the usual look gives: a small style sheet of its own, named in the head of the page. */
static void exact(struct buf *out, const struct look *l)
{
	const struct { const char *name; double v; } numbers[] = {{"size", l->px}, {"letter", l->letter}, {"word", l->word}, {"line", l->line}, {"pictures", l->pictures}};
	const struct { const char *name; struct str v; } colours[] = {{"ink", l->ink}, {"ground", l->ground}, {"rule", l->rule}};
	bool any = false;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (numbers[i].v > 0) {
			buf_fmt(out, "%s%s=%g", any ? "&amp;" : LOOK_SHEET, numbers[i].name, numbers[i].v);
			any = true;
		}
	for (size_t i = 0; i < sizeof colours / sizeof *colours; i++)
		if (colours[i].v.n == 7 && colours[i].v.p[0] == '#') {
			buf_fmt(out, "%s%s=", any ? "&amp;" : LOOK_SHEET, colours[i].name);
			buf_html(out, (struct str){colours[i].v.p + 1, 6});
			any = true;
		}
	buf_z(out, any ? "\"" : "");
}

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
	rq->rest = l.rest;
	rq->both = l.second_language.n && lang_parse(l.second_language, &rq->second) && rq->second != rq->lang;
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
	buf_z(out, l.one_column ? " data-column=\"one\"" : "");
	buf_z(out, l.wrap ? " data-wrap=\"\"" : "");
	buf_z(out, l.by_switch ? " data-scan=\"\"" : "");
	buf_z(out, l.captions ? " data-captions=\"\"" : "");
	if (l.speech_rate > 0)
		buf_fmt(out, " data-speech-rate=\"%g\"", l.speech_rate / 180); /* 180 words a minute: the usual speed of voices */
	if (l.pitch >= 0)
		buf_fmt(out, " data-speech-pitch=\"%g\"", 2 * l.pitch);
	if (l.volume >= 0)
		buf_fmt(out, " data-speech-volume=\"%g\"", l.volume);
	if (l.link_voice.n) {
		buf_z(out, " data-speech-links=\"");
		buf_html(out, l.link_voice);
		buf_byte(out, '"');
	}
	exact(out, &l);
}

enum lang shell_speaks(struct request *rq, enum lang usual)
{
	struct err e = {0};
	const struct needs *needs;
	enum lang own;
	struct need_context here = {.day = rq->viewer.today, .setting = NEED_INSTRUCTION, .medium = NEED_SCREEN};
	if (!(rq->viewer.hats & REL_SELF) || !rq->db || needs_load(rq->db, rq->a, rq->viewer.person, &here, &needs, &e))
		return usual;
	return lang_parse(needs_text(needs, NEED_LANGUAGE_OF_INTERFACE), &own) ? own : usual;
}
