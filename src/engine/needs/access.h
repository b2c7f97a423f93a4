/* access.h - does this resource fit this learner's needs?
 *
 * Law: unknown is not a fail and not a pass. Nothing is hidden by the answer: it says what is met, by what, and
 * where the barrier is, so that people can offer the nearest alternative on the same standard.
 *
 * Vocabulary: schema.org accessibility properties (W3C a11y-discov-vocab). accessModeSufficient is a list of lists:
 * each inner list is one complete way through the resource. `textual` does not ask for sight. */
#ifndef TRELLIS_ACCESS_META_H
#define TRELLIS_ACCESS_META_H

#include "engine/needs/needs.h"

/* ---- what a resource says about itself ---- */

enum access_mode {
	ACCESS_AUDITORY = 1,
	ACCESS_TACTILE = 2,
	ACCESS_TEXTUAL = 4,
	ACCESS_VISUAL = 8,
	/* kinds of visual content; the parser sets ACCESS_VISUAL beside them */
	ACCESS_CHART_ON_VISUAL = 16,
	ACCESS_CHEM_ON_VISUAL = 32,
	ACCESS_COLOR_DEPENDENT = 64,
	ACCESS_DIAGRAM_ON_VISUAL = 128,
	ACCESS_MATH_ON_VISUAL = 256,
	ACCESS_MUSIC_ON_VISUAL = 512,
	ACCESS_TEXT_ON_VISUAL = 1024,
	ACCESS_SENSES = 15,
};

/* Bit numbers of accessibilityFeature values. */
enum access_feature {
	ACCESS_F_ARIA, ACCESS_F_INDEX, ACCESS_F_PAGE_BREAK_MARKERS, ACCESS_F_PAGE_NAVIGATION, ACCESS_F_READING_ORDER,
	ACCESS_F_STRUCTURAL_NAVIGATION, ACCESS_F_TABLE_OF_CONTENTS, ACCESS_F_TAGGED_PDF, ACCESS_F_ALTERNATIVE_TEXT,
	ACCESS_F_AUDIO_DESCRIPTION, ACCESS_F_CLOSED_CAPTIONS, ACCESS_F_OPEN_CAPTIONS, ACCESS_F_DESCRIBED_MATH,
	ACCESS_F_LONG_DESCRIPTION, ACCESS_F_SIGN_LANGUAGE, ACCESS_F_TRANSCRIPT, ACCESS_F_DISPLAY_TRANSFORMABILITY,
	ACCESS_F_SYNCHRONIZED_AUDIO_TEXT, ACCESS_F_TIMING_CONTROL, ACCESS_F_UNLOCKED, ACCESS_F_CHEM_ML, ACCESS_F_LATEX,
	ACCESS_F_LATEX_CHEMISTRY, ACCESS_F_MATH_ML, ACCESS_F_MATH_ML_CHEMISTRY, ACCESS_F_TTS_MARKUP,
	ACCESS_F_HIGH_CONTRAST_AUDIO, ACCESS_F_HIGH_CONTRAST_DISPLAY, ACCESS_F_LARGE_PRINT, ACCESS_F_BRAILLE,
	ACCESS_F_TACTILE_GRAPHIC, ACCESS_F_TACTILE_OBJECT, ACCESS_F_FULL_RUBY_ANNOTATIONS, ACCESS_F_RUBY_ANNOTATIONS,
	ACCESS_F_HORIZONTAL_WRITING, ACCESS_F_VERTICAL_WRITING, ACCESS_F_WITH_WORD_SEGMENTATION,
	ACCESS_F_WITHOUT_WORD_SEGMENTATION, ACCESS_FEATURES
};

enum access_hazard { ACCESS_FLASHING = 1, ACCESS_MOTION_SIMULATION = 2, ACCESS_SOUND = 4 };
/* Bits in the order of the choices of input-requirements: keyboard, mouse, switch, touch, voice, video. */
enum access_control {
	ACCESS_KEYBOARD = 1,
	ACCESS_MOUSE = 2,
	ACCESS_SWITCH = 4,
	ACCESS_TOUCH = 8,
	ACCESS_VOICE = 16,
	ACCESS_VIDEO = 32
};
enum access_timed { ACCESS_TIMED_UNKNOWN, ACCESS_NOT_TIMED, ACCESS_TIMED };

#define ACCESS_WAYS 8  /* pathways kept */
#define ACCESS_LANGS 8

