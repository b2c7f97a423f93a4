/* needs_resolve: the lines of a full plan (IEP, 504, EL, own settings), in every context. Budget: 20 us. */
#include "engine/needs/needs.h"

#include <stdio.h>
#include <time.h>

#define ROUNDS 200000
#define LINES 16

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

int main(void)
{
	static const enum need_term terms[LINES] = {NEED_ADDITIONAL_TIME, NEED_PRINT_SIZE, NEED_SPOKEN, NEED_HUMAN_READER, NEED_ENVIRONMENT, NEED_LINE_READER, NEED_FONT_SIZE, NEED_FONT_SIZE,
		NEED_KEYWORD_TRANSLATION, NEED_KEYWORD_TRANSLATION, NEED_SECOND_LANGUAGE, NEED_CALCULATOR, NEED_GLOSSARY_ON_SCREEN, NEED_CAPTIONS, NEED_ANSWER_MASKING, NEED_HIGH_CONTRAST};
	struct need_line lines[LINES];
	for (int i = 0; i < LINES; i++) {
		lines[i] = (struct need_line){.source = (enum need_source)(i % 5), .term = terms[i], .set = i == 11 ? NEED_PROHIBIT : NEED_ON, .kind = NEED_ACCOMMODATION, .from = DAY_NONE, .until = DAY_NONE, .changed = i};
		enum need_type t = need_term_info(terms[i])->type;
		lines[i].value = t == NEED_TIME ? (struct need_value){.time = NEED_TIME_MULTIPLIER, .number = 1.5} : t == NEED_NUMBER ? (struct need_value){.number = 20 + i}
		                 : t == NEED_LANG ? (struct need_value){.text = i % 2 ? S("es") : S("ar")} : t == NEED_CHOICE ? (struct need_value){.text = str_z(need_term_info(terms[i])->choices[0])} : (struct need_value){0};
	}
	struct arena *a = arena_new(0);
	double begun = now();
	size_t kept = 0;
	for (int i = 0; i < ROUNDS; i++) {
		struct need_context c = {.day = 20000, .setting = (enum need_setting)(i % 3), .medium = (enum need_medium)(i / 3 % 3), .constructs = i % 7 ? 0 : NEED_DECODING};
		kept += needs_resolve(a, lines, LINES, &c)->n;
		if (i % 256 == 0)
			arena_reset(a);
	}
	printf("needs: %d lines resolved in %.2f us (budget 20 us), %zu in force on average\n", LINES, (now() - begun) / ROUNDS, kept / ROUNDS);
	arena_free(a);
	return 0;
}
