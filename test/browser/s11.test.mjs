// s11.test.mjs - scenario S11, as far as the week goes: varied stations, and what a learner says about where they work best.
import assert from 'node:assert/strict';
import { launch } from './lib.mjs';
import { keyboard } from './keys.mjs';
import { enter, learnerHome, school } from './school.mjs';

export default async function (test) {
	const browser = await launch(), site = await school();
	try {
		const child = await enter(browser, site.url, 'learner'), home = await learnerHome(child.page, site.url), id = home.split('/')[2];
		const teacher = await enter(browser, site.url, 'teacher');
		await teacher.page.goto(`${site.url}/today?lang=en`);

		await test('[S11 R021] a learner says where they work best, and the teacher reads it where stations are planned', async () => {
			await child.page.goto(`${site.url}${home}/profile?part=work`);
			const { write, press } = keyboard(child.page);
			await write('main form textarea[name=workspace], main form input[name=workspace]', 'Sample: standing at the window, soft light.');
			await press('main form button.btn');
			await teacher.page.goto(`${site.url}${home}/profile`);
			assert.ok((await teacher.page.locator('section[aria-labelledby="h-work"]').innerText()).includes('standing at the window, soft light'));
			await teacher.page.goto(`${site.url}/today`);
			const week = await teacher.page.getAttribute('a[href$="/groups"]', 'href');
			await teacher.page.goto(site.url + week);
			assert.ok((await teacher.page.locator('main').innerText()).includes('standing at the window, soft light'), `not on ${week}`);
		});

		await test('[S11] a week has stations of every kind: screen, paper, a group, an adult, hands; the learner sees each with its minutes', async () => {
			await teacher.page.goto(`${site.url}/today`);
			const path = (await teacher.page.getAttribute('a[href*="/week?monday="]', 'href')).split('?')[0];
			const monday = new URL(await teacher.page.getAttribute('a[href*="/week?monday="]', 'href'), site.url).searchParams.get('monday');
			const { write, choose, tick, press } = keyboard(teacher.page);
			for (const [mode, title] of [['With a person', 'Sample: read the map with Ruby Maple'], ['On paper', 'Sample: draw the map on paper']]) {
				await teacher.page.goto(`${site.url}${path}/add?monday=${monday}`);
				await write('#f-title', title);
				await choose('#f-mode', mode);
				await write('#f-min', '15');
				await tick(`input[name=learner][value="${id}"]`);
				await press('main form[action$="/week/add"] button.btn');
			}
			await teacher.page.goto(`${site.url}${path}?monday=${monday}`);
			if (await teacher.page.locator('form[action$="/week/give"]').count()) await press('form[action$="/week/give"] button.btn');
			await child.page.goto(`${site.url}${home}/week?monday=${monday}`);
			const ways = new Set(await child.page.$$eval('.work-how', all => all.map(e => e.textContent.trim())));
			for (const way of ['On a screen', 'On paper', 'In a group', 'With a person', 'With your hands']) assert.ok(ways.has(way), `${way} is not among ${[...ways]}`);
			const key = (await child.page.locator('.minkey').innerText()).match(/\d+/g).map(Number);
			assert.equal(key.length, 3);
			const total = Number((await child.page.locator('.minutes .label').innerText()).match(/\d+/)[0]);
			assert.equal(key.reduce((a, b) => a + b), total);
			assert.ok(key.every(n => n >= 15), `minutes ${key}`);
		});
		await test('[S11] no script error, no request to another host', () => assert.deepEqual([...teacher.context.broken, ...child.context.broken], []));
	} finally {
		await browser.close();
		await site.close();
	}
}
