#include "school/reach/sms.h"

#include <string.h>

/* 3GPP TS 23.038, 6.2.1: the letters beyond ASCII; ASCII has all but these five and the extension. */
static bool gsm_letter(int32_t c)
{
	static const int32_t more[] = {0xa3, 0xa5, 0xe8, 0xe9, 0xf9, 0xec, 0xf2, 0xc7, 0xd8, 0xf8, 0xc5, 0xe5, 0x394, 0x3a6, 0x393, 0x39b, 0x3a9, 0x3a0, 0x3a8, 0x3a3, 0x398, 0x39e,
	                               0xc6, 0xe6, 0xdf, 0xc9, 0xa4, 0xa1, 0xc4, 0xd6, 0xd1, 0xdc, 0xa7, 0xbf, 0xe4, 0xf6, 0xf1, 0xfc, 0xe0};
	if (c == '\n' || c == '\r')
		return true;
	if (c >= 0x20 && c < 0x7f)
		return c != '`' && !strchr("[\\]^{|}~", (int)c);
	for (size_t i = 0; i < sizeof more / sizeof *more; i++)
		if (more[i] == c)
			return true;
	return false;
}

static bool gsm_extended(int32_t c)
{
	return c == 0x20ac || c == '\f' || (c > 0 && c < 0x7f && strchr("[\\]^{|}~", (int)c));
}

struct sms_size sms_measure(struct str text)
{
	struct sms_size s = {.plain = true};
	int units = 0, wide = 0;
	for (int32_t c; text.n && (c = utf8_next(&text)) >= 0;) {
		s.plain = s.plain && (gsm_letter(c) || gsm_extended(c));
		units += gsm_extended(c) ? 2 : 1;
		wide += c > 0xffff ? 2 : 1;
	}
	int one = s.plain ? 160 : 70, each = s.plain ? 153 : 67;
	s.units = s.plain ? units : wide;
	s.parts = s.units <= one ? 1 : (s.units + each - 1) / each;
	return s;
}

bool sms_number(struct str typed, char out[20])
{
	size_t n = 0, digits = 0;
	struct str s = str_trim(typed);
	bool plus = s.n && s.p[0] == '+';
	if (plus)
		out[n++] = '+';
	for (size_t i = plus; i < s.n; i++) {
		if (s.p[i] >= '0' && s.p[i] <= '9') {
			if (n + 3 >= 20)
				return false;
			out[n++] = s.p[i];
			digits++;
		} else if (!strchr(" ()-./", s.p[i])) {
			return false;
		}
	}
	out[n] = '\0';
	/* ten digits without a plus: North American numbering plan */
	if (!plus && digits == 10) {
		memmove(out + 2, out, 11);
		out[0] = '+';
		out[1] = '1';
	} else if (!plus && digits == 11 && out[0] == '1') {
		memmove(out + 1, out, 12);
		out[0] = '+';
	} else if (!plus) {
		return false;
	}
	return digits >= 8 && digits <= 15;
}
