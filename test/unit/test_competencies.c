/* Competencies: CASE and CSV, what is mended, what is refused by name. */
#include "support/import.h"

static const char STANDARDS[] = "id,code,grade,domain,domain_name,cluster,cluster_name,extra,text\n"
	"1,K.CC.A.1,K,CC,Counting,A,\"Count\nin order\",x,The framework says: count.\n2,1.OA.A.1,1,OA,Operations,A,Add,x,The framework says: add.\n"
	"3,HSX.1,HS,F,Functions,A,,x,The framework says: much.\n";
static const char PLAIN[] = "code,grade,domain,domain_name,cluster,cluster_name,text,text_es\n"
	"K.CC.A.1,K,CC,Counting aloud,A,Say numbers,I can count to 100.,Puedo contar hasta 100.\n";

static void csv_tells_its_kind_by_the_header(void **state)
{
	struct school *k = *state;
	const char *paths[] = {put_file(k, "pairs.csv", "prerequisite,standard\nK.CC.A.1,1.OA.A.1\n"), put_file(k, "rel.csv", "a,b\n1.OA.A.1,HSX.1\nHSX.1,1.OA.A.1\n"),
	                       put_file(k, "standards.csv", STANDARDS)};
	assert_int_equal(bring_with(k, (struct import_options){.kind = "competencies"}, paths, 3), OK);
	assert_int_equal(rows_of(k, "select count(*) from competency"), 3);
	assert_int_equal(rows_of(k, "select count(*) from competency where code = 'HSX.1' and grade = '09,10,11,12'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from competency where code = 'K.CC.A.1' and grade = 'KG' and cluster = 'Count in order' and text = statement"), 1);
	assert_int_equal(rows_of(k, "select count(*) from association where kind = 'precedes'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from association where kind = 'isRelatedTo'"), 1); /* both ways round is one */
	assert_int_equal(bring_with(k, (struct import_options){.kind = "competencies"}, paths, 3), OK);
	assert_int_equal(k->r.added + k->r.changed, 0);
}

static void a_plain_sentence_finds_its_code_and_stays(void **state)
{
	struct school *k = *state;
	brought(k, "competencies", put_file(k, "s.csv", STANDARDS));
	brought(k, "competencies", put_file(k, "p.csv", PLAIN));
	assert_int_equal(rows_of(k, "select count(*) from competency"), 3);
	assert_int_equal(rows_of(k, "select count(*) from competency where text = 'I can count to 100.' and statement = 'The framework says: count.' and domain = 'Counting aloud'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from record_text where lang = 'es' and origin = 'person' and words = 'Puedo contar hasta 100.'"), 1);
	/* the framework's words do not come back over it */
	brought(k, "competencies", put_file(k, "s.csv", STANDARDS));
	assert_int_equal(k->r.changed, 0);
	brought(k, "competencies", put_file(k, "p.csv", PLAIN));
	assert_int_equal(k->r.changed + k->r.added, 0);
}

static void circles_and_loose_ends_are_refused_by_name(void **state)
{
	struct school *k = *state;
	const char *paths[] = {put_file(k, "standards.csv", STANDARDS),
	                       put_file(k, "pairs.csv", "prerequisite,standard\nK.CC.A.1,1.OA.A.1\n1.OA.A.1,HSX.1\nHSX.1,K.CC.A.1\nK.CC.A.1,9.ZZ.1\nHSX.1,HSX.1\n")};
	assert_int_equal(bring_with(k, (struct import_options){.kind = "competencies"}, paths, 2), E_INPUT);
	assert_true(refused(k, "pairs.csv", 5, "standard", "9.ZZ.1"));
	assert_true(refused(k, "pairs.csv", 6, "", "itself"));
	bool circle = false;
	size_t at;
	for (size_t i = 0; i < k->r.n_listed; i++)
		circle |= str_find(k->r.refused[i].reason, S("circle"), &at) && str_find(k->r.refused[i].reason, S("K.CC.A.1"), &at) &&
		          str_find(k->r.refused[i].reason, S("1.OA.A.1"), &at) && str_find(k->r.refused[i].reason, S("HSX.1"), &at);
	assert_true(circle);
	assert_int_equal(rows_of(k, "select count(*) from competency"), 0);
	/* a circle that closes over what is there already */
	assert_int_equal(bring_with(k, (struct import_options){.kind = "competencies"}, (const char *[]){paths[0], put_file(k, "a.csv", "prerequisite,standard\nK.CC.A.1,1.OA.A.1\n")}, 2), OK);
	assert_int_equal(bring(k, "competencies", put_file(k, "b.csv", "prerequisite,standard\n1.OA.A.1,K.CC.A.1\n")), E_INPUT);
	assert_true(refused(k, "b.csv", 2, "", "K.CC.A.1"));
}

static void an_unknown_header_is_refused(void **state)
{
	struct school *k = *state;
	assert_int_equal(bring(k, "competencies", put_file(k, "x.csv", "name,colour\na,b\n")), E_INPUT);
	assert_true(refused(k, "x.csv", 1, "", "header"));
}

