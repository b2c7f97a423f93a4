/* ready.h - the tables of a school, made once for a build and copied by every test that wants an empty school.
 *
 * Law: a copy is what store_migrate makes of an empty database, with a district of its own; the copy that is kept is named by
 * what the migrations say, so that another one is made when they change. It lies in the build folder's test/. */
#ifndef TRELLIS_TEST_READY_H
#define TRELLIS_TEST_READY_H

/* path: a file that is not there yet. When nothing can be kept or copied it is still not there afterwards, and opening and
 * migrating it makes the same, only later. */
void ready_school(const char *path);

#endif
