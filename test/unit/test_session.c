/* Sessions and sign-ins through the whole server: tokens, lock, second step, throttling, invitations, cards, doors. */
#include "school/account/account.h"
#include "school/account/session.h"
#include "support/test.h"
#include "support/web.h"
#include "web/app.h"
#include "web/limit.h"

#include <stdio.h>
#include <string.h>

#define PASSWORD "rainy kettle owl fern"
#define TYPED "rainy+kettle+owl+fern"

static struct web_test *w;
static int start(void **unused)
{
	(void)unused;
	w = web_open(false);
	return 0;
}
static int stop(void **unused)
{
	(void)unused;
	clock_shift(0);
	clock_set(0);
	web_close(w);
	return 0;
}

static struct str cookie(const char *name)
{
	for (size_t i = 0; i < w->n_cookies; i++)
		if (str_eqz(w->cookies[i].name, name))
			return w->cookies[i].value;
	return (struct str){"", 0};
}

static struct str location(const struct reply *rp)
{
	return web_reply_header(rp, "location");
}

static struct id family(const char *login)
{
	struct id person = web_person(w, "Ada", "Quill", "guardian");
	web_account(w, person, login, PASSWORD);
	return person;
}

static void signing_in_and_out(void **unused)
{
	(void)unused;
	family("ada");
	struct reply rp = web_get(w, "/account");
	assert_int_equal(rp.status, 303);
	assert_true(str_starts(location(&rp), "/sign-in?next=%2Faccount"));
	rp = web_post(w, "/sign-in", "login=Ada&password=" TYPED "&next=/account");
	assert_int_equal(rp.status, 303);
	assert_true(str_eqz(location(&rp), "/account"));
	struct str token = cookie("trellis");
	assert_int_equal(token.n, TOKEN_TEXT - 1);
	assert_int_equal(web_get(w, "/account").status, 200);
	/* the token itself is nowhere in the database */
	char sql[200];
	snprintf(sql, sizeof sql, "select count(*) from session where token = '%.*s'", S_ARG(token));
	assert_int_equal(web_count(w, sql), 0);
	assert_int_equal(web_count(w, "select count(*) from session"), 1);
	/* a second sign-in makes a new one and ends the old */
	rp = web_post(w, "/sign-in", "login=ada&password=" TYPED);
	assert_false(str_eq(token, cookie("trellis")));
	assert_int_equal(web_count(w, "select count(*) from session"), 1);
	(void)web_get(w, "/account");
	assert_int_equal(web_post(w, "/sign-out", "").status, 303);
	assert_int_equal(web_count(w, "select count(*) from session"), 0);
	assert_int_equal(web_get(w, "/account").status, 303);
}

static void wrong_names_and_passwords_look_alike(void **unused)
{
	(void)unused;
	family("ada");
	struct reply one = web_post(w, "/sign-in", "login=ada&password=wrong+wrong+wrong+w");
	struct reply two = web_post(w, "/sign-in", "login=adb&password=wrong+wrong+wrong+w");
	assert_int_equal(one.status, 422);
	assert_int_equal(two.status, 422);
	assert_true(web_has(w, &one, "The name or the password is not right."));
	assert_true(web_has(w, &two, "The name or the password is not right."));
	assert_int_equal(web_count(w, "select count(*) from session"), 0);
	assert_int_equal(web_count(w, "select count(*) from security_log where action = 'sign-in refused'"), 2);
}

static void next_goes_nowhere_else(void **unused)
{
	static const char *const bad[] = {"https%3A%2F%2Fevil.example%2F", "%2F%2Fevil.example", "%2F%5Cevil.example", "javascript%3Aalert(1)", "%2Faccount%0D%0ASet-Cookie%3A+a%3Db"};
	(void)unused;
	family("ada");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		char form[300];
		snprintf(form, sizeof form, "login=ada&password=" TYPED "&next=%s", bad[i]);
		struct reply rp = web_post(w, "/sign-in", form);
		assert_int_equal(rp.status, 303);
		assert_true(str_eqz(location(&rp), "/"));
		web_forget(w);
	}
}

