#include "school/plan/need_words.h"
#include "school/plan/needs.h"

#include <string.h>

/* In the order of the terms; the last is the end of the list. */
const struct choice NEED_CHOICES[NEED_TERMS + 1] = {
	[NEED_MAGNIFICATION] = {"magnification", N_("Everything larger")},
	[NEED_MAGNIFICATION_SCOPE] = {"magnification/scope", N_("What is made larger")},
	[NEED_INVERT_DISPLAY_POLARITY] = {"invert-display-polarity", N_("Light letters on dark")},
	[NEED_HIGH_CONTRAST] = {"high-contrast", N_("Stronger contrast")},
	[NEED_FONT_SIZE] = {"text-appearance/font-size", N_("Larger letters")},
	[NEED_FONT_FACE] = {"text-appearance/font-face", N_("Shape of letters")},
	[NEED_FONT_COLOR] = {"text-appearance/font-color", N_("Colour of letters")},
	[NEED_BACKGROUND_COLOR] = {"text-appearance/background-color", N_("Colour of the page")},
	[NEED_LINE_HEIGHT] = {"text-appearance/line-height", N_("More space between lines")},
	[NEED_LETTER_SPACING] = {"text-appearance/letter-spacing", N_("More space between letters")},
	[NEED_WORD_SPACING] = {"text-appearance/word-spacing", N_("More space between words")},
	[NEED_WRAPPING] = {"text-appearance/wrapping", N_("Lines fit the screen")},
	[NEED_LAYOUT_SINGLE_COLUMN] = {"layout-single-column", N_("Everything in one column")},
	[NEED_KEYWORD_EMPHASIS] = {"keyword-emphasis", N_("Important words stand out")},
	[NEED_REDUCED_MOTION] = {"reduced-motion", N_("No motion")},
	[NEED_ONE_STEP_AT_A_TIME] = {"one-step-at-a-time", N_("One step at a time")},
	[NEED_BREAK_REMINDER] = {"break-reminder", N_("A reminder to take a break")},
	[NEED_PICTURE_SUPPORT] = {"picture-support", N_("Pictures beside words")},

	[NEED_LANGUAGE_OF_INTERFACE] = {"language-of-interface", N_("Language of the pages")},
	[NEED_SECOND_LANGUAGE] = {"second-language", N_("A second language beside the first")},
	[NEED_ITEM_TRANSLATION] = {"item-translation", N_("Questions in the learner's language")},
	[NEED_KEYWORD_TRANSLATION] = {"keyword-translation", N_("Key words in the learner's language")},
	[NEED_SIGN_LANGUAGE] = {"sign-language", N_("Sign language")},
	[NEED_SIMPLIFIED_LANGUAGE_PORTIONS] = {"simplified-language-portions", N_("Texts in plain language")},
	[NEED_LINGUISTIC_GUIDANCE] = {"linguistic-guidance", N_("Help with the language of a task")},

	[NEED_SPOKEN] = {"spoken", N_("Texts read aloud by the device")},
	[NEED_SPEECH_RATE] = {"spoken/speech-rate", N_("Speed of the voice")},
	[NEED_SPEECH_PITCH] = {"spoken/pitch", N_("Pitch of the voice")},
	[NEED_SPEECH_VOLUME] = {"spoken/volume", N_("Loudness of the voice")},
	[NEED_LINK_INDICATION] = {"spoken/link-indication", N_("How the voice says that something is a link")},
	[NEED_HUMAN_READER] = {"human-reader", N_("A person reads aloud")},
	[NEED_CAPTIONS] = {"captions", N_("Captions")},
	[NEED_TRANSCRIPT] = {"transcript", N_("What is said, in writing")},
	[NEED_AUDIO_DESCRIPTION] = {"audio-description", N_("Films with what is seen, told by a voice")},
	[NEED_ALTERNATIVE_TEXT] = {"alternative-text", N_("Pictures told in words")},
	[NEED_LONG_DESCRIPTION] = {"long-description", N_("Pictures and charts told at length")},
	[NEED_BRAILLE] = {"braille", N_("Braille")},
	[NEED_BRAILLE_GRADE] = {"braille/grade", N_("Kind of braille")},
	[NEED_BRAILLE_LANGUAGE] = {"braille/language", N_("Language of the braille")},
	[NEED_TACTILE] = {"tactile", N_("Pictures to touch")},
	[NEED_SIMPLIFIED_GRAPHICS] = {"simplified-graphics", N_("Simpler pictures")},
	[NEED_GLOSSARY_ON_SCREEN] = {"glossary-on-screen", N_("Hard words explained")},
	[NEED_ADDITIONAL_DIRECTIONS] = {"additional-directions", N_("More directions")},
	[NEED_KEYBOARD_DIRECTIONS] = {"keyboard-directions", N_("Directions for the keyboard")},

	[NEED_LINE_READER] = {"line-reader", N_("Line reader")},
	[NEED_LINE_READER_COLOR] = {"line-reader/highlight-color", N_("Colour of the line reader")},
	[NEED_ANSWER_MASKING] = {"answer-masking", N_("Answers covered until wanted")},
	[NEED_CALCULATOR] = {"calculator-on-screen", N_("Calculator")},
	[NEED_DICTIONARY] = {"dictionary-on-screen", N_("Dictionary")},
	[NEED_THESAURUS] = {"thesaurus-on-screen", N_("Dictionary of words that mean the same")},
	[NEED_SPELL_CHECKER] = {"spell-checker-on-screen", N_("Spelling help")},
	[NEED_HOMOPHONE_CHECKER] = {"homophone-checker-on-screen", N_("Help with words that sound the same")},
	[NEED_NOTE_TAKING] = {"note-taking-on-screen", N_("A place for notes")},
	[NEED_OUTLINER] = {"outliner-on-screen", N_("A tool to put ideas in order")},
	[NEED_VISUAL_ORGANIZER] = {"visual-organizer-on-screen", N_("A tool to draw how ideas belong together")},
	[NEED_PEER_INTERACTION] = {"peer-interaction-on-screen", N_("Work with others")},
	[NEED_ENCOURAGEMENT] = {"encouragement", N_("A kind word along the way")},
	[NEED_DICTATION] = {"dictation", N_("Speaking instead of writing")},
	[NEED_SCRIBE] = {"scribe", N_("A person writes what the learner says")},
	[NEED_WORD_PREDICTION] = {"word-prediction", N_("Words to choose from while writing")},

	[NEED_ADDITIONAL_TIME] = {"additional-testing-time", N_("More time")},
	[NEED_ENVIRONMENT] = {"environment", N_("Place and time to work")},
	[NEED_INPUT] = {"input-requirements", N_("How answers are given")},
	[NEED_HAZARD_AVOIDANCE] = {"hazard-avoidance", N_("What must not happen on the screen")},

	[NEED_PRINT_SIZE] = {"print-size", N_("Large print on paper")},
	[NEED_ITEMS_PER_PAGE] = {"items-per-page", N_("Fewer questions on a page")},
	[NEED_ANSWER_SPACE] = {"answer-space", N_("More room to answer")},

	[NEED_FEWER_CHOICES] = {"fewer-answer-choices", N_("Fewer answers to choose from")},
	[NEED_SHORTER_WORK] = {"shorter-work", N_("Shorter work")},
	[NEED_OTHER_STANDARD] = {"other-standard", N_("Another standard")},
};

