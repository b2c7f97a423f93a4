#include "school/work/practice.h"

bool work_finished(const struct work *w)
{
	return str_eqz(w->state, "handed") || str_eqz(w->state, "done") || str_eqz(w->state, "excused");
}

const struct work *work_next(const struct week *w, day_t today)
{
	const struct work *best = NULL;
	int best_rank = 9;
	day_t monday;
	int day = day_parse(w->monday, &monday) && day_monday(today) == monday ? day_weekday(today) : 7;
	for (size_t i = 0; i < w->n; i++) {
		const struct work *k = &w->items[i];
		if (work_finished(k))
			continue;
		bool due = k->day > 0 && k->day <= day;
		int rank = due ? (str_eqz(k->state, "started") ? 0 : k->day == day ? 1 : 2) : str_eqz(k->state, "started") ? 3 : 4;
		if (rank < best_rank) {
			best = k;
			best_rank = rank;
		}
	}
	return best;
}
