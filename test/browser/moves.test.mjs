// moves.test.mjs - what of a profile moves on to next year's teachers: decided by keyboard alone, and whole in three languages.
import assert from 'node:assert/strict';
import { keyboard } from './keys.mjs';
import { launch, sticksOut, violations } from './lib.mjs';
import { enter, learnerHome, school } from './school.mjs';

export default async function (test) {
	const browser = await launch(), site = await school();
	try {
		let home;
		await test('moves: learner and family decide part by part with the keyboard alone [R037]', async () => {
			const { context, page } = await enter(browser, site.url, 'learner'), keys = keyboard(page);
			home = await learnerHome(page, site.url);
			await page.goto(`${site.url}${home}/profile`);
			await keys.press(`a[href="${home}/moving"]`);
			await keys.tick('input[name="say-strengths"][value="yes"]');
			await keys.tick('input[name="say-interests"][value="yes"]');
			await keys.press('main form button.btn');
			await keys.said('Kept. Nothing else moves on.');
			await page.goto(`${site.url}${home}/moving/sheet`);
			await keys.said('Nothing is approved yet');

			const family = await enter(browser, site.url, 'family'), theirs = keyboard(family.page);
			await family.page.goto(`${site.url}${home}/moving?lang=en`);
			await theirs.said('The learner says: it may move on.');
			await theirs.tick('input[name="say-strengths"][value="yes"]');
			await theirs.tabTo('input[name="say-interests"]');
			await family.page.keyboard.press('ArrowDown'); // the second of the two: it stays here
			await theirs.press('main form button.btn');
			await theirs.said('1 part moves on.');
			await page.goto(`${site.url}${home}/moving/sheet`);
			const words = await page.locator('main').innerText();
			assert.ok(words.includes('What goes well') && !words.includes('What I like'), words);
			assert.deepEqual([...context.broken, ...family.context.broken], []);
			await family.context.close();
			await context.close();
		});

		await test('moves: its pages are whole in en, es, ar, wide and narrow', async () => {
			const { context, page } = await enter(browser, site.url, 'learner');
			for (const [path, lang, width] of [['moving', 'en', 320], ['moving', 'ar', 320], ['moving/sheet', 'es', 1280], ['reflections', 'ar', 320]]) {
				await page.setViewportSize({ width, height: 800 });
				await page.goto(`${site.url}${home}/${path}?lang=${lang}`);
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
