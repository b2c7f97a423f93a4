#include "engine/needs/needs.h"

#define FLAG(name_, afa_, kind_, constructs_) \
	{.name = (name_), .afa = (afa_), .type = NEED_FLAG, .order = NEED_FIXED, .kind = (kind_), .constructs = (constructs_)}
#define NUMBER(name_, afa_, order_, kind_, min_, max_, unit_) \
	{.name = (name_), .afa = (afa_), .type = NEED_NUMBER, .order = (order_), .kind = (kind_), .min = (min_), \
		.max = (max_), .unit = (unit_)}
#define VALUE(name_, afa_, type_, order_, kind_, constructs_) \
	{.name = (name_), .afa = (afa_), .type = (type_), .order = (order_), .kind = (kind_), .constructs = (constructs_)}

/* Which kind a support is on a state test differs from state to state; these are the usual ones and the floor
 * below which no line can go. What plans say can raise it. */
static const struct need_term_info TERMS[NEED_TERMS] = {
	[NEED_MAGNIFICATION] = NUMBER("magnification", true, NEED_MORE, NEED_UNIVERSAL, 1, 20, "times"),
	[NEED_MAGNIFICATION_SCOPE] = {.name = "magnification/scope", .afa = true, .type = NEED_CHOICE, .order = NEED_TASTE,
		.kind = NEED_UNIVERSAL, .choices = {"all-content", "text", "non-text"}},
	[NEED_INVERT_DISPLAY_POLARITY] = FLAG("invert-display-polarity", true, NEED_DESIGNATED, 0),
	[NEED_HIGH_CONTRAST] = FLAG("high-contrast", true, NEED_DESIGNATED, 0),
	[NEED_FONT_SIZE] = NUMBER("text-appearance/font-size", true, NEED_MORE, NEED_UNIVERSAL, 8, 200, "px"),
	[NEED_FONT_FACE] = VALUE("text-appearance/font-face", true, NEED_TEXT, NEED_TASTE, NEED_UNIVERSAL, 0),
	[NEED_FONT_COLOR] = VALUE("text-appearance/font-color", true, NEED_COLOR, NEED_TASTE, NEED_DESIGNATED, 0),
	[NEED_BACKGROUND_COLOR] = VALUE("text-appearance/background-color", true, NEED_COLOR, NEED_TASTE, NEED_DESIGNATED, 0),
	[NEED_LINE_HEIGHT] = NUMBER("text-appearance/line-height", true, NEED_MORE, NEED_UNIVERSAL, 1, 5, "times"),
	[NEED_LETTER_SPACING] = NUMBER("text-appearance/letter-spacing", true, NEED_MORE, NEED_UNIVERSAL, 0, 2, "em"),
	[NEED_WORD_SPACING] = NUMBER("text-appearance/word-spacing", true, NEED_MORE, NEED_UNIVERSAL, 0, 4, "em"),
	[NEED_WRAPPING] = FLAG("text-appearance/wrapping", true, NEED_UNIVERSAL, 0),
	[NEED_LAYOUT_SINGLE_COLUMN] = FLAG("layout-single-column", true, NEED_UNIVERSAL, 0),
	[NEED_KEYWORD_EMPHASIS] = FLAG("keyword-emphasis", true, NEED_DESIGNATED, NEED_TEXT_COMPLEXITY),
	[NEED_REDUCED_MOTION] = FLAG("reduced-motion", false, NEED_UNIVERSAL, 0),
	[NEED_ONE_STEP_AT_A_TIME] = FLAG("one-step-at-a-time", false, NEED_UNIVERSAL, 0),
	[NEED_BREAK_REMINDER] = NUMBER("break-reminder", false, NEED_LESS, NEED_UNIVERSAL, 5, 120, "minutes"),
	[NEED_PICTURE_SUPPORT] = FLAG("picture-support", false, NEED_DESIGNATED, NEED_VOCABULARY),

	[NEED_LANGUAGE_OF_INTERFACE] = VALUE("language-of-interface", true, NEED_LANG, NEED_TASTE, NEED_UNIVERSAL, 0),
	[NEED_SECOND_LANGUAGE] = VALUE("second-language", false, NEED_LANG, NEED_TASTE, NEED_DESIGNATED,
		NEED_THIS_LANGUAGE | NEED_DECODING),
	[NEED_ITEM_TRANSLATION] = VALUE("item-translation", true, NEED_LANG, NEED_FIXED, NEED_DESIGNATED,
		NEED_THIS_LANGUAGE | NEED_DECODING),
	[NEED_KEYWORD_TRANSLATION] = {.name = "keyword-translation", .afa = true, .many = true, .type = NEED_LANG,
		.order = NEED_FIXED, .kind = NEED_DESIGNATED, .constructs = NEED_VOCABULARY | NEED_THIS_LANGUAGE},
	[NEED_SIGN_LANGUAGE] = {.name = "sign-language", .afa = true, .many = true, .type = NEED_LANG, .order = NEED_FIXED,
		.kind = NEED_ACCOMMODATION, .constructs = NEED_DECODING},
	[NEED_SIMPLIFIED_LANGUAGE_PORTIONS] = FLAG("simplified-language-portions", true, NEED_DESIGNATED, NEED_TEXT_COMPLEXITY),
	[NEED_LINGUISTIC_GUIDANCE] = FLAG("linguistic-guidance", true, NEED_DESIGNATED, NEED_THIS_LANGUAGE),

	[NEED_SPOKEN] = {.name = "spoken", .afa = true, .type = NEED_CHOICE, .order = NEED_TASTE, .kind = NEED_DESIGNATED,
		.constructs = NEED_DECODING, .choices = {"computer-read-aloud", "screen-reader"}},
	[NEED_SPEECH_RATE] = NUMBER("spoken/speech-rate", true, NEED_TASTE, NEED_UNIVERSAL, 40, 600, "words a minute"),
	[NEED_SPEECH_PITCH] = NUMBER("spoken/pitch", true, NEED_TASTE, NEED_UNIVERSAL, 0, 1, "share"),
	[NEED_SPEECH_VOLUME] = NUMBER("spoken/volume", true, NEED_TASTE, NEED_UNIVERSAL, 0, 1, "share"),
	[NEED_LINK_INDICATION] = {.name = "spoken/link-indication", .afa = true, .type = NEED_CHOICE, .order = NEED_TASTE,
		.kind = NEED_UNIVERSAL, .choices = {"speak-link", "different-voice", "sound-effect", "none"}},
	[NEED_HUMAN_READER] = FLAG("human-reader", false, NEED_ACCOMMODATION, NEED_DECODING),
	[NEED_CAPTIONS] = FLAG("captions", true, NEED_UNIVERSAL, NEED_LISTENING),
	[NEED_TRANSCRIPT] = FLAG("transcript", true, NEED_UNIVERSAL, NEED_LISTENING),
	[NEED_AUDIO_DESCRIPTION] = FLAG("audio-description", true, NEED_ACCOMMODATION, 0),
	[NEED_ALTERNATIVE_TEXT] = FLAG("alternative-text", true, NEED_UNIVERSAL, 0),
	[NEED_LONG_DESCRIPTION] = FLAG("long-description", true, NEED_UNIVERSAL, 0),
	[NEED_BRAILLE] = {.name = "braille", .afa = true, .type = NEED_CHOICE, .order = NEED_FIXED,
		.kind = NEED_ACCOMMODATION, .choices = {"refreshable", "embossed"}},
	[NEED_BRAILLE_GRADE] = {.name = "braille/grade", .afa = true, .type = NEED_CHOICE, .order = NEED_TASTE,
		.kind = NEED_UNIVERSAL, .choices = {"uncontracted", "contracted"}},
	[NEED_BRAILLE_LANGUAGE] = VALUE("braille/language", true, NEED_LANG, NEED_TASTE, NEED_UNIVERSAL, 0),
	[NEED_TACTILE] = FLAG("tactile", true, NEED_ACCOMMODATION, 0),
	[NEED_SIMPLIFIED_GRAPHICS] = FLAG("simplified-graphics", true, NEED_DESIGNATED, NEED_READING_GRAPHICS),
	[NEED_GLOSSARY_ON_SCREEN] = FLAG("glossary-on-screen", true, NEED_UNIVERSAL, NEED_VOCABULARY),
	[NEED_ADDITIONAL_DIRECTIONS] = FLAG("additional-directions", true, NEED_UNIVERSAL, 0),
	[NEED_KEYBOARD_DIRECTIONS] = FLAG("keyboard-directions", true, NEED_UNIVERSAL, 0),

	[NEED_LINE_READER] = FLAG("line-reader", true, NEED_UNIVERSAL, 0),
	[NEED_LINE_READER_COLOR] = VALUE("line-reader/highlight-color", true, NEED_COLOR, NEED_TASTE, NEED_UNIVERSAL, 0),
	[NEED_ANSWER_MASKING] = FLAG("answer-masking", true, NEED_DESIGNATED, 0),
	[NEED_CALCULATOR] = {.name = "calculator-on-screen", .afa = true, .type = NEED_CHOICE, .order = NEED_FIXED,
		.kind = NEED_UNIVERSAL, .constructs = NEED_COMPUTATION, .choices = {"basic", "standard", "scientific", "graphing"}},
	[NEED_DICTIONARY] = FLAG("dictionary-on-screen", true, NEED_UNIVERSAL, NEED_VOCABULARY | NEED_SPELLING),
	[NEED_THESAURUS] = FLAG("thesaurus-on-screen", true, NEED_UNIVERSAL, NEED_VOCABULARY),
	[NEED_SPELL_CHECKER] = FLAG("spell-checker-on-screen", true, NEED_UNIVERSAL, NEED_SPELLING),
	[NEED_HOMOPHONE_CHECKER] = FLAG("homophone-checker-on-screen", true, NEED_UNIVERSAL, NEED_SPELLING),
	[NEED_NOTE_TAKING] = FLAG("note-taking-on-screen", true, NEED_UNIVERSAL, 0),
	[NEED_OUTLINER] = FLAG("outliner-on-screen", true, NEED_UNIVERSAL, 0),
	[NEED_VISUAL_ORGANIZER] = FLAG("visual-organizer-on-screen", true, NEED_UNIVERSAL, 0),
	[NEED_PEER_INTERACTION] = FLAG("peer-interaction-on-screen", true, NEED_DESIGNATED, 0),
	[NEED_ENCOURAGEMENT] = FLAG("encouragement", true, NEED_UNIVERSAL, 0),
	[NEED_DICTATION] = FLAG("dictation", false, NEED_ACCOMMODATION, NEED_SPELLING | NEED_TRANSCRIPTION),
	[NEED_SCRIBE] = FLAG("scribe", false, NEED_ACCOMMODATION, NEED_SPELLING | NEED_TRANSCRIPTION),
	[NEED_WORD_PREDICTION] = FLAG("word-prediction", false, NEED_DESIGNATED, NEED_SPELLING | NEED_TRANSCRIPTION),

	[NEED_ADDITIONAL_TIME] = {.name = "additional-testing-time", .afa = true, .type = NEED_TIME, .order = NEED_MORE,
		.kind = NEED_ACCOMMODATION, .constructs = NEED_SPEED},
	[NEED_ENVIRONMENT] = {.name = "environment", .afa = true, .many = true, .type = NEED_CHOICE, .order = NEED_FIXED,
		.kind = NEED_DESIGNATED, .choices = {"breaks", "reduced-distraction", "separate-setting", "small-group",
		"special-lighting", "special-furniture", "time-of-day"}},
	[NEED_INPUT] = {.name = "input-requirements", .afa = true, .many = true, .type = NEED_CHOICE, .order = NEED_FIXED,
		.kind = NEED_UNIVERSAL, .choices = {"keyboard", "mouse", "switch", "touch", "voice", "video"}},
	[NEED_HAZARD_AVOIDANCE] = {.name = "hazard-avoidance", .afa = true, .many = true, .type = NEED_CHOICE,
		.order = NEED_FIXED, .kind = NEED_UNIVERSAL, .choices = {"flashing", "sound", "motion-simulation"}},

	[NEED_PRINT_SIZE] = NUMBER("print-size", false, NEED_MORE, NEED_DESIGNATED, 10, 96, "pt"),
	[NEED_ITEMS_PER_PAGE] = NUMBER("items-per-page", false, NEED_LESS, NEED_UNIVERSAL, 1, 50, "items"),
	[NEED_ANSWER_SPACE] = NUMBER("answer-space", false, NEED_MORE, NEED_UNIVERSAL, 1, 6, "times"),

	[NEED_FEWER_CHOICES] = NUMBER("fewer-answer-choices", false, NEED_LESS, NEED_MODIFICATION, 2, 10, "choices"),
	[NEED_SHORTER_WORK] = NUMBER("shorter-work", false, NEED_LESS, NEED_MODIFICATION, 0.1, 1, "share"),
	[NEED_OTHER_STANDARD] = FLAG("other-standard", false, NEED_MODIFICATION, 0),
};

