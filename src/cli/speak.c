/* speak.c - trellis speak LANG: reads a text aloud with espeak-ng, which the server asks for where a device has no voice.
 *
 * Law: the library reads its voice, then the process locks itself in: it may read files below the folder of the voices, and
 * nothing else; it can open no line, write no file, start no program. Only then does it look at the text. */
#include "base/args.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/jail.h"
#include "cli/command.h"
#include "school/library/speech.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define NO_VOICE 3

/* What is used of libespeak-ng's interface, which is the same since espeak 1.29 (speak_lib.h); the library is optional. */
enum { SYNCHRONOUS = 2, PARAMETER_RATE = 1, PARAMETER_PITCH = 3, CHARS_UTF8 = 1, EVENT_END = 0, EVENT_WORD = 1, POSITION_CHARACTER = 1 };
struct espeak_event {
	int type;
	unsigned unique;
	int text_position; /* in characters, the first is 1 */
	int length, audio_position, sample;
	void *user;
	union { int number; const char *name; char string[8]; } id;
};
typedef int heard_fn(short *wave, int n, struct espeak_event *events);
struct espeak {
	int (*start)(int output, int buffer_ms, const char *path, int options);
	void (*listen)(heard_fn *fn);
	int (*voice)(const char *name);
	int (*tune)(int parameter, int value, int relative);
	int (*say)(const void *text, size_t size, unsigned position, int kind, unsigned end, unsigned flags, unsigned *unique, void *user);
	const char *(*about)(const char **path);
};

/* libespeak-ng opens a line to the computer's sound server whatever it is told: this name is found before that of libpcaudio,
 * and says that there is no sound device. */
void *create_audio_device_object(const char *device, const char *application, const char *description);
void *create_audio_device_object(const char *device, const char *application, const char *description)
{
	(void)device, (void)application, (void)description;
	return NULL;
}

/* The callback has no argument of its own: this process makes one sound and ends. */
static struct sounding { struct buf sound, cues; unsigned n_cues; int64_t samples; } now;

/* ITU-T G.711: 14 bits to 8. */
static unsigned char mu_law(int s)
{
	int sign = s < 0 ? 0x80 : 0, exponent = 7;
	s = (s < 0 ? -s : s) + 132;
	if (s > 32767)
		s = 32767;
	for (int mask = 0x4000; exponent > 0 && !(s & mask); mask >>= 1)
		exponent--;
	return (unsigned char)~(sign | exponent << 4 | (s >> (exponent + 3) & 15));
}

static void put32(struct buf *b, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		buf_byte(b, (char)(v >> 8 * i & 255));
}

static void put16(struct buf *b, unsigned v)
{
	buf_byte(b, (char)(v & 255));
	buf_byte(b, (char)(v >> 8 & 255));
}

static int heard(short *wave, int n, struct espeak_event *events)
{
	for (const struct espeak_event *v = events; v->type != EVENT_END; v++) {
		if (v->type != EVENT_WORD || v->text_position < 1)
			continue;
		uint32_t at = v->sample < 0 ? 0 : (uint32_t)v->sample;
		put32(&now.cues, (uint32_t)v->text_position - 1); /* its name */
		put32(&now.cues, at);
		buf_add(&now.cues, "data", 4);
		put32(&now.cues, 0);
		put32(&now.cues, 0);
		put32(&now.cues, at);
		now.n_cues++;
	}
	for (int i = 0; wave && i < n; i++)
		buf_byte(&now.sound, (char)mu_law(wave[i]));
	return now.sound.over;
}

static bool library(struct espeak *x)
{
	void *so = dlopen("libespeak-ng.so.1", RTLD_NOW | RTLD_LOCAL);
	if (!so)
		return false;
	*(void **)&x->start = dlsym(so, "espeak_Initialize");
	*(void **)&x->listen = dlsym(so, "espeak_SetSynthCallback");
	*(void **)&x->voice = dlsym(so, "espeak_SetVoiceByName");
	*(void **)&x->tune = dlsym(so, "espeak_SetParameter");
	*(void **)&x->say = dlsym(so, "espeak_Synth");
	*(void **)&x->about = dlsym(so, "espeak_Info");
	return x->start && x->listen && x->voice && x->tune && x->say && x->about;
}

