// s5.test.mjs - scenario S5: a learner's profile, goals and the conference the learner leads, all by keyboard alone; then what learner
// and family do there in Spanish and, from right to left, by another learner and her mother in Arabic.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOP, launch } from './lib.mjs';
import { keyboard } from './keys.mjs';
import { enter, learnerHome, paper, school } from './school.mjs';

/** What the file of a language says for an English sentence: it must be there, and in other words. */
function words(lang) {
	const po = readFileSync(join(TOP, 'locale', `${lang}.po`), 'utf8');
	return msgid => {
		const found = po.split(`\nmsgid "${msgid}"\nmsgstr "`)[1]?.split('"\n')[0];
		assert.ok(found && found !== msgid, `${lang} has no words for "${msgid}"`);
		return found;
	};
}

/** What another learner and family write, each in their own language. */
const TOLD = {
	es: { strength: 'Ejemplo: explico las cosas con dibujos.', goal: 'Ejemplo: quiero leer un mapa sola.', step: 'Ejemplo: encontrar nuestra calle.', proud: 'Ejemplo: mi puente de papel.', agreed: 'Ejemplo: los textos se imprimen grandes.' },
	ar: { strength: 'مثال: أشرح الأشياء بالرسم.', goal: 'مثال: أريد أن أقرأ خريطة وحدي.', step: 'مثال: أجد شارعنا.', proud: 'مثال: جسري من الورق.', agreed: 'مثال: تطبع النصوص كبيرة.' },
};

/** Learner and family in one language: what they read is in it and runs its way, what they wrote stands as they wrote it. */
async function inLanguage(browser, site, lang, dir) {
	const say = words(lang), told = TOLD[lang], { context, page } = await enter(browser, site.url, 'learner'), home = await learnerHome(page, site.url, lang);
	const { tabTo, write, press, said } = keyboard(page);
	const speaks = async (where, selector, msgid) => {
		assert.deepEqual(await where.evaluate(() => [document.documentElement.lang, getComputedStyle(document.querySelector('main')).direction]), [lang, dir]);
		assert.equal((await where.locator(selector).first().innerText()).trim(), say(msgid));
	};
	await page.goto(`${site.url}${home}/profile`);
	await speaks(page, 'main h1', 'My profile');
	assert.equal(await page.getAttribute('section.part >> nth=0', 'aria-labelledby'), 'h-strengths');
	await press('a[href="?part=strengths"]');
	await write('main form textarea', told.strength);
	await press('main form button.btn.quiet');
	await page.goto(`${site.url}${home}/goals`);
	await speaks(page, 'main h1', 'My goals');
	const fold = page.locator('details:has(#new-text)');
	if (await fold.getAttribute('open') === null) { await tabTo('details:has(#new-text) > summary'); await page.keyboard.press('Enter'); }
	await write('#new-text', told.goal);
	await write('#new-step', told.step);
	await press('#goal-new button.btn');
	await said(told.goal);
	const hex = home.split('/')[2].replaceAll('-', ''), held = () => Number(site.rows(`select count(*) from conference where lower(hex(learner)) = '${hex}' and state = 'held'`)[0][0]), before = held();
	await page.goto(`${site.url}${home}/conference`);
	if (await page.locator('#c-on').count()) {
		await tabTo('#c-on');
		const soon = new Date(Date.now() + 7 * 86400e3).toISOString();
		await page.keyboard.type(soon.slice(5, 7) + soon.slice(8, 10) + soon.slice(0, 4));
		await press('form[action$="/conference/plan"] button');
	}
	await speaks(page, 'label[for=c-proud_of]', 'What I am proud of');
	await write('#c-proud_of', told.proud);
	await press('#f-conference button.btn');
	await press('a[href="?lead=1"]');
	assert.ok((await page.locator('section[aria-labelledby="l-proud_of"]').textContent()).includes(told.proud));
	for (let i = 0; i < 10 && !await page.locator('#c-agreed').isVisible(); i++) { await tabTo('[data-stepbar] button:last-child'); await page.keyboard.press('Enter'); }
	await write('#c-agreed', told.agreed);
	await press('button[name=deed][value=held]');
	assert.equal(held(), before + 1);
	await context.close();
	// the family reads it in its own language
	const family = await enter(browser, site.url, 'family');
	await family.page.goto(`${site.url}/help?lang=${lang}`);
	await family.page.goto(`${site.url}${home}/family`);
	await speaks(family.page, '#h-goals, [id*=goals]', 'Hopes and goals');
	await family.page.evaluate(() => document.querySelectorAll('details').forEach(d => { d.open = true; }));
	assert.ok((await family.page.locator('main').innerText()).includes(told.goal));
	await family.page.goto(`${site.url}${home}/profile`);
	assert.ok((await family.page.locator('section[aria-labelledby="h-strengths"]').innerText()).includes(told.strength));
	await family.page.goto(`${site.url}${home}/conference`);
	assert.ok((await family.page.locator('main').innerText()).includes(told.agreed));
	const broken = [...context.broken, ...family.context.broken];
	await family.context.close();
	assert.deepEqual(broken, []);
}

