/* records.h - what the pages that every record type has show. */
#ifndef TRELLIS_PAGES_RECORDS_H
#define TRELLIS_PAGES_RECORDS_H

#include "web/tpl.h"

struct rec_cell { struct str text, link; bool hidden; };
struct rec_row { struct str link, title; struct rec_cell *cells; };
struct rec_list_page {
	const struct record_type *type;
	const char **heads;      /* labels (msgids) of the columns */
	struct str *sorts;       /* address of the sort by each column */
	int sorted;              /* column sorted by, -1; descending when down */
	bool down, may_add;
	size_t n_cols, n;
	struct rec_row *rows;
	struct rec_filter { const struct field *field; struct str value; } *filters;
	size_t n_filters;
	struct str next, csv;    /* addresses; empty: none */
};

struct search_row { struct str link, title, excerpt; const char *kind; };
struct search_page { struct str words; struct search_row *rows; size_t n; };

struct rec_option { struct str value, label; bool chosen; };
struct rec_input {
	const struct field *field;
	struct str value, problem, described;
	struct rec_option *options; /* choices, languages or records to choose from; NULL: typed */
	size_t n_options;
	bool fixed;              /* shown, not changed */
};
struct rec_form_page {
	const struct record_type *type;
	struct str action, cancel;
	int64_t version;         /* 0: new */
	struct rec_input *inputs;
	size_t n;
	struct problem *problems;
	size_t n_problems;
	const struct rec_cell *theirs; /* after a lost race: the text that is there now, by input */
};

struct rec_line { struct str label, text, link; bool hidden; };
struct rec_version { int64_t version; struct str when, who, change; struct rec_line *lines; size_t n; };
struct rec_view_page {
	const struct record_type *type;
	struct str id, title, state, when, who;
	int64_t version;
	struct rec_line *lines;
	size_t n;
	bool may_edit, may_remove;
	struct rec_option *moves; /* value: state to go to */
	size_t n_moves;
	struct rec_version *versions; /* history page */
	size_t n_versions;
};

struct rec_types_page { struct { const char *name, *plural, *help; } *types; size_t n; };

#endif
