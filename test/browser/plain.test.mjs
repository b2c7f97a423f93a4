// plain.test.mjs - without any script: a learner works and hands in, a family answers, a teacher gives the week; and a page
// that locked itself keeps what was being written.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import { TOP, launch, sticksOut } from './lib.mjs';
import { enter, school } from './school.mjs';

export default async function (test) {
	const browser = await launch(), site = await school();
	const send = (page, selector) => Promise.all([page.waitForNavigation(), page.click(selector)]);
	const as = async (who, deed, options = { javaScriptEnabled: false }) => {
		const { context, page } = await enter(browser, site.url, who, options);
		await page.goto(`${site.url}/help?lang=en`);
		await deed(page, context);
		assert.deepEqual(context.broken, []);
		await context.close();
	};
	let home;
	try {
		await test('[R417] every script that is served can be read by a browser of 2017, and names no other host', () => {
			for (const file of readdirSync(join(TOP, 'web/scripts'))) {
				const text = readFileSync(join(TOP, 'web/scripts', file), 'utf8');
				assert.doesNotThrow(() => parse(text, { ecmaVersion: 2017, sourceType: 'script' }), `${file} uses what browsers of 2017 do not know`);
				assert.doesNotMatch(text.replace('http://www.w3.org/2000/svg', ''), /https?:\/\/|['"`]\/\/[a-z]/, `${file} names another host`);
			}
			for (const file of readdirSync(join(TOP, 'web/styles')).filter(f => f.endsWith('.css'))) assert.doesNotMatch(readFileSync(join(TOP, 'web/styles', file), 'utf8'), /https?:|@import/, file);
			assert.throws(() => parse('a ||= b', { ecmaVersion: 2017 })); // the check itself
		});
		await test('no text stands in a picture: icons hold none, styles draw none, each picture of a template says what it shows', () => {
			for (const file of readdirSync(join(TOP, 'web/icons'))) assert.doesNotMatch(readFileSync(join(TOP, 'web/icons', file), 'utf8'), /<(?:text|image|foreignObject)\b/, file);
			for (const file of readdirSync(join(TOP, 'web/styles')).filter(f => f.endsWith('.css'))) assert.doesNotMatch(readFileSync(join(TOP, 'web/styles', file), 'utf8'), /url\(|image-set\(/, file);
			for (const file of readdirSync(join(TOP, 'web/templates'), { recursive: true }).filter(f => f.endsWith('.html')))
				for (const [img] of readFileSync(join(TOP, 'web/templates', file), 'utf8').matchAll(/<img\b(?:\{[^}]*\}|[^>{])*/g)) assert.match(img, /\balt="\{t "[^"]{4,}/, file);
		});
		// What is read with eyes or by a voice; icons are drawn from a file and pictures, so both are kept away.
		const says = page => page.evaluate(() => [document.body.innerText.replace(/\s+/g, ' '), ...[...document.querySelectorAll('a[href], button, summary')]
			.filter(e => e.getClientRects().length).map(e => e.getAttribute('aria-label') || e.textContent.trim() || `nothing: ${e.outerHTML.slice(0, 120)}`)]);
		await test('no page needs an image: without pictures and icons the pages of family, learner and staff say the same', async () => {
			for (const [who, paths] of [['family', ['/family']], ['learner', ['/home', '/week', '/profile']], ['teacher', ['/today']], ['leader', ['/lead']]])
				await as(who, async page => {
					const whole = [];
					for (const path of paths) { await page.goto(site.url + path); whole.push(await says(page)); }
					let away = 0;
					await page.context().route(u => /\.(?:svg|png|jpe?g|webp|gif)$|\/picture$/.test(u.pathname), r => { away++; return r.abort(); });
					for (const [i, path] of paths.entries()) {
						await page.goto(site.url + path);
						assert.deepEqual(await says(page), whole[i], path);
						assert.deepEqual(whole[i].filter(t => t.startsWith('nothing: ')), [], path);
						assert.equal(await page.locator('img:not([alt]), img[alt=""], input[type=image]').count(), 0, path);
					}
					assert.ok(away > 0, `${who}: icons were kept away`);
				});
		});
		await test('without script a learner answers a question and hands work in', () => as('learner', async page => {
			await page.goto(`${site.url}/week`);
			home = new URL(page.url()).pathname.replace(/\/week$/, '');
			const works = await page.$$eval('a[href*="/work/"]', all => [...new Set(all.map(a => a.getAttribute('href').split(/[?#]/)[0]))]);
			let answered = 0, handed = 0;
			for (const work of works) {
				await page.goto(site.url + work);
				const ask = page.locator('form[action$="/answer"]:has(button.btn.big)');
				if (!answered && await ask.count()) {
					const before = Number(site.rows("select count(*) from event where kind = 'practice'")[0][0]);
					if (await ask.locator('select').count()) for (const [i, s] of (await ask.locator('select').all()).entries()) await s.selectOption({ index: Math.min(i + 1, await s.locator('option').count() - 1) });
					else if (await ask.locator('input[type=radio], input[type=checkbox]').count()) await ask.locator('input[type=radio], input[type=checkbox]').first().check();
					else await ask.locator('input.reply, textarea').first().fill('3');
					await send(page, 'form[action$="/answer"] button.btn.big');
					assert.ok(Number(site.rows("select count(*) from event where kind = 'practice'")[0][0]) > before, 'the answer is kept');
					answered++;
				} else if (!handed && await page.locator('form[action$="/hand-in"] #hand-text').count()) {
					await page.fill('#hand-text', 'Sample: written without script.');
					await send(page, 'form[action$="/hand-in"] button.btn.big');
					assert.equal(site.rows("select count(*) from event where response = 'Sample: written without script.'")[0][0], '1');
					handed++;
				}
			}
			assert.equal(answered, 1);
			assert.equal(handed, 1);
		}));

		await test('without script a family answers on the page of their child', () => as('family', async page => {
			await page.goto(`${site.url}${home}/family`);
			await page.click('#h-week');
			await page.click('#week details:has(#t-week) > summary');
			await page.fill('#t-week', 'Sample: a word from home without script.');
			await send(page, '#f-week button.btn:not(.quiet)');
			assert.ok((await page.content()).includes('Sample: a word from home without script.'));
		}));

		await test('without script a teacher gives a week', () => as('teacher', async page => {
			await page.goto(`${site.url}/today`);
			const from = new URL(await page.locator('a[href*="/week?monday="]').first().getAttribute('href'), site.url);
			const monday = new Date(Date.parse(from.searchParams.get('monday')) + 21 * 86400e3).toISOString().slice(0, 10);
			await page.goto(`${site.url}${from.pathname}/add?monday=${monday}`);
			await page.fill('#f-title', 'Sample: measured without script');
			await page.selectOption('#f-mode', { label: 'On paper' });
			await page.check('input[name=for][value=all]');
			await send(page, 'main form[action$="/week/add"] button.btn');
			await page.goto(`${site.url}${from.pathname}?monday=${monday}`);
			await send(page, 'form[action$="/week/give"] button.btn');
			assert.ok(Number(site.rows(`select count(*) from week_plan where monday = '${monday}' and state = 'given'`)[0][0]) > 0);
		}));

		await test('a page that locked itself keeps what was being written', () => as('learner', async page => {
			await page.goto(`${site.url}${home}/goals`);
			const fold = page.locator('details:has(#new-text)');
			if (await fold.getAttribute('open') === null) await fold.locator('summary').click();
			await page.fill('#new-text', 'Sample: half a goal, and then the bell rang.');
			await page.waitForFunction(() => [...document.querySelectorAll('[data-saved]')].some(e => e.textContent !== ''));
			site.rows("update session set stage = 'locked' where stage = 'full'");
			await page.goto(`${site.url}${home}/goals`);
			assert.equal(new URL(page.url()).pathname, '/lock');
			assert.ok(!(await page.content()).includes('half a goal'), 'nobody else reads it meanwhile');
			site.rows("update session set stage = 'full' where stage = 'locked'"); // what the password of the sample learner, who has none, would do
			await page.goto(`${site.url}${home}/goals`);
			await page.waitForFunction(() => document.querySelector('#new-text').value === 'Sample: half a goal, and then the bell rang.'); // it comes back as soon as its key is here
		}, {}));

		await test('at 400 % and in forced colours the main pages of learner and family keep everything in the window', () => as('learner', async page => {
			await page.emulateMedia({ forcedColors: 'active' });
			await page.setViewportSize({ width: 320, height: 256 });
			for (const path of ['home', 'week', 'profile', 'goals', 'progress', 'family']) {
				const reply = await page.goto(`${site.url}${home}/${path}`);
				assert.equal(reply.status(), 200);
				assert.deepEqual(await sticksOut(page), [], path);
				await page.keyboard.press('Tab');
				assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), 'none', `${path}: the focus is seen`);
			}
			await page.emulateMedia({ media: 'print' });
			await page.goto(`${site.url}${home}/week`);
			assert.equal(await page.locator('nav.nav').isVisible(), false, 'paper has no navigation');
		}, {}));
	} finally {
		await browser.close();
		await site.close();
	}
}