export default async function (test) {
	const browser = await launch(), site = await school();
	try {
		const { context, page } = await enter(browser, site.url, 'learner');
		const home = await learnerHome(page, site.url);
		assert.match(home, /^\/learners\/[0-9a-f-]{36}$/);

		const { tabTo, write, press, said } = keyboard(page);

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

		const leader = await enter(browser, site.url, 'leader');
		await test('[S5 R017] the school sees who is still due a conference: whoever held one is off the list, whoever did not is on it', async () => {
			const held = new Set(site.rows("select lower(hex(learner)) from conference where held_on >= date('now', '-180 days')").map(r => r[0]));
			await leader.page.goto(`${site.url}/lead?who=conference`);
			const due = await leader.page.$$eval('section[aria-labelledby="h-who"] a[href^="/learners/"]', all => all.map(a => a.getAttribute('href').split('/')[2].replaceAll('-', '')));
			const enrolled = Number((await leader.page.locator('main').innerText()).match(/(\d+) learners of your school/)[1]);
			assert.ok(due.length > 0 && held.size > 0);
			assert.deepEqual(due.filter(id => held.has(id)), []);
			assert.equal(due.length + held.size, enrolled);
			const table = await leader.page.locator('section[aria-labelledby="h-groups"]').innerText();
			for (const group of ['With a disability (IEP or 504)', 'Learning English']) assert.ok(table.includes(group), group);
		});

		await test('[S5 R215] a lesson for tired eyes: the printed week is in large letters, asks how it went, and has a code that brings it back', async () => {
			const reply = await leader.context.request.get(`${site.url}${home}/packet.pdf?in=en`), pdf = await reply.body();
			assert.equal(reply.status(), 200);
			const heights = [...paper(pdf, '-bbox').matchAll(/yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)"/g)].map(m => m[2] - m[1]).sort((a, b) => a - b);
			assert.ok(heights[heights.length >> 1] >= 18, `half of the words are lower than ${heights[heights.length >> 1]} points`);
			const text = paper(pdf, '-layout');
			assert.match(text, /What went well\?\s+What was hard\?/);
			assert.match(text, /Code: ([0-9A-Z]{4} ){2}[0-9A-Z]{4}/);
			assert.match(text, /Paper counts the same as a screen/);
		});
		await leader.context.close();

		await test('[S5 R001 R016] the same in Spanish: profile, goal and conference by keyboard, and the family reads them', () => inLanguage(browser, site, 'es', 'ltr'));

		// another learner and her mother come in by the same doors
		const [learner, mother] = site.rows("select lower(hex(g.learner)), lower(hex(g.adult)) from guardian g join person l on l.id = g.learner where l.language = 'ar' and g.language = 'ar' and g.has_access = 1 order by g.relation desc")[0];
		const id = hex => hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
		site.rows(`update store_meta set value = '${id(learner)}' where key = 'door.learner'; update store_meta set value = '${id(mother)}' where key = 'door.family'`);
		await test('[S5 R001 R016] the same in Arabic, from right to left, by another learner and her mother', () => inLanguage(browser, site, 'ar', 'rtl'));

		await test('[S5] no script error, no request to another host', () => assert.deepEqual(context.broken, []));
	} finally {
		await browser.close();
		await site.close();
	}
}