static struct str wav(struct arena *a, int rate)
{
	struct buf b = buf_new(a, now.sound.n + now.cues.n + 200);
	struct str sound = buf_done(&now.sound), cues = buf_done(&now.cues);
	uint32_t odd = sound.n & 1;
	buf_z(&b, "RIFF");
	put32(&b, (uint32_t)(4 + 26 + 12 + 8 + sound.n + odd + 12 + cues.n));
	buf_z(&b, "WAVEfmt ");
	put32(&b, 18);
	put16(&b, 7); /* WAVE_FORMAT_MULAW */
	put16(&b, 1);
	put32(&b, (uint32_t)rate);
	put32(&b, (uint32_t)rate);
	put16(&b, 1);
	put16(&b, 8);
	put16(&b, 0);
	buf_z(&b, "fact");
	put32(&b, 4);
	put32(&b, (uint32_t)sound.n);
	buf_z(&b, "data");
	put32(&b, (uint32_t)sound.n);
	buf_str(&b, sound);
	if (odd)
		buf_byte(&b, '\xff');
	buf_z(&b, "cue ");
	put32(&b, (uint32_t)(4 + cues.n));
	put32(&b, now.n_cues);
	buf_str(&b, cues);
	return buf_done(&b);
}

/* Which of the languages of these pages have a voice here. */
static int voices(const struct espeak *x)
{
	for (int l = 0, n = 0; l < LANG_COUNT; l++)
		if (speech_voice((enum lang)l) && x->voice(speech_voice((enum lang)l)) == 0)
			printf("%s%s", n++ ? " " : "", LANGS[l].tag);
	printf("\n");
	return 0;
}

/* Taken as it is, not looked at. By read(2): a socket cannot be opened again as /dev/stdin. */
static bool given(struct arena *a, struct str *text)
{
	struct buf b = buf_new(a, SPEECH_TEXT_MAX + 1);
	char part[4096];
	ssize_t n;
	while ((n = read(STDIN_FILENO, part, sizeof part)) > 0 || (n < 0 && errno == EINTR))
		if (n > 0)
			buf_add(&b, part, (size_t)n);
	buf_byte(&b, '\0');
	*text = (struct str){b.p, b.n ? b.n - 1 : 0};
	return !b.over && text->n;
}

static int speak(struct arena *a, const struct args *args, const struct espeak *x, int rate, const char *folder)
{
	enum lang lang;
	struct str text;
	if (!args->n_words || !lang_parse(str_z(args->words[0]), &lang)) {
		fprintf(stderr, "trellis: say which language the text is in, such as: trellis speak es\n");
		return 2;
	}
	if (!speech_voice(lang) || x->voice(speech_voice(lang)) != 0) {
		fprintf(stderr, "trellis: there is no voice for %s on this computer.\n", LANGS[lang].name);
		return NO_VOICE;
	}
	(void)x->tune(PARAMETER_RATE, (int)args_int(args, "--rate", 150), 0);
	(void)x->tune(PARAMETER_PITCH, (int)args_int(args, "--pitch", 50), 0);
	x->listen(heard);
	if (!given(a, &text)) {
		fprintf(stderr, "trellis: give up to %d bytes of text on standard input.\n", SPEECH_TEXT_MAX);
		return 1;
	}
	now.sound = buf_new(a, (size_t)12 << 20);
	now.cues = buf_new(a, (size_t)1 << 20);
	if (!jail_tighten(folder)) {
		fprintf(stderr, "trellis: this computer does not let a process lock itself in (seccomp); no text is read aloud.\n");
		return 1;
	}
	if (x->say(text.p, text.n + 1, 0, POSITION_CHARACTER, 0, CHARS_UTF8, NULL, NULL) != 0 || now.sound.over || now.cues.over) {
		fprintf(stderr, "trellis: the text could not be read aloud.\n");
		return 1;
	}
	return file_write_all(STDOUT_FILENO, wav(a, rate)) ? 0 : 1;
}

static const struct arg_option options[] = {
	{"--rate", ARG_INT, "WORDS", "words a minute; 150 by default", 80, 450, false},
	{"--pitch", ARG_INT, "N", "0 deep to 100 high; 50 by default", 0, 100, false},
	{"--voices", ARG_FLAG, NULL, "says which languages have a voice on this computer", 0, 0, false},
	{0}};
static const struct arg_spec spec = {
	"speak", "[LANG]", 0, 1,
	"Reads a text from standard input and writes it, spoken by espeak-ng, as a WAV file to standard output; its cue points are the\n"
	"words. The server asks for this where a device has no voice in a language. Status 3: there is no voice.", options};

static int run(int argc, char **argv)
{
	struct args args;
	struct espeak x;
	const char *folder = NULL;
	struct arena *a = arena_new((size_t)128 << 20);
	if (!a)
		return 1;
	int status = args_read(a, &spec, argc, argv, &args), rate = 0;
	if (status < 0) {
		if (!library(&x) || (rate = x.start(SYNCHRONOUS, 200, NULL, 0)) <= 0) {
			fprintf(stderr, "trellis: this computer has no voices. Install the package espeak-ng.\n");
			status = NO_VOICE;
		} else {
			(void)x.about(&folder);
			status = args_has(&args, "--voices") ? voices(&x) : speak(a, &args, &x, rate, folder ? folder : "/usr/share");
		}
	}
	arena_free(a);
	return status;
}

COMMAND(speak) = {"speak", "LANG", "read a text aloud, for devices without a voice", run};
