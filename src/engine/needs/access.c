#include "engine/needs/access.h"

#include <string.h>

#define BIT(f) (UINT64_C(1) << (f))

struct word {
	const char *name;
	unsigned value;
};

static const struct word MODES[] = {{"auditory", ACCESS_AUDITORY}, {"tactile", ACCESS_TACTILE}, {"textual", ACCESS_TEXTUAL},
	{"visual", ACCESS_VISUAL}, {"chartOnVisual", ACCESS_CHART_ON_VISUAL | ACCESS_VISUAL},
	{"chemOnVisual", ACCESS_CHEM_ON_VISUAL | ACCESS_VISUAL}, {"colorDependent", ACCESS_COLOR_DEPENDENT | ACCESS_VISUAL},
	{"diagramOnVisual", ACCESS_DIAGRAM_ON_VISUAL | ACCESS_VISUAL}, {"mathOnVisual", ACCESS_MATH_ON_VISUAL | ACCESS_VISUAL},
	{"musicOnVisual", ACCESS_MUSIC_ON_VISUAL | ACCESS_VISUAL}, {"textOnVisual", ACCESS_TEXT_ON_VISUAL | ACCESS_VISUAL}};

static const struct word HAZARDS[] = {{"flashing", ACCESS_FLASHING}, {"flashingHazard", ACCESS_FLASHING},
	{"motionSimulation", ACCESS_MOTION_SIMULATION}, {"motionSimulationHazard", ACCESS_MOTION_SIMULATION},
	{"sound", ACCESS_SOUND}, {"soundHazard", ACCESS_SOUND}};

static const struct word SAFE[] = {{"noFlashingHazard", ACCESS_FLASHING}, {"noMotionSimulationHazard", ACCESS_MOTION_SIMULATION},
	{"noSoundHazard", ACCESS_SOUND}, {"none", ACCESS_FLASHING | ACCESS_MOTION_SIMULATION | ACCESS_SOUND},
	{"unknown", 0}, {"unknownFlashingHazard", 0}, {"unknownMotionSimulationHazard", 0}, {"unknownSoundHazard", 0}};

static const struct word CONTROLS[] = {{"fullKeyboardControl", ACCESS_KEYBOARD}, {"fullMouseControl", ACCESS_MOUSE},
	{"fullSwitchControl", ACCESS_SWITCH}, {"fullTouchControl", ACCESS_TOUCH}, {"fullVoiceControl", ACCESS_VOICE},
	{"fullVideoControl", ACCESS_VIDEO}};

static const char *const FEATURES[ACCESS_FEATURES] = {"ARIA", "index", "pageBreakMarkers", "pageNavigation", "readingOrder",
	"structuralNavigation", "tableOfContents", "taggedPDF", "alternativeText", "audioDescription", "closedCaptions",
	"openCaptions", "describedMath", "longDescription", "signLanguage", "transcript", "displayTransformability",
	"synchronizedAudioText", "timingControl", "unlocked", "ChemML", "latex", "latex-chemistry", "MathML",
	"MathML-chemistry", "ttsMarkup", "highContrastAudio", "highContrastDisplay", "largePrint", "braille",
	"tactileGraphic", "tactileObject", "fullRubyAnnotations", "rubyAnnotations", "horizontalWriting", "verticalWriting",
	"withAdditionalWordSegmentation", "withoutAdditionalWordSegmentation"};

/* Spellings that were once right. */
static const struct word OLD_FEATURES[] = {{"captions", ACCESS_F_CLOSED_CAPTIONS}, {"printPageNumbers", ACCESS_F_PAGE_BREAK_MARKERS},
	{"bookmarks", ACCESS_F_TABLE_OF_CONTENTS}};

#define FIND(list, s, out) find((list), sizeof(list) / sizeof *(list), (s), (out))

static bool find(const struct word *list, size_t n, struct str s, unsigned *out)
{
	for (size_t i = 0; i < n; i++) {
		if (str_ieqz(s, list[i].name)) {
			*out = list[i].value;
			return true;
		}
	}
	return false;
}

