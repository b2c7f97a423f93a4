/* scanner.h - a virus scanner of this machine is asked before a file is kept.
 *
 * Law: none is asked until whoever runs the server names its local socket (clamd's, protocol INSTREAM: clamd(8)). From then on
 * nothing is kept that it did not call clean: a scanner that is down, slow or finds a file too large refuses it too. */
#ifndef TRELLIS_STORE_SCANNER_H
#define TRELLIS_STORE_SCANNER_H

#include "base/str.h"

/* Configuration of the process, set once before any thread starts. NULL: none is asked. */
void scanner_configure(const char *socket);
/* OK: clean, or none is asked. E_INPUT: it knows it as harmful (its name goes to the log). E_BUSY: it gave no answer. */
enum code scanner_ask(struct str bytes, struct err *e) MUST_USE;

#endif