struct access_meta {
	unsigned modes;              /* accessMode; 0: unknown */
	unsigned ways[ACCESS_WAYS];  /* accessModeSufficient: each a set of modes */
	size_t n_ways;               /* 0: unknown */
	uint64_t features;           /* bits 1 << enum access_feature */
	bool features_known;         /* a list was given, be it `none` */
	unsigned hazards, safe;      /* enum access_hazard: there; known not to be there. Neither: unknown */
	unsigned controls;           /* enum access_control */
	bool controls_known;
	enum access_timed timed;
	struct str langs[ACCESS_LANGS]; /* languages of the content, BCP 47; none: unknown */
	size_t n_langs;
	struct str signs[ACCESS_LANGS]; /* sign languages of a signLanguage feature; none: unknown which */
	size_t n_signs;
};

/* Adds one value of a schema.org property (accessMode, accessModeSufficient as "textual,visual", accessibilityFeature,
 * accessibilityHazard, accessibilityControl, inLanguage). Old and wrong spellings in use are understood: captions,
 * printPageNumbers, bookmarks, flashingHazard. false: property or value is not known, nothing changed. Text of
 * languages is borrowed. */
bool access_add(struct access_meta *m, struct str property, struct str value);
/* The vocabulary's spelling of a feature; NULL beyond the last. */
const char *access_feature_name(enum access_feature f);

/* ---- fit ---- */

/* Tools that the place where the resource opens offers by itself, as a set of need terms. */
struct access_platform {
	uint64_t terms[(NEED_TERMS + 63) / 64];
};
/* What this program's own pages, player and print-outs do for whatever opens in them. A resource that opens elsewhere
 * may get none (a struct of zeros). */
struct access_platform access_platform_own(void);
void access_platform_add(struct access_platform *p, enum need_term term);
bool access_platform_has(const struct access_platform *p, enum need_term term);

enum access_fit { ACCESS_FITS, ACCESS_FITS_WITH_TOOL, ACCESS_PARTLY, ACCESS_UNKNOWN, ACCESS_BARRIER };
/* "yes", "with-platform-tool", "partly", "unknown", "no". */
const char *access_fit_name(enum access_fit f);

enum access_why {
	ACCESS_WHY_FEATURE,  /* met by a feature of the resource; feature says which */
	ACCESS_WHY_WAY,      /* met: a way through it needs nothing else */
	ACCESS_WHY_NOT_THERE, /* nothing in it asks for this support (no sound: no captions) */
	ACCESS_WHY_TOOL,     /* met by a tool of the platform */
	ACCESS_WHY_INSTEAD,  /* partly met by another feature: feature says which */
	ACCESS_WHY_IMAGE_TEXT, /* partly: text inside pictures will not follow */
	ACCESS_WHY_MISSING,  /* known not to be there */
	ACCESS_WHY_NOT_SAID, /* the resource does not say */
	ACCESS_WHY_HAZARD,   /* a hazard to be avoided is there; feature 0, value says which */
	ACCESS_WHY_NO_WAY,   /* no way through it with the learner's senses */
	ACCESS_WHY_LANGUAGE, /* not in that language */
	ACCESS_WHYS
};
const char *access_why_name(enum access_why w);

struct access_reason {
	enum need_term term;     /* NEED_TERMS: about the ways through it, not one need */
	enum access_why why;
	enum access_fit fit;     /* what this one need alone would give */
	bool required;           /* a required plan line, a hazard, or a way in; the others are preferences */
	enum access_feature feature;
	struct str value;        /* language, hazard, control */
};

struct access_verdict {
	enum access_fit fit;     /* the worst over what is required */
	unsigned met, wished;    /* preferences: met of wished for */
	size_t n_reasons;        /* all, also beyond what fitted into reasons */
};

/* Needs that no resource can answer (a person who writes, a quiet room, a shorter task) are left out.
 *
 * A way through: when accessModeSufficient is given, one of its ways lies within the learner's senses or there is
 * none. When it is not given, accessMode tells it if every mode is within reach or has its alternative (captions,
 * transcript or signing for sound; description or alternative text for sight); otherwise it is unknown.
 *
 * senses: what the learner can perceive, bits of ACCESS_SENSES; 0: derived from required needs (required captions,
 * transcript or sign language: not by ear alone; required braille, audio description, tactile or screen reader: not
 * by eye alone). reasons may be NULL (max 0). Needs that are off ask for nothing. */
struct access_verdict access_match(const struct access_meta *m, const struct needs *n, const struct access_platform *p,
	unsigned senses, struct access_reason *reasons, size_t max);

#endif
