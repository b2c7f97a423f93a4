// s9.test.mjs - scenario S9, the parts of families: a walk together by consent, a parent who becomes a mentor, the leadership team;
// and a trusted helper who sees what the family opened. The family's page at 320 px is short and opens part by part.
import assert from 'node:assert/strict';
import { launch, sticksOut, violations } from './lib.mjs';
import { enter, learnerHome, school } from './school.mjs';

export default async function (test) {
	const browser = await launch(), site = await school();
	try {
		const child = await enter(browser, site.url, 'learner'), home = await learnerHome(child.page, site.url);
		await child.context.close();
		const as = async who => { const x = await enter(browser, site.url, who); await x.page.goto(`${site.url}/help?lang=en`); return x; };
		const family = await as('family'), go = async (x, path) => (await x.page.goto(site.url + path)).status();
		const press = (x, found) => Promise.all([x.page.waitForNavigation(), found.click()]), text = x => x.page.locator('main').innerText();

		await test('[S9 R239 R272] the family page is short at 320 px; a tap opens a part, and an answer comes back to the open part', async () => {
			await family.page.setViewportSize({ width: 320, height: 640 });
			await go(family, `${home}/family`);
			assert.equal(await family.page.locator('details.fold[open]').count(), 0);
			const screens = await family.page.evaluate(() => document.documentElement.scrollHeight / 640);
			assert.ok(screens < 5, `${screens} screens`);
			assert.deepEqual(await sticksOut(family.page), []);
			await family.page.click('#h-times');
			assert.ok(await family.page.locator('#times dl dd').count() > 4);
			assert.deepEqual(await sticksOut(family.page), []);
			await family.page.click('#h-means');
			await family.page.click('#means details > summary');
			await family.page.fill('#t-means', 'Sample: what is a goal of the grade?');
			await press(family, family.page.locator('#f-means button.btn').last());
			assert.ok(await family.page.locator('#means').isVisible());
			assert.match(await text(family), /Sample: what is a goal of the grade/);
			await family.page.setViewportSize({ width: 1280, height: 800 });
		});

		await test('[S9 R256] a parent offers to help; trained and checked first, then a class', async () => {
			await go(family, '/together');
			await family.page.click('#h-mentors');
			await family.page.click('#mentors details > summary');
			await family.page.fill('#m-lang', 'Spanish');
			await press(family, family.page.locator('#mentors form button'));
			const leader = await as('leader');
			await go(leader, '/together');
			const mentor = await leader.page.locator('#mentors a[href^="/r/parent_mentor/"]').first().getAttribute('href');
			await go(leader, mentor);
			await press(leader, leader.page.locator('form[action$="/state"]:has([value=ready]) button, form[action$="/state"] button[value=ready]').first());
			assert.match(await leader.page.locator('body').innerText(), /the day of the training/);
			assert.equal(await site.rows("select count(*) from parent_mentor where state = 'ready'")[0][0], '0');
			await leader.context.close();
		});

		await test('[S9 R255] the leadership team’s minutes and the school’s answers stand where families read them', async () => {
			await go(family, '/together');
			await family.page.click('#coming > details > summary');
			assert.match(await text(family), /We asked for a later bus[^]*The district answers about the bus/);
		});

		await test('[S9 R258] a teacher comes along when the family says yes, and the others at school read of it when the family lets them', async () => {
			await go(family, `${home}/sharing`);
			await press(family, family.page.locator('#walks button:has-text("Yes, come along")'));
			const teacher = await as('teacher'), other = await as('special');
			await go(teacher, `${home}/sharing`);
			await teacher.page.fill('#walks textarea', 'Sample: counts the trees aloud');
			await press(teacher, teacher.page.locator('#walks form button.btn'));
			await go(other, `${home}/sharing`);
			assert.doesNotMatch(await text(other), /counts the trees/);
			await go(family, `${home}/sharing`);
			await family.page.check('#walks input[value=team]');
			await press(family, family.page.locator('#walks form:has([name=shared]) button'));
			await go(other, `${home}/sharing`);
			assert.match(await text(other), /counts the trees/);
			await teacher.context.close();
			await other.context.close();
		});

		await test('[S9 R254] a helper sees what the family opened, in three languages, and nothing once it ends', async () => {
			const helper = await as('helper');
			assert.equal(await go(helper, `${home}/helper`), 403);
			await go(family, `${home}/sharing`);
			await press(family, family.page.locator('#helpers button:has-text("Yes, we want this")'));
			for (const path of ['/helping', `${home}/helper`])
				for (const lang of ['en', 'es', 'ar'])
					for (const width of [320, 1280]) {
						await helper.page.setViewportSize({ width, height: 800 });
						assert.equal(await go(helper, `${path}?lang=${lang}`), 200);
						assert.deepEqual([...await violations(helper.page, { enhanced: false }), ...await sticksOut(helper.page)], [], `${path} ${lang} ${width}`);
					}
			assert.equal(await go(helper, `${home}/family`), 403);
			await go(family, `${home}/sharing`);
			await press(family, family.page.locator('#helpers button:has-text("End it now")'));
			assert.equal(await go(helper, `${home}/helper`), 403);
			await helper.context.close();
		});
		await test('[S9] no script error, no request to another host', () => assert.deepEqual(family.context.broken, []));
	} finally {
		await browser.close();
		await site.close();
	}
}
