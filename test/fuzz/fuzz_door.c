/* What comes first on a connection: the first byte says which door, the rest is what was sent. A name that is found is one that
 * a district may have; cut short anywhere, the same bytes never give another name. */
#include "web/door.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char name[DOOR_NAME], before[DOOR_NAME];
	if (!size)
		return 0;
	bool tls = data[0] & 1;
	enum door_said said = door_read(data + 1, size - 1, tls, name);
	if (said == DOOR_FOUND && !door_host(str_z(name)))
		abort();
	for (const char *c = name; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			abort();
	if (said != DOOR_FOUND)
		return 0;
	enum door_said half = door_read(data + 1, (size - 1) / 2, tls, before);
	if (half == DOOR_FOUND && strcmp(name, before))
		abort();
	return 0;
}