static void guessing_is_slowed_without_locking_out(void **unused)
{
	(void)unused;
	family("ada");
	/* this device signed in before */
	assert_int_equal(web_post(w, "/sign-in", "login=ada&password=" TYPED).status, 303);
	struct pair known = {S("known"), cookie("known")};
	assert_true(known.value.n > 0);
	web_forget(w);
	int status = 0, tries = 0;
	for (; tries < 30 && status != 429; tries++)
		status = web_post(w, "/sign-in", "login=ada&password=wrong+wrong+wrong+w").status;
	assert_int_equal(status, 429);
	assert_in_range(tries, 8, 15);
	/* the right password from an unknown device has to wait as well */
	assert_int_equal(web_post(w, "/sign-in", "login=ada&password=" TYPED).status, 429);
	/* somebody else at the same address does not */
	family("bo");
	assert_int_equal(web_post(w, "/sign-in", "login=bo&password=" TYPED).status, 303);
	/* nor does she on her own device */
	web_forget(w);
	w->cookies[w->n_cookies++] = known;
	assert_int_equal(web_post(w, "/sign-in", "login=ada&password=" TYPED).status, 303);
}

/* One password tried on many names from one address: the address has to wait after 300 failures, another address and a device
 * that signed in before do not. */
static void spraying_is_slowed(void **unused)
{
	(void)unused;
	family("ada");
	assert_int_equal(web_post(w, "/sign-in", "login=ada&password=" TYPED).status, 303);
	struct pair known = {S("known"), cookie("known")};
	web_forget(w);
	/* 65: failures of an address (sign_in_parts.c); so many hashes would take seconds */
	assert_int_equal(limit_take(w->app->limits, clock_monotonic(), 65, S("127.0.0.1"), 300, 0.5, 297), 0);
	int status = 0, tries = 0;
	for (; tries < 12 && status != 429; tries++)
		status = web_post(w, "/sign-in", str_fmt(w->a, "login=name%d&password=Spring2026", tries).p).status;
	assert_int_equal(status, 429);
	assert_in_range(tries, 3, 10);
	assert_int_equal(web_post(w, "/sign-in", "login=ada&password=" TYPED).status, 429);
	w->address = "203.0.113.7";
	assert_int_equal(web_post(w, "/sign-in", "login=name50&password=Spring2026").status, 422);
	w->address = "127.0.0.1";
	web_forget(w);
	w->cookies[w->n_cookies++] = known;
	assert_int_equal(web_post(w, "/sign-in", "login=ada&password=" TYPED).status, 303);
	assert_true(web_count(w, "select count(*) from security_log where action = 'sign-in refused'") >= 3);
}

static void a_hundred_failures_need_a_new_code(void **unused)
{
	(void)unused;
	family("ada");
	web_sql(w, "update credential set counter = 100");
	struct reply rp = web_post(w, "/sign-in", "login=ada&password=" TYPED);
	assert_int_equal(rp.status, 422);
	assert_true(web_has(w, &rp, "ask the school for a new code"));
}