static const char *const TO_LEARNER[NEED_TERMS] = {
	[NEED_MAGNIFICATION] = N_("Everything is larger."),
	[NEED_KEYWORD_EMPHASIS] = N_("Important words stand out."),
	[NEED_PICTURE_SUPPORT] = N_("Pictures stand beside words."),
	[NEED_ITEM_TRANSLATION] = N_("Questions are there in your language."),
	[NEED_KEYWORD_TRANSLATION] = N_("Important words are there in your language."),
	[NEED_SIGN_LANGUAGE] = N_("There is sign language."),
	[NEED_SIMPLIFIED_LANGUAGE_PORTIONS] = N_("Texts are in plain language."),
	[NEED_LINGUISTIC_GUIDANCE] = N_("You get help with the words of a task."),
	[NEED_SPOKEN] = N_("Texts can be read to you."),
	[NEED_HUMAN_READER] = N_("A person reads to you."),
	[NEED_CAPTIONS] = N_("Films have captions."),
	[NEED_TRANSCRIPT] = N_("What is said is there in writing."),
	[NEED_AUDIO_DESCRIPTION] = N_("In films a voice tells what is seen."),
	[NEED_ALTERNATIVE_TEXT] = N_("Pictures are told in words."),
	[NEED_LONG_DESCRIPTION] = N_("Charts are told in words."),
	[NEED_BRAILLE] = N_("Texts are there in braille."),
	[NEED_TACTILE] = N_("Pictures can be touched."),
	[NEED_SIMPLIFIED_GRAPHICS] = N_("Pictures are simple."),
	[NEED_GLOSSARY_ON_SCREEN] = N_("Hard words are explained."),
	[NEED_ADDITIONAL_DIRECTIONS] = N_("There are more directions."),
	[NEED_CALCULATOR] = N_("You may use a calculator."),
	[NEED_DICTIONARY] = N_("You may use a dictionary."),
	[NEED_SPELL_CHECKER] = N_("You get help with spelling."),
	[NEED_NOTE_TAKING] = N_("You have a place for notes."),
	[NEED_PEER_INTERACTION] = N_("You may work with others."),
	[NEED_DICTATION] = N_("You may speak instead of writing."),
	[NEED_SCRIBE] = N_("A person writes what you say."),
	[NEED_WORD_PREDICTION] = N_("You can choose words while you write."),
	[NEED_ADDITIONAL_TIME] = N_("You have more time."),
	[NEED_ENVIRONMENT] = N_("You may work in a place that suits you."),
	[NEED_PRINT_SIZE] = N_("Paper comes in large print."),
	[NEED_ITEMS_PER_PAGE] = N_("There are fewer questions on a page."),
	[NEED_ANSWER_SPACE] = N_("There is more room to answer."),
	[NEED_FEWER_CHOICES] = N_("There are fewer answers to choose from."),
	[NEED_SHORTER_WORK] = N_("Your work is shorter."),
};

