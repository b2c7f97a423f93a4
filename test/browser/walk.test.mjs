// walk.test.mjs - every page the server knows, as each of the six people of the sample school and as nobody: who may,
// may; who may not, may not; and the main pages of each are whole, in three languages, wide and narrow.
import assert from 'node:assert/strict';
import { launch, sticksOut, violations } from './lib.mjs';
import { ASKS, DOORS, OTHERWISE, enter, fill, gather, routes, school } from './school.mjs';

// What each surely is to the learners their own pages lead to, and what each may be besides.
const SURE = { teacher: ['teacher'], learner: ['self'], special: ['case'], language: ['el'], family: ['family'], leader: ['leader'] };
const PERHAPS = { teacher: ['adviser'], learner: [], special: ['teacher', 'adviser'], language: ['teacher', 'adviser'], family: [], leader: ['admin', 'district', 'teacher', 'adviser'] };
const MAIN = {
	teacher: ['/today', '/classes/{class}', '/classes/{class}/week', '/learners/{learner}/progress'], learner: ['/learners/{learner}/home', '/learners/{learner}/week', '/learners/{learner}/profile'],
	special: ['/today', '/learners/{learner}'], language: ['/today', '/learners/{learner}'],
	family: ['/family', '/learners/{learner}/family', '/learners/{learner}/conference'], leader: ['/lead', '/learners/{learner}', '/admin/mastery'], nobody: ['/doors', '/sign-in', '/help'],
};
// Main pages are seen in each language, the others in English and one of the other two in turn (at night in all seven: languages.test.mjs).
// Each language is judged by axe once, English wide, the others narrow; what sticks out is asked of each at both widths.
const AXE_AT = { en: 1280, es: 320, ar: 320 };

export default async function (test) {
	const browser = await launch(), site = await school(), gets = routes().filter(r => r.method === 'GET'), others = {}, learners = new Set(), looked = new Set();
	const statusOf = async (context, path) => {
		for (;;) {
			const reply = await context.request.get(site.url + path, { maxRedirects: 0, maxRetries: 2 });
			if (reply.status() !== 429) return [reply.status(), reply.headers().location || ''];
			await new Promise(done => setTimeout(done, 1000 * (Number(reply.headers()['retry-after']) || 1))); // asked too fast
		}
	};
	try {
		for (const who of [...DOORS, 'nobody']) {
			const { context, page } = await enter(browser, site.url, who === 'nobody' ? '' : who);
			const { seen, ids } = who === 'nobody' ? { seen: new Map(), ids: { ...others } } : await gather(context, site.url, gets, learners);
			for (const name of ['{learner}', '{class}']) others[name] ??= ids[name];

			await test(`walk: ${who}: every page answers as its need says`, async () => {
				const wrong = [];
				let asked = 0;
				for (const r of gets) {
					const path = (seen.get(r.path) || fill(r.path, { '{type}': 'goal', ...others, ...ids })) + (ASKS[r.path]?.(site) ?? '');
					if (/\{/.test(path) || OTHERWISE.includes(r.path)) continue;
					const [status, to] = await statusOf(context, path), may = n => r.need.includes(n);
					const open = may('public') || (who !== 'nobody' && (may('signed-in') || SURE[who].some(may)));
					const perhaps = who !== 'nobody' && PERHAPS[who].some(may);
					const away = /^\/sign-in/.test(to) && !may('public');
					const good = status === 200 || (status === 303 && !away);
					const foreign = /\{(learner|class)\}/.test(r.path) && !ids[/\{class\}/.test(r.path) ? '{class}' : '{learner}'];
					asked++;
					if (status >= 500 || (open && !foreign && !good) || (!open && !perhaps && (status === 200 || (status === 303 && !away)))) wrong.push(`${path} (${r.need}): ${status} ${to}`);
				}
				assert.deepEqual(wrong, []);
				assert.ok(asked > 30, `${asked} pages`);
			});

			await test(`walk: ${who}: every page that nobody before could open, and the main ones, in en and es or ar at 1280 and 320 px: axe is content, nothing sticks out`, async () => {
				const wrong = [];
				for (const r of gets) {
					if (!MAIN[who].includes(r.path) && looked.has(r.path)) continue;
					const path = (seen.get(r.path) || fill(r.path, { '{type}': 'goal', ...others, ...ids })) + (ASKS[r.path]?.(site) ?? '');
					if (/\{/.test(path) || OTHERWISE.includes(r.path)) continue;
					const first = await context.request.get(site.url + path, { maxRedirects: 0, maxRetries: 2 });
					if (first.status() !== 200 || !/html/.test(first.headers()['content-type'] || '')) continue;
					looked.add(r.path);
					for (const lang of MAIN[who].includes(r.path) ? ['en', 'es', 'ar'] : ['en', looked.size % 2 ? 'es' : 'ar']) {
						await page.goto(`${site.url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
						if (await page.getAttribute('html', 'lang') !== lang) wrong.push(`${path} is not in ${lang}`);
						for (const width of page.viewportSize().width === 320 ? [320, 1280] : [1280, 320]) {
							if (page.viewportSize().width !== width) await page.setViewportSize({ width, height: 800 });
							if (AXE_AT[lang] === width) for (const v of await violations(page, { enhanced: false })) wrong.push(`${r.path} ${lang} ${width}: ${v}`);
							for (const v of await sticksOut(page)) wrong.push(`${r.path} ${lang} ${width}: sticks out: ${v}`);
						}
					}
				}
				for (const path of MAIN[who]) if (!looked.has(path)) wrong.push(`${path} was not there`);
				assert.deepEqual(wrong, []);
			});
			await test(`walk: ${who}: no script error, no request to another host`, () => assert.deepEqual(context.broken, []));
			await context.close();
		}
		await test('walk: no page was left out', () => {
			// device.test.mjs looks at the administrator's pages; short ways (/week) only lead on.
			const left = gets.filter(r => !looked.has(r.path) && !OTHERWISE.includes(r.path) && !r.need.every(n => n === 'admin') &&
				!/\.(pdf|csv|json|xml|css|ics)$|^\/(api|files|dictionary|device-key|health|metrics|score\/)|^\/(home|week|goals|profile|look)?$/.test(r.path)).map(r => r.path);
			assert.deepEqual(left, []);
		});
		await test('walk: a learner and a family reach no other learner', async () => {
			const wrong = [];
			assert.ok(learners.size > 3, `${learners.size} learners on pages of the six`);
			for (const who of ['learner', 'family']) {
				const { context } = await enter(browser, site.url, who);
				let reached = 0;
				for (const id of learners) {
					const [own] = await statusOf(context, `/learners/${id}/week`);
					if (own === 200) { reached++; continue; }
					for (const r of gets.filter(g => /^\/learners\/\{learner\}(\/[a-z-]+)*$/.test(g.path))) {
						const [status] = await statusOf(context, fill(r.path, { '{learner}': id }));
						if (status !== 403 && status !== 404) wrong.push(`${who}: ${r.path}: ${status}`);
					}
				}
				if (reached > (who === 'learner' ? 1 : 2)) wrong.push(`${who} reaches ${reached} learners`);
				await context.close();
			}
			assert.deepEqual(wrong, []);
		});
	} finally {
		await browser.close();
		await site.close();
	}
}
