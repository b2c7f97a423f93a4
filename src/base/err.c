#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The formats checked by the compiler are the English ones; po.py holds translations to the same conversions. */
#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#endif

/* Cuts a sentence that filled its room so that no code point is cut in two. */
static void end_whole(char *text, size_t size, int wanted)
{
	size_t n = size - 1;

	if (wanted < 0 || (size_t)wanted < size)
		return;
	while (n > 0 && ((unsigned char)text[n - 1] & 0xC0) == 0x80)
		n--;
	if (n > 0 && (unsigned char)text[n - 1] >= 0xC0) {
		unsigned char c = (unsigned char)text[n - 1];
		size_t need = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;

		if (n - 1 + need > size - 1)
			text[n - 1] = '\0';
	}
}

static const char *translated(const struct err *e, const char *fmt)
{
	const char *t = e->translate != NULL ? e->translate(e->translate_arg, fmt) : NULL;

	return t != NULL ? t : fmt;
}

enum code err_set(struct err *e, enum code code, const char *fmt, ...)
{
	char text[sizeof e->text];
	va_list ap;
	int n;

	if (e == NULL)
		return code;
	/* Apart first: an argument may be the sentence that is there. */
	va_start(ap, fmt);
	n = vsnprintf(text, sizeof text, translated(e, fmt), ap);
	va_end(ap);
	end_whole(text, sizeof text, n);
	e->code = code;
	memcpy(e->text, text, sizeof text);
	return code;
}

enum code err_in(struct err *e, const char *fmt, ...)
{
	char text[sizeof e->text];
	va_list ap;
	int n, m;

	if (e == NULL)
		return E_BUG;
	va_start(ap, fmt);
	n = vsnprintf(text, sizeof text, translated(e, fmt), ap);
	va_end(ap);
	end_whole(text, sizeof text, n);
	n = (int)strlen(text);
	m = snprintf(text + n, sizeof text - (size_t)n, ": %s", e->text);
	end_whole(text, sizeof text, m < 0 ? m : n + m);
	memcpy(e->text, text, sizeof text);
	return e->code;
}

void err_clear(struct err *e)
{
	if (e == NULL)
		return;
	e->code = OK;
	e->text[0] = '\0';
}

const char *code_name(enum code code)
{
	switch (code) {
	case OK:
		return "ok";
	case E_INPUT:
		return "input";
	case E_NOTFOUND:
		return "not-found";
	case E_DENIED:
		return "denied";
	case E_CONFLICT:
		return "conflict";
	case E_BUSY:
		return "busy";
	case E_LIMIT:
		return "limit";
	case E_IO:
		return "io";
	case E_DB:
		return "database";
	case E_MEMORY:
		return "memory";
	case E_BUG:
		return "bug";
	}
	return "unknown";
}
