// languages.test.mjs - pages in seven languages on a small telephone (320 px): nothing sticks out, no string cut, no letter
// that the school's own faces lack, no English sentence left over, axe content. The main pages of families and, one in each
// language, of staff always; with TRELLIS_EVERY_PAGE=1 (make nightly) every page of everybody. TRELLIS_LANGS=ar,so keeps to
// these languages, TRELLIS_SHOTS=FOLDER keeps a picture of each page.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOP, launch, sticksOut, violations } from './lib.mjs';
import { ASKS, OTHERWISE, enter, fill, gather, routes, school } from './school.mjs';

const LANGS = process.env.TRELLIS_LANGS?.split(',') || ['en', 'es', 'ar', 'zh-Hans', 'vi', 'so', 'ht'];
const EVERYBODY = ['family', 'learner', 'teacher', 'special', 'language', 'leader', ''];
// One for each of the other six languages, so that the ordinary run sees staff's pages in all.
const STAFF = { es: ['teacher', '/classes/{class}/week'], ar: ['teacher', '/today'], 'zh-Hans': ['special', '/caseload'], vi: ['special', '/learners/{learner}'],
	so: ['leader', '/lead'], ht: ['leader', '/access'] };
// No pages, or of something that is not there: an import under way, a recording, a printed sheet.
const ELSEWHERE = ['/files/{file}', '/metrics', '/admin/import/{import}', '/admin/import/{import}/undo', '/files/{file}/said', '/score/{code}', '/paper/{code}'];
const shots = process.env.TRELLIS_SHOTS, every = process.env.TRELLIS_EVERY_PAGE === '1';

/** Sentences of the program that a language has in other words: whole ones by text, those with arguments as patterns. */
function catalogue(lang) {
	const exact = new Map(), same = new Set(), shapes = [];
	if (lang === 'en') return { exact, shapes };
	const text = quoted => [...quoted.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(m => JSON.parse(`"${m[1]}"`)).join('');
	const po = readFileSync(join(TOP, 'locale', `${lang.split('-')[0]}.po`), 'utf8');
	for (const [, one, many, said] of po.matchAll(/^msgid ((?:".*"\n)+)(?:msgid_plural ((?:".*"\n)+))?msgstr(?:\[0\])? ((?:".*"\n)+)/gm))
		for (const msgid of [one, many].filter(Boolean).map(text)) {
			const other = text(said);
			if (!other || !/[a-z]{2}/i.test(msgid)) continue;
			if (other.trim() === msgid.trim()) same.add(msgid.trim());
			else if (!/%/.test(msgid)) exact.set(msgid.replace(/\s+/g, ' ').trim(), msgid);
			else if (msgid.replace(/%[^a-z]*l*[a-z]/g, '').replace(/[^a-z]/gi, '').length > 11)
				shapes.push(new RegExp(`^${msgid.trim().split(/(%%|%(?:\d\$)?[-+ #0-9.*]*l*[a-z])/).map((s, i) => i % 2 ? s === '%%' ? '%' : '.+?' : s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('')}$`));
		}
	for (const s of same) exact.delete(s);
	return { exact, shapes };
}

/** Texts of a page in its own language that are English sentences of the program. known: texts that were looked at. */
async function english(page, words, known) {
	const texts = await page.evaluate(() => {
		const lang = document.documentElement.lang, all = new Set();
		const ours = e => !e.closest('script, style, code, math, textarea, noscript, template') && e.closest('[lang]').lang === lang;
		const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		while (walk.nextNode()) if (ours(walk.currentNode.parentElement)) all.add(walk.currentNode.data);
		for (const e of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]')) if (ours(e)) for (const n of ['aria-label', 'placeholder', 'title', 'alt']) all.add(e.getAttribute(n) || '');
		all.add(document.title);
		return [...all];
	});
	const found = new Set();
	for (const raw of texts) {
		const text = raw.replace(/\(English: .*\)/s, '').replace(/\s+/g, ' ').trim();
		if (!/[a-z]{2}/i.test(text) || known.has(text)) continue;
		known.add(text);
		const pieces = text.split(/(?<=[.:;?!·]) /).map(s => s.replace(/ ·$/, '').trim());
		for (let i = 0; i < pieces.length; i++)
			for (let n = 1; n < 5 && i + n <= pieces.length; n++) {
				const s = pieces.slice(i, i + n).join(' ');
				if (words.exact.has(s) || words.shapes.some(r => r.test(s))) found.add(s);
			}
	}
	return [...found];
}

/** Is this text somebody's own, kept in the school's database, and not the program's? */
function held(site) {
	const dump = execFileSync('sqlite3', [site.db, '.timeout 20000', '.dump'], { encoding: 'utf8', maxBuffer: 1 << 30 });
	return text => new RegExp(`(?:['"\\n;]|\\\\n) *${text.replaceAll("'", "''").replace(/[.*+?^${}()|[\]\\]/g, '\\$&')} *(?:['"\\n;]|\\\\[nu])`).test(dump);
}

/** Texts that are wider or higher than the box that hides what is too much. */
const cut = page => page.evaluate(() => [...document.querySelectorAll('body *')].filter(e => {
	const s = getComputedStyle(e);
	if (e.closest('.vh, svg, .scroll, [hidden], .menu.slim > summary') || !e.textContent.trim() || s.visibility === 'hidden' || !e.getClientRects().length) return false;
	const hides = v => v === 'hidden' || v === 'clip';
	return (hides(s.overflowX) && e.scrollWidth > e.clientWidth + 1) || (hides(s.overflowY) && e.scrollHeight > e.clientHeight + 1);
}).slice(0, 5).map(e => `${e.tagName}.${e.getAttribute('class')}: ${e.textContent.trim().slice(0, 60)}`));

/** Texts that are drawn with a face that is not the school's own: another device may lack it. Names of other languages to
    choose from stand in their own letters, which their readers' devices have; so do sentences in Chinese on other pages, whose face is as
    large as all others together, and codes, in plain letters of the device's own. known: letters by face that were looked at. */
async function foreign(page, cdp, known) {
	await page.evaluate(() => document.fonts.ready);
	const { root } = await cdp.send('DOM.getDocument', { depth: 0 });
	const fresh = await page.evaluate(seen => {
		const had = new Set(seen), all = [];
		for (const e of document.querySelectorAll('body *')) {
			const text = [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join('').trim();
			if (!text || !e.getClientRects().length || e.closest('[hreflang], option, code') || (e.closest('[lang]').lang.startsWith('zh') && !document.documentElement.lang.startsWith('zh'))) continue;
			const s = getComputedStyle(e), letters = [...new Set(text)].map(c => `${c} ${s.fontFamily} ${s.fontWeight}`).filter(c => !had.has(c));
			if (letters.length) e.setAttribute('data-drawn', '');
			for (const c of letters) { had.add(c); all.push(c); }
		}
		return all;
	}, [...known]);
	fresh.forEach(c => known.add(c));
	const { nodeIds } = await cdp.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: '[data-drawn]' });
	const found = new Set();
	for (const nodeId of nodeIds) {
		const { fonts } = await cdp.send('CSS.getPlatformFontsForNode', { nodeId });
		for (const f of fonts.filter(f => !f.isCustomFont)) {
			const { outerHTML } = await cdp.send('DOM.getOuterHTML', { nodeId });
			found.add(`${f.familyName}: ${outerHTML.replace(/<[^>]*>/g, ' ').trim().slice(0, 60)}`);
		}
	}
	return [...found].slice(0, 6);
}

