/* together.c - families and school together in the sample: a change that is launched and one on which families are asked, decisions,
 * an invitation, a survey, promises, a request, a helper and a walk that wait for the family's word. */
#include "cli/sample/sample.h"
#include "record/setting.h"

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

struct word { const char *field, *text; };

/* The fields of a record that are translated, in every language of the pages that has them. */
static enum code translated(struct sample *s, const char *type, struct id id, const struct word *words, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++)
		for (enum lang lang = LANG_ES; lang < LANG_COUNT; lang++) {
			const char *said = tr(lang, words[i].text);
			if (said != words[i].text)
				TRY(record_text_put(s->db, &s->v, record_type_find(Z(type)), id, words[i].field, Z(LANGS[lang].tag), Z(said), "machine", e));
		}
	return OK;
}

static enum code move(struct sample *s, const char *type, struct id id, const char *to, struct err *e)
{
	return record_move(s->db, s->a, &s->v, record_type_find(Z(type)), id, 1, Z(to), e);
}

static enum code changes(struct sample *s, struct err *e)
{
	static const struct word launched[] = {
		{"title", N_("Every child plans the week")}, {"what", N_("On Monday each child looks at the week and puts the work in an order.")}, {"why", N_("Children who plan ask for help earlier.")},
		{"stays", N_("The goals of the grade, and the teachers.")}, {"families_said", N_("Our children need quiet in the evening. Please no more homework.")},
		{"answered", N_("The week is planned at school. There is no more homework than before.")}},
	                          asking[] = {{"title", N_("Conferences in the evening")}, {"what", N_("Some conferences would begin at six in the evening.")}},
	                          later[] = {{"title", N_("School begins at nine")}, {"families_said", N_("The early bus comes too early for small children.")}, {"outcome", N_("Since then more children have breakfast before school.")}},
	                          alone[] = {{"title", N_("New tablets in two rooms")}, {"outcome", N_("We ask families before we buy more.")}},
	                          looked[] = {{"about", N_("Planning the week")}, {"families_said", N_("Small children find it long.")}, {"changed", N_("Small children plan one day, with a picture.")}},
	                          step[] = {{"what", N_("Calls about evening conferences")}};
	struct id a = sample_id("initiative", 0), b = sample_id("initiative", 1), c = sample_id("decision", 0), d = sample_id("decision", 1), k = sample_id("checkpoint", 0), t = sample_id("step", 0);
	TRY(PUT(s, "initiative", a, e, {"title", Z(launched[0].text)}, {"what", Z(launched[1].text)}, {"why", Z(launched[2].text)}, {"stays", Z(launched[3].text)}, {"asked_on", ON(s->monday - 60)},
	        {"families_said", Z(launched[4].text)}, {"answered", Z(launched[5].text)}));
	TRY(translated(s, "initiative", a, launched, 6, e));
	TRY(move(s, "initiative", a, "launched", e));
	TRY(PUT(s, "initiative", b, e, {"title", Z(asking[0].text)}, {"what", Z(asking[1].text)}));
	TRY(translated(s, "initiative", b, asking, 2, e));
	TRY(PUT(s, "decision", c, e, {"title", Z(later[0].text)}, {"decided_on", ON(s->monday - 80)}, {"with_families", S("asked")}, {"families_said", Z(later[1].text)}, {"outcome", Z(later[2].text)}));
	TRY(translated(s, "decision", c, later, 3, e));
	TRY(PUT(s, "decision", d, e, {"title", Z(alone[0].text)}, {"decided_on", ON(s->monday - 90)}, {"with_families", S("without")}, {"outcome", Z(alone[1].text)}));
	TRY(translated(s, "decision", d, alone, 2, e));
	TRY(PUT(s, "checkpoint", k, e, {"on_date", ON(s->monday - 20)}, {"about", Z(looked[0].text)}, {"families_said", Z(looked[1].text)}, {"changed", Z(looked[2].text)}));
	TRY(translated(s, "checkpoint", k, looked, 3, e));
	TRY(move(s, "checkpoint", k, "held", e));
	TRY(PUT(s, "engagement_step", t, e, {"what", Z(step[0].text)}, {"families", S("english")}, {"how", S("call person")}, {"by_whom", ID(s->demo[3])}, {"due_on", ON(s->monday + 12)}));
	return translated(s, "engagement_step", t, step, 1, e);
}