const char *access_feature_name(enum access_feature f)
{
	return (unsigned)f < ACCESS_FEATURES ? FEATURES[f] : NULL;
}

/* ---- reading metadata ---- */

static bool add_way(struct access_meta *m, struct str list)
{
	unsigned way = 0, mode;
	while (list.n) {
		struct str one = str_trim(str_cut(&list, ','));
		if (!FIND(MODES, one, &mode))
			return false;
		way |= mode & ACCESS_SENSES;
	}
	if (!way)
		return false;
	for (size_t i = 0; i < m->n_ways; i++) {
		if (m->ways[i] == way)
			return true;
	}
	if (m->n_ways == ACCESS_WAYS)
		return false;
	m->ways[m->n_ways++] = way;
	return true;
}

static bool add_feature(struct access_meta *m, struct str value)
{
	if (str_ieqz(value, "unknown"))
		return true;
	unsigned f;
	if (FIND(OLD_FEATURES, value, &f)) {
		m->features |= BIT(f);
		return m->features_known = true;
	}
	if (str_ieqz(value, "none"))
		return m->features_known = true;
	/* "highContrastDisplay/7" and the like say more after a slash. */
	struct str rest = value, name = str_cut(&rest, '/');
	for (f = 0; f < ACCESS_FEATURES; f++) {
		if (str_ieqz(name, FEATURES[f])) {
			m->features |= BIT(f);
			return m->features_known = true;
		}
	}
	return false;
}

bool access_add(struct access_meta *m, struct str property, struct str value)
{
	unsigned x;
	value = str_trim(value);
	if (str_eqz(property, "accessMode")) {
		if (!FIND(MODES, value, &x))
			return false;
		m->modes |= x;
		return true;
	}
	if (str_eqz(property, "accessModeSufficient"))
		return add_way(m, value);
	if (str_eqz(property, "accessibilityFeature"))
		return add_feature(m, value);
	if (str_eqz(property, "accessibilityHazard")) {
		if (FIND(HAZARDS, value, &x))
			m->hazards |= x;
		else if (FIND(SAFE, value, &x))
			m->safe |= x;
		else
			return false;
		return true;
	}
	if (str_eqz(property, "accessibilityControl")) {
		if (!FIND(CONTROLS, value, &x))
			return false;
		m->controls |= x;
		return m->controls_known = true;
	}
	if (str_eqz(property, "inLanguage") && value.n && m->n_langs < ACCESS_LANGS) {
		m->langs[m->n_langs++] = value;
		return true;
	}
	return false;
}

/* ---- platform ---- */

void access_platform_add(struct access_platform *p, enum need_term term)
{
	p->terms[term / 64] |= UINT64_C(1) << (term % 64);
}

bool access_platform_has(const struct access_platform *p, enum need_term term)
{
	return p->terms[term / 64] >> (term % 64) & 1;
}

struct access_platform access_platform_own(void)
{
	static const enum need_term own[] = {NEED_MAGNIFICATION, NEED_INVERT_DISPLAY_POLARITY, NEED_HIGH_CONTRAST,
		NEED_FONT_SIZE, NEED_FONT_FACE, NEED_FONT_COLOR, NEED_BACKGROUND_COLOR, NEED_LINE_HEIGHT, NEED_LETTER_SPACING,
		NEED_WORD_SPACING, NEED_WRAPPING, NEED_LAYOUT_SINGLE_COLUMN, NEED_REDUCED_MOTION, NEED_ONE_STEP_AT_A_TIME, NEED_BREAK_REMINDER,
		NEED_SPOKEN, NEED_ANSWER_MASKING, NEED_ADDITIONAL_TIME, NEED_PRINT_SIZE, NEED_ITEMS_PER_PAGE, NEED_ANSWER_SPACE};
	struct access_platform p = {{0}};
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		access_platform_add(&p, own[i]);
	return p;
}

