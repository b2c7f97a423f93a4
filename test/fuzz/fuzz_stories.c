/* Anything as readings and tasks, a JSON object a line: see fuzz_import.h. */
#include "support/fuzz_import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_import("stories", "stories.jsonl", false, data, size);
}
