// s1.test.mjs - scenario S1, as far as the week goes: a learner who reads another language than English gets the class's
// week in that language, an own text for the same standard, words explained, a person who answers, and says when it is clear.
import assert from 'node:assert/strict';
import { launch } from './lib.mjs';
import { enter, learnerHome, school } from './school.mjs';

const dashed = id => id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

export default async function (test) {
	const browser = await launch(), site = await school();
	try {
		const child = await enter(browser, site.url, 'learner'), home = await learnerHome(child.page, site.url, 'es'), hex = home.split('/')[2].replaceAll('-', '');
		const teacher = await enter(browser, site.url, 'teacher'), { page } = teacher;
		await page.goto(`${site.url}/today?lang=en`);
		const link = page.locator('a[href*="/week?monday="]', { hasText: 'English' }), from = new URL(await link.getAttribute('href'), site.url);
		const path = from.pathname, monday = new Date(Date.parse(from.searchParams.get('monday')) + 14 * 86400e3).toISOString().slice(0, 10); // a week nobody has touched
		const send = async (on, selector) => Promise.all([on.waitForNavigation(), on.click(selector)]);
		const works = () => site.rows(`select lower(hex(i.id)), r.language, lower(hex(i.competency)), lower(hex(i.learner)), i.rigor, r.title from week_item i join week_plan p on p.id = i.week join resource r on r.id = i.resource where p.monday = '${monday}' and r.kind = 'reading'`);

		await test('[S1 R059 R104] the class reads one text; a specialist gives this learner one in the home language that the planner holds ready: the standard and the rigor stay', async () => {
			await page.goto(`${site.url}${path}?monday=${monday}`);
			const aim = await page.locator('#f-aim option', { hasText: 'RL.4.1' }).first().getAttribute('value');
			await page.selectOption('#f-aim', aim);
			await send(page, 'form:has(#f-aim) button');
			assert.match(await page.locator('section[aria-labelledby="h-suggest"]').innerText(), /another way to the same goal/);
			assert.ok((await page.locator('main').textContent()).includes('equal in goal to'));
			assert.equal(works().length, 0, 'nothing is assigned before a person says so');
			await send(page, 'section[aria-labelledby="h-suggest"] form.pair button[value=use] >> nth=0');
			const before = works().find(w => w[3] === hex);
			const helper = await enter(browser, site.url, 'language');
			await helper.page.goto(`${site.url}${path}/pieces/${dashed(before[0])}?monday=${monday}&lang=en`);
			const own = helper.page.locator('#f-swap option', { hasText: '(Spanish)' }).first();
			await helper.page.selectOption('#f-swap', await own.getAttribute('value'));
			await send(helper.page, 'main form:has(#f-swap) button.btn:not(.quiet):not(.text)');
			assert.deepEqual(helper.context.broken, []);
			await helper.context.close();
			const after = works().find(w => w[3] === hex);
			assert.equal(after[1], 'es');
			assert.deepEqual([after[2], after[4]], [before[2], before[4]], 'the same standard and the same rigor');
		});

		let work;
		await test('[S1 R055] the teacher sets the day and what done looks like, and gives each learner their own week once', async () => {
			work = works().find(w => w[3] === hex);
			await page.goto(`${site.url}${path}/pieces/${dashed(work[0])}?monday=${monday}`);
			await page.selectOption('#f-day', '2');
			await page.fill('#f-done', 'Ejemplo: cuentas el final con tus palabras.');
			await send(page, 'main form:has(#f-done) button.btn:not(.quiet):not(.text)');
			assert.match(page.url(), /\/week\?monday=/, await page.locator('main').innerText());
			await page.goto(`${site.url}${path}?monday=${monday}`);
			await send(page, 'form[action$="/week/give"] button.btn');
			await child.page.goto(`${site.url}${home}/week?monday=${monday}`);
			const main = await child.page.locator('main').innerText();
			assert.equal(await child.page.getAttribute('html', 'lang'), 'es');
			for (const text of ['La semana del', 'Está hecho cuando', 'cuentas el final con tus palabras', work[5]]) assert.ok(main.includes(text), `"${text}" is not in ${main}`);
			const tuesday = child.page.locator('.week > .day').nth(1);
			assert.ok((await tuesday.innerText()).includes(work[5]));
			for (const word of ['Done when', 'Start', 'minutes', 'Tuesday']) assert.ok(!main.includes(word), `"${word}" stands there`);
		});

		await test('[S1 R056] each piece opens with one tap on exactly its own page, before anything is confirmed', async () => {
			const links = await child.page.$$eval('.work .work-name a', all => all.map(a => a.getAttribute('href')));
			assert.ok(links.length >= 1);
			for (const href of links) {
				await child.page.goto(`${site.url}${home}/week?monday=${monday}`);
				await Promise.all([child.page.waitForNavigation(), child.page.click(`.work-name a[href="${href}"]`)]);
				assert.equal(new URL(child.page.url()).pathname, href);
				assert.ok(await child.page.locator('main h1').count());
			}
		});

		await test('[S1] the words of the text are explained in the language it is read in', async () => {
			await child.page.goto(`${site.url}${home}/work/${dashed(work[0])}`);
			const words = child.page.locator('details', { hasText: 'Palabras' }).first();
			if (!await words.evaluate(d => d.open)) await words.locator('summary').click(); // a plan that gives word help opens it
			assert.ok(await words.locator('[lang=es]').count() >= 4);
			assert.ok(await words.locator('dd, td, p').first().isVisible());
		});

		await test('[S1 R057] the learner asks about the week in their own words and a person answers there', async () => {
			await child.page.goto(`${site.url}${home}/week?monday=${monday}`);
			await child.page.fill('#f-ask-text', 'Ejemplo: ¿puedo grabar mi voz?');
			await child.page.click('#f-ask button.btn:not([type=button])');
			await child.page.waitForFunction(() => [...document.querySelectorAll('.say')].some(p => p.textContent.includes('puedo grabar mi voz')));
			await page.goto(`${site.url}/waits`);
			const asked = page.locator('section[aria-labelledby="h-talk"]');
			assert.ok((await asked.innerText()).includes('Ejemplo: ¿puedo grabar mi voz?'));
			await asked.locator('form[action*="/threads/"] textarea').first().fill('Ejemplo: sí, graba tu voz.');
			await Promise.all([page.waitForNavigation(), asked.locator('form[action*="/threads/"] button[value=answer], form[action*="/threads/"] button.btn').first().click()]);
			await child.page.goto(`${site.url}${home}/week?monday=${monday}`);
			assert.ok((await child.page.locator('main').innerText()).includes('Ejemplo: sí, graba tu voz.'));
			assert.equal(site.rows("select count(*) from thread where follow_up is not null and follow_up_on is not null")[0][0] > 0, true);
		});

		await test('[S1 R058] the week counts as clear only when the learner says so; until then a person is shown that it is not', async () => {
			const state = () => site.rows(`select state, coalesce(confirmed_how, '') from week_plan where monday = '${monday}' and lower(hex(learner)) = '${hex}'`)[0];
			assert.equal(state()[0], 'given');
			await child.page.goto(`${site.url}${home}/week?monday=${monday}`);
			await child.page.click('#f-clear button[value=tap]');
			await child.page.waitForFunction(() => !document.querySelector('#f-clear'));
			assert.deepEqual(state(), ['confirmed', 'tap']);
			assert.ok((await child.page.locator('main').innerText()).includes('Dijiste que está claro'));
		});
		await test('[S1] no script error, no request to another host', () => assert.deepEqual([...teacher.context.broken, ...child.context.broken], []));
	} finally {
		await browser.close();
		await site.close();
	}
}
