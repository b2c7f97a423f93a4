/* udl_live.c - the three questions of UDL as live checks beside the editor of a piece of work [R222]. */
#include "school/library/udl.h"
#include "school/work/open.h"

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

static int bits(unsigned x)
{
	int n = 0;
	for (; x; x &= x - 1)
		n++;
	return n;
}

/* Ways in that people or the library give beside the first: sound, captions, tactile, simpler words, a reading, another language. */
static enum code ways_in(struct db *db, struct id resource, bool *more, struct err *e)
{
	int64_t n = 0;
	*more = false;
	if (id_nil(resource))
		return OK;
	TRY(db_int(db, e, &n,
	           "select count(*) from resource where id = ?1 and (kind in ('practice', 'reading') or access_sufficient like '%;%' or access_mode like '% %' or access_features like '%captions%'"
	           " or access_features like '%transcript%' or access_features like '%audio%' or access_features like '%tactile%')",
	           "b", resource));
	*more = n > 0;
	if (!*more) {
		TRY(db_int(db, e, &n, "select count(*) from plain_text where resource = ?1", "b", resource));
		*more = n > 0;
	}
	if (!*more) {
		TRY(db_int(db, e, &n, "select count(*) from resource o join resource r on r.same_goal = o.same_goal and r.id <> o.id where o.id = ?1 and coalesce(o.same_goal, '') <> ''", "b", resource));
		*more = n > 0;
	}
	return OK;
}

enum code udl_live_load(struct db *db, const struct udl_piece *x, struct udl_live *out, struct err *e)
{
	int64_t ways = 0;
	bool more = false;
	int choices = bits(x->open & OPEN_CHOICES), answers = bits(open_answers(x->open, x->constructs));
	bool people = str_eqz(x->mode, "person") || str_eqz(x->mode, "group") || str_eqz(x->mode, "handsOn");
	TRY(ways_in(db, x->resource, &more, e));
	if (!id_nil(x->resource))
		TRY(db_int(db, e, &ways, "select count(*) from rubric where resource = ?1 and ways like ?2", "bz", x->resource, "%\n%"));
	out->q[0].ask = N_("Do learners choose something that matters to them?");
	out->q[0].yes = choices > 0;
	out->q[0].why = choices > 1 ? N_("This class lets them choose in more than one way: topic, partner, tool or how hard to begin.")
	                : choices   ? N_("One choice is left in this class.")
	                            : N_("This class has taken every choice away.");
	out->q[1].ask = N_("Can it be taken in in more than one way?");
	out->q[1].yes = more || people;
	out->q[1].why = more ? N_("The library has it in more than one way, or it is read aloud on the page.") : people ? N_("People or things are part of it, not a text alone.") : N_("So far it is words on a page or a screen alone.");
	out->q[2].ask = N_("Can it be shown in more than one way?");
	out->q[2].yes = answers > 0 || ways > 0;
	out->q[2].why = ways ? N_("Its rubric names several ways, all looked at alike.") : answers ? N_("Besides typing, learners may answer in other ways.") : N_("One way to answer is left. If the way itself is what you look at, that is right.");
	out->better = !out->q[0].yes   ? N_("Give one choice back: let each learner pick the example or the partner.")
	              : !out->q[1].yes ? N_("Give one more way in: say it aloud first, add a picture, or ask a person to record it.")
	              : !out->q[2].yes ? N_("Let learners answer in one more way, such as a drawing or a recording, on the same rubric.")
	              : !str_trim(x->done).n ? N_("Write what done looks like in words that learners use; then they can tell by themselves.")
	              : x->limit > 0         ? N_("Try it without the limit of time, unless speed is what you look at.")
	              : str_eqz(x->mode, "screen") || str_eqz(x->mode, "paper") ? N_("Begin with two minutes of talk in pairs about what is asked.")
	                                                                         : N_("Ask one learner to try it first and to tell you what was in the way.");
	return OK;
}
