/* log.h - structured logging: one JSON object a line on standard error.
 *
 * Law: a log line never holds a learner's name, text or answer; ids and counts only. Values are escaped. */
#ifndef TRELLIS_LOG_H
#define TRELLIS_LOG_H

#include "base/str.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };
void log_level_set(enum log_level lowest); /* configuration; LOG_INFO by default */
/* log_event(LOG_INFO, "import done", "file", "x.csv", "rows", "12", NULL): pairs of C strings, ended by NULL. */
void log_event(enum log_level level, const char *event, ...);

#endif
