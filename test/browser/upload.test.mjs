// upload.test.mjs - a photo is handed in: without script, with script, and with the line lost; and the page of evidence.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { TOP, launch, sticksOut, violations } from './lib.mjs';
import { enter, school, worker } from './school.mjs';

const photo = join(TOP, 'test/data/gradient.jpg');

export default async function (test) {
	const browser = await launch(), site = await school();
	const learner = async options => {
		const it = await enter(browser, site.url, 'learner', options);
		await it.page.goto(`${site.url}/help?lang=en`); // the sample learner's own language may be another
		return it;
	};
	try {
		const first = await learner({});
		await first.page.goto(`${site.url}/profile`);
		const home = new URL(first.page.url()).pathname.replace(/\/profile$/, '');
		/* pieces of work that are handed in as a whole */
		await first.page.goto(`${site.url}${home}/week`);
		const works = [];
		for (const path of await first.page.$$eval('a[href*="/work/"]', all => [...new Set(all.map(a => a.getAttribute('href').split(/[?#]/)[0]))])) {
			await first.page.goto(site.url + path);
			if (await first.page.locator('form[action$="/hand-in"] #hand-photo').count()) works.push(path);
		}
		await first.context.close();
		assert.ok(works.length >= 3, `the sample week has ${works.length} pieces of work to hand in`);
		const pictures = async (page, path) => { await page.goto(site.url + path); return page.locator('.files img').count(); };
		const shown = page => page.locator('.files img').first().evaluate(async img => { img.loading = 'eager'; await img.decode(); return img.naturalWidth; });

		await test('a photo is handed in without script [R164]', async () => {
			const { context, page } = await learner({ javaScriptEnabled: false });
			await page.goto(site.url + works[0]);
			await page.click('form[action$="/hand-in"] details:has(#hand-photo) > summary');
			await page.setInputFiles('#hand-photo', photo);
			await page.fill('#hand-text', 'Sample: this is what I made.');
			await Promise.all([page.waitForNavigation(), page.click('form[action$="/hand-in"] button.btn.big')]);
			assert.equal(await pictures(page, works[0]), 1);
			await context.close();
			const seen = await learner({});
			await seen.page.goto(site.url + works[0]);
			assert.ok(await shown(seen.page) > 0, 'the picture opens');
			assert.deepEqual(seen.context.broken, []);
			await seen.context.close();
		});

		await test('a photo is handed in with script, and what the learner typed is kept meanwhile', async () => {
			const { context, page } = await learner({});
			await page.goto(site.url + works[1]);
			await page.click('form[action$="/hand-in"] details:has(#hand-photo) > summary');
			await page.setInputFiles('#hand-photo', photo);
			await page.waitForSelector('img[data-preview]');
			if (await page.locator('#hand-text').count()) {
				await page.fill('#hand-text', 'Sample: I folded it twice.');
				await page.waitForFunction(() => document.querySelector('form[action$="/hand-in"] [data-saved]').textContent !== '');
				await page.reload();
				assert.equal(await page.inputValue('#hand-text'), 'Sample: I folded it twice.');
				await page.click('form[action$="/hand-in"] details:has(#hand-photo) > summary');
				await page.setInputFiles('#hand-photo', photo);
			}
			await page.click('form[action$="/hand-in"] button.btn.big');
			await page.waitForURL(u => u.pathname.endsWith('/home'));
			assert.equal(await pictures(page, works[1]), 1);
			assert.ok(await shown(page) > 0);
			assert.deepEqual(context.broken, []);
			await context.close();
		});

		await test('with the line lost a photo waits on the device and arrives once', async () => {
			const { context, page } = await learner({});
			await page.goto(site.url + works[2]);
			await page.waitForSelector('html[data-ahead=done]', { state: 'attached', timeout: 60000 });
			await context.setOffline(true);
			await page.reload(); // from the device
			await page.click('form[action$="/hand-in"] details:has(#hand-photo) > summary');
			await page.setInputFiles('#hand-photo', photo);
			await page.waitForSelector('img[data-preview]');
			await page.click('form[action$="/hand-in"] button.btn.big');
			await page.waitForSelector('.queue');
			/* asked of the worker, since on the disk it is sealed: how many files with bytes each entry has */
			const kept = async () => (await worker(page, { do: 'list', who: await page.getAttribute('body', 'data-who') })).map(e => e.fields.filter(f => f[1].n > 0).length);
			assert.deepEqual(await kept(), [1]);
			await context.setOffline(false);
			await page.waitForFunction(() => !document.querySelector('.queue'));
			assert.deepEqual(await kept(), []);
			assert.equal(await pictures(page, works[2]), 1);
			assert.ok(await shown(page) > 0);
			await context.close();
		});

		await test('when only the answer of the server is lost, sending again adds nothing', async () => {
			const { context, page } = await learner({});
			let sent = 0;
			await context.route('**/hand-in', async route => {
				sent++;
				if (sent > 1) { await route.continue(); return; }
				await route.fetch({ maxRedirects: 0 });
				await route.abort('connectionreset');
			});
			const before = await pictures(page, works[2]);
			await page.waitForSelector('html[data-keeps]', { state: 'attached' });
			await page.click('form[action$="/hand-in"] details:has(#hand-photo) > summary');
			await page.setInputFiles('#hand-file', { name: 'steps.txt', mimeType: 'text/plain', buffer: Buffer.from('Sample: first I drew it, then I cut it.') });
			await page.click('form[action$="/hand-in"] button.btn.big');
			await page.waitForSelector('.queue');
			await page.click('.queue button');
			await page.waitForFunction(() => !document.querySelector('.queue'));
			assert.equal(sent, 2);
			assert.equal(await pictures(page, works[2]), before);
			assert.equal(await page.locator('.files a', { hasText: 'steps.txt' }).count(), 1);
			await context.close();
		});

		await test('a file that a computer would run is refused in words, and what was typed stays', async () => {
			const { context, page } = await learner({ javaScriptEnabled: false });
			await page.goto(`${site.url}${home}/evidence`);
			await page.selectOption('#e-comp', { index: 1 });
			await Promise.all([page.waitForNavigation(), page.click('form[method="get"] button')]);
			await page.fill('#e-note', 'Sample: my drawing.');
			await page.click('#e-form details:has(#e-photo) > summary');
			await page.setInputFiles('#e-file', { name: 'drawing.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>') });
			await Promise.all([page.waitForNavigation(), page.click('#e-form .deeds button')]);
			assert.match(await page.locator('#errors').innerText(), /drawing\.svg.*SVG/s);
			assert.equal(await page.inputValue('#e-note'), 'Sample: my drawing.');
			await context.close();
		});

		await test('a teacher adds evidence in another way on the same rubric; it stands there with its picture [R149]', async () => {
			const { context, page } = await enter(browser, site.url, 'teacher');
			await page.goto(`${site.url}/help?lang=en`);
			const base = `${site.url}${home}/evidence`;
			await page.goto(base);
			const values = await page.$$eval('#e-comp option', all => all.map(o => o.value).filter(Boolean));
			let chosen = '';
			for (const v of values) {
				await page.goto(`${base}?competency=${v}`);
				if (await page.locator('#e-form input[name="way"]').count() >= 2) { chosen = v; break; }
			}
			assert.ok(chosen, 'a competency of the sample week has a task with a rubric');
			const levels = [];
			for (const n of [0, 1]) {
				await page.goto(`${base}?competency=${chosen}`);
				levels.push(await page.locator('#e-form table').innerText());
				await page.selectOption('#e-kind', n ? 'conversation' : 'product');
				await page.locator('#e-form input[name="way"]').nth(n).check();
				await page.fill('#e-note', `Sample: way ${n + 1}.`);
				await page.check('#e-form input[name="level"][value="3"]');
				await page.click('#e-form details:has(#e-photo) > summary');
				if (!n) await page.setInputFiles('#e-photo', photo);
				await page.click('#e-form .deeds button:has-text("Keep this evidence")');
				await page.waitForFunction(t => document.querySelector('.know').innerText.includes(t), `Sample: way ${n + 1}.`);
			}
			assert.equal(levels[0], levels[1]);
			assert.ok(await shown(page) > 0);
			assert.equal(await page.locator('.know .tag', { hasText: '3 There' }).count(), 2);
			assert.deepEqual(context.broken, []);
			await context.close();
		});

		await test('the page of evidence has no violation and nothing sticks out, in English, Spanish and Arabic at 320 px', async () => {
			for (const door of ['learner', 'teacher', 'family']) {
				const { context, page } = await enter(browser, site.url, door, { viewport: { width: 320, height: 800 } });
				await page.goto(`${site.url}${home}/evidence`);
				const chosen = await page.locator('#e-comp option').nth(1).getAttribute('value');
				for (const lang of ['en', 'es', 'ar'])
					for (const path of [`${home}/evidence?lang=${lang}`, `${home}/evidence?competency=${chosen}&lang=${lang}`, `${works[0]}?lang=${lang}`]) {
						await page.goto(site.url + path);
						await page.evaluate(() => { for (const d of document.querySelectorAll('main details')) d.open = true; });
						assert.deepEqual([path, door, await violations(page), await sticksOut(page)], [path, door, [], []]);
					}
				assert.deepEqual(context.broken, []);
				await context.close();
			}
		});
	} finally {
		await site.close();
		await browser.close();
	}
}
