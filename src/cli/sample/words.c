/* words.c - what the sample people are called and say. Everything is ours and made up. */
#include "cli/sample/sample.h"

const char *const SAMPLE_GIVEN[LANG_COUNT][16] = {
	[LANG_EN] = {"Avery", "Jordan", "Maya", "Noah", "Zoe", "Caleb", "Imani", "Owen", "Ruby", "Elijah", "Nora", "Theo", "Jada", "Finn", "Willa", NULL},
	[LANG_ES] = {"Lucía", "Mateo", "Valentina", "Diego", "Camila", "Andrés", "Sofía", "Tomás", "Elena", "Javier", "Paula", "Emilio", "Ximena", "Rafael", NULL},
	[LANG_AR] = {"Layla", "Omar", "Noor", "Yusuf", "Salma", "Karim", "Huda", "Samir", "Rania", "Tariq", "Dina", "Bilal", NULL},
	[LANG_ZH] = {"Meilin", "Haoran", "Xinyi", "Jun", "Yuting", "Bowen", "Lian", "Zhiyu", "Ruoxi", "Kai", NULL},
	[LANG_VI] = {"Linh", "Minh", "Thảo", "Quân", "Hương", "Đức", "Ngọc", "Khang", "Vy", "Phúc", NULL},
	[LANG_SO] = {"Hodan", "Abdi", "Ayaan", "Ifrah", "Guled", "Sahra", "Liban", "Nasra", "Warsame", NULL},
	[LANG_HT] = {"Nadège", "Wilner", "Mirlande", "Jacky", "Fabiola", "Ronel", "Guerda", "Peterson", NULL},
};
const char *const SAMPLE_FAMILY[LANG_COUNT][16] = {
	[LANG_EN] = {"Sampleton", "Maple", "Brook", "Fields", "Carter", "Hill", "Rivers", "Stone", "Birch", "Lane", "Meadows", "Harper", NULL},
	[LANG_ES] = {"Ejemplo", "Robles", "Campos", "Vega", "Luna", "Prado", "Salinas", "Rosales", "Del Río", "Cerezo", NULL},
	[LANG_AR] = {"Mithal", "Haddad", "Najjar", "Khoury", "Saleh", "Darwish", "Nasser", NULL},
	[LANG_ZH] = {"Yang", "Lin", "Zhou", "Huang", "Shen", "Liang", NULL},
	[LANG_VI] = {"Nguyễn", "Trần", "Phạm", "Lê", "Võ", "Đặng", NULL},
	[LANG_SO] = {"Warsame", "Farah", "Jama", "Hirsi", "Abdulle", NULL},
	[LANG_HT] = {"Belizaire", "Fleurant", "Dorval", "Jean-Louis", "Cadet", NULL},
};

const char *const SAMPLE_INTERESTS[] = {
	"soccer and every game with a ball", "playing the guitar", "drawing comics", "caring for my cat", "cooking with my grandmother",
	"dinosaurs and fossils", "building with blocks and cardboard", "singing", "bees and gardens", "basketball", "stories about space",
	"trains and how cities work", "dancing", "fixing bikes", "the ocean", "chess", "making short films", "weather and storms", "baking bread",
	"horses", "jokes and riddles", "collecting stones", NULL};
const char *const SAMPLE_STRENGTHS[] = {
	"I explain things so that others get it.", "I keep trying when something is hard.", "I notice small things that others miss.",
	"I make people laugh and feel welcome.", "I remember stories well.", "I am good with numbers in my head.", "I speak two languages and help my family with both.",
	"I build things that work.", "I listen well to a partner.", "I ask good questions.", "I draw what I think.", "I am calm when others are upset.",
	"I finish what I begin.", "I read maps and find the way.", NULL};
const char *const SAMPLE_NEEDS[] = {
	"Noise makes it hard for me to read. A quiet place helps.", "Long directions are hard. One step at a time helps.",
	"Writing by hand takes me long. Typing or telling helps.", "I am shy to speak in front of everyone. A small group helps.",
	"I forget what to do first. A short list helps.", "New words in English are hard. Pictures and my language help.",
	"Sitting still is hard. Standing or a short walk helps.", "I hurry and miss things. A second look helps.", NULL};
const char *const SAMPLE_HOPES[] = {
	"I want to help animals when I am grown.", "I hope to build houses that stay cool in summer.", "I want to be someone who is kind and brave.",
	"I hope to make music with friends.", "I want to learn to fly a plane.", "I want to run a food stand with my aunt.", "I hope to invent something useful.",
	"I want to teach little children.", NULL};
const char *const SAMPLE_CAREERS[] = {
	"Electrician or solar installer", "Nurse", "Game designer", "Veterinarian", "Chef", "Bus or train driver", "Engineer", "Translator", "Carpenter", "Marine scientist", NULL};
