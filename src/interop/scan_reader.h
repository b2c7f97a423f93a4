/* scan_reader.h - opens pictures of pages: runs locked away and trusts nothing.
 *
 * Law: reads questions from one pipe and writes answers to the other (scan_look.h), until the pipe ends; keeps nothing. */
#ifndef TRELLIS_SCAN_READER_H
#define TRELLIS_SCAN_READER_H

/* Exit status: 0 the pipe ended, 1 anything else. */
int scan_reader_run(int in, int out);

#endif