const char *need_label(enum need_term term)
{
	return (unsigned)term < NEED_TERMS ? NEED_CHOICES[term].label : NULL;
}

const char *need_to_learner(enum need_term term)
{
	return (unsigned)term < NEED_TERMS ? TO_LEARNER[term] : NULL;
}

/* Words of the terms' choices; one that is not here stands as it is. NULL: the label says enough. */
static const struct { const char *choice, *label; } CHOICE_WORDS[] = {
	{"all-content", N_("everything")}, {"text", N_("texts")}, {"non-text", N_("pictures")},
	{"computer-read-aloud", NULL}, {"screen-reader", N_("by a screen reader")},
	{"speak-link", N_("it says the word \"link\"")}, {"different-voice", N_("in another voice")}, {"sound-effect", N_("with a sound")}, {"none", N_("not at all")},
	{"refreshable", N_("on a braille display")}, {"embossed", N_("on paper")}, {"uncontracted", N_("every letter written")}, {"contracted", N_("with short forms")},
	{"basic", N_("simple")}, {"standard", N_("usual")}, {"scientific", N_("scientific")}, {"graphing", N_("with graphs")},
	{"breaks", N_("breaks when asked for")}, {"reduced-distraction", N_("a place with little to distract")}, {"separate-setting", N_("a place of their own")},
	{"small-group", N_("in a small group")}, {"special-lighting", N_("light that suits")}, {"special-furniture", N_("table and chair that suit")},
	{"time-of-day", N_("at the time of day that suits")},
	{"keyboard", N_("by keyboard")}, {"mouse", N_("by mouse")}, {"switch", N_("by switch")}, {"touch", N_("by touch")}, {"voice", N_("by voice")}, {"video", N_("by video")},
	{"flashing", N_("no flashing")}, {"sound", N_("no sudden sound")}, {"motion-simulation", N_("no moving background")},
};

