/* needs.h - one effective set of needs from everything that plans, learner, family and school say.
 *
 * Law: needs_resolve is the only place where a need is decided. Screen, timer, item player, paper and connected
 * tools use its answer and nothing else. The answer does not depend on the order of the lines, and no line vanishes:
 * it gave the effective value or is satisfied by it, lost (a conflict), was refused, or was set aside (expired, not
 * begun, for another setting or medium). Only two kinds give way without a word: the school's default, and an older
 * line of the same person.
 *
 * Vocabulary: 1EdTech Access for All PNP 3.0 (terms and activation sets), with `term/part` for attributes of a term
 * and a few terms of this house for what AfA has no word for (one step at a time, paper, modifications).
 *
 * Rules, in this order:
 *  1. A line counts on days from `from` to `until`, in its settings and media. Others are set aside.
 *  2. A value outside the term's range or choices is refused.
 *  3. Prohibit, from a plan or the school, wins over every other line of that term; from learner or family it is
 *     their wish and means off.
 *  4. What would do the assessed thing itself is refused (read-aloud where decoding is assessed, calculator where
 *     computation is, spell checker where spelling is, ...), unless an IEP or 504 team wrote it as a modification
 *     and it is no state test; then it is given and marked: the result is not comparable.
 *  5. Modifications come from an IEP or 504 plan alone and never apply to a state test. On any test extra time comes
 *     from a plan or the school. On a state test learner and family may set universal supports only, the school
 *     designated ones too, accommodations need a plan.
 *  6. A required plan line is a floor: nobody turns it off. The learner may ask for more (a larger size), and tune
 *     what is a matter of taste (face, colour, voice). A line given as an option stays available.
 *  7. Otherwise: the learner's own setting, then optional plan lines, then the family, then the school's default.
 *     The learner turns these on and off at will.
 *  8. Two required plan lines that differ: the one that supports more; where neither is more, IEP before 504 before
 *     EL, then the later one, and people are asked to settle it. */
#ifndef TRELLIS_NEEDS_H
#define TRELLIS_NEEDS_H

#include "base/clock.h"
#include "base/id.h"

/* ---- vocabulary ---- */

enum need_term {
	/* display */
	NEED_MAGNIFICATION,
	NEED_MAGNIFICATION_SCOPE,
	NEED_INVERT_DISPLAY_POLARITY,
	NEED_HIGH_CONTRAST,
	NEED_FONT_SIZE,
	NEED_FONT_FACE,
	NEED_FONT_COLOR,
	NEED_BACKGROUND_COLOR,
	NEED_LINE_HEIGHT,
	NEED_LETTER_SPACING,
	NEED_WORD_SPACING,
	NEED_WRAPPING,
	NEED_LAYOUT_SINGLE_COLUMN,
	NEED_KEYWORD_EMPHASIS,
	NEED_REDUCED_MOTION,     /* house */
	NEED_ONE_STEP_AT_A_TIME, /* house */
	NEED_BREAK_REMINDER,     /* house: after so many minutes of screen */
	NEED_PICTURE_SUPPORT,    /* house: icons and pictures beside words */
	/* language */
	NEED_LANGUAGE_OF_INTERFACE,
	NEED_SECOND_LANGUAGE, /* house: shown beside the first */
	NEED_ITEM_TRANSLATION,
	NEED_KEYWORD_TRANSLATION,
	NEED_SIGN_LANGUAGE,
	NEED_SIMPLIFIED_LANGUAGE_PORTIONS,
	NEED_LINGUISTIC_GUIDANCE,
	/* alternative content */
	NEED_SPOKEN,
	NEED_SPEECH_RATE,
	NEED_SPEECH_PITCH,
	NEED_SPEECH_VOLUME,
	NEED_LINK_INDICATION,
	NEED_HUMAN_READER, /* house */
	NEED_CAPTIONS,
	NEED_TRANSCRIPT,
	NEED_AUDIO_DESCRIPTION,
	NEED_ALTERNATIVE_TEXT,
	NEED_LONG_DESCRIPTION,
	NEED_BRAILLE,
	NEED_BRAILLE_GRADE,
	NEED_BRAILLE_LANGUAGE,
	NEED_TACTILE,
	NEED_SIMPLIFIED_GRAPHICS,
	NEED_GLOSSARY_ON_SCREEN,
	NEED_ADDITIONAL_DIRECTIONS,
	NEED_KEYBOARD_DIRECTIONS,
	/* tools */
	NEED_LINE_READER,
	NEED_LINE_READER_COLOR,
	NEED_ANSWER_MASKING,
	NEED_CALCULATOR,
	NEED_DICTIONARY,
	NEED_THESAURUS,
	NEED_SPELL_CHECKER,
	NEED_HOMOPHONE_CHECKER,
	NEED_NOTE_TAKING,
	NEED_OUTLINER,
	NEED_VISUAL_ORGANIZER,
	NEED_PEER_INTERACTION,
	NEED_ENCOURAGEMENT,
	NEED_DICTATION, /* house: speech to text */
	NEED_SCRIBE,    /* house: a person writes */
	NEED_WORD_PREDICTION, /* house: words to choose from while writing */
	/* session and surroundings */
	NEED_ADDITIONAL_TIME,
	NEED_ENVIRONMENT,
	NEED_INPUT,
	NEED_HAZARD_AVOIDANCE,
	/* paper, all of this house */
	NEED_PRINT_SIZE,
	NEED_ITEMS_PER_PAGE,
	NEED_ANSWER_SPACE,
	/* what changes the expectation: modifications, all of this house */
	NEED_FEWER_CHOICES,
	NEED_SHORTER_WORK,
	NEED_OTHER_STANDARD,
	NEED_TERMS
};