/** A message to the sample family whose link opens, as the server makes one. */
function messageLink(site) {
	const link = [...randomBytes(16)].map(b => 'abcdefghijkmnpqrstuvwxyz23456789'[b & 31]).join(''), id = () => `x'${randomBytes(16).toString('hex')}'`, bundle = id(), now = Date.now() * 1000;
	const [[learner, adult, district]] = site.rows("select hex(g.learner), hex(g.adult), hex(g.district) from guardian g join note n on n.learner = g.learner where g.has_access = 1 limit 1");
	const [[note]] = site.rows(`select hex(id) from note where learner = x'${learner}' limit 1`);
	site.rows(`insert into notice (id, district, learner, adult, kind, tone, about, made_at, made_by, wait_until, bundle) values (${id()}, x'${district}', x'${learner}', x'${adult}', 'word', 'good', x'${note}', ${now}, null, 0, ${bundle})
		on conflict (about, adult, kind) do update set bundle = excluded.bundle`);
	site.rows(`insert into outgoing values (${id()}, x'${district}', ${bundle}, x'${learner}', x'${adult}', 'text', 'sent', 'so', '', '${createHash('sha256').update(link).digest('hex')}', '1', 1, 0, 0, 1, 0, '', ${now}, ${now}, 0, 0, 0, 0, null, ${now + 86400e6}, null, null)`);
	return `/m/${link}`;
}