static enum code days(struct sample *s, struct err *e)
{
	static const struct word come[] = {
		{"title", N_("Come and see how we learn")}, {"agenda", N_("You sit beside your child for two lessons. Then we talk.")}, {"child_care", N_("Room 2, from age 3")},
		{"languages", N_("Interpreters for Spanish and Somali. Ask for another when you sign up.")}},
	                          team[] = {{"title", N_("Leadership team of families")}, {"minutes", N_("We asked for a later bus and for more paper.")}, {"answers", N_("Paper is there since Monday. The district answers about the bus in two weeks.")}},
	                          idea[] = {{"text", N_("A bench in the yard, so that grandparents can wait.")}, {"answer", N_("It will stand there in spring.")}};
	struct id a = sample_id("gathering", 0), b = sample_id("gathering", 1), i = sample_id("idea", 0);
	TRY(PUT(s, "gathering", a, e, {"title", Z(come[0].text)}, {"kind", S("bringParent")}, {"on_date", ON(s->monday + 16)}, {"begins", S("09:00")}, {"ends", S("11:00")}, {"agenda", Z(come[1].text)},
	        {"child_care", Z(come[2].text)}, {"languages", Z(come[3].text)}));
	TRY(translated(s, "gathering", a, come, 4, e));
	TRY(PUT(s, "gathering", b, e, {"title", Z(team[0].text)}, {"kind", S("leadership")}, {"on_date", ON(s->monday - 12)}, {"begins", S("18:00")}, {"minutes", Z(team[1].text)}, {"answers", Z(team[2].text)}));
	TRY(translated(s, "gathering", b, team, 3, e));
	TRY(move(s, "gathering", b, "held", e));
	TRY(PUT(s, "family_idea", i, e, {"text", Z(idea[0].text)}, {"language", S("en")}, {"answer", Z(idea[1].text)}));
	TRY(translated(s, "family_idea", i, idea, 2, e));
	return move(s, "family_idea", i, "answered", e);
}

/* Of the learner whose family is entered by the door; the helper is entered by a door too. */
static enum code one_family(struct sample *s, struct err *e)
{
	static const struct word table[] = {{"what", N_("A quiet place for tests")}}, read[] = {{"what", N_("Read together on Sunday")}}, meeting[] = {{"answer", N_("We meet on Thursday at five. An interpreter comes.")}};
	struct id who = s->demo[1], helper = sample_id("helper", 0), p = sample_id("promise", 0), q = sample_id("promise", 1), r = sample_id("request", 0);
	TRY(PUT(s, "promise", p, e, {"learner", ID(who)}, {"what", Z(table[0].text)}, {"who", S("school")}, {"due_on", ON(s->monday + 4)}));
	TRY(translated(s, "promise", p, table, 1, e));
	TRY(PUT(s, "promise", q, e, {"learner", ID(who)}, {"what", Z(read[0].text)}, {"who", S("family")}, {"due_on", ON(s->monday - 8)}));
	TRY(translated(s, "promise", q, read, 1, e));
	TRY(move(s, "promise", q, "kept", e));
	TRY(PUT(s, "rights_request", r, e, {"learner", ID(who)}, {"kind", S("meeting")}, {"asked_on", ON(s->monday - 3)}, {"due_on", ON(s->monday + 7)}, {"owner", ID(s->demo[2])}, {"answer", Z(meeting[0].text)}));
	TRY(translated(s, "rights_request", r, meeting, 1, e));
	TRY(PUT(s, "person", helper, e, {"given_name", S("Nura")}, {"family_name", S("Sample-Helper")}, {"language", S("en")}));
	TRY(PUT(s, "helper_access", sample_id("helper access", 0), e, {"learner", ID(who)}, {"organisation", S("Sample Neighbours")}, {"adult", ID(helper)}, {"parts", S("week tonight times meetings write")},
	        {"until_on", ON(s->today + 120)}));
	return PUT(s, "empathy_walk", sample_id("walk", 0), e, {"learner", ID(who)}, {"visitor", ID(s->demo[0])}, {"on_date", ON(s->monday + 10)});
}

