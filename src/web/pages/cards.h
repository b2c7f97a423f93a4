/* cards.h - sign-ins of one class, for its teachers: badge cards, codes, devices.
 *
 * Law: a card opens the learner's own work and nothing else, in the hours and on the devices the school set. Cards are
 * printed once; a lost one is ended by printing a new one. */
#ifndef TRELLIS_CARDS_H
#define TRELLIS_CARDS_H

#include "school/people/people.h"
#include "web/pages/account_pages.h"

struct class_person {
	struct person person;
	struct str login, state;
	bool has_account, has_password, has_badge;
};
struct class_page {
	struct class_row row;
	struct class_person *people;
	size_t n;
	int64_t devices;
	bool badges;             /* cards are on at this school */
};

struct card {
	struct str name, class_title, code, qr;
	int qr_size;
	enum lang lang;
};
struct cards_page {
	struct card *items;
	size_t n;
	struct str back;
};

struct badge_page {
	struct str error;
};

#endif