#define CASE_HEAD "{\"CFDocument\":{\"identifier\":\"doc-1\",\"uri\":\"https://x.example/CFDocuments/doc-1\",\"title\":\"Sample framework\",\"creator\":\"Sample board\",\"version\":\"2\"},"
static const char CASE[] = CASE_HEAD "\"CFItems\":["
	"{\"identifier\":\"i1\",\"uri\":\"u:i1\",\"humanCodingScheme\":\"S.1\",\"fullStatement\":\"Counts things.\",\"educationLevel\":[\"01\",\"02\"],\"CFItemType\":\"Standard\"},"
	"{\"uri\":\"https://x.example/CFItems/i2\",\"humanCodingScheme\":\"CCSS.Math.Content.9.X.A.1\",\"fullStatement\":\"Counts more.\",\"educationLevel\":\"K\"},"
	"{\"identifier\":\"i3\",\"abbreviatedStatement\":\"Counts all.\"}],"
	"\"CFAssociations\":["
	"{\"identifier\":\"a1\",\"associationType\":\"isChildOf\",\"originNodeURI\":{\"identifier\":\"i2\"},\"destinationNodeURI\":{\"identifier\":\"i1\"}},"
	"{\"identifier\":\"a2\",\"associationType\":\"isChildOf\",\"originNodeURI\":{\"identifier\":\"i1\"},\"destinationNodeURI\":{\"identifier\":\"doc-1\"}},"
	"{\"identifier\":\"a3\",\"associationType\":\"precedes\",\"originNodeURI\":\"https://x.example/CFItems/i1\",\"destinationNodeURI\":{\"uri\":\"https://x.example/CFItems/i3\"}},"
	"{\"identifier\":\"a4\",\"associationType\":\"exactMatchOf\",\"originNodeURI\":{\"identifier\":\"i1\"},\"destinationNodeURI\":{\"identifier\":\"elsewhere\"}},"
	"{\"identifier\":\"a5\",\"associationType\":\"ext:likes\",\"originNodeURI\":{\"identifier\":\"i1\"},\"destinationNodeURI\":{\"identifier\":\"i2\"}}]}";

static void case_lands_and_says_what_it_mended(void **state)
{
	struct school *k = *state;
	const char *path = put_file(k, "case.json", CASE);
	brought(k, "case", path);
	assert_int_equal(rows_of(k, "select count(*) from framework where source_id = 'doc-1' and publisher = 'Sample board' and edition = '2'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from competency c join competency p on p.id = c.parent where c.source_id = 'i2' and p.source_id = 'i1' and c.code = '9.X.A.1' and c.grade = 'KG'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from competency where source_id = 'i1' and grade = '01,02' and kind = 'Standard'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from competency where source_id = 'i3' and statement = 'Counts all.'"), 1);
	assert_int_equal(rows_of(k, "select count(*) from association"), 1);
	assert_true(noted(k, "end of a URI"));
	assert_true(noted(k, "abbreviatedStatement"));
	assert_true(noted(k, "educationLevel"));
	assert_true(noted(k, "other frameworks"));
	assert_true(noted(k, "does not name"));
	brought(k, "case", path);
	assert_int_equal(k->r.added + k->r.changed, 0);
}

static void case_with_loose_ends_is_refused(void **state)
{
	struct school *k = *state;
	assert_int_equal(bring(k, "case", put_file(k, "c.json", CASE_HEAD "\"CFItems\":[{\"identifier\":\"i1\",\"humanCodingScheme\":\"A\",\"fullStatement\":\"a\"},"
		"{\"identifier\":\"i2\",\"humanCodingScheme\":\"B\",\"fullStatement\":\"b\"},{\"identifier\":\"i2\",\"humanCodingScheme\":\"C\",\"fullStatement\":\"c\"},"
		"{\"identifier\":\"i4\",\"humanCodingScheme\":\"D\"}],"
		"\"CFAssociations\":[{\"associationType\":\"precedes\",\"identifier\":\"x\",\"originNodeURI\":{\"identifier\":\"i1\"},\"destinationNodeURI\":{\"identifier\":\"gone\"}},"
		"{\"associationType\":\"isChildOf\",\"identifier\":\"y\",\"originNodeURI\":{\"identifier\":\"i1\"},\"destinationNodeURI\":{\"identifier\":\"i2\"}},"
		"{\"associationType\":\"isChildOf\",\"identifier\":\"z\",\"originNodeURI\":{\"identifier\":\"i2\"},\"destinationNodeURI\":{\"identifier\":\"i1\"}}]}")), E_INPUT);
	assert_true(refused(k, "c.json", 0, "gone", "no such item"));
	assert_true(refused(k, "c.json", 0, "C", "twice"));
	assert_true(refused(k, "c.json", 0, "D", "says nothing"));
	bool circle = false;
	size_t at;
	for (size_t i = 0; i < k->r.n_listed; i++)
		circle |= str_find(k->r.refused[i].reason, S("circle: A → B → A"), &at);
	assert_true(circle);
	assert_int_equal(rows_of(k, "select (select count(*) from competency) + (select count(*) from framework)"), 0);
	assert_int_equal(bring(k, "case", put_file(k, "n.json", "{\"items\":[]}")), E_INPUT);
	assert_int_equal(bring(k, "case", put_file(k, "b.json", "{\"CFDocument\":")), E_INPUT);
}

