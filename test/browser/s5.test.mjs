// s5.test.mjs - scenario S5: a learner's profile, goals and the conference the learner leads, all by keyboard alone.
import assert from 'node:assert/strict';
import { launch } from './lib.mjs';
import { enter, school } from './school.mjs';

export default async function (test) {
	const browser = await launch(), site = await school();
	try {
		const { context, page } = await enter(browser, site.url, 'learner');
		await page.goto(`${site.url}/help?lang=en`); // the sample learner's own language may be another
		await page.goto(`${site.url}/profile`);
		const home = new URL(page.url()).pathname.replace(/\/profile$/, '');
		assert.match(home, /^\/learners\/[0-9a-f-]{36}$/);

		/** Tab until the focus is on what the selector names: no mouse, no focus() from outside. */
		const tabTo = async selector => {
			for (let i = 0; i < 150; i++) {
				if (await page.evaluate(s => document.activeElement?.matches(s), selector)) return;
				await page.keyboard.press('Tab');
			}
			throw new Error(`Tab never came to ${selector} on ${page.url()}`);
		};
		const write = async (selector, text) => { await tabTo(selector); await page.keyboard.press('Control+A'); await page.keyboard.type(text); };
		const press = async selector => { await tabTo(selector); await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]); };
		const said = async text => assert.ok((await page.locator('main').innerText()).includes(text), `"${text}" is not on ${page.url()}`);

		await test('[S5 R001] the profile shows strengths first, and a learner writes their own by keyboard', async () => {
			assert.equal(await page.getAttribute('section.part >> nth=0', 'aria-labelledby'), 'h-strengths');
			await press('a[href="?part=strengths"]');
			await write('main form textarea', 'Sample: I explain things with drawings.');
			await press('main form button.btn.quiet');
			await page.goto(`${site.url}${home}/profile`);
			await said('Sample: I explain things with drawings.');
			assert.ok((await page.locator('section[aria-labelledby="h-strengths"]').innerText()).includes('with drawings'));
		});

		await test('[S5] a learner keeps a goal in their own words by keyboard', async () => {
			await page.goto(`${site.url}${home}/goals`);
			const fold = page.locator('details:has(#new-text)');
			if (await fold.getAttribute('open') === null) { await tabTo('details:has(#new-text) > summary'); await page.keyboard.press('Enter'); }
			await write('#new-text', 'Sample: I want to read a map alone.');
			await write('#new-step', 'Sample: find our street.');
			await press('#goal-new button.btn');
			await said('Sample: I want to read a map alone.');
			await said('Sample: find our street.');
		});

		await test('[S5 R016] a conference is planned, prepared, led by the learner and held by keyboard', async () => {
			await page.goto(`${site.url}${home}/conference`);
			const count = async () => Number((await page.locator('main').innerText()).match(/(\d+) conferences? held/)[1]);
			const before = await count();
			if (await page.locator('#c-on').count()) {
				await tabTo('#c-on');
				const soon = new Date(Date.now() + 7 * 86400e3).toISOString();
				await page.keyboard.type(soon.slice(5, 7) + soon.slice(8, 10) + soon.slice(0, 4));
				await write('#c-with', 'Sample family');
				await press('form[action$="/conference/plan"] button');
			}
			await write('#c-proud_of', 'Sample: my bridge of paper.');
			await write('#c-challenge', 'Sample: long texts tire me.');
			await press('#f-conference button.btn');
			assert.equal(await page.inputValue('#c-proud_of'), 'Sample: my bridge of paper.');
			await press('a[href="?lead=1"]');
			assert.ok((await page.locator('section[aria-labelledby="l-proud_of"]').textContent()).includes('Sample: my bridge of paper.'));
			// a learner who works one step at a time sees one part at a time here too
			for (let i = 0; i < 10 && !await page.locator('#c-agreed').isVisible(); i++) { await tabTo('[data-stepbar] button:last-child'); await page.keyboard.press('Enter'); }
			await write('#c-agreed', 'Sample: texts are printed large from Monday.');
			await press('button[name=deed][value=held]');
			assert.equal(await count(), before + 1);
			await said('Sample: texts are printed large from Monday.');
		});

		await test('[S5] no script error, no request to another host', () => assert.deepEqual(context.broken, []));
	} finally {
		await browser.close();
		await site.close();
	}
}