const char *access_fit_name(enum access_fit f)
{
	static const char *const names[] = {"yes", "with-platform-tool", "partly", "unknown", "no"};
	return (unsigned)f < sizeof names / sizeof *names ? names[f] : NULL;
}

const char *access_why_name(enum access_why w)
{
	static const char *const names[ACCESS_WHYS] = {"feature", "way", "not-there", "tool", "instead", "image-text", "missing",
		"not-said", "hazard", "no-way", "language"};
	return (unsigned)w < ACCESS_WHYS ? names[w] : NULL;
}

/* ---- one need ---- */

struct match {
	const struct access_meta *m;
	const struct access_platform *p;
	struct access_verdict verdict;
	struct access_reason *reasons;
	size_t max;
};

static struct access_reason say(enum access_fit fit, enum access_why why)
{
	return (struct access_reason){.fit = fit, .why = why};
}

static bool has(const struct access_meta *m, enum access_feature f)
{
	return m->features & BIT(f);
}

static struct access_reason by_feature(enum access_feature f)
{
	return (struct access_reason){.fit = ACCESS_FITS, .why = ACCESS_WHY_FEATURE, .feature = f};
}

static struct access_reason instead(enum access_feature f)
{
	return (struct access_reason){.fit = ACCESS_PARTLY, .why = ACCESS_WHY_INSTEAD, .feature = f};
}

/* Not met by anything that was said: a barrier when features were listed, else unknown. */
static struct access_reason lacking(const struct access_meta *m)
{
	return m->features_known ? say(ACCESS_BARRIER, ACCESS_WHY_MISSING) : say(ACCESS_UNKNOWN, ACCESS_WHY_NOT_SAID);
}

static bool way_within(const struct access_meta *m, unsigned senses)
{
	for (size_t i = 0; i < m->n_ways; i++) {
		if (!(m->ways[i] & ~senses))
			return true;
	}
	return false;
}

static bool without(const struct access_meta *m, unsigned mode)
{
	return m->modes && !(m->modes & mode);
}

/* The first of the features that is there. */
static bool any_of(const struct access_meta *m, const enum access_feature *f, size_t n, enum access_feature *out)
{
	for (size_t i = 0; i < n; i++) {
		if (has(m, f[i])) {
			*out = f[i];
			return true;
		}
	}
	return false;
}
#define ANY_OF(m, out, ...) \
	any_of((m), (const enum access_feature[]){__VA_ARGS__}, \
		sizeof((const enum access_feature[]){__VA_ARGS__}) / sizeof(enum access_feature), (out))

static struct access_reason hearing(const struct match *x, const struct need *n)
{
	const struct access_meta *m = x->m;
	enum access_feature f;
	if (n->term == NEED_SIGN_LANGUAGE) {
		if (!has(m, ACCESS_F_SIGN_LANGUAGE))
			return lacking(m);
		for (size_t i = 0; i < m->n_signs; i++) {
			if (str_eq(m->signs[i], n->value.text))
				return by_feature(ACCESS_F_SIGN_LANGUAGE);
		}
		return m->n_signs ? say(ACCESS_BARRIER, ACCESS_WHY_LANGUAGE) : say(ACCESS_UNKNOWN, ACCESS_WHY_NOT_SAID);
	}
	if (without(m, ACCESS_AUDITORY))
		return say(ACCESS_FITS, ACCESS_WHY_NOT_THERE);
	if (n->term == NEED_CAPTIONS) {
		if (ANY_OF(m, &f, ACCESS_F_CLOSED_CAPTIONS, ACCESS_F_OPEN_CAPTIONS))
			return by_feature(f);
		return has(m, ACCESS_F_TRANSCRIPT) ? instead(ACCESS_F_TRANSCRIPT) : lacking(m);
	}
	if (has(m, ACCESS_F_TRANSCRIPT))
		return by_feature(ACCESS_F_TRANSCRIPT);
	return ANY_OF(m, &f, ACCESS_F_CLOSED_CAPTIONS, ACCESS_F_OPEN_CAPTIONS) ? instead(f) : lacking(m);
}