/* Answers on paper to the survey that is open, from a made-up third of the families. */
static enum code survey(struct sample *s, struct err *e)
{
	static const char *const says[] = {"yes", "partly", "no", "yes"};
	TRY(setting_put(s->db, &s->v, S("family.survey"), str_fmt(s->a, "Sample survey %d", day_civil(s->today).year), e));
	TRY(setting_put(s->db, &s->v, S("family.owner"), S("Morgan Sampleton"), e));
	for (int i = 0; i < s->n && i < 900; i += 3) {
		const struct sample_learner *l = &s->learners[i];
		TRY(PUT(s, "belief_answer", sample_id("belief", i), e, {"survey", str_fmt(s->a, "Sample survey %d", day_civil(s->today).year)}, {"on_paper", S("1")}, {"language", Z(LANGS[l->lang].tag)},
		        {"disability", l->iep || l->s504 ? S("1") : S("0")}, {"english", l->el ? S("1") : S("0")}, {"own_way", Z(says[(i / 3 * 7 + 1) % 11 % 4])}, {"heard", Z(says[(i / 3 * 7 + 2) % 11 % 4])},
		        {"screens", Z(says[(i / 3 * 7 + 3) % 11 % 4])}, {"at_home", Z(says[(i / 3 * 7 + 5) % 11 % 4])}));
	}
	return OK;
}

/* What partners offer, what is needed and answered, and who helps with the system in which language. */
static enum code beyond(struct sample *s, struct err *e)
{
	static const struct word offer[] = {
		{"title", N_("Measure and plant a school garden")}, {"what", N_("Learners draw a plan, count what it costs and plant with gardeners.")},
		{"access_notes", N_("No steps. Tools with large handles. It can be loud when the water runs. The bus stops at the gate.")}},
	                          need[] = {{"need", N_("A bus after the evening conferences")}, {"response", N_("One bus on each evening, until seven. We count who takes it.")}};
	struct id a = sample_id("offer", 0), b = sample_id("need", 0);
	TRY(PUT(s, "partner_offer", a, e, {"title", Z(offer[0].text)}, {"kind", S("project")}, {"organisation", S("Sample Gardens")}, {"what", Z(offer[1].text)}, {"access_notes", Z(offer[2].text)},
	        {"until_on", ON(s->monday + 150)}, {"contact", S("Sam Samplegarden, 555-0160")}, {"staff_contact", ID(s->demo[0])}));
	TRY(translated(s, "partner_offer", a, offer, 3, e));
	TRY(move(s, "partner_offer", a, "open", e));
	TRY(PUT(s, "community_need", b, e, {"need", Z(need[0].text)}, {"from_whom", S("families")}, {"gathered_on", ON(s->monday - 12)}, {"response", Z(need[1].text)}, {"resource", S("money")}, {"owner", ID(s->demo[5])},
	        {"due_on", ON(s->monday + 20)}));
	TRY(translated(s, "community_need", b, need, 2, e));
	TRY(move(s, "community_need", b, "planned", e));
	TRY(PUT(s, "help_line", sample_id("help line", 0), e, {"language", S("es")}, {"phone", S("555-0151")}, {"hours", S("08:00 - 16:00")}, {"who", S("Sol Sampleton")}));
	TRY(PUT(s, "help_line", sample_id("help line", 1), e, {"language", S("so")}, {"phone", S("555-0152")}, {"hours", S("12:00 - 16:00")}, {"who", S("Hodan Sampleton")}));
	return setting_put(s->db, &s->v, S("skills.check"), S("1"), e);
}

enum code sample_together(struct sample *s, struct err *e)
{
	TRY(changes(s, e));
	TRY(days(s, e));
	TRY(one_family(s, e));
	TRY(beyond(s, e));
	TRY(store_meta_set(s->db, "door.helper", id_str(s->a, sample_id("helper", 0)), e));
	return survey(s, e);
}
