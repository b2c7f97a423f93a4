/* Anything as a table of competencies, or of what rosters lack: see fuzz_import.h. The first byte chooses. */
#include "support/fuzz_import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 1)
		return 0;
	return data[0] & 1 ? fuzz_import("competencies", "competencies.csv", false, data + 1, size - 1) : fuzz_import("csv", "families.csv", false, data + 1, size - 1);
}