static struct access_reason seeing(const struct match *x, const struct need *n)
{
	const struct access_meta *m = x->m;
	enum access_feature f;
	if (n->term == NEED_BRAILLE) {
		bool embossed = str_eqz(n->value.text, "embossed");
		if (has(m, ACCESS_F_BRAILLE))
			return by_feature(ACCESS_F_BRAILLE);
		if (way_within(m, ACCESS_TACTILE) || (!embossed && way_within(m, ACCESS_TEXTUAL))) {
			bool image_math = m->modes & ACCESS_MATH_ON_VISUAL && !has(m, ACCESS_F_MATH_ML);
			return image_math ? say(ACCESS_PARTLY, ACCESS_WHY_IMAGE_TEXT) : say(ACCESS_FITS, ACCESS_WHY_WAY);
		}
		return lacking(m);
	}
	if (without(m, ACCESS_VISUAL))
		return say(ACCESS_FITS, ACCESS_WHY_NOT_THERE);
	bool told = n->term == NEED_ALTERNATIVE_TEXT  ? ANY_OF(m, &f, ACCESS_F_ALTERNATIVE_TEXT)
	    : n->term == NEED_LONG_DESCRIPTION        ? ANY_OF(m, &f, ACCESS_F_LONG_DESCRIPTION, ACCESS_F_DESCRIBED_MATH)
	    : n->term == NEED_TACTILE                 ? ANY_OF(m, &f, ACCESS_F_TACTILE_GRAPHIC, ACCESS_F_TACTILE_OBJECT)
	                                              : ANY_OF(m, &f, ACCESS_F_AUDIO_DESCRIPTION);
	if (told)
		return by_feature(f);
	if (way_within(m, ACCESS_TEXTUAL) || way_within(m, ACCESS_AUDITORY) || way_within(m, ACCESS_TACTILE))
		return say(ACCESS_FITS, ACCESS_WHY_WAY);
	if (n->term == NEED_LONG_DESCRIPTION && has(m, ACCESS_F_ALTERNATIVE_TEXT))
		return instead(ACCESS_F_ALTERNATIVE_TEXT);
	return lacking(m);
}

static struct access_reason reading_aloud(const struct match *x, const struct need *n)
{
	const struct access_meta *m = x->m;
	if (has(m, ACCESS_F_SYNCHRONIZED_AUDIO_TEXT))
		return by_feature(ACCESS_F_SYNCHRONIZED_AUDIO_TEXT);
	if (way_within(m, ACCESS_AUDITORY))
		return say(ACCESS_FITS, ACCESS_WHY_WAY);
	bool text = way_within(m, ACCESS_TEXTUAL)
		|| (!m->n_ways && m->modes & ACCESS_TEXTUAL && !(m->modes & ACCESS_TEXT_ON_VISUAL));
	if (!text)
		return m->n_ways || without(m, ACCESS_TEXTUAL) ? say(ACCESS_BARRIER, ACCESS_WHY_MISSING)
		                                               : say(ACCESS_UNKNOWN, ACCESS_WHY_NOT_SAID);
	if (access_platform_has(x->p, NEED_SPOKEN))
		return say(ACCESS_FITS_WITH_TOOL, ACCESS_WHY_TOOL);
	/* A screen reader is the learner's own and reads any text. */
	if (str_eqz(n->value.text, "screen-reader"))
		return say(ACCESS_FITS, ACCESS_WHY_WAY);
	return say(ACCESS_BARRIER, ACCESS_WHY_MISSING);
}