static void idle_pages_lock(void **unused)
{
	(void)unused;
	family("ada");
	clock_set(INT64_C(1800000000) * SECOND);
	web_post(w, "/sign-in", "login=ada&password=" TYPED);
	struct str before = cookie("trellis");
	assert_int_equal(web_get(w, "/account").status, 200);
	clock_set((INT64_C(1800000000) + 21 * 60) * SECOND);
	struct reply rp = web_get(w, "/account");
	assert_int_equal(rp.status, 303);
	assert_true(str_starts(location(&rp), "/lock?next=%2Faccount"));
	/* what is sent meanwhile is not taken, and told so that the page keeps it */
	assert_int_equal(web_post(w, "/account/sign-out-everywhere", "").status, 401);
	rp = web_get(w, "/lock?next=%2Faccount");
	assert_true(web_has(w, &rp, "Locked for Ada"));
	assert_int_equal(web_post(w, "/lock", "password=wrong+wrong+wrong+w").status, 422);
	rp = web_post(w, "/lock", "next=/account&password=" TYPED);
	assert_int_equal(rp.status, 303);
	assert_true(str_eqz(location(&rp), "/account"));
	assert_false(str_eq(before, cookie("trellis")));
	assert_int_equal(web_get(w, "/account").status, 200);
	/* a session ends at its last hour, in use or not */
	clock_set((INT64_C(1800000000) + 13 * 3600) * SECOND);
	rp = web_get(w, "/account");
	assert_true(str_starts(location(&rp), "/sign-in"));
}

static enum code disable_fn(struct db *db, void *arg, struct err *e)
{
	struct viewer v = {.hats = REL_SYSTEM};
	return account_disable(db, &v, *(struct id *)arg, e);
}

static void a_disabled_account_is_out_at_once(void **unused)
{
	struct err e = {0};
	(void)unused;
	struct id person = web_person(w, "Ada", "Quill", "guardian"), account = web_account(w, person, "ada", PASSWORD);
	web_sign_in(w, person);
	assert_int_equal(web_get(w, "/account").status, 200);
	assert_int_equal(store_write(w->store, disable_fn, &account, &e), OK);
	assert_int_equal(web_get(w, "/account").status, 303);
	assert_int_equal(web_post(w, "/sign-in", "login=ada&password=" TYPED).status, 422);
}

/* The old password opens the change; it ends every other device, and so does "everywhere else"; guesses count as failed sign-ins. */
static void a_changed_password_ends_other_devices(void **unused)
{
	(void)unused;
	struct id person = family("ada");
	struct pair first[sizeof w->cookies / sizeof *w->cookies];
	web_sign_in(w, person);
	size_t n = w->n_cookies;
	memcpy(first, w->cookies, sizeof first);
	web_forget(w);
	web_sign_in(w, person);
	struct reply rp = web_get(w, "/account");
	assert_int_equal(web_count(w, "select count(*) from session"), 2);
	assert_true(web_has(w, &rp, "action=\"/sign-out\"") && web_has(w, &rp, "action=\"/account/sign-out-everywhere\""));
	rp = web_post(w, "/account/password", "password=wrong+wrong+wrong+w&fresh=seven+tall+herons+wade");
	assert_int_equal(rp.status, 422);
	assert_true(web_has(w, &rp, "The old password is not right"));
	assert_int_equal(web_count(w, "select count(*) from security_log where action = 'password change refused'"), 1);
	assert_int_equal(web_count(w, "select count(*) from session"), 2);
	struct str before = str_dup(w->a, cookie("trellis"));
	assert_int_equal(web_post(w, "/account/password", "password=" TYPED "&fresh=seven+tall+herons+wade").status, 303);
	assert_false(str_eq(before, cookie("trellis")));
	assert_int_equal(web_count(w, "select count(*) from session"), 1);
	assert_int_equal(web_get(w, "/account").status, 200);
	/* the other device is out; the old password opens nothing, the new one does */
	memcpy(w->cookies, first, sizeof first);
	w->n_cookies = n;
	assert_int_equal(web_get(w, "/account").status, 303);
	web_forget(w);
	assert_int_equal(web_post(w, "/sign-in", "login=ada&password=" TYPED).status, 422);
	assert_int_equal(web_post(w, "/sign-in", "login=ada&password=seven+tall+herons+wade").status, 303);
	(void)web_get(w, "/account");
	/* everywhere else, once more with the password and not without it */
	assert_int_equal(web_post(w, "/account/sign-out-everywhere", "").status, 303);
	assert_int_equal(web_count(w, "select count(*) from session"), 2);
	assert_int_equal(web_post(w, "/account/sign-out-everywhere", "password=seven+tall+herons+wade").status, 303);
	assert_int_equal(web_count(w, "select count(*) from session"), 1);
	/* an open page is no place to guess at the password: new recovery codes ask for it, and wrong ones are slowed like sign-ins */
	int64_t failed = web_count(w, "select count(*) from security_log where action = 'recovery codes refused'");
	int slowed = 0;
	for (int i = 0; i < 12 && !slowed; i++)
		slowed = web_post(w, "/account/recovery", "password=wrong+wrong+wrong+w").status == 429;
	assert_true(web_count(w, "select count(*) from security_log where action = 'recovery codes refused'") > failed);
	assert_true(slowed);
}