const struct need_term_info *need_term_info(enum need_term term)
{
	return (unsigned)term < NEED_TERMS ? &TERMS[term] : NULL;
}

bool need_term_parse(struct str name, enum need_term *out)
{
	for (unsigned i = 0; i < NEED_TERMS; i++) {
		if (str_eqz(name, TERMS[i].name)) {
			*out = (enum need_term)i;
			return true;
		}
	}
	return false;
}

static const char *const CONSTRUCTS[] = {"decoding", "computation", "spelling", "vocabulary", "listening", "this-language",
	"text-complexity", "speed", "transcription", "reading-graphics"};
#define N_CONSTRUCTS (sizeof CONSTRUCTS / sizeof *CONSTRUCTS)

const char *need_construct_name(unsigned construct)
{
	for (unsigned i = 0; i < N_CONSTRUCTS; i++) {
		if (construct == 1u << i)
			return CONSTRUCTS[i];
	}
	return NULL;
}

bool need_construct_parse(struct str name, unsigned *out)
{
	for (unsigned i = 0; i < N_CONSTRUCTS; i++) {
		if (str_eqz(name, CONSTRUCTS[i])) {
			*out = 1u << i;
			return true;
		}
	}
	return false;
}

const char *need_why_name(enum need_why why)
{
	static const char *const names[NEED_WHYS] = {"required-stays", "plan-asks-more", "plan-decides", "more-support",
		"source-order", "later-line", "required-first", "own-choice", "plan-first", "bad-value", "prohibited", "assessed",
		"team-only", "plan-only", "not-on-state-test", "expired", "not-yet", "other-setting", "other-medium"};
	return (unsigned)why < NEED_WHYS ? names[why] : NULL;
}
