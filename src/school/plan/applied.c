#include "school/plan/applied.h"
#include "school/plan/need_words.h"

static const struct applied WHERE[NEED_TERMS] = {
	[NEED_MAGNIFICATION] = {"letters and pictures so many times larger", "", ""},
	[NEED_MAGNIFICATION_SCOPE] = {"only letters, or only pictures, grow", "", ""},
	[NEED_INVERT_DISPLAY_POLARITY] = {"the dark theme", "", ""},
	[NEED_HIGH_CONTRAST] = {"pure black and white, strong edges", "", ""},
	[NEED_FONT_SIZE] = {"letters of exactly this size", "the same size on paper", ""},
	[NEED_FONT_FACE] = {"Andika, Noto Sans or OpenDyslexic", "the same face", ""},
	[NEED_FONT_COLOR] = {"letters in this colour, as far as it can be read (4.5:1)", "", ""},
	[NEED_BACKGROUND_COLOR] = {"a page of this colour, as far as it can be read", "", ""},
	[NEED_LINE_HEIGHT] = {"lines this far apart", "lines this far apart", ""},
	[NEED_LETTER_SPACING] = {"letters this far apart", "letters this far apart", ""},
	[NEED_WORD_SPACING] = {"words this far apart", "words this far apart", ""},
	[NEED_WRAPPING] = {"every line fits the window", "", ""},
	[NEED_LAYOUT_SINGLE_COLUMN] = {"everything in one column", "help below the work, not beside it", ""},
	[NEED_KEYWORD_EMPHASIS] = {"words of the glossary stand out in the text", "", ""},
	[NEED_REDUCED_MOTION] = {"nothing moves", "", ""},
	[NEED_ONE_STEP_AT_A_TIME] = {"texts and steps one part at a time", "", ""},
	[NEED_BREAK_REMINDER] = {"after so many minutes of pages a quiet line says that a break is due", "", ""},
	[NEED_PICTURE_SUPPORT] = {"pictures of a question are open", "pictures stand below the question", ""},
	[NEED_LANGUAGE_OF_INTERFACE] = {"pages in this language until another is chosen", "the packet in this language", ""},
	[NEED_SECOND_LANGUAGE] = {"the question in both languages", "the question in both languages", ""},
	[NEED_ITEM_TRANSLATION] = {"the question in this language", "the question in this language", ""},
	[NEED_KEYWORD_TRANSLATION] = {"words explained in this language", "words explained in this language", ""},
	[NEED_SIGN_LANGUAGE] = {"", "", "signs, or makes a film in sign language"},
	[NEED_SIMPLIFIED_LANGUAGE_PORTIONS] = {"the text that a person wrote in simpler words is open below the original", "the same below the original", "writes the text in simpler words"},
	[NEED_LINGUISTIC_GUIDANCE] = {"", "", "helps with the language of a task"},
	[NEED_SPOKEN] = {"“Listen”, with the word shown; not where decoding is assessed", "", ""},
	[NEED_SPEECH_RATE] = {"speed of the voice", "", ""},
	[NEED_SPEECH_PITCH] = {"pitch of the voice", "", ""},
	[NEED_SPEECH_VOLUME] = {"loudness of the voice", "", ""},
	[NEED_LINK_INDICATION] = {"the voice says that something is a link", "", ""},
	[NEED_HUMAN_READER] = {"", "", "reads aloud"},
	[NEED_CAPTIONS] = {"turned on in films; a film page says whether there are any", "", ""},
	[NEED_TRANSCRIPT] = {"a film page says whether there is one", "", ""},
	[NEED_AUDIO_DESCRIPTION] = {"a film page says whether there is one", "", ""},
	[NEED_ALTERNATIVE_TEXT] = {"pictures told in words below them", "pictures told in words below them", ""},
	[NEED_LONG_DESCRIPTION] = {"charts told in words below them", "charts told in words below them", ""},
	[NEED_BRAILLE] = {"", "", "makes it in braille, or sets up the display"},
	[NEED_BRAILLE_GRADE] = {"", "", ""},
	[NEED_BRAILLE_LANGUAGE] = {"", "", ""},
	[NEED_TACTILE] = {"", "", "makes pictures that can be touched"},
	[NEED_SIMPLIFIED_GRAPHICS] = {"", "", "makes the picture simpler"},
	[NEED_GLOSSARY_ON_SCREEN] = {"“Words” explains hard words", "a list of words", ""},
	[NEED_ADDITIONAL_DIRECTIONS] = {"“How to go about it” above the work", "the same, and a hint beside each question", ""},
	[NEED_KEYBOARD_DIRECTIONS] = {"directions for the keyboard are open", "", ""},
	[NEED_LINE_READER] = {"a band goes along with the line", "", ""},
	[NEED_LINE_READER_COLOR] = {"colour of the band", "", ""},
	[NEED_ANSWER_MASKING] = {"answers are covered until wanted", "", ""},
	[NEED_CALCULATOR] = {"a calculator of this kind; not where computation is assessed", "", ""},
	[NEED_DICTIONARY] = {"", "", "brings a dictionary"},
	[NEED_THESAURUS] = {"", "", "brings a dictionary of words that mean the same"},
	[NEED_SPELL_CHECKER] = {"the device marks spelling; not where spelling is assessed", "", ""},
	[NEED_HOMOPHONE_CHECKER] = {"", "", "looks over words that sound the same"},
	[NEED_NOTE_TAKING] = {"“My notes” beside the work, kept as they are typed", "", ""},
	[NEED_OUTLINER] = {"places to put ideas in order", "lines to put ideas in order", ""},
	[NEED_VISUAL_ORGANIZER] = {"places for how ideas belong together", "boxes for how ideas belong together", ""},
	[NEED_PEER_INTERACTION] = {"", "", "sees to it that somebody works along"},
	[NEED_ENCOURAGEMENT] = {"a kind word that says what is done", "a kind word at the beginning", ""},
	[NEED_DICTATION] = {"speaking where the device understands by itself; a recording everywhere", "", ""},
	[NEED_SCRIBE] = {"", "", "writes what the learner says"},
	[NEED_WORD_PREDICTION] = {"words to choose from while writing; not where spelling is assessed", "", ""},
	[NEED_ADDITIONAL_TIME] = {"", "", ""},
	[NEED_ENVIRONMENT] = {"breaks: “I need a break” stops the clock", "", "sees to the place, the light, the time of day"},
	[NEED_INPUT] = {"all by keyboard; with one or two switches by itself", "", ""},
	[NEED_HAZARD_AVOIDANCE] = {"nothing flashes, moves or sounds by itself", "", ""},
	[NEED_PRINT_SIZE] = {"", "print of this size, all of it", ""},
	[NEED_ITEMS_PER_PAGE] = {"", "so many questions on a page", ""},
	[NEED_ANSWER_SPACE] = {"", "so many times the room to answer", ""},
	[NEED_FEWER_CHOICES] = {"so many answers to choose from", "so many answers to choose from", ""},
	[NEED_SHORTER_WORK] = {"so large a part of the questions", "so large a part of the questions", ""},
	[NEED_OTHER_STANDARD] = {"", "", "gives other work, decided by the team"},
};