/* The id that the page gives to the other device. */
static const char *other_device(const struct reply *rp)
{
	static const char mark[] = "name=\"session\" value=\"";
	struct str body = web_body(w, rp);
	size_t at;
	assert_true(str_find(body, S("name=\"session\" value=\""), &at));
	body.p += at + sizeof mark - 1;
	body.n -= at + sizeof mark - 1;
	return str_dupz(w->a, str_cut(&body, '"'));
}

static void one_device_is_signed_out_alone(void **unused)
{
	struct pair lost[sizeof w->cookies / sizeof *w->cookies], third[sizeof w->cookies / sizeof *w->cookies];
	(void)unused;
	struct id person = family("ada");
	web_sign_in(w, person);
	size_t n_lost = w->n_cookies;
	memcpy(lost, w->cookies, sizeof lost);
	web_forget(w);
	web_sign_in(w, person);
	struct reply rp = web_get(w, "/account");
	const char *one = other_device(&rp);
	size_t n_third = w->n_cookies;
	memcpy(third, w->cookies, sizeof third);
	web_forget(w);
	web_sign_in(w, person);
	(void)web_get(w, "/account");
	assert_int_equal(web_count(w, "select count(*) from session"), 3);
	/* a wrong password ends nothing and is logged; the right one ends the device that was named, and no other */
	assert_int_equal(web_post(w, "/account/sign-out-one", str_fmt(w->a, "session=%s&password=wrong+wrong+wrong", one).p).status, 303);
	assert_int_equal(web_count(w, "select count(*) from session"), 3);
	assert_int_equal(web_count(w, "select count(*) from security_log where action = 'signing out elsewhere refused'"), 1);
	assert_int_equal(web_post(w, "/account/sign-out-one", str_fmt(w->a, "session=%s&password=" TYPED, one).p).status, 303);
	assert_int_equal(web_count(w, "select count(*) from session"), 2);
	assert_int_equal(web_count(w, "select count(*) from security_log where action = 'signed out elsewhere'"), 1);
	assert_int_equal(web_get(w, "/account").status, 200);
	memcpy(w->cookies, lost, sizeof lost);
	w->n_cookies = n_lost;
	assert_int_equal(web_get(w, "/account").status, 303);
	memcpy(w->cookies, third, sizeof third);
	w->n_cookies = n_third;
	rp = web_get(w, "/account");
	assert_int_equal(rp.status, 200);
	/* nobody ends another person's */
	const char *hers = other_device(&rp);
	web_forget(w);
	struct id other = web_person(w, "Ben", "Quill", "guardian");
	web_account(w, other, "ben", PASSWORD);
	web_sign_in(w, other);
	(void)web_get(w, "/account");
	assert_int_equal(web_post(w, "/account/sign-out-one", str_fmt(w->a, "session=%s&password=" TYPED, hers).p).status, 404);
	assert_int_equal(web_count(w, "select count(*) from session"), 3);
}

