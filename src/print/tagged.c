/* What cairo cannot write: the language of the document and its parts, alternative texts, scopes of headers. */
#include "print/inside.h"

#include <qpdf/qpdf-c.h>
#include <string.h>

struct walk {
	struct pdf *p;
	qpdf_data q;
	size_t at; /* next element */
};

static void give(struct walk *w, qpdf_oh node)
{
	const char *name = qpdf_oh_get_name(w->q, qpdf_oh_get_key(w->q, node, "/S"));
	if (!name || name[0] != '/')
		return;
	size_t i = w->at;
	while (i < w->p->n && strcmp(w->p->elements[i].tag, name + 1))
		i++;
	if (i == w->p->n)
		return;
	const struct pdf_element *x = &w->p->elements[i];
	w->at = i + 1;
	if (x->lang != w->p->whole)
		qpdf_oh_replace_key(w->q, node, "/Lang", qpdf_oh_new_unicode_string(w->q, LANGS[x->lang].tag));
	if (x->alt.n)
		qpdf_oh_replace_key(w->q, node, "/Alt", qpdf_oh_new_unicode_string(w->q, str_dupz(w->p->a, x->alt)));
	if (!strcmp(x->tag, "TH"))
		qpdf_oh_replace_key(w->q, node, "/A", qpdf_oh_parse(w->q, "<< /O /Table /Scope /Column >>"));
}

/* In the order of the document; depth is bounded by how we tag. */
static void walk(struct walk *w, qpdf_oh node, int depth)
{
	if (depth > 12)
		return;
	if (qpdf_oh_is_array(w->q, node)) {
		int n = qpdf_oh_get_array_n_items(w->q, node);
		for (int i = 0; i < n; i++)
			walk(w, qpdf_oh_get_array_item(w->q, node, i), depth);
	} else if (qpdf_oh_is_dictionary(w->q, node) && qpdf_oh_has_key(w->q, node, "/S")) {
		give(w, node);
		walk(w, qpdf_oh_get_key(w->q, node, "/K"), depth + 1);
	}
}

static enum code mend(struct pdf *p, qpdf_data q, struct str raw, struct str *bytes, struct err *e)
{
	qpdf_set_suppress_warnings(q, QPDF_TRUE);
	if (qpdf_read_memory(q, "document", raw.p, raw.n, NULL) & QPDF_ERRORS)
		return err_set(e, E_BUG, "The document that was drawn cannot be read again.");
	qpdf_oh root = qpdf_get_root(q), tree = qpdf_oh_get_key(q, root, "/StructTreeRoot");
	qpdf_oh_replace_key(q, root, "/Lang", qpdf_oh_new_unicode_string(q, LANGS[p->whole].tag));
	qpdf_oh_replace_key(q, root, "/ViewerPreferences", qpdf_oh_parse(q, !strcmp(LANGS[p->whole].dir, "rtl")
		? "<< /DisplayDocTitle true /Direction /R2L >>" : "<< /DisplayDocTitle true >>"));
	struct walk w = {p, q, 0};
	if (qpdf_oh_is_dictionary(q, tree))
		walk(&w, qpdf_oh_get_key(q, tree, "/K"), 0);
	qpdf_init_write_memory(q);
	qpdf_set_deterministic_ID(q, QPDF_TRUE);
	qpdf_set_object_stream_mode(q, qpdf_o_generate);
	if (qpdf_write(q) & QPDF_ERRORS)
		return err_set(e, E_BUG, "The document cannot be written.");
	*bytes = str_dup(p->a, (struct str){(const char *)qpdf_get_buffer(q), qpdf_get_buffer_length(q)});
	return OK;
}

enum code pdf_tagged(struct pdf *p, struct str raw, struct str *bytes, struct err *e)
{
	qpdf_data q = qpdf_init();
	qpdf_silence_errors(q);
	enum code c = mend(p, q, raw, bytes, e);
	qpdf_cleanup(&q);
	return c;
}
