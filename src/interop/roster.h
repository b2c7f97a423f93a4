/* roster.h - what the files of the OneRoster import share.
 *
 * Law: refer only to what the file set itself brings, or, where a file is a delta or absent, to what is there. A roster
 * never makes anybody an administrator of this program, never opens a page that a court restriction has closed, and
 * never changes what people here have added. */
#ifndef TRELLIS_ROSTER_H
#define TRELLIS_ROSTER_H

#include "interop/sheet.h"

enum roster_file { R_ORGS, R_SESSIONS, R_COURSES, R_CLASSES, R_USERS, R_ROLES, R_PROFILES, R_ENROLLMENTS, R_DEMOGRAPHICS, R_FILES };
enum roster_mode { MODE_ABSENT, MODE_BULK, MODE_DELTA };

struct agent { /* users.csv: who belongs to whom */
	uint32_t user;             /* number of the person's slot */
	uint32_t line;
	uint64_t agent;            /* key */
};

struct roster {
	struct import *m;
	struct source *src;
	bool v12;
	bool keep_missing;         /* nothing ends by not being there */
	enum roster_mode mode[R_FILES];
	bool broken[R_FILES];      /* cannot be read: references into it are not refused again */
	struct staged org, session, course, class, person, role, enrolment, guardian, demographics;
	struct keyed by_id;        /* persons and classes by record id: extra is the slot number */
	struct keyed usernames;    /* extra: slot number of the person, UINT32_MAX: a person of no roster */
	struct keyed sessions_from, classes_from; /* by record id: extra is the first day */
	struct keyed births;       /* demographics.csv read before users.csv: extra is the day */
	struct agent *agents;      /* malloc'ed */
	size_t n_agents, agents_cap;
	bool agents_told;          /* users.csv has agentSourcedIds at all */
	uint8_t *roles;            /* by person slot: what the roster calls them, see roster_people.c; malloc'ed */
	size_t roles_cap;
	day_t today;
	struct str yesterday, today_text;
	int64_t taken;             /* user names that somebody else has */
};

#define PERSON_HERE 1u         /* bits of a person's slot.extra: has a role at an organisation of these files */
#define PERSON_ELSEWHERE 2u    /* and at another one */
#define PERSON_STUDENT 4u

enum row_state { ROW_ACTIVE, ROW_DELETED, ROW_BAD };
/* Reads sourcedId (column 0), status (1), dateLastModified (2). */
enum row_state roster_row(struct roster *r, struct sheet *s);
/* The slot that a cell refers to; NULL when it is empty, or refused. what: msgid, "organisation". */
struct slot *roster_ref(struct roster *r, struct sheet *s, int column, struct str id, struct staged *in, enum roster_file file, const char *what);
/* The row's own slot. NULL: refused (there twice). */
struct slot *roster_own(struct roster *r, struct sheet *s, struct staged *in, enum row_state state, struct err *e);
/* KG,01 from what people write; refused when nothing is meant by it. */
struct str roster_grades(struct roster *r, struct sheet *s, int column, bool one);
bool roster_broken_or_absent(const struct roster *r, enum roster_file f);

/* The first day of a session, or of a class's first session; DAY_NONE: not known. */
void roster_from_put(struct roster *r, struct keyed *t, struct id id, day_t day);
day_t roster_from(const struct roster *r, const struct keyed *t, struct id id);

/* A role that somebody has here already, for the relation of families. */
void roster_role_there(struct roster *r, uint32_t person, struct str role);
enum code roster_places(struct roster *r, struct err *e) MUST_USE;      /* orgs, sessions, courses, classes */
enum code roster_people(struct roster *r, struct err *e) MUST_USE;      /* users, roles, guardians, demographics, profiles */
enum code roster_enrolments(struct roster *r, struct err *e) MUST_USE;
enum code roster_missing_people(struct roster *r, struct err *e) MUST_USE;

#endif
