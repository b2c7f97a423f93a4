// supports.test.mjs - what became of supports, in a browser: a tool that is turned on in a piece of work is noted by itself,
// and the pages of a learner, of a class and of who waits are whole in three languages.
import assert from 'node:assert/strict';
import { launch, sticksOut, violations } from './lib.mjs';
import { enter, learnerHome, school } from './school.mjs';

export default async function (test) {
	const browser = await launch(), site = await school();
	try {
		await test('supports: a tool that is turned on in a piece of work is noted once by itself; a device without a voice hears that of the school, word by word; an answer is drawn [R212 R217 R233]', async () => {
			const { context, page } = await enter(browser, site.url, 'learner');
			const home = await learnerHome(page, site.url), id = home.split('/')[2];
			await page.goto(`${site.url}${home}/week`);
			const works = await page.locator('a[href*="/work/"]').evaluateAll(all => [...new Set(all.map(x => x.href))]);
			const tool = page.locator('[data-tool="read"]');
			const open = new Set(site.rows("select lower(hex(id)) from week_item where state = 'planned'").flat()); // by the weekend much is handed in
			for (const work of works.filter(w => open.has(new URL(w).pathname.split('/')[4].replaceAll('-', '')))) {
				await page.goto(work);
				if (await tool.isVisible()) break;
			}
			const noted = () => site.rows(`select count(*) from delivery where what = 'used' and term = 'spoken' and week_item is not null and by_whom is not null and hex(learner) = '${id.replaceAll('-', '').toUpperCase()}'`)[0][0];
			const offered = site.rows(`select count(*) from delivery where what = 'offered' and week_item is not null and hex(learner) = '${id.replaceAll('-', '').toUpperCase()}'`)[0][0];
			assert.ok(Number(offered) > 0, 'nothing was offered');
			assert.equal(noted(), '0');
			const answer = page.waitForResponse(r => r.url().endsWith('/used'));
			// this browser has no voice of its own: the school's reads, and the word that is heard stands out
			const voices = await page.evaluate(() => document.body.dataset.voices || ''), own = await page.evaluate(() => window.speechSynthesis ? speechSynthesis.getVoices().length : 0);
			const sound = voices && !own ? page.waitForResponse(r => r.url().endsWith('/speak')) : null;
			await tool.click();
			assert.equal((await answer).status(), 204);
			assert.equal(noted(), '1');
			if (sound) {
				assert.equal((await sound).headers()['content-type'], 'audio/wav');
				await page.waitForSelector('.word-now');
				await tool.click();
				await page.waitForFunction(() => !document.querySelector('.word-now'));
				await page.evaluate(() => { for (const x of document.querySelectorAll('html, main [lang]')) x.lang = 'so'; });
				await tool.click();
				await page.waitForFunction(() => /no voice for Somali/.test(document.querySelector('main').innerText));
			}
			// an answer is drawn on the page: the picture is in the form, and the way is chosen with it
			for (const work of works) {
				await page.goto(`${site.url}${new URL(work).pathname}?q=1`);
				if (await page.locator('#f-other input[value="drawn"]').count()) break;
			}
			await page.locator('#other > summary').click();
			await page.locator('#f-other details > summary').click();
			await page.locator('#f-other button:has(+ #other-photo)').click();
			const area = page.locator('#f-other canvas');
			await area.scrollIntoViewIfNeeded();
			const at = await area.boundingBox();
			await page.mouse.move(at.x + 20, at.y + 20);
			await page.mouse.down();
			await page.mouse.move(at.x + 90, at.y + 60, { steps: 4 });
			await page.mouse.up();
			await page.waitForFunction(() => document.querySelector('#other-photo').files.length === 1 && document.querySelector('#f-other input[value="drawn"]').checked);
			await page.goto(`${site.url}${home}/supports`);
			await page.locator('button[name="helped"][value="yes"]').first().click();
			await page.waitForFunction(() => document.querySelector('main').innerText.includes('It helped.'));
			assert.deepEqual(context.broken, []);
			await context.close();
		});

		await test('supports: the pages of a learner, of a class and of who waits are whole in en, es, ar, wide and narrow', async () => {
			const { context, page } = await enter(browser, site.url, 'teacher');
			const room = new URL(await page.locator('a[href^="/classes/"]').first().getAttribute('href'), site.url).pathname.split('/').slice(0, 3).join('/');
			await page.goto(`${site.url}${room}/supports`);
			const learner = await page.locator('tbody a[href$="/supports"]').first().getAttribute('href');
			for (const path of [`${room}/supports`, learner, '/waits'])
				for (const lang of ['en', 'es', 'ar'])
					for (const width of [1280, 320]) {
						await page.setViewportSize({ width, height: 800 });
						await page.goto(`${site.url}${path}?lang=${lang}`);
						assert.deepEqual(await violations(page), [], `${path} in ${lang} at ${width}`);
						assert.deepEqual(await sticksOut(page), [], `${path} in ${lang} at ${width}`);
					}
			await context.close();
		});
	} finally {
		await browser.close();
		await site.close();
	}
}
