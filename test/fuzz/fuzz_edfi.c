/* Anything as an Ed-Fi interchange file: see fuzz_import.h. */
#include "interop/xml.h"
#include "support/fuzz_import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	xml_always_here();
	return fuzz_import("edfi", "edfi.xml", false, data, size);
}
