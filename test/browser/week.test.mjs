// week.test.mjs - one week in six roles, all by keyboard alone.
import assert from 'node:assert/strict';
import { launch } from './lib.mjs';
import { keyboard } from './keys.mjs';
import { enter, learnerHome, school } from './school.mjs';

const dashed = id => id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

export default async function (test) {
	const browser = await launch(), site = await school(), broken = [];
	try {
		/** Comes in by a door with the keyboard, does something, and leaves. */
		const as = async (who, lang, deed) => {
			const { context, page } = await enter(browser, site.url, '');
			await page.goto(`${site.url}/doors`);
			const keys = keyboard(page);
			await keys.press(`form[action="/doors/${who}"] button`);
			await page.goto(`${site.url}/help?lang=${lang}`);
			await deed(page, keys, path => page.goto(site.url + path));
			broken.push(...context.broken);
			await context.close();
		};
		let home, path, monday, work, hex, shown;

		await test('week: a teacher by keyboard builds the week from suggestions, changes a piece and gives it', () => as('teacher', 'en', async (page, { press, write, tabTo, choose, said }, go) => {
			await go('/today');
			const from = new URL(await page.locator('a[href*="/week?monday="]', { hasText: 'English' }).first().getAttribute('href'), site.url);
			path = from.pathname;
			monday = new Date(Date.parse(from.searchParams.get('monday')) + 14 * 86400e3).toISOString().slice(0, 10); // a week nobody has touched
			await go(`${path}?monday=${monday}`);
			await choose('#f-aim', 'RL.4.1 ');
			await press('form:has(#f-aim) button');
			await press('section[aria-labelledby="h-suggest"] form.pair button[value=use]');
			const rows = site.rows(`select lower(hex(i.id)), lower(hex(i.learner)), i.title from week_item i join week_plan p on p.id = i.week join person x on x.id = i.learner where p.monday = '${monday}' and x.family_name = 'Ejemplo' and i.resource is not null`);
			assert.ok(rows.length >= 1, 'nothing came of the suggestions');
			[work, hex] = rows[0];
			home = `/learners/${dashed(hex)}`;
			await go(`${path}/pieces/${dashed(work)}?monday=${monday}`);
			await write('#f-min', '12');
			await write('#f-done', 'Sample: you tell the end in your own words.');
			await press('main form:has(#f-done) button.btn:not(.quiet):not(.text)');
			await press('form[action$="/week/give"] button.btn');
			assert.equal(site.rows(`select state from week_plan where monday = '${monday}' and lower(hex(learner)) = '${hex}'`)[0][0], 'given');
			assert.deepEqual(site.rows(`select minutes, done_looks_like from week_item where lower(hex(id)) = '${work}'`)[0], ['12', 'Sample: you tell the end in your own words.']);
		}));

		await test('week: a learner by keyboard opens the week, takes a hint, answers and asks for help', () => as('learner', 'en', async (page, { press, write, tabTo, said }, go) => {
			await go(`${home}/week?monday=${monday}`);
			await said('Sample: you tell the end in your own words.');
			await press(`.work-name a[href*="${dashed(work)}"]`);
			// practice of this week, with a hint
			const [[practice]] = site.rows(`select lower(hex(i.id)) from week_item i join week_plan p on p.id = i.week where i.title like 'I can%' and lower(hex(i.learner)) = '${hex}' and p.monday < '${monday}' order by p.monday desc`);
			await go(`${home}/work/${dashed(practice)}?q=1`);
			await tabTo('#f-hint button');
			await Promise.all([page.waitForResponse(r => r.url().endsWith('/hint')), page.keyboard.press('Enter')]);
			await page.waitForLoadState();
			await page.waitForURL(/#hints/);
			await page.waitForSelector('form[id^="a-"]');
			const reply = 'form[id^="a-"] select, form[id^="a-"] input.reply, form[id^="a-"] input[type=radio], form[id^="a-"] input[type=checkbox]';
			await tabTo(reply);
			if (await page.evaluate(() => document.activeElement.matches('.reply:not([type=radio]):not([type=checkbox])'))) await page.keyboard.type('1');
			else await page.keyboard.press(await page.evaluate(() => document.activeElement.tagName === 'SELECT') ? 'ArrowDown' : 'Space');
			await tabTo('form[id^="a-"] button.btn.big');
			await Promise.all([page.waitForResponse(r => r.url().endsWith('/answer')), page.keyboard.press('Enter')]);
			await page.waitForLoadState();
			assert.equal(site.rows(`select count(*) from event where lower(hex(week_item)) = '${practice}' and kind = 'practice' and context = 'screen'`)[0][0] >= 1, true);
			await write('#help-text', 'Sample: I do not see why the bottom number stays.');
			await tabTo('#f-help button.btn:not([type=button])');
			await Promise.all([page.waitForResponse(r => r.url().endsWith('/help')), page.keyboard.press('Enter')]);
			assert.equal(site.rows("select count(*) from help_request where text like 'Sample: I do not see%'")[0][0], '1');
		}));

		await test('week: the teacher by keyboard answers the request, and it waits no longer [R057]', () => as('teacher', 'en', async (page, { press, write, said }, go) => {
			await go('/waits');
			const [[request]] = site.rows("select lower(hex(id)) from help_request where text like 'Sample: I do not see%'");
			await said('Sample: I do not see why the bottom number stays.');
			await write(`#a-${dashed(request)}`, 'Sample: fold the strip again, the parts stay the same size.');
			await press(`form:has(#a-${dashed(request)}) button[value=answer]`);
			const [[state, answer, by]] = site.rows(`select h.state, h.answer, u.given_name from help_request h join person u on u.id = h.answered_by where lower(hex(h.id)) = '${request}'`);
			assert.deepEqual([state, answer], ['answered', 'Sample: fold the strip again, the parts stay the same size.']);
			assert.ok(by);
			assert.equal(await page.locator(`#a-${dashed(request)}`).count(), 0);
		}));

		await test('week: the teacher by keyboard looks at the evidence, confirms what is shown and says why [R151]', () => as('teacher', 'en', async (page, { press, write, choose, tabTo, said }, go) => {
			[[shown]] = site.rows(`select lower(hex(competency)) from mastery where lower(hex(learner)) = '${hex}' and word <> 'shown' order by pieces desc limit 1`);
			await go(`${home}/competencies/${dashed(shown)}`);
			await write('form[action$="/confirm"] textarea', 'Sample: three tasks in two ways, and the talk about it.');
			await press('form[action$="/confirm"] button.btn');
			await said('Sample: three tasks in two ways, and the talk about it.');
			assert.equal(site.rows(`select word from mastery where lower(hex(learner)) = '${hex}' and lower(hex(competency)) = '${shown}'`)[0][0], 'shown');
		}));

		await test('week: the learner by keyboard reads the answer and sees what is shown, and who decided it', () => as('learner', 'en', async (page, { press, said }, go) => {
			await go(`${home}/week`);
			await said('Sample: fold the strip again, the parts stay the same size.');
			await go(`${home}/progress`);
			await press(`a[href="${home}/competencies/${dashed(shown)}"]`);
			await said('Sample: three tasks in two ways, and the talk about it.');
			await said('shown');
		}));

		await test('week: a special educator by keyboard opens the caseload and a learner, and notes what was tried', () => as('special', 'en', async (page, { press, write, said }, go) => {
			await go('/caseload');
			await press(`a[href="${home}"]`);
			await write('#t-tried', 'Sample: strips of paper helped.');
			await press('form[action$="/tried"] button');
			await said('Sample: strips of paper helped.');
		}));

		await test('week: a specialist for English by keyboard looks at the same learner and puts work in both languages into the week', () => as('language', 'en', async (page, { press, choose, write, said }, go) => {
			await go(`${path}/add?monday=${monday}&learner=${dashed(hex)}`);
			await write('#f-title', 'Sample: five words of the story in both languages');
			await choose('#f-mode', 'On paper');
			await press('main form[action$="/week/add"] button.btn');
			await go(`${home}/week?monday=${monday}`);
			await said('Sample: five words of the story in both languages');
		}));

		await test('week: a family by keyboard reads the week in Spanish and answers', () => as('family', 'es', async (page, { press, write, said }, go) => {
			await go('/family');
			await press(`a[href="${home}/family"]`);
			await said('Esta semana');
			await write('#t-week', 'Ejemplo: en casa cuenta con tiras de papel.');
			await press('#f-week button.btn:not(.quiet)');
			await said('Ejemplo: en casa cuenta con tiras de papel.');
		}));

		await test('week: a leader by keyboard sees who has no plan in use', () => as('leader', 'en', async (page, { press, said }, go) => {
			await go('/lead');
			await press('a[href="/lead?who=plan#who"]');
			const names = await page.$$eval('section[aria-labelledby="h-who"] a[href^="/learners/"]', all => all.length);
			assert.equal(names, Number((await page.locator('a[href="/lead?who=plan#who"]').innerText()).match(/\d+/)[0]));
		}));

		await test('week: no script error, no request to another host', () => assert.deepEqual(broken, []));
	} finally {
		await browser.close();
		await site.close();
	}
}
