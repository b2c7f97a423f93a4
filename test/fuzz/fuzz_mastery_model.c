/* Model files of any bytes: refused with a sentence, or a model that predicts inside (0, 1) and writes itself the same. */
#include "engine/mastery/model.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new((size_t)1 << 30);
	if (!a) /* the fuzzer lets malloc fail when the machine is short of memory */
		return 0;
	struct str text = {(const char *)data, size}, log = S("learner,item,skill,correct,time\nx,i,s,1,1\nx,j,t,0.5,2\ny,i,s;t,0,3\nx,i,s,1,4\nx,k,new,1,5\n");
	struct model *m, *again;
	struct err e = {0};
	if (model_read(a, text, &m, &e) == OK) {
		struct responses r;
		double p[5];
		if (responses_read(a, log, RESPONSES_ALL, &r, &e) != OK)
			abort();
		if (model_predict(a, m, &r, 1, p, &e) == OK)
			for (int i = 0; i < 5; i++)
				if (!(p[i] > 0 && p[i] < 1))
					abort();
		struct str once = model_text(a, m);
		if (model_read(a, once, &again, &e) != OK || !str_eq(model_text(a, again), once))
			abort();
	} else if (!e.text[0]) {
		abort();
	}
	arena_free(a);
	return 0;
}