struct applied needs_applied(enum need_term term)
{
	struct applied x = (unsigned)term < NEED_TERMS ? WHERE[term] : (struct applied){0};
	return (struct applied){x.screen ? x.screen : "", x.paper ? x.paper : "", x.person ? x.person : ""};
}

static const char *logged(enum need_term term)
{
	unsigned ways = delivery_ways(term);
	if (!ways)
		return "with the support it belongs to";
	if (ways == GIVEN_BY_PERSON)
		return "given or missed, noted by a person";
	return ways & GIVEN_BY_PERSON ? "offered, used; given or missed" : "offered, used, turned off";
}

struct str needs_applied_page(struct arena *a)
{
	struct buf b = buf_new(a, 1 << 16);
	buf_z(&b, "# Where each support is applied\n\n"
	          "Every term of Access for All PNP 3.0 and the terms of this house (marked *), as a plan line, a setting or a file can name them. This table is\n"
	          "written by the program (`build/test/test_vocabulary --write docs/admin/supports.md`); a test opens a piece of work, its clock, its paper and its\n"
	          "record with each line and fails where the table promises what does not happen. A term that a plan forbids is nowhere offered, whoever\n"
	          "else asks for it. What would do the assessed thing itself is refused there.\n\n"
	          "| term | in words | on screen | clock | on paper | noted | a person |\n|---|---|---|---|---|---|---|\n");
	for (int t = 0; t < NEED_TERMS; t++) {
		const struct need_term_info *info = need_term_info((enum need_term)t);
		struct applied x = needs_applied((enum need_term)t);
		bool time = t == NEED_ADDITIONAL_TIME || t == NEED_ENVIRONMENT;
		buf_fmt(&b, "| `%s`%s | %s | %s | %s | %s | %s | %s |\n", info->name, info->afa ? "" : " *", need_label((enum need_term)t), *x.screen ? x.screen : "-",
		        t == NEED_ADDITIONAL_TIME ? "every limit" : time ? "breaks stop it" : "-", *x.paper ? x.paper : t == NEED_ADDITIONAL_TIME ? "the limit in words" : "-",
		        logged((enum need_term)t), *x.person ? x.person : "-");
	}
	return buf_done(&b);
}
