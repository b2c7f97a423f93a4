/* reader.c - trellis reader: opens what outsiders sent for the rest of trellis, locked away; people have no use for it. */
#include "base/jail.h"
#include "cli/command.h"
#include "interop/mail_in.h"
#include "interop/scan_reader.h"
#include "interop/source.h"
#include "interop/xml.h"
#include "store/blob.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int usage(bool asked)
{
	fprintf(asked ? stdout : stderr, "usage: trellis reader [xml | zip list | zip NUMBER | media KINDS | mail ADDRESS LETTERS]\n\n"
	        "Opens what outsiders sent for trellis itself: pictures of pages, XML, archives, files that people hand in, mail. It reads a pipe or an open\n"
	        "file, writes a pipe, and has no other files and no network.\n");
	return asked ? 0 : 2;
}

static bool number(const char *z, int64_t least, int64_t most, int64_t *out)
{
	return str_int(str_z(z), out) && *out >= least && *out <= most;
}

static int run(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "pages", *more = argc > 2 ? argv[2] : "";
	int64_t kinds = 0, letters = 0;
	bool pages = argc == 1, xml = argc == 2 && !strcmp(what, "xml"), zip = argc == 3 && !strcmp(what, "zip"), media = argc == 3 && !strcmp(what, "media"), mail = argc == 4 && !strcmp(what, "mail");
	media = media && number(more, 0, MEDIA_ANY, &kinds);
	mail = mail && number(argv[3], 1, 100, &letters);
	if (!(pages || xml || zip || media || mail) || isatty(STDIN_FILENO))
		return usage(argc == 2 && !strcmp(what, "--help"));
	if (!jail_tighten(NULL)) {
		fprintf(stderr, "trellis: this system cannot lock a program away (seccomp), so nothing is opened.\n");
		return 1;
	}
	if (xml)
		return xml_reader_run(STDIN_FILENO, STDOUT_FILENO);
	if (zip)
		return source_reader_run(more, STDIN_FILENO, STDOUT_FILENO);
	if (mail)
		return mail_reader_run(more, (size_t)letters, STDIN_FILENO, STDOUT_FILENO);
	return media ? media_reader_run((unsigned)kinds, STDIN_FILENO, STDOUT_FILENO) : scan_reader_run(STDIN_FILENO, STDOUT_FILENO);
}

COMMAND(reader) = {"reader", "[xml | zip WHAT | media KINDS | mail ADDRESS LETTERS]", "open what outsiders sent, locked away, for trellis itself", run};
