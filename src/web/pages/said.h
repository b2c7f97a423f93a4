/* said.h - what is said in a recording or film, in writing. */
#ifndef TRELLIS_PAGES_SAID_H
#define TRELLIS_PAGES_SAID_H

#include "school/evidence/attachment.h"
#include "web/tpl.h"

struct transcript_page { struct attachment f; struct str error, typed, back; };

#endif
