/* What the gate and the shell cost a page, and a school that signs in at eight o'clock: 1,000 learners a minute behind
 * one address (twelve seconds of it), each with a password, through the whole server without sockets.
 * Wishes: a page of a device that was here before 200 us CPU, which is what a class page has; nobody waits longer than 2 s. */
#include "support/budget.h"
#include "support/test.h"
#include "support/web.h"
#include "web/static.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LEARNERS 200
#define WORKERS 8

static struct web_test *w;

static double cpu(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int ask(const char *method, const char *target, const char *cookie, const char *body, int *bytes)
{
	struct pair headers[5] = {{S("Host"), S("127.0.0.1")}, {S("Accept-Encoding"), S("gzip")}};
	struct wire wire = {.method = str_z(method), .target = str_z(target), .headers = headers, .n_headers = 2, .address = S("192.0.2.9"), .body = str_z(body)};
	struct reply rp;
	struct arena *a = arena_new(0);
	if (cookie)
		headers[wire.n_headers++] = (struct pair){S("Cookie"), str_z(cookie)};
	if (body)
		headers[wire.n_headers++] = (struct pair){S("Content-Type"), S("application/x-www-form-urlencoded")};
	web_handle(w->app, a, &wire, &rp);
	int status = rp.status;
	if (bytes)
		*bytes = (int)(rp.bytes.n ? rp.bytes.n : rp.body.n);
	arena_free(a);
	return status;
}

static int by_size(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;
	return (a > b) - (a < b);
}

static void page(const char *what, const char *target, const char *cookie, int rounds)
{
	static double us[2000];
	int bytes = 0, bad = 0;
	for (int i = 0; i < rounds; i++) {
		double begun = cpu();
		bad += ask("GET", target, cookie, NULL, &bytes) != 200;
		us[i] = cpu() - begun;
	}
	qsort(us, (size_t)rounds, sizeof *us, by_size);
	budget_most(what, "1", us[rounds / 2], "us CPU", 200);
	printf("web: %s %.0f us CPU, %d bytes%s\n", what, us[rounds / 2], bytes, bad ? " (NOT ALL ANSWERED)" : "");
}

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int next_learner, refused;
static double worst, sum;
static int64_t opened;

static void *sign_in(void *unused)
{
	for (;;) {
		pthread_mutex_lock(&lock);
		int i = next_learner++;
		pthread_mutex_unlock(&lock);
		if (i >= LEARNERS)
			return unused;
		char form[100];
		int64_t due = opened + (int64_t)i * MINUTE / 1000, now = clock_monotonic();
		if (due > now)
			usleep((useconds_t)(due - now));
		snprintf(form, sizeof form, "login=learner%d&password=rainy+kettle+owl+fern", i);
		int status = ask("POST", "/sign-in", NULL, form, NULL);
		double wait = (double)(clock_monotonic() - due) / 1e6;
		pthread_mutex_lock(&lock);
		refused += status != 303;
		worst = wait > worst ? wait : worst;
		sum += wait;
		pthread_mutex_unlock(&lock);
	}
}

int main(void)
{
	char login[40];
	w = web_open(false);
	for (int i = 0; i < LEARNERS; i++) {
		snprintf(login, sizeof login, "learner%d", i);
		web_account(w, web_person(w, "Learner", login, "student"), login, "rainy kettle owl fern");
	}
	struct str path = str_z(asset("trellis.css"));
	(void)str_cut(&path, '.');
	const char *styles = str_fmt(w->a, "styles=%.*s", S_ARG(str_cut(&path, '.'))).p;
	page("a page for everybody, first visit, compressed,", "/help", NULL, 2000);
	page("a page for everybody, next visit, compressed,", "/help", styles, 2000);
	web_sign_in(w, web_person(w, "Ada", "Quill", "guardian"));
	page("a page of somebody signed in, compressed,", "/account", str_fmt(w->a, "trellis=%.*s; %s", S_ARG(w->cookies[0].value), styles).p, 200);
	pthread_t workers[WORKERS];
	opened = clock_monotonic();
	for (int i = 0; i < WORKERS; i++)
		if (pthread_create(&workers[i], NULL, sign_in, NULL))
			return 1;
	for (int i = 0; i < WORKERS; i++)
		pthread_join(workers[i], NULL);
	printf("web: signing in at 1,000 a minute, the longest wait %.2f s (budget 2), on average %.3f s, %d refused\n", worst, sum / LEARNERS, refused);
	budget_most("signing in at 1,000 a minute, the longest wait", "1000 a minute", worst, "s", 2);
	web_close(w);
	return refused ? 1 : 0;
}