/* The code an authenticator would show: from the key on the page. */
static const char *code_of_page(const struct reply *rp, int ahead)
{
	static char text[8];
	struct str body = web_body(w, rp);
	unsigned char key[32];
	size_t at, n;
	assert_true(str_find(body, S("<code>"), &at));
	body.p += at + 6;
	body.n -= at + 6;
	assert_true(base32_get(str_cut(&body, '<'), key, sizeof key, &n));
	snprintf(text, sizeof text, "%06u", hotp(key, n, (uint64_t)(clock_now() / SECOND / 30 + ahead), 6));
	return text;
}

static struct str value_of(const struct reply *rp, const char *mark)
{
	struct str body = web_body(w, rp);
	size_t at;
	assert_true(str_find(body, str_z(mark), &at));
	body.p += at + strlen(mark);
	body.n -= at + strlen(mark);
	(void)str_cut(&body, '"');
	return str_cut(&body, '"');
}

static void staff_have_a_second_step(void **unused)
{
	(void)unused;
	clock_set(INT64_C(1800000000) * SECOND);
	web_account(w, web_person(w, "Tea", "Cher", "teacher"), "tea", PASSWORD);
	struct reply rp = web_post(w, "/sign-in", "login=tea&password=" TYPED);
	assert_true(str_starts(location(&rp), "/sign-in/set-up"));
	/* the password alone opens nothing */
	rp = web_get(w, "/account");
	assert_true(str_starts(location(&rp), "/sign-in/set-up"));
	struct reply page = web_get(w, "/sign-in/set-up");
	struct str sealed = value_of(&page, "name=\"sealed\" value=");
	const char *code = str_dupz(w->a, str_z(code_of_page(&page, 0)));
	assert_int_equal(web_post(w, "/sign-in/set-up", str_fmt(w->a, "sealed=%.*s&code=000000", S_ARG(sealed)).p).status, 422);
	rp = web_post(w, "/sign-in/set-up", str_fmt(w->a, "sealed=%.*s&code=%s", S_ARG(sealed), code).p);
	assert_int_equal(rp.status, 200);
	assert_true(web_has(w, &rp, "Recovery codes"));
	struct str body = web_body(w, &rp);
	size_t at;
	assert_true(str_find(body, S("<code>"), &at));
	const char *recovery = str_dupz(w->a, (struct str){body.p + at + 6, RECOVERY_TEXT - 1});
	assert_int_equal(web_get(w, "/account").status, 200);
	/* a new device: password, then a code; the same code does not work twice */
	web_forget(w);
	rp = web_post(w, "/sign-in", "login=tea&password=" TYPED);
	assert_true(str_starts(location(&rp), "/sign-in/code"));
	assert_int_equal(web_get(w, "/account").status, 303);
	struct str half = cookie("trellis");
	(void)web_get(w, "/sign-in/code");
	assert_int_equal(web_post(w, "/sign-in/code", str_fmt(w->a, "code=%s", code).p).status, 422);
	rp = web_post(w, "/sign-in/code", str_fmt(w->a, "code=%s", code_of_page(&page, 1)).p);
	assert_int_equal(rp.status, 303);
	assert_false(str_eq(half, cookie("trellis")));
	assert_int_equal(web_get(w, "/account").status, 200);
	/* whoever finds the page open cannot put another phone in the place of this one: the password is asked for again */
	page = web_get(w, "/sign-in/set-up?next=/account");
	assert_true(web_has(w, &page, "autocomplete=\"current-password\""));
	sealed = value_of(&page, "name=\"sealed\" value=");
	code = str_dupz(w->a, str_z(code_of_page(&page, 0)));
	int64_t kept = web_count(w, "select max(made_at) from credential where kind = 'totp'");
	clock_set(INT64_C(1800000001) * SECOND);
	assert_int_equal(web_post(w, "/sign-in/set-up", str_fmt(w->a, "sealed=%.*s&code=%s", S_ARG(sealed), code).p).status, 303);
	assert_int_equal(web_count(w, "select max(made_at) from credential where kind = 'totp'"), kept);
	assert_int_equal(web_count(w, "select count(*) from security_log where action = 'another second step refused'"), 1);
	/* a recovery code works once */
	for (int i = 0; i < 2; i++) {
		web_forget(w);
		web_post(w, "/sign-in", "login=tea&password=" TYPED);
		(void)web_get(w, "/sign-in/code");
		assert_int_equal(web_post(w, "/sign-in/code", str_fmt(w->a, "code=%s", recovery).p).status, i ? 422 : 303);
	}
	/* 24 letters that mean 120 bits, kept as a hash; one of an earlier version, half as long, still opens, once */
	assert_int_equal(strlen(recovery), 29);
	assert_int_equal(web_count(w, "select count(*) from credential where kind = 'recovery' and length(secret) = 64"), RECOVERY_CODES - 1);
	char old_hash[HASH_TEXT];
	assert_true(code_hash(S("ABCD-EFGH-IJKL-MNOP"), old_hash));
	web_sql(w, str_fmt(w->a, "update credential set secret = '%s' where id = (select min(id) from credential where kind = 'recovery')", old_hash).p);
	for (int i = 0; i < 2; i++) {
		web_forget(w);
		web_post(w, "/sign-in", "login=tea&password=" TYPED);
		(void)web_get(w, "/sign-in/code");
		assert_int_equal(web_post(w, "/sign-in/code", "code=ABCD-EFGH-IJKL-MNOP").status, i ? 422 : 303);
	}
	/* the key is sealed: neither its text nor its bytes stand in the database */
	assert_int_equal(web_count(w, "select count(*) from credential where kind = 'totp' and length(secret) = 120"), 1);
}