static void case_finds_what_came_by_csv(void **state)
{
	struct school *k = *state;
	brought(k, "competencies", put_file(k, "p.csv", "code,grade,domain,text,text_es\nS.1,1,D,I can count.,Puedo contar.\n"));
	brought(k, "case", put_file(k, "case.json", CASE));
	assert_int_equal(rows_of(k, "select count(*) from competency"), 3);
	assert_int_equal(rows_of(k, "select count(*) from competency where source_id = 'i1' and text = 'I can count.' and statement = 'Counts things.'"), 1);
	/* what is part of it is part of that one */
	assert_int_equal(rows_of(k, "select count(*) from competency c join competency p on p.id = c.parent where c.source_id = 'i2' and p.text = 'I can count.'"), 1);
}

static void undo_takes_a_framework_back(void **state)
{
	struct school *k = *state;
	struct import_undone u;
	brought(k, "competencies", put_file(k, "s.csv", STANDARDS));
	brought(k, "competencies", put_file(k, "p.csv", PLAIN));
	assert_int_equal(import_undo(k->s, k->a, k->r.id, NULL, &u, &k->e), OK);
	assert_int_equal(u.left, 0);
	assert_int_equal(rows_of(k, "select count(*) from competency where text = statement"), 3);
	assert_int_equal(rows_of(k, "select count(*) from record_text"), 0);
	brought(k, "competencies", put_file(k, "p.csv", PLAIN));
	brought(k, "case", put_file(k, "case.json", CASE));
	assert_int_equal(import_undo(k->s, k->a, k->r.id, NULL, &u, &k->e), OK);
	assert_int_equal(rows_of(k, "select count(*) from framework"), 1);
	brought(k, "case", put_file(k, "case.json", CASE));
}

static void the_coherence_map_lands(void **state)
{
	struct school *k = *state;
	const char *names[] = {"data/standards/coherence-map/ccss_math_standards.csv", "data/standards/coherence-map/ccss_math_prerequisites.csv",
		"data/standards/coherence-map/ccss_ela_standards.csv", "data/standards/coherence-map/ccss_math_related.csv"};
	const char *paths[4];
	for (size_t i = 0; i < 4; i++)
		if ((paths[i] = shared_file(k, names[i])) == NULL)
			skip();
	assert_int_equal(bring_with(k, (struct import_options){.kind = "competencies"}, paths, 4), OK);
	assert_int_equal(rows_of(k, "select count(*) from competency where subject = 'mathematics'"), 480);
	assert_int_equal(rows_of(k, "select count(*) from competency where subject = 'english'"), 985);
	assert_int_equal(rows_of(k, "select count(*) from association where kind = 'precedes'"), 757);
	assert_int_equal(rows_of(k, "select count(*) from association where kind = 'isRelatedTo'"), 142);
}

static void published_frameworks_land(void **state)
{
	struct school *k = *state;
	const char *asn = shared_file(k, "data/standards/ccss-asn/ccss_math_D10003FB.json"), *own = shared_file(k, "data/standards/opensalt-case/Ordering.json");
	if (asn == NULL || own == NULL)
		skip();
	brought(k, "case", own);
	assert_int_equal(rows_of(k, "select count(*) from competency"), 28);
	brought(k, "case", asn);
	assert_int_equal(rows_of(k, "select count(*) from competency"), 28 + 703);
	assert_true(noted(k, "not CASE"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH("CSV files tell their kind by the header, in any order", csv_tells_its_kind_by_the_header, school_begin, school_end),
		TEST_WITH("a plain sentence finds its code and is not replaced by the framework's words", a_plain_sentence_finds_its_code_and_stays, school_begin, school_end),
		TEST_WITH("circles and loose ends are refused by name", circles_and_loose_ends_are_refused_by_name, school_begin, school_end),
		TEST_WITH("an unknown header is refused", an_unknown_header_is_refused, school_begin, school_end),
		TEST_WITH("a CASE package lands, lenient, and says what it mended", case_lands_and_says_what_it_mended, school_begin, school_end),
		TEST_WITH("a CASE package with loose ends or circles is refused by name", case_with_loose_ends_is_refused, school_begin, school_end),
		TEST_WITH("a CASE item finds the competency that came by CSV", case_finds_what_came_by_csv, school_begin, school_end),
		TEST_WITH("undo takes a framework back, and it can come again", undo_takes_a_framework_back, school_begin, school_end),
		TEST_WITH("the coherence map lands: 480, 757, 142 and 985", the_coherence_map_lands, school_begin, school_end),
		TEST_WITH("published frameworks land", published_frameworks_land, school_begin, school_end),
	};
	return RUN_ON_BOTH(tests);
}