const char *const SAMPLE_KNOW[] = {
	"I like to know what comes next.", "Please do not call on me first; give me a moment.", "I work best after I have moved a little.",
	"When I am quiet I am thinking.", "I like it when you ask about my brother.", "Please tell me when I do well, quietly.", NULL};
const char *const SAMPLE_FAMILY_HOPE[LANG_COUNT] = {
	[LANG_EN] = "We hope school stays a place our child likes to go to.",
	[LANG_ES] = "Esperamos que lea con gusto en los dos idiomas.",
	[LANG_AR] = "نأمل أن تقرأ وتكتب بثقة باللغتين.",
	[LANG_ZH] = "我们希望孩子敢于提问，喜欢学习。",
	[LANG_VI] = "Gia đình mong con tự tin nói trước lớp.",
	[LANG_SO] = "Waxaan rajaynaynaa in ilmahayagu si fiican u akhriyo labada af.",
	[LANG_HT] = "Nou swete pitit nou an renmen lekòl la epi li jwenn bon zanmi.",
};
const char *const SAMPLE_FAMILY_KNOW[LANG_COUNT] = {
	[LANG_EN] = "At home our child takes apart radios and puts them back together.",
	[LANG_ES] = "En casa ayuda a su abuela a medir para cocinar y lo hace muy bien.",
	[LANG_AR] = "تحب أن تحكي القصص لإخوتها الصغار قبل النوم.",
	[LANG_ZH] = "孩子在家喜欢算买菜的钱，算得很快。",
	[LANG_VI] = "Ở nhà con hay vẽ lại câu chuyện đã đọc.",
	[LANG_SO] = "Guriga wuxuu ku caawiyaa walaalkiis yar casharrada.",
	[LANG_HT] = "Lakay li renmen ranje bagay ki kase.",
};

const struct sample_goal SAMPLE_GOALS[] = {
	{"I want to speak up once in every math lesson.", "Tell my partner my idea first, then the class.", "selfAdvocacy"},
	{"I want to read a whole book in both of my languages.", "Choose the book with the librarian by Friday.", "language"},
	{"I want to know my times tables without counting.", "Practise the sixes with cards, five minutes a day.", "academic"},
	{"I want to hand in my work before the last day.", "Look at my week every Monday and start the longest thing first.", "habit"},
	{"I want to write stories people want to hear.", "Write one page and read it to a friend.", "academic"},
	{"I want to ask for a break before I get upset.", "Use my card when my hands get tight.", "selfAdvocacy"},
	{"I want to understand fractions like I understand money.", "Draw three problems from the kitchen.", "academic"},
	{"I want to help someone younger with reading.", "Ask Room 1 if I may read to them on Thursday.", "social"},
	{NULL, NULL, NULL}};

const struct sample_line SAMPLE_LINES[] = {
	{"iep", "accommodation", "additional-testing-time", "1.5", N_("Half as much time again on anything that has a limit.")},
	{"iep", "accommodation", "spoken", "computer-read-aloud", N_("Directions and questions are read aloud, except where reading itself is what is checked.")},
	{"iep", "accommodation", "text-appearance/font-size", "27", N_("Large print on screen and on paper.")},
	{"iep", "accommodation", "one-step-at-a-time", "", N_("One step at a time, with the rest out of sight.")},
	{"iep", "accommodation", "answer-masking", "", N_("Answers can be covered and shown one by one.")},
	{"504", "accommodation", "additional-testing-time", "1.25", N_("A quarter more time on anything that has a limit.")},
	{"504", "accommodation", "environment", "breaks", N_("Breaks when asked for; the clock stops.")},
	{"504", "accommodation", "line-reader", "", N_("A line reader on the page.")},
	{"el", "support", "keyword-translation", "", N_("Key words in the home language.")},
	{"el", "support", "glossary-on-screen", "", N_("Word help with pictures and plain words.")},
	{"el", "support", "second-language", "", N_("Directions in both languages.")},
	{"iep", "support", "", "", N_("An adult comes by at the start of each task and asks what the first step is.")},
	{NULL, NULL, NULL, NULL, NULL}};

const struct sample_service SAMPLE_SERVICES[] = {
	{"iep", N_("Specially designed instruction in reading, in a small group"), "4 times a week", "30 minutes", "in class", 120},
	{"iep", N_("Specially designed instruction in mathematics"), "3 times a week", "30 minutes", "in class", 90},
	{"iep", N_("Speech and language therapy"), "2 times a week", "20 minutes", "quiet room", 40},
	{"iep", N_("Occupational therapy: writing and tools"), "once a week", "30 minutes", "in class", 30},
	{"el", N_("English language development with the specialist"), "5 times a week", "30 minutes", "in class", 150},
	{NULL, NULL, NULL, NULL, NULL, 0}};

int sample_count(const char *const *list)
{
	int n = 0;
	while (list[n])
		n++;
	return n;
}