static struct str time_words(struct arena *a, enum lang lang, struct need_value v)
{
	switch (v.time) {
	case NEED_TIME_UNLIMITED: return str_z(tr(lang, N_("no limit")));
	case NEED_TIME_MINUTES: return str_fmt(a, trn(lang, "%s more minute", "%s more minutes", (int64_t)v.number), tr_number(a, lang, v.number, 1).p);
	case NEED_TIME_MULTIPLIER: return str_fmt(a, tr(lang, N_("%s times the usual time")), tr_number(a, lang, v.number, 2).p);
	default: return S("");
	}
}

static struct str number_words(struct arena *a, enum lang lang, enum need_term term, double v)
{
	const char *unit = need_term_info(term)->unit;
	const char *n = tr_number(a, lang, v, 2).p;
	if (term == NEED_SHORTER_WORK)
		return str_fmt(a, tr(lang, N_("%s of the whole")), tr_percent(a, lang, v, 0).p);
	if (!unit)
		return str_z(n);
	if (!strcmp(unit, "pt"))
		return str_fmt(a, tr(lang, N_("%s points")), n);
	if (!strcmp(unit, "px"))
		return str_fmt(a, tr(lang, N_("%s times the usual size")), tr_number(a, lang, v / 18, 1).p);
	if (!strcmp(unit, "times"))
		return str_fmt(a, tr(lang, N_("%s times")), n);
	if (!strcmp(unit, "em"))
		return str_fmt(a, tr(lang, N_("%s of the size of a letter")), n);
	if (!strcmp(unit, "items"))
		return str_fmt(a, trn(lang, "%s question on a page", "%s questions on a page", (int64_t)v), n);
	if (!strcmp(unit, "choices"))
		return str_fmt(a, tr(lang, N_("%s answers")), n);
	if (!strcmp(unit, "words a minute"))
		return str_fmt(a, tr(lang, N_("%s words a minute")), n);
	return tr_percent(a, lang, v, 0);
}

struct str need_value_words(struct arena *a, enum lang lang, enum need_term term, struct need_value v)
{
	const struct need_term_info *t = need_term_info(term);
	if (!t)
		return S("");
	switch (t->type) {
	case NEED_FLAG:
		return S("");
	case NEED_NUMBER:
		return number_words(a, lang, term, v.number);
	case NEED_TIME:
		return time_words(a, lang, v);
	case NEED_LANG:
		return v.text.n ? tr_language_name(a, lang, v.text) : S("");
	case NEED_CHOICE:
		for (size_t i = 0; i < sizeof CHOICE_WORDS / sizeof *CHOICE_WORDS; i++)
			if (str_eqz(v.text, CHOICE_WORDS[i].choice))
				return CHOICE_WORDS[i].label ? str_z(tr(lang, CHOICE_WORDS[i].label)) : S("");
		return v.text;
	case NEED_COLOR: /* a code says nothing to a reader */
		return S("");
	case NEED_TEXT:
		break;
	}
	return v.text;
}

struct str need_words(struct arena *a, enum lang lang, struct str term, struct str value)
{
	enum need_term t;
	struct need_value v;
	if (!need_term_parse(term, &t))
		return term;
	struct str label = str_z(tr(lang, need_label(t)));
	if (!need_value_parse(t, value, &v))
		return label;
	struct str said = need_value_words(a, lang, t, v);
	return said.n ? str_fmt(a, "%.*s: %.*s", S_ARG(label), S_ARG(said)) : label;
}

const char *need_source_label(enum need_source s)
{
	switch (s) {
	case NEED_FROM_IEP: return N_("IEP");
	case NEED_FROM_504: return N_("504 plan");
	case NEED_FROM_EL: return N_("English-learner plan");
	case NEED_FROM_LEARNER: return N_("the learner's own setting");
	case NEED_FROM_FAMILY: return N_("a wish of the family");
	default: return N_("the school");
	}
}