static enum code invite_fn(struct db *db, void *arg, struct err *e)
{
	struct { struct id account; char code[CODE_TEXT]; } *s = arg;
	struct viewer v = {.hats = REL_SYSTEM};
	return invitation_make(db, &v, s->account, 14, s->code, e);
}

static void an_invitation_opens_once(void **unused)
{
	struct err e = {0};
	struct { struct id account; char code[CODE_TEXT]; } s;
	char form[300];
	(void)unused;
	s.account = web_account(w, web_person(w, "Fam", "Ily", "guardian"), "fam", NULL);
	web_sql(w, "update account set state = 'invited'");
	assert_int_equal(store_write(w->store, invite_fn, &s, &e), OK);
	struct reply rp = web_post(w, "/welcome", "code=AAAA-AAAA-AAAA-AAAA");
	assert_int_equal(rp.status, 422);
	snprintf(form, sizeof form, "code=%s", s.code);
	rp = web_post(w, "/welcome", form);
	assert_int_equal(rp.status, 200);
	assert_true(web_has(w, &rp, "Welcome, Fam"));
	snprintf(form, sizeof form, "code=%s&step=password&password=short", s.code);
	assert_int_equal(web_post(w, "/welcome", form).status, 422);
	snprintf(form, sizeof form, "code=%s&step=password&password=" TYPED, s.code);
	assert_int_equal(web_post(w, "/welcome", form).status, 303);
	assert_int_equal(web_get(w, "/account").status, 200);
	web_forget(w);
	assert_int_equal(web_post(w, "/welcome", form).status, 422);
	assert_int_equal(web_post(w, "/sign-in", "login=fam&password=" TYPED).status, 303);
}

static enum code badge_fn(struct db *db, void *arg, struct err *e)
{
	struct { struct id account; char secret[BADGE_TEXT]; } *s = arg;
	struct viewer v = {.hats = REL_SYSTEM};
	return badge_make(db, &v, s->account, s->secret, e);
}