static struct access_reason display(const struct match *x, const struct need *n)
{
	const struct access_meta *m = x->m;
	bool contrast = n->term == NEED_HIGH_CONTRAST || n->term == NEED_INVERT_DISPLAY_POLARITY;
	struct access_reason r;
	if (contrast && has(m, ACCESS_F_HIGH_CONTRAST_DISPLAY))
		return by_feature(ACCESS_F_HIGH_CONTRAST_DISPLAY);
	if (n->term == NEED_PRINT_SIZE && has(m, ACCESS_F_LARGE_PRINT))
		return by_feature(ACCESS_F_LARGE_PRINT);
	if (has(m, ACCESS_F_DISPLAY_TRANSFORMABILITY))
		r = by_feature(ACCESS_F_DISPLAY_TRANSFORMABILITY);
	else if (access_platform_has(x->p, n->term))
		r = say(ACCESS_FITS_WITH_TOOL, ACCESS_WHY_TOOL);
	else
		return lacking(m);
	return m->modes & ACCESS_TEXT_ON_VISUAL && n->term != NEED_MAGNIFICATION ? say(ACCESS_PARTLY, ACCESS_WHY_IMAGE_TEXT) : r;
}

static struct access_reason hazard(const struct match *x, const struct need *n)
{
	const struct access_meta *m = x->m;
	unsigned h = str_eqz(n->value.text, "flashing") ? ACCESS_FLASHING
	    : str_eqz(n->value.text, "sound")           ? ACCESS_SOUND
	                                                : ACCESS_MOTION_SIMULATION;
	if (m->hazards & h)
		return say(ACCESS_BARRIER, ACCESS_WHY_HAZARD);
	if (m->safe & h || (h == ACCESS_SOUND && without(m, ACCESS_AUDITORY)))
		return say(ACCESS_FITS, ACCESS_WHY_NOT_THERE);
	return say(ACCESS_UNKNOWN, ACCESS_WHY_NOT_SAID);
}

static struct access_reason control(const struct match *x, const struct need *n)
{
	const struct need_term_info *t = need_term_info(NEED_INPUT);
	unsigned bit = 1;
	for (size_t i = 0; t->choices[i] && !str_eqz(n->value.text, t->choices[i]); i++)
		bit <<= 1;
	if (x->m->controls & bit)
		return say(ACCESS_FITS, ACCESS_WHY_WAY);
	return x->m->controls_known ? say(ACCESS_BARRIER, ACCESS_WHY_MISSING) : say(ACCESS_UNKNOWN, ACCESS_WHY_NOT_SAID);
}

static struct access_reason language(const struct match *x, const struct need *n)
{
	const struct access_meta *m = x->m;
	for (size_t i = 0; i < m->n_langs; i++) {
		if (str_eq(m->langs[i], n->value.text))
			return say(ACCESS_FITS, ACCESS_WHY_LANGUAGE);
	}
	return m->n_langs ? say(ACCESS_BARRIER, ACCESS_WHY_LANGUAGE) : say(ACCESS_UNKNOWN, ACCESS_WHY_NOT_SAID);
}

static struct access_reason timing(const struct match *x)
{
	if (x->m->timed == ACCESS_NOT_TIMED)
		return say(ACCESS_FITS, ACCESS_WHY_NOT_THERE);
	if (has(x->m, ACCESS_F_TIMING_CONTROL))
		return by_feature(ACCESS_F_TIMING_CONTROL);
	if (access_platform_has(x->p, NEED_ADDITIONAL_TIME))
		return say(ACCESS_FITS_WITH_TOOL, ACCESS_WHY_TOOL);
	return x->m->timed == ACCESS_TIMED ? lacking(x->m) : say(ACCESS_UNKNOWN, ACCESS_WHY_NOT_SAID);
}

/* Tools and wordings that schema.org has no value for: the platform has them, or nobody has said. */
static struct access_reason tool(const struct match *x, const struct need *n)
{
	if (n->term == NEED_REDUCED_MOTION && x->m->safe & ACCESS_MOTION_SIMULATION)
		return say(ACCESS_FITS, ACCESS_WHY_NOT_THERE);
	return access_platform_has(x->p, n->term) ? say(ACCESS_FITS_WITH_TOOL, ACCESS_WHY_TOOL)
	                                          : say(ACCESS_UNKNOWN, ACCESS_WHY_NOT_SAID);
}

