/* school.h - what every room asks about the school itself: its time, its name, its calendar. */
#ifndef TRELLIS_SCHOOL_H
#define TRELLIS_SCHOOL_H

#include "record/setting.h"

/* The school's zone; UTC when the setting names none that this machine knows. */
const struct zone *school_zone(struct db *db);
day_t school_today(struct db *db);
struct str school_name(struct db *db, struct arena *a);
/* The Monday of the week that today's work is of: on Saturday and Sunday the coming one. */
day_t school_monday(day_t today);

#endif
