/* The verbs of trellis mastery that work on text files and need nothing of the server. */
#include "cli/mastery.h"

#include <string.h>

const struct mastery_verb *const mastery_verbs_on_files[] = {&mastery_fit, &mastery_predict, &mastery_evaluate, &mastery_items, &mastery_checks, &mastery_simulate, NULL};

const struct mastery_verb *mastery_verb_on_files(const char *name)
{
	for (size_t i = 0; mastery_verbs_on_files[i]; i++)
		if (!strcmp(name, mastery_verbs_on_files[i]->name))
			return mastery_verbs_on_files[i];
	return NULL;
}