enum topic { SKIP, HEARING, SEEING, ALOUD, DISPLAY, HAZARD, CONTROL, LANGUAGE, TIMING, TOOL };

/* Which question a term asks of a resource. SKIP: attributes of other terms, and what people and places give. */
static const unsigned char TOPICS[NEED_TERMS] = {
	[NEED_CAPTIONS] = HEARING, [NEED_TRANSCRIPT] = HEARING, [NEED_SIGN_LANGUAGE] = HEARING,
	[NEED_BRAILLE] = SEEING, [NEED_ALTERNATIVE_TEXT] = SEEING, [NEED_LONG_DESCRIPTION] = SEEING,
	[NEED_AUDIO_DESCRIPTION] = SEEING, [NEED_TACTILE] = SEEING,
	[NEED_SPOKEN] = ALOUD,
	[NEED_MAGNIFICATION] = DISPLAY, [NEED_INVERT_DISPLAY_POLARITY] = DISPLAY, [NEED_HIGH_CONTRAST] = DISPLAY,
	[NEED_FONT_SIZE] = DISPLAY, [NEED_FONT_FACE] = DISPLAY, [NEED_FONT_COLOR] = DISPLAY, [NEED_BACKGROUND_COLOR] = DISPLAY,
	[NEED_LINE_HEIGHT] = DISPLAY, [NEED_LETTER_SPACING] = DISPLAY, [NEED_WORD_SPACING] = DISPLAY, [NEED_WRAPPING] = DISPLAY,
	[NEED_LAYOUT_SINGLE_COLUMN] = DISPLAY, [NEED_PRINT_SIZE] = DISPLAY,
	[NEED_HAZARD_AVOIDANCE] = HAZARD,
	[NEED_INPUT] = CONTROL,
	[NEED_ITEM_TRANSLATION] = LANGUAGE,
	[NEED_ADDITIONAL_TIME] = TIMING,
	[NEED_KEYWORD_EMPHASIS] = TOOL, [NEED_REDUCED_MOTION] = TOOL, [NEED_ONE_STEP_AT_A_TIME] = TOOL, [NEED_BREAK_REMINDER] = TOOL, [NEED_PICTURE_SUPPORT] = TOOL,
	[NEED_KEYWORD_TRANSLATION] = TOOL, [NEED_SIMPLIFIED_LANGUAGE_PORTIONS] = TOOL, [NEED_LINGUISTIC_GUIDANCE] = TOOL,
	[NEED_SIMPLIFIED_GRAPHICS] = TOOL, [NEED_GLOSSARY_ON_SCREEN] = TOOL, [NEED_ADDITIONAL_DIRECTIONS] = TOOL,
	[NEED_KEYBOARD_DIRECTIONS] = TOOL, [NEED_LINE_READER] = TOOL, [NEED_ANSWER_MASKING] = TOOL, [NEED_CALCULATOR] = TOOL,
	[NEED_DICTIONARY] = TOOL, [NEED_THESAURUS] = TOOL, [NEED_SPELL_CHECKER] = TOOL, [NEED_HOMOPHONE_CHECKER] = TOOL,
	[NEED_NOTE_TAKING] = TOOL, [NEED_OUTLINER] = TOOL, [NEED_VISUAL_ORGANIZER] = TOOL, [NEED_DICTATION] = TOOL,
	[NEED_ITEMS_PER_PAGE] = TOOL, [NEED_ANSWER_SPACE] = TOOL,
};

static struct access_reason answer(const struct match *x, const struct need *n)
{
	switch ((enum topic)TOPICS[n->term]) {
	case HEARING:
		return hearing(x, n);
	case SEEING:
		return seeing(x, n);
	case ALOUD:
		return reading_aloud(x, n);
	case DISPLAY:
		return display(x, n);
	case HAZARD:
		return hazard(x, n);
	case CONTROL:
		return control(x, n);
	case LANGUAGE:
		return language(x, n);
	case TIMING:
		return timing(x);
	case TOOL:
		return tool(x, n);
	case SKIP:
		break;
	}
	return say(ACCESS_FITS, ACCESS_WHY_NOT_THERE);
}

