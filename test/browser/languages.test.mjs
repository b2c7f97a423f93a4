// languages.test.mjs - pages of learners and families in seven languages on a small telephone (320 px): no string cut, no letter
// that the school's own faces lack, axe content. The main ones always; with TRELLIS_EVERY_PAGE=1 (make nightly) all of
// them. TRELLIS_SHOTS=FOLDER keeps a picture of each.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch, sticksOut, violations } from './lib.mjs';
import { enter, routes, school } from './school.mjs';

const LANGS = ['en', 'es', 'ar', 'zh-Hans', 'vi', 'so', 'ht'];
const shots = process.env.TRELLIS_SHOTS, every = process.env.TRELLIS_EVERY_PAGE === '1';

/** Texts that are wider or higher than the box that hides what is too much. */
const cut = page => page.evaluate(() => [...document.querySelectorAll('body *')].filter(e => {
	const s = getComputedStyle(e);
	if (e.closest('.vh, svg, .scroll, [hidden], .menu.slim > summary') || !e.textContent.trim() || s.visibility === 'hidden' || !e.getClientRects().length) return false;
	const hides = v => v === 'hidden' || v === 'clip';
	return (hides(s.overflowX) && e.scrollWidth > e.clientWidth + 1) || (hides(s.overflowY) && e.scrollHeight > e.clientHeight + 1);
}).slice(0, 5).map(e => `${e.tagName}.${e.getAttribute('class')}: ${e.textContent.trim().slice(0, 60)}`));

/** Texts that are drawn with a face that is not the school's own: another device may lack it. Names of other languages to
    choose from stand in their own letters, which their readers' devices have. known: letters by face that were looked at. */
async function foreign(page, cdp, known) {
	await page.evaluate(() => document.fonts.ready);
	const { root } = await cdp.send('DOM.getDocument', { depth: 0 });
	const fresh = await page.evaluate(seen => {
		const had = new Set(seen), all = [];
		for (const e of document.querySelectorAll('body *')) {
			const text = [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join('').trim();
			if (!text || !e.getClientRects().length || e.closest('[hreflang], option')) continue;
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

export default async function (test) {
	const browser = await launch(), site = await school(), small = { viewport: { width: 320, height: 640 } };
	if (shots) mkdirSync(shots, { recursive: true });
	try {
		const { context, page } = await enter(browser, site.url, 'family', small), cdp = await context.newCDPSession(page);
		await cdp.send('DOM.enable');
		await cdp.send('CSS.enable');
		const child = await page.goto(`${site.url}/family`).then(async () => /\/learners\//.test(page.url()) ? new URL(page.url()).pathname.replace(/\/family$/, '') : (await page.locator('a[href*="/family"]').first().getAttribute('href')).replace(/\/family$/, ''));
		const paths = [`${child}/family`, `${child}/week`, '/words', messageLink(site)];
		if (every)
			for (const r of routes().filter(r => r.method === 'GET' && r.flags?.includes('learner-page') && !/\.\w+$/.test(r.path)))
				if (/^[^{]*$|^\/learners\/\{learner\}[^{]*$/.test(r.path) && !paths.includes(r.path)) paths.push(r.path.replace('/learners/{learner}', child));
		for (const lang of LANGS)
			await test(`in ${lang} at 320 px no string of families' pages is cut, no letter is missing, axe is content`, async () => {
				const wrong = [], known = new Set();
				for (const path of paths) {
					const reply = await page.goto(`${site.url}${path}?lang=${lang}`);
					if (reply.status() !== 200 || !/html/.test(reply.headers()['content-type'])) {
						if (!every) wrong.push(`${path}: ${reply.status()}`);
						continue;
					}
					await page.evaluate(() => { for (const d of document.querySelectorAll('main details')) d.open = true; });
					assert.equal(await page.getAttribute('html', 'lang'), lang);
					const name = path.replace(child, '').replace(/^\/m\/.*/, '/link').replace(/\W+/g, '-');
					for (const v of await sticksOut(page)) wrong.push(`${name}: sticks out: ${v}`);
					for (const v of await cut(page)) wrong.push(`${name}: cut: ${v}`);
					for (const v of await foreign(page, cdp, known)) wrong.push(`${name}: not our letters: ${v}`);
					// walk.test.mjs asks axe in the other three
					if (every || !['en', 'es', 'ar'].includes(lang) || name === '-link') for (const v of await violations(page, { enhanced: false })) wrong.push(`${name}: ${v}`);
					if (shots) await page.screenshot({ path: join(shots, `${lang}${name}.png`), fullPage: true });
				}
				assert.deepEqual(wrong, []);
			});
		await context.close();
	} finally {
		await browser.close();
		await site.close();
	}
}