static void a_card_opens_own_work_only(void **unused)
{
	struct err e = {0};
	struct { struct id account; char secret[BADGE_TEXT]; } s;
	char form[200], first[BADGE_TEXT];
	(void)unused;
	s.account = web_account(w, web_person(w, "Little", "One", "student"), "little", NULL);
	assert_int_equal(store_write(w->store, badge_fn, &s, &e), OK);
	memcpy(first, s.secret, sizeof first);
	/* Wednesday 2027-01-20, 10:00 in Chicago */
	clock_set(INT64_C(1800460800) * SECOND);
	snprintf(form, sizeof form, "code=https%%3A%%2F%%2Fbirch.example%%2Fbadge%%23%s", s.secret);
	struct reply rp = web_post(w, "/badge", form);
	assert_int_equal(rp.status, 422);
	assert_true(web_has(w, &rp, "This device is not one of your class."));
	web_sql(w, "insert into setting (district, key, value, changed_at) select district, 'badge.devices', 'any', 0 from account limit 1");
	rp = web_post(w, "/badge", form);
	assert_int_equal(rp.status, 303);
	/* not the pages of a password */
	assert_int_equal(web_get(w, "/account").status, 403);
	assert_int_equal(web_get(w, "/help").status, 200);
	/* a new card ends the old one and its sessions */
	assert_int_equal(store_write(w->store, badge_fn, &s, &e), OK);
	assert_int_equal(web_get(w, "/account").status, 303);
	web_forget(w);
	assert_int_equal(web_post(w, "/badge", form).status, 422);
	/* Sunday */
	clock_set(INT64_C(1800460800) * SECOND + 4 * DAY);
	snprintf(form, sizeof form, "code=%s", s.secret);
	rp = web_post(w, "/badge", form);
	assert_int_equal(rp.status, 422);
	assert_true(web_has(w, &rp, "on school days"));
	assert_memory_not_equal(first, s.secret, sizeof first);
}

static void the_first_hour_is_once(void **unused)
{
	char form[400];
	(void)unused;
	struct reply rp = web_get(w, "/");
	assert_true(str_eqz(location(&rp), "/start"));
	assert_int_equal(web_post(w, "/start", "code=AAAA&school=Birch&time_zone=America/Chicago&given_name=A&family_name=B&email=a@b&password=" TYPED).status, 422);
	snprintf(form, sizeof form, "code=%s&school=Birch&time_zone=America/Chicago&given_name=Ada&family_name=Quill&email=ada%%40example.org&password=" TYPED,
	         w->app->start_code);
	rp = web_post(w, "/start", form);
	assert_int_equal(rp.status, 303);
	assert_true(str_starts(location(&rp), "/sign-in/set-up"));
	assert_int_equal(web_count(w, "select count(*) from role where role = 'systemAdministrator'"), 1);
	web_forget(w);
	rp = web_post(w, "/start", form);
	assert_true(str_eqz(location(&rp), "/"));
	assert_int_equal(web_count(w, "select count(*) from account"), 1);
}

static void doors_are_for_samples_only(void **unused)
{
	(void)unused;
	assert_int_equal(web_get(w, "/doors").status, 404);
	assert_int_equal(web_post(w, "/doors/teacher", "").status, 404);
}

/* Everybody whom a sample school lets in stands on the page; an aide begins with the shift. */
static void every_door_opens(void **unused)
{
	static const char *const keys[] = {"teacher", "learner", "special", "language", "aide", "family", "helper", "leader"};
	struct web_test *t = web_open(true);
	char text[ID_TEXT];
	(void)unused;
	id_text(web_person(t, "Ada", "Sample", "aide"), text);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		web_sql(t, str_fmt(t->a, "insert into store_meta (key, value) values ('door.%s', '%s')", keys[i], text).p);
	struct reply rp = web_get(t, "/doors");
	assert_int_equal(rp.status, 200);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		assert_true(web_has(t, &rp, str_fmt(t->a, "action=\"/doors/%s\"", keys[i]).p));
	rp = web_post(t, "/doors/aide", "");
	assert_int_equal(rp.status, 303);
	assert_true(str_eqz(web_reply_header(&rp, "Location"), "/shift"));
	assert_int_equal(web_get(t, "/shift").status, 200);
	web_close(t);
}