/* ---- all of them ---- */

static void note(struct match *x, struct access_reason r)
{
	if (r.required) {
		if (r.fit > x->verdict.fit)
			x->verdict.fit = r.fit;
	} else {
		x->verdict.wished++;
		x->verdict.met += r.fit <= ACCESS_FITS_WITH_TOOL;
	}
	if (x->verdict.n_reasons < x->max)
		x->reasons[x->verdict.n_reasons] = r;
	x->verdict.n_reasons++;
}

static unsigned senses_of(const struct needs *n)
{
	unsigned senses = ACCESS_SENSES;
	for (size_t i = 0; i < n->n; i++) {
		const struct need *x = &n->list[i];
		if (!x->required || x->set == NEED_OFF)
			continue;
		if (x->term == NEED_CAPTIONS || x->term == NEED_TRANSCRIPT || x->term == NEED_SIGN_LANGUAGE)
			senses &= ~(unsigned)ACCESS_AUDITORY;
		if (x->term == NEED_BRAILLE || x->term == NEED_AUDIO_DESCRIPTION || x->term == NEED_TACTILE
			|| (x->term == NEED_SPOKEN && str_eqz(x->value.text, "screen-reader")))
			senses &= ~(unsigned)ACCESS_VISUAL;
	}
	return senses;
}

static struct access_reason ways(const struct access_meta *m, unsigned senses)
{
	if (m->n_ways)
		return way_within(m, senses) ? say(ACCESS_FITS, ACCESS_WHY_WAY) : say(ACCESS_BARRIER, ACCESS_WHY_NO_WAY);
	unsigned beyond = m->modes & ACCESS_SENSES & ~senses;
	enum access_feature f;
	if (beyond & ACCESS_AUDITORY
		&& ANY_OF(m, &f, ACCESS_F_CLOSED_CAPTIONS, ACCESS_F_OPEN_CAPTIONS, ACCESS_F_TRANSCRIPT, ACCESS_F_SIGN_LANGUAGE))
		beyond &= ~(unsigned)ACCESS_AUDITORY;
	if (beyond & ACCESS_VISUAL && ANY_OF(m, &f, ACCESS_F_ALTERNATIVE_TEXT, ACCESS_F_LONG_DESCRIPTION, ACCESS_F_AUDIO_DESCRIPTION))
		beyond &= ~(unsigned)ACCESS_VISUAL;
	return m->modes && !beyond ? say(ACCESS_FITS, ACCESS_WHY_WAY) : say(ACCESS_UNKNOWN, ACCESS_WHY_NOT_SAID);
}

struct access_verdict access_match(const struct access_meta *m, const struct needs *n, const struct access_platform *p,
	unsigned senses, struct access_reason *reasons, size_t max)
{
	struct match x = {.m = m, .p = p, .reasons = reasons, .max = reasons ? max : 0};
	if (!senses)
		senses = senses_of(n);
	if ((senses & ACCESS_SENSES) != ACCESS_SENSES) {
		struct access_reason r = ways(m, senses);
		r.term = NEED_TERMS;
		r.required = true;
		note(&x, r);
	}
	for (size_t i = 0; i < n->n; i++) {
		const struct need *one = &n->list[i];
		if (one->set == NEED_OFF || TOPICS[one->term] == SKIP)
			continue;
		struct access_reason r = answer(&x, one);
		r.term = one->term;
		/* What harms, and how one can act at all, is never a mere preference. */
		r.required = one->required || one->term == NEED_HAZARD_AVOIDANCE || one->term == NEED_INPUT;
		r.value = one->value.text;
		note(&x, r);
	}
	return x.verdict;
}