enum need_type {
	NEED_FLAG,   /* there or not; the value is empty */
	NEED_NUMBER, /* value.number, within min..max */
	NEED_CHOICE, /* value.text, one of the term's choices */
	NEED_TEXT,   /* value.text, 1 to 80 bytes */
	NEED_COLOR,  /* value.text, "#rrggbb" */
	NEED_LANG,   /* value.text, a BCP 47 tag */
	NEED_TIME,   /* value.time and value.number */
};

/* How two values of one term compare. */
enum need_order {
	NEED_MORE,  /* the larger number supports more */
	NEED_LESS,  /* the smaller number supports more */
	NEED_TASTE, /* neither is more: the learner may tune it, whatever a plan says */
	NEED_FIXED, /* neither is more: a plan's value stands */
};

/* From what is open to all to what changes the expectation; a larger kind needs a better warrant. */
enum need_kind { NEED_UNIVERSAL, NEED_DESIGNATED, NEED_ACCOMMODATION, NEED_MODIFICATION };

/* What a task assesses; bits. */
enum need_construct {
	NEED_DECODING = 1,
	NEED_COMPUTATION = 2,
	NEED_SPELLING = 4,
	NEED_VOCABULARY = 8,
	NEED_LISTENING = 16,
	NEED_THIS_LANGUAGE = 32,  /* reading or writing in the language of the task */
	NEED_TEXT_COMPLEXITY = 64, /* understanding a text as hard as this one */
	NEED_SPEED = 128,         /* fluency: how much in a given time */
	NEED_TRANSCRIPTION = 256, /* writing or typing by oneself */
	NEED_READING_GRAPHICS = 512,
};

#define NEED_CHOICES_MAX 8
struct need_term_info {
	const char *name; /* "captions", "text-appearance/font-size", ... */
	bool afa;         /* a term or attribute of AfA PNP 3.0; the others are this house's */
	bool many;        /* one effective value per text (languages, hazards, ...) rather than one in all */
	enum need_type type;
	enum need_order order;
	enum need_kind kind;  /* at least this kind, whatever a line says */
	unsigned constructs;  /* would do the work of these */
	double min, max;      /* of NEED_NUMBER */
	const char *unit;     /* of NEED_NUMBER: "px", "em", "times", ...; NULL otherwise */
	const char *choices[NEED_CHOICES_MAX + 1]; /* of NEED_CHOICE, ended by NULL */
};
/* NULL beyond the last. */
const struct need_term_info *need_term_info(enum need_term term);
bool need_term_parse(struct str name, enum need_term *out);
/* "decoding", "computation", ...; NULL when not exactly one bit that is known. */
const char *need_construct_name(unsigned construct);
bool need_construct_parse(struct str name, unsigned *out);

/* ---- what is said ---- */

enum need_source {
	NEED_FROM_IEP,
	NEED_FROM_504,
	NEED_FROM_EL,
	NEED_FROM_LEARNER,
	NEED_FROM_FAMILY,
	NEED_FROM_SCHOOL,
	NEED_SOURCES
};

/* AfA activation sets, and off: the learner's or family's wish not to have it. */
enum need_set { NEED_ON, NEED_OPTION, NEED_OFF, NEED_PROHIBIT };

enum need_time { NEED_TIME_NONE, NEED_TIME_MULTIPLIER, NEED_TIME_MINUTES, NEED_TIME_UNLIMITED };

struct need_value {
	double number;       /* numbers; multiplier >= 1 (1.5 is half as much again) or minutes > 0 */
	struct str text;     /* choices, texts, colours, languages */
	enum need_time time; /* of NEED_TIME: exactly one of the three */
};

enum need_setting { NEED_INSTRUCTION, NEED_CLASS_TEST, NEED_STATE_TEST };
enum need_medium { NEED_SCREEN, NEED_PAPER, NEED_TIMER };

struct need_line {
	struct id id; /* of the record behind it; nil is fine */
	enum need_source source;
	enum need_term term;
	struct need_value value; /* of off and prohibit: only text is read, and only of terms with `many`: empty = all */
	enum need_set set;
	enum need_kind kind; /* as the plan says; raised to the term's own kind when that is larger */
	bool optional;       /* of plan lines: the learner may do without. Others are always optional */
	day_t from, until;   /* both included; DAY_NONE: open */
	unsigned settings;   /* bits 1u << need_setting; 0: all */
	unsigned media;      /* bits 1u << need_medium; 0: all */
	int64_t changed;     /* microseconds UTC; the later line of one source counts */
};