static int by_bytes(const void *x, const void *y)
{
	return memcmp(x, y, sizeof(struct id));
}

static void csrf_tokens(void **unused)
{
	struct session s = {.csrf = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}}, other = {.csrf = {1}};
	char one[CSRF_TEXT], two[CSRF_TEXT];
	(void)unused;
	csrf_text(&s, one);
	csrf_text(&s, two);
	assert_string_not_equal(one, two);
	assert_true(csrf_right(&s, str_z(one)));
	assert_true(csrf_right(&s, str_z(two)));
	assert_false(csrf_right(&other, str_z(one)));
	one[40] = one[40] == '0' ? '1' : '0';
	assert_false(csrf_right(&s, str_z(one)));
	assert_false(csrf_right(&s, S("")));
	/* one mask for all forms of a reply, another for the next reply */
	struct session next = s;
	csrf_page(&s, one);
	csrf_page(&s, two);
	assert_string_equal(one, two);
	assert_true(csrf_right(&s, str_z(two)));
	csrf_page(&next, two);
	assert_string_not_equal(one, two);
	assert_true(csrf_right(&s, str_z(two)));
}

static void one_time_keys_of_a_page(void **unused)
{
	enum { FORMS = 70000 };
	struct session s = {0};
	struct arena *a = arena_new(0);
	struct id *all = NEW_ARRAY(a, struct id, FORMS);
	(void)unused;
	for (size_t i = 0; i < FORMS; i++)
		all[i] = form_key(&s);
	assert_memory_equal(all[0].b, all[200].b, 14); /* packed, the next form's key is a few bytes */
	qsort(all, FORMS, sizeof *all, by_bytes);
	for (size_t i = 1; i < FORMS; i++)
		assert_false(id_eq(all[i - 1], all[i]));
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH("a sign-in makes a new token, kept as a hash; signing out ends it", signing_in_and_out, start, stop),
		TEST_WITH("a wrong name and a wrong password look alike and are logged", wrong_names_and_passwords_look_alike, start, stop),
		TEST_WITH("after signing in one goes to a page of this site only", next_goes_nowhere_else, start, stop),
		TEST_WITH("guessing is slowed, and locks nobody out of a device used before", guessing_is_slowed_without_locking_out, start, stop),
		TEST_WITH("one password on many names from one address is slowed, and shuts out no known device", spraying_is_slowed, start, stop),
		TEST_WITH("after a hundred failures unknown devices need a new code", a_hundred_failures_need_a_new_code, start, stop),
		TEST_WITH("an idle page locks and opens again with the password", idle_pages_lock, start, stop),
		TEST_WITH("a disabled account is out at once", a_disabled_account_is_out_at_once, start, stop),
		TEST_WITH("one lost device is signed out by itself, after the password, and nobody signs out another person's", one_device_is_signed_out_alone, start, stop),
		TEST_WITH("a changed password wants the old one and ends every other device; an open page is no place to guess at it", a_changed_password_ends_other_devices, start, stop),
		TEST_WITH("staff have a second step, with recovery codes that work once", staff_have_a_second_step, start, stop),
		TEST_WITH("an invitation opens once", an_invitation_opens_once, start, stop),
		TEST_WITH("a badge card opens own work only, at the school's times and places", a_card_opens_own_work_only, start, stop),
		TEST_WITH("the first hour makes one administrator, once", the_first_hour_is_once, start, stop),
		TEST("every door of a sample school opens, an aide's to the shift", every_door_opens),
		TEST_WITH("doors without a password exist in sample schools only", doors_are_for_samples_only, start, stop),
		TEST("CSRF tokens differ on each page and fit their session alone", csrf_tokens),
		TEST("seventy thousand forms of one page have a one-time key each, alike but for its end", one_time_keys_of_a_page),
	};
	return cmocka_run_group_tests_name("session", tests, NULL, NULL);
}
