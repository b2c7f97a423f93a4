/* 250 report-sized documents as one PDF: seconds and peak memory beside the budget. */
#include "base/clock.h"
#include "print/pdf.h"
#include "support/budget.h"

#include <stdio.h>
#include <sys/resource.h>

int main(void)
{
	struct arena *a = arena_new(0);
	struct err e = {0};
	struct pdf *p;
	struct str bytes, cells[40];
	if (!a || pdf_new(a, &(struct pdf_options){.lang = LANG_EN, .title = S("Reports")}, &p, &e))
		return 1;
	int64_t from = clock_monotonic();
	for (int k = 0; k < 250; k++) {
		pdf_begin(p, LANG_EN);
		pdf_text(p, PDF_H1, str_fmt(a, "Report of sample learner %d", k), LANG_EN);
		for (int i = 0; i < 40; i++)
			cells[i] = i < 4 ? S("What we look at") : str_fmt(a, "Shows it with help, row %d, learner %d", i / 4, k);
		pdf_table(p, cells, 10, 4, true, NULL, 0, LANG_EN);
		for (int i = 0; i < 4; i++)
			pdf_text(p, PDF_P, S("Reads short texts alone and says what they are about. Asks for a word that is new. Next: two reasons from the text."), LANG_EN);
	}
	if (pdf_done(p, &bytes, &e)) {
		fprintf(stderr, "%s\n", e.text);
		return 1;
	}
	double seconds = (double)(clock_monotonic() - from) / (double)SECOND;
	struct rusage u;
	getrusage(RUSAGE_SELF, &u);
	printf("250 report cards as one PDF: %.2f s, %.2f s of processor (budget 2), %.0f MB peak (budget 100), %.1f MB, %d pages\n", seconds, (double)u.ru_utime.tv_sec + (double)u.ru_utime.tv_usec / 1e6, (double)u.ru_maxrss / 1024,
	       (double)bytes.n / 1e6, pdf_pages(p));
	budget_most("report cards as one PDF, CPU", "250", (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6, "s", 2);
	budget_most("report cards as one PDF", "250", (double)u.ru_maxrss / 1024, "MB", 100);
	arena_free(a);
	return 0;
}