struct need_context {
	day_t day;
	enum need_setting setting;
	enum need_medium medium;
	unsigned constructs; /* what is assessed; 0: nothing */
};

/* ---- what follows ---- */

enum need_why {
	/* conflicts: why the winner won */
	NEED_REQUIRED_STAYS,  /* a plan requires it: it cannot be turned off */
	NEED_PLAN_ASKS_MORE,  /* a plan requires more support than asked for */
	NEED_PLAN_DECIDES,    /* a plan requires another value and neither is more */
	NEED_MORE_SUPPORT,    /* two plan lines: the one that supports more */
	NEED_SOURCE_ORDER,    /* two plan lines, neither more: IEP before 504 before EL */
	NEED_LATER_LINE,      /* two lines of one plan, neither more: the later */
	NEED_REQUIRED_FIRST,  /* a required line goes before an optional one */
	NEED_OWN_CHOICE,      /* the learner's own setting */
	NEED_PLAN_FIRST,      /* an optional plan line goes before the family's preference */
	/* refusals */
	NEED_BAD_VALUE,
	NEED_PROHIBITED,
	NEED_ASSESSED,        /* it would do what is assessed: see construct */
	NEED_TEAM_ONLY,       /* a modification that no IEP or 504 plan holds */
	NEED_PLAN_ONLY,       /* on a test this comes from a plan (or the school), not from this source */
	NEED_NOT_ON_STATE_TEST, /* a modification on a state test */
	/* set aside */
	NEED_EXPIRED,
	NEED_NOT_YET,
	NEED_OTHER_SETTING,
	NEED_OTHER_MEDIUM,
	NEED_WHYS
};
/* "required-stays", "plan-asks-more", ... */
const char *need_why_name(enum need_why why);

struct need {
	enum need_term term;
	enum need_set set;       /* ON, OPTION or OFF (somebody's wish; nothing is shown, and it can be turned on) */
	struct need_value value;
	const struct need_line *from; /* the line that gave the value */
	enum need_kind kind;
	bool required;           /* a required plan line stands behind it */
	bool changes_construct;  /* given as a modification though assessed: not comparable with others' results */
};

struct need_conflict {
	enum need_term term;
	const struct need_line *won, *lost;
	enum need_why why;
	bool settle; /* two plans disagree: people should settle it */
};

struct need_refusal {
	const struct need_line *line;
	enum need_why why;
	const struct need_line *by; /* the prohibiting line */
	unsigned construct;         /* of NEED_ASSESSED: the assessed bits that it would do */
	bool settle;                /* a required plan line is refused: people must know */
};

struct need_aside {
	const struct need_line *line;
	enum need_why why;
};

/* Arrays in the arena, sorted by term, then text; lines are borrowed from the caller's array. */
struct needs {
	struct need_context context;
	const struct need *list;
	size_t n;
	const struct need_conflict *conflicts;
	size_t n_conflicts;
	const struct need_refusal *refused;
	size_t n_refused;
	const struct need_aside *aside;
	size_t n_aside;
	const struct need_line *const *prohibits; /* of plans and the school, in force here */
	size_t n_prohibits;
	bool modified;           /* a modification is in force: the expectation is changed, in the open */
	bool changes_construct;  /* a result in this context is not comparable */
};

/* Never fails: what cannot be used is refused with its reason. lines outlive the result. O(n log n). */
const struct needs *needs_resolve(struct arena *a, const struct need_line *lines, size_t n,
	const struct need_context *context);

/* The effective need of a term (of `many` terms: of that text; empty: the first), also when it is off; NULL: none. */
const struct need *needs_find(const struct needs *n, enum need_term term, struct str text);
/* Is it forbidden here, for this text too? */
bool needs_prohibited(const struct needs *n, enum need_term term, struct str text);
/* May everybody have it as a tool of the page? Not when it is forbidden here, and not when it would do what is assessed,
 * unless it is on (a team wrote it so). */
bool needs_may(const struct needs *n, enum need_term term);
/* Whether it is on. (An option is offered, and becomes on by the learner's own line.) */
bool needs_on(const struct needs *n, enum need_term term);
/* The number in force, when the term is on; fallback otherwise. */
double needs_number(const struct needs *n, enum need_term term, double fallback);
/* The text in force, when the term is on; empty otherwise. */
struct str needs_text(const struct needs *n, enum need_term term);

/* A limit for this learner. base: minutes, 0 or less: no limit. whole: the limit of the whole sitting; otherwise of
 * a part or an item. A multiplier scales every limit, minutes are added to the whole alone, and unlimited, like no
 * limit, is INFINITY. Never shorter than base. */
double needs_time_limit(const struct needs *n, double base, bool whole);

#endif