/** Every page with the first of EVERYBODY who may open it; gives those to look at and the routes that nobody could open. */
async function pagesOf(browser, site, small) {
	const gets = routes().filter(r => r.method === 'GET' && !/\.\w+$|^\/api\//.test(r.path)), found = [], done = new Set(), others = {};
	// the leader runs the program too
	site.rows("insert into role (id, district, version, created_at, updated_at, person, org, role) select randomblob(16), district, 1, created_at, updated_at, person, org, 'systemAdministrator' from role where role = 'principal'");
	for (const who of EVERYBODY) {
		const { context, page } = await enter(browser, site.url, who, small), cdp = await letters(context, page);
		const { seen, ids } = who ? await gather(context, site.url, gets, new Set()) : { seen: new Map(), ids: {} };
		for (const r of gets) {
			const path = r.path === '/m/{link}' ? messageLink(site) : (seen.get(r.path) || fill(r.path, { '{type}': 'goal', ...others, ...ids })) + (ASKS[r.path]?.(site) ?? '');
			if (done.has(r.path) || /\{/.test(path) || r.path === '/metrics') continue;
			const reply = await context.request.get(site.url + path, { maxRedirects: 0, maxRetries: 2 });
			if (reply.status() === 303) { if (r.path.split('/').length === 2) done.add(r.path); continue; } // short ways only lead on
			if (reply.status() !== 200) continue;
			done.add(r.path);
			if (/html/.test(reply.headers()['content-type'] || '')) found.push({ path, name: r.path, page, cdp });
		}
		Object.assign(others, ids);
	}
	return { found, left: gets.map(r => r.path).filter(p => !done.has(p)) };
}

async function letters(context, page) {
	const cdp = await context.newCDPSession(page);
	await cdp.send('DOM.enable');
	await cdp.send('CSS.enable');
	return cdp;
}

/** The main pages of a family and the six of STAFF. */
async function mainPages(browser, site, small) {
	const gets = routes().filter(r => r.method === 'GET'), found = [];
	const { context, page } = await enter(browser, site.url, 'family', small), cdp = await letters(context, page);
	const child = await page.goto(`${site.url}/family`).then(async () => /\/learners\//.test(page.url()) ? new URL(page.url()).pathname.replace(/\/family$/, '') : (await page.locator('a[href*="/family"]').first().getAttribute('href')).replace(/\/family$/, ''));
	for (const path of [`${child}/family`, `${child}/week`, '/words', messageLink(site)]) found.push({ path, name: path.replace(child, '').replace(/^\/m\/.*/, '/link'), page, cdp });
	for (const who of ['teacher', 'special', 'leader']) {
		const staff = await enter(browser, site.url, who, small), line = await letters(staff.context, staff.page);
		const { seen, ids } = await gather(staff.context, site.url, gets, new Set(), 6);
		for (const [lang, [whose, route]] of Object.entries(STAFF))
			if (whose === who) found.push({ path: seen.get(route) || fill(route, ids), name: route, page: staff.page, cdp: line, only: lang });
	}
	return { found, left: [] };
}

export default async function (test) {
	const browser = await launch(), site = await school(), small = { viewport: { width: 320, height: 640 } };
	if (shots) mkdirSync(shots, { recursive: true });
	try {
		const { found, left } = await (every ? pagesOf : mainPages)(browser, site, small);
		if (every) await test('in seven languages: no page was left out', () => {
			assert.ok(found.length > 100, `${found.length} pages`);
			assert.deepEqual(left.filter(p => !OTHERWISE.includes(p) && !ELSEWHERE.includes(p)), []);
		});
		for (const lang of LANGS)
			await test(`in ${lang} at 320 px no string of any page is cut, no letter is missing, nothing stayed English, axe is content`, async () => {
				const wrong = [], known = new Set(), texts = new Set(), words = catalogue(lang), leftover = [];
				for (const { path, name, page, cdp } of found.filter(f => !f.only || f.only === lang)) {
					const reply = await page.goto(`${site.url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`), say = (what, list) => { for (const v of list) wrong.push(`${name}: ${what}${v}`); };
					if (reply.status() !== 200) { wrong.push(`${path}: ${reply.status()}`); continue; }
					await page.evaluate(() => { for (const d of document.querySelectorAll('main details')) d.open = true; });
					assert.equal(await page.getAttribute('html', 'lang'), lang);
					assert.equal(await page.getAttribute('html', 'dir'), lang === 'ar' ? 'rtl' : 'ltr');
					say('sticks out: ', await sticksOut(page));
					say('cut: ', await cut(page));
					say('not our letters: ', await foreign(page, cdp, known));
					for (const text of await english(page, words, texts)) leftover.push([name, text]);
					// otherwise walk.test.mjs asks axe in the other three
					if (every || !['en', 'es', 'ar'].includes(lang) || name === '/link') say('', await violations(page, { enhanced: false }));
					if (shots) await page.screenshot({ path: join(shots, `${lang}${name.replace(/\W+/g, '-')}.png`), fullPage: true });
				}
				const guide = found[0].page; // handed out on paper: two pages each
				await guide.goto(`${site.url}/help/family?lang=${lang}`);
				const sheets = (await guide.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g).length;
				if (sheets > 2) wrong.push(`the guide for families takes ${sheets} pages`);
				const own = leftover.length ? held(site) : null;
				for (const [name, text] of leftover) if (!own(text)) wrong.push(`${name}: English: ${text}`);
				assert.deepEqual(wrong, []);
			});
	} finally {
		await browser.close();
		await site.close();
	}
}
