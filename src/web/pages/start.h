/* start.h - what the pages of the first hour and of a sample school show.
 *
 * Law: the first administrator is made once, by whoever sees the server's console. Doors without a password exist only
 * in a database marked as sample: store_meta "sample" is "1", and "door.KEY" is the id of the person behind it. */
#ifndef TRELLIS_START_H
#define TRELLIS_START_H

#include "web/pages/sign_in.h"

struct start_page {
	struct str code, school, time_zone, given, family, email, error;
};

struct door {
	const char *key;      /* teacher learner special language family leader */
	const char *title, *text, *icon;
	struct id person;     /* nil: nobody lives there */
	struct str name;
};
struct doors_page {
	struct door doors[16];
	size_t n;
};

#endif
