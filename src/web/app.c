#include "web/app.h"
#include "school/account/account.h"
#include "record/setting.h"
#include "store/blob.h"
#include "web/limit.h"
#include "web/metrics.h"
#include "web/kept.h"
#include "web/static.h"
#include "web/once.h"
#include "web/router.h"
#include "web/shell.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The app itself, its router and its texts live in one arena. */
struct holder {
	struct app app;
	struct arena *a;
};

static enum code secret_make_file(const char *file, unsigned char out[32], struct err *e)
{
	int fd = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return err_set(e, E_IO, "The key file %s cannot be made: %s. Give a place with --secret.", file, strerror(errno));
	randombytes_buf(out, 32);
	ssize_t n = write(fd, out, 32);
	if (n != 32 || fsync(fd) || close(fd)) {
		unlink(file);
		return err_set(e, E_IO, "The key file %s could not be written whole: %s.", file, strerror(errno));
	}
	return OK;
}

static enum code secret_load(const char *file, unsigned char out[32], struct err *e)
{
	if (!file) {
		randombytes_buf(out, 32);
		return OK;
	}
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT ? secret_make_file(file, out, e)
		                       : err_set(e, E_IO, "The key file %s cannot be opened: %s.", file, strerror(errno));
	struct stat st;
	ssize_t n = read(fd, out, 32);
	int bad = fstat(fd, &st);
	close(fd);
	if (n != 32 || bad || st.st_size != 32)
		return err_set(e, E_INPUT, "The key file %s does not hold 32 bytes. Take it from the backup.", file);
	if (st.st_mode & 077)
		return err_set(e, E_DENIED, "The key file %s can be read by others. Run: chmod 600 %s", file, file);
	return OK;
}

/* Reads the school once; one that nobody uses yet gets its code for the first hour. */
static enum code begin(struct app *app, struct err *e)
{
	struct db *db;
	enum code c = store_read(app->store, &db, e);
	if (c)
		return c;
	if (app_site(app, db).fresh)
		code_make(app->start_code);
	store_read_end(db);
	return OK;
}

SETTINGS(app_files) = {
	{.key = "files.school_gb", .label = N_("Room for the files of the whole school, in gigabytes"),
	 .help = N_("Read when the server starts. Leave room on the disk for the database."), .type = SET_INT, .initial = "200", .min = 1, .max = 1000000, .serves = "R164"},
	SETTINGS_END};

/* The folder of what people hand in. */
static enum code open_files(struct app *app, struct err *e)
{
	int64_t gigabytes = 0;
	struct db *db;
	if (!app->o.files_folder)
		return OK;
	enum code c = store_read(app->store, &db, e);
	if (c)
		return c;
	c = setting_int(db, "files.school_gb", &gigabytes, e);
	store_read_end(db);
	return c ? c : blobs_open(app->o.files_folder, &(struct blobs_options){.quota = gigabytes << 30, .create = true}, &app->blobs, e);
}

static void styles_hash(struct app *app)
{
	struct str css = static_text("first.css");
	unsigned char hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256(hash, (const unsigned char *)css.p, css.n);
	sodium_bin2base64(app->styles_hash, sizeof app->styles_hash, hash, sizeof hash, sodium_base64_VARIANT_ORIGINAL);
}

enum code app_open(struct store *s, const struct app_options *o, struct app **out, struct err *e)
{
	if (sodium_init() < 0)
		return err_set(e, E_BUG, "The cryptographic library does not start.");
	struct arena *a = arena_new(0);
	if (!a)
		return err_set(e, E_MEMORY, "There is not enough memory to start.");
	struct holder *h = NEW(a, struct holder);
	struct app *app = &h->app;
	h->a = a;
	app->store = s;
	app->o = *o;
	app->page_settings = shell_look;
	styles_hash(app);
	enum code c = secret_load(o->secret_file, app->secret, e);
	if (!c)
		c = router_new(a, ROUTE_TABLES, &app->router, e);
	app->limits = limits_new(65536);
	app->once = once_new(8192);
	app->metrics = metrics_new();
	app->kept = kept_new(KEPT_BYTES);
	if (!c && (!app->limits || !app->once || !app->metrics || !app->kept))
		c = err_set(e, E_MEMORY, "There is not enough memory to start.");
	pthread_mutex_init(&app->site_lock, NULL);
	if (!c)
		c = open_files(app, e);
	if (!c)
		c = begin(app, e);
	if (c) {
		app_close(app);
		return c;
	}
	*out = app;
	return OK;
}

void app_close(struct app *app)
{
	if (!app)
		return;
	limits_free(app->limits);
	kept_free(app->kept);
	once_free(app->once);
	free(app->metrics);
	blobs_close(app->blobs);
	pthread_mutex_destroy(&app->site_lock);
	sodium_memzero(app->secret, sizeof app->secret);
	arena_free(((struct holder *)app)->a);
}

void app_key(const struct app *app, const char *purpose, unsigned char out[32])
{
	crypto_generichash(out, 32, (const unsigned char *)purpose, strlen(purpose), app->secret, sizeof app->secret);
}

struct str app_seal(const struct app *app, struct arena *a, const char *purpose, struct str text)
{
	unsigned char key[32];
	size_t n = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + text.n;
	unsigned char *box = arena_alloc(a, n);
	app_key(app, purpose, key);
	randombytes_buf(box, crypto_secretbox_NONCEBYTES);
	crypto_secretbox_easy(box + crypto_secretbox_NONCEBYTES, (const unsigned char *)(text.n ? text.p : ""), text.n, box, key);
	size_t len = sodium_base64_ENCODED_LEN(n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	char *out = arena_alloc(a, len);
	sodium_bin2base64(out, len, box, n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return str_z(out);
}

bool app_unseal(const struct app *app, struct arena *a, const char *purpose, struct str sealed, struct str *text)
{
	unsigned char key[32];
	size_t n = 0, overhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
	if (sealed.n == 0 || sealed.n > 8192)
		return false;
	unsigned char *box = arena_alloc(a, sealed.n);
	if (sodium_base642bin(box, sealed.n, sealed.p, sealed.n, NULL, &n, NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING) || n < overhead)
		return false;
	app_key(app, purpose, key);
	unsigned char *plain = arena_alloc(a, n - overhead + 1);
	if (crypto_secretbox_open_easy(plain, box + crypto_secretbox_NONCEBYTES, n - crypto_secretbox_NONCEBYTES, box, key))
		return false;
	*text = (struct str){(const char *)plain, n - overhead};
	return true;
}
