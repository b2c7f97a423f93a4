// s13.test.mjs - scenario S13: a special educator coaches in planning together. The leader protects a time; a general teacher says
// "I don't know how to do this" on the page at a glance; the special educator answers in time and comes to the lesson; both write
// on one agenda that was made from the week; a time that is lost reaches the leader.
import assert from 'node:assert/strict';
import { launch, sticksOut, violations } from './lib.mjs';
import { enter, school, today } from './school.mjs';

export default async function (test) {
	const browser = await launch(), site = await school();
	try {
		for (const table of ['coaching', 'coplan_note', 'planning_time', 'planning_lost']) site.rows(`delete from ${table}`); // the sample's own; here they are made by hand
		// a class with a learner whose case manager is the special educator behind the door
		const special = await enter(browser, site.url, 'special'), [[carries]] = site.rows('select hex(person) from session order by rowid desc limit 1');
		const teacher = await enter(browser, site.url, 'teacher'), leader = await enter(browser, site.url, 'leader');
		for (const p of [teacher, special, leader]) await p.page.goto(`${site.url}/help?lang=en`);
		const go = async (who, path) => { const r = await who.page.goto(site.url + path); assert.equal(r.status(), 200, path); };
		const text = who => who.page.locator('main').innerText();
		const send = async (who, button) => Promise.all([who.page.waitForNavigation(), button.click()]);
		await go(teacher, '/home');
		const room = new URL(await teacher.page.locator('a[href^="/classes/"]').first().getAttribute('href'), site.url).pathname.split('/').slice(0, 3).join('/');
		let learner;

		await test('[S13 R046 R315] the plan at a glance in the lesson: what to do, how, who to ask; read and doable', async () => {
			await go(teacher, `${room}/glance`);
			const links = await teacher.page.locator('h2 a[href*="/glance"]').evaluateAll(all => all.map(a => a.getAttribute('href')));
			assert.ok(links.length > 0, 'nobody in this class has a plan');
			learner = links[0].split('/')[2]; // the special educator behind the door carries this plan
			const hex = learner.replaceAll('-', '').toUpperCase();
			site.rows(`update support_role set adult = x'${carries}' where hex(learner) = '${hex}' and role in ('caseManager', 'specialEducator')`);
			assert.ok(Number(site.rows(`select count(*) from support_role where hex(learner) = '${hex}' and hex(adult) = '${carries}' and role = 'caseManager'`)[0][0]) > 0, 'no case manager');
			await go(teacher, `/learners/${learner}/glance`);
			assert.deepEqual(await violations(teacher.page), []);
			await send(teacher, teacher.page.locator('form[action$="/glance/read"] button'));
			assert.match(await text(teacher), /You read it on/);
		});

		await test('[S13 R284 R315] “I don’t know how to do this” is answered in time, and the lesson is visited', async () => {
			await go(teacher, `/learners/${learner}/glance`);
			const more = teacher.page.locator('details:has(form[action$="/glance/ask"])').first();
			await more.locator('summary').click();
			await more.locator('textarea').fill('Sample: how do I do this with 30 in the room?');
			await send(teacher, more.locator('button'));
			await go(special, '/today');
			assert.match(await text(special), /Questions to colleagues \(1\)/);
			await go(special, '/coaching');
			const row = special.page.locator('li.row', { hasText: 'with 30 in the room' }).first();
			await row.locator('input[name=visit_on]').fill(new Date(Date.now() + 864e5).toISOString().slice(0, 10));
			await send(special, row.locator('button[value=visit]'));
			await special.page.locator('li.row', { hasText: 'with 30 in the room' }).first().locator('textarea').fill('Sample: I come along and show it.');
			await send(special, special.page.locator('li.row', { hasText: 'with 30 in the room' }).first().locator('button[value=answer]'));
			await go(teacher, '/coaching');
			assert.match(await text(teacher), /I come along and show it\./);
			assert.match(await text(teacher), /Visit on/);
			await go(leader, '/coaching');
			assert.match(await text(leader), /Who carries how much/);
		});

		await test('[S13 R281 R282 R280] protected time, an agenda from the week that both write on, and a lost time that the leader sees', async () => {
			await go(leader, `${room}/coplan`);
			await leader.page.locator('#t-from').fill('10:15');
			await leader.page.locator('#t-to').fill('11:00');
			await send(leader, leader.page.locator('form[action$="/coplan/times"] button'));
			await go(special, `${room}/coplan`);
			assert.match(await text(special), /Monday, 10:15 to 11:00/);
			for (const heading of ['1. What the class works on', '2. Learners to look at', '3. Barriers', '4. Supports in lessons', '5. Who does what']) assert.ok((await text(special)).includes(heading), heading);
			await special.page.locator('#k-text').fill('Sample: word cards before the text');
			await send(special, special.page.locator('form[action$="/coplan"] button'));
			await go(teacher, `${room}/coplan`);
			assert.match(await text(teacher), /word cards before the text/);
			await teacher.page.locator('details:has(#x-day) summary').click();
			await teacher.page.locator('#x-day').fill(today());
			await teacher.page.locator('#x-why').fill('Sample: covered another class');
			await send(teacher, teacher.page.locator('form[action$="/coplan/lost"] button'));
			await go(leader, '/lead');
			assert.match(await text(leader), /Planning time that was lost[\s\S]*covered another class/);
		});

		await test('[S13] its pages are whole in en, es, ar, wide and narrow', async () => {
			for (const [who, path] of [[teacher, `${room}/coplan`], [teacher, `${room}/glance`], [special, '/coaching'], [special, '/services'], [special, '/shift'], [special, '/ready'], [leader, '/access']])
				for (const lang of ['en', 'es', 'ar'])
					for (const width of [1280, 320]) {
						await who.page.setViewportSize({ width, height: 800 });
						await who.page.goto(`${site.url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
						assert.deepEqual(await violations(who.page), [], `${path} in ${lang} at ${width}`);
						assert.deepEqual(await sticksOut(who.page), [], `${path} in ${lang} at ${width}`);
					}
			for (const p of [teacher, special, leader]) assert.deepEqual(p.context.broken, []);
		});
	} finally {
		await browser.close();
		await site.close();
	}
}
