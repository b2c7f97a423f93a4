// offline.test.mjs - a week without a connection on the real server: pages open, answers arrive once with their own time, two texts
// are shown where two people wrote, staff note with two taps; and on a shared device nobody reads what another left there.
import assert from 'node:assert/strict';
import { launch, sticksOut, violations } from './lib.mjs';
import { enter, learnerHome, school, worker } from './school.mjs';

const PASSWORDS = ['rainy kettle owl fern', 'paper lantern moss cup'];
const dashed = id => id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

/** Until what is sent from this page cannot be lost. */
const keeps = page => page.waitForSelector('html[data-keeps]', { state: 'attached' });
/** Until the page and what it leads to are on the device. */
export const ahead = page => page.waitForSelector('html[data-ahead=done]', { state: 'attached', timeout: 60000 });

/** Everything that scripts of this site have put on the disk, as one text: databases, caches, storage. */
const disk = page => page.evaluate(async () => {
	const out = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })], text = new TextDecoder('latin1');
	const walk = async v => {
		if (v instanceof Blob) v = await v.arrayBuffer();
		if (v instanceof ArrayBuffer || ArrayBuffer.isView(v)) { out.push(text.decode(v)); return; }
		if (v instanceof CryptoKey) { out.push('CRYPTOKEY'); return; }
		if (v && typeof v === 'object') for (const k of Object.keys(v)) { out.push(k); await walk(v[k]); } else out.push(String(v));
	};
	for (const { name } of await indexedDB.databases()) {
		const db = await new Promise((done, fail) => { const q = indexedDB.open(name); q.onsuccess = () => done(q.result); q.onerror = fail; });
		for (const s of db.objectStoreNames) await walk(await new Promise(done => { const q = db.transaction(s).objectStore(s).getAll(); q.onsuccess = () => done(q.result); }));
		db.close();
	}
	for (const name of await caches.keys()) {
		const c = await caches.open(name);
		for (const q of await c.keys()) if (!new URL(q.url).pathname.startsWith('/static/')) { out.push(q.url); out.push(await (await c.match(q)).text()); }
	}
	return out.join('\n');
});

export default async function (test) {
	const site = await school(), browser = await launch(), count = sql => Number(site.rows(sql)[0][0]), open = [];
	const device = async (door, options) => { const d = await enter(browser, site.url, door, options); open.push(d.context); return d; };
	const nothingWaits = async page => {
		await keeps(page);
		for (let i = 0; (await worker(page, { do: 'about' })).waits; i++) { assert.ok(i < 75, 'it still waits'); await page.waitForTimeout(200); }
		await page.waitForFunction(() => !document.querySelector('.queue'));
	};
	const again = async (page, context) => { await context.setOffline(false); await page.evaluate(() => window.dispatchEvent(new Event('online'))); };
	try {
		const { context, page } = await device('learner');
		const home = await learnerHome(page, site.url), hex = home.split('/')[2].replaceAll('-', ''), at = rest => site.url + home + rest;
		let questions;

		await test('[R414] profile, plan, goals, week, work and reading open without a connection after one look at the first page', async () => {
			await page.goto(at('/plan'));
			await page.goto(at('/home'));
			await ahead(page);
			const paths = [...new Set((await worker(page, { do: 'about' })).pages.map(p => new URL(p.url).pathname + new URL(p.url).search))];
			for (const rest of ['/home', '/week', '/plan', '/goals', '/profile', '/profile?part=hopes', '/progress']) assert.ok(paths.includes(home + rest), `${rest} is not kept: ${paths}`);
			const works = paths.filter(p => /\/work\/[0-9a-f-]{36}$/.test(p));
			assert.ok(works.length >= 4, `${works.length} pieces of work are kept`);
			await context.setOffline(true);
			for (const path of ['/week', `${home}/plan`, `${home}/goals`, `${home}/profile`, '/', ...works]) {
				await page.goto(site.url + path);
				assert.notEqual(await page.textContent('h1'), 'No connection right now', path);
				await page.waitForSelector('.state-note:has-text("This page is as it was")');
				if (!questions && await page.locator('form[action$="/answer"] input.reply').count()) questions = page.url();
			}
			assert.ok(questions, 'no kept work has a question to type an answer to');
			assert.deepEqual(await violations(page), []);
			await page.goto(`${site.url}/search`);
			await page.waitForSelector('[data-kept] a');
			assert.equal(await page.textContent('h1'), 'No connection right now');
			await page.click('main details > summary');
			assert.match(await page.textContent('[data-sums]'), /Your pages here: [\d.]+ MB of 8 MB at most\. Waiting to be sent: 0, at most 64 MB/);
			assert.deepEqual(await violations(page), []);
			await page.setViewportSize({ width: 320, height: 700 });
			assert.deepEqual(await sticksOut(page), []);
			await page.setViewportSize({ width: 1280, height: 800 });
			await context.setOffline(false);
		});

		await test('[R414] an answer given while the server is down waits in sight with its time and arrives once, also when the reply is lost', async () => {
			await page.goto(questions);
			await site.stop('SIGKILL');
			const form = page.locator('form[action$="/answer"]');
			await form.locator('input.reply').fill('3');
			await form.locator('button.btn.big').click();
			await page.waitForSelector('.queue');
			await page.click('.queue summary');
			assert.match(await page.textContent('.queue li'), /: since \d/);
			await page.goto(at('/week')); // from the device
			await page.waitForSelector('.queue:has-text("Waiting to be sent: 1")');
			assert.deepEqual(await violations(page), []);
			await site.start();
			const ids = new Set();
			let reached = 0;
			await context.route('**/answer', async route => {
				ids.add(route.request().headers()['idempotency-key']);
				await route.fetch({ maxRedirects: 0 }).catch(() => null);
				if (reached++ === 0) await route.abort('connectionreset'); else await route.continue();
			});
			for (let i = 0; i < 40 && await page.locator('.queue').count(); i++) { await page.locator('.queue button', { hasText: 'Send now' }).click().catch(() => {}); await page.waitForTimeout(250); }
			await context.unroute('**/answer');
			await nothingWaits(page);
			assert.ok(reached >= 2 && ids.size === 1, `${reached} sendings under ${ids.size} keys`);
			assert.equal(count(`select count(*) from event where lower(hex(id)) = '${[...ids][0].replaceAll('-', '')}'`), 1);
			assert.equal(count(`select count(*) from event where lower(hex(week_item)) = '${new URL(questions).pathname.match(/[0-9a-f-]{36}$/)[0].replaceAll('-', '')}' and kind = 'practice'`), 1);
		});

		await test('[R414] goal, reflection and a call for help written without a connection are there once, as if the line had held', async () => {
			await page.goto(at('/goals'));
			await context.setOffline(true);
			const fold = page.locator('details:has(#goal-new)');
			if (!await fold.evaluate(d => d.open)) await fold.locator('summary').click();
			await page.fill('#new-text', 'Sample: build a bridge that holds a brick');
			await page.fill('#new-step', 'Sample: draw it');
			await page.click('#goal-new button.btn');
			await page.waitForSelector('.queue:has-text("Waiting to be sent: 1")');
			await page.goto(questions);
			await page.click('details:has(#f-help) > summary').catch(() => {});
			await page.locator('#f-help textarea, #f-help input[name=text]').first().fill('Sample: where do I begin?');
			await page.locator('#f-help button.btn').last().click();
			await page.waitForSelector('.queue:has-text("Waiting to be sent: 2")');
			await again(page, context);
			await nothingWaits(page);
			assert.equal(count("select count(*) from goal where text = 'Sample: build a bridge that holds a brick'"), 1);
			assert.equal(count("select count(*) from help_request where text = 'Sample: where do I begin?'"), 1);
		});

		await test('[R414] where two devices wrote the same part both texts are shown, and what the learner chooses stays', async () => {
			const other = await device('learner', { viewport: { width: 390, height: 780 } }), where = at('/profile?part=hopes'), field = 'textarea[name=aspirations]';
			await page.goto(where);
			await keeps(page);
			await context.setOffline(true);
			await page.fill(field, 'Sample: I want to build boats, written on the bus.');
			await page.locator('form[action*="/profile/parts/"] button').last().click();
			await page.waitForSelector('.queue');
			await other.page.goto(where);
			await other.page.fill(field, 'Sample: I want to bake bread, written at home.');
			await other.page.locator('form[action*="/profile/parts/"] button').last().click();
			await other.page.waitForURL(u => u.pathname.endsWith('/profile') && !u.search);
			await again(page, context);
			await page.click('.queue button:has-text("Not taken yet")');
			await page.waitForSelector('.note-word:has-text("Somebody wrote this meanwhile")');
			assert.match(await page.inputValue(field), /build boats/);
			assert.match(await page.textContent('main'), /bake bread/);
			assert.deepEqual(await violations(page), []);
			assert.equal((await worker(page, { do: 'about' })).waits, 1, 'it stays on the device until something is chosen');
			await page.fill(field, 'Sample: I want to build boats and bake bread.');
			await page.locator('form[action*="/profile/parts/"] button').last().click();
			await page.waitForFunction(() => /boats and bake bread/.test(document.querySelector('main').textContent));
			await nothingWaits(page);
			await other.page.goto(at('/profile'));
			assert.match(await other.page.textContent('main'), /build boats and bake bread/);
			await other.context.close();
		});

		await test('[R414] a clock that is three hours wrong is said, and what was done gets the right time', async () => {
			const wrong = await device('learner');
			await wrong.context.addInitScript(() => { const real = Date.now; Date.now = () => real() + 3 * 3600e3; });
			await wrong.page.goto(questions);
			await wrong.page.waitForSelector('.state-note:has-text("180")');
			const before = Date.now();
			await wrong.page.locator('form[action$="/answer"] input.reply').first().fill('4');
			await Promise.all([wrong.page.waitForResponse(r => r.url().endsWith('/answer')), wrong.page.locator('form[action$="/answer"] button.btn.big').click()]);
			await wrong.page.waitForFunction(() => !document.querySelector('.queue'));
			const [happened, minutes] = site.rows(`select happened_at, coalesce(minutes_screen, 0) from event where lower(hex(learner)) = '${hex}' and kind = 'practice' and actor = learner order by created_at desc limit 1`)[0].map(Number);
			assert.ok(Math.abs(happened / 1000 - before) < 60000, `${happened / 1000 - before} ms beside the truth`);
			assert.ok(minutes < 2, `${minutes} minutes`);
			await wrong.context.close();
		});

		await test('[S14 R414] two devices of one learner, both without a connection, come together: every answer once, the latest shown', async () => {
			const path = new URL(questions).pathname, two = await device('learner', { viewport: { width: 390, height: 780 } }), sides = [[page, context, 2, '5'], [two.page, two.context, 3, '7']];
			const [work] = path.match(/[0-9a-f-]{36}$/), of = `lower(hex(week_item)) = '${work.replaceAll('-', '')}' and kind = 'practice' and way`;
			await two.page.goto(`${site.url}/help?lang=en`);
			for (const [p, c, q, value] of sides) {
				await p.goto(`${site.url}${path}?q=${q}`);
				await p.waitForSelector('form[action$="/answer"] input.reply');
				await keeps(p);
				await c.setOffline(true);
				await p.fill('form[action$="/answer"] input.reply', value);
				await p.click('form[action$="/answer"] button.btn.big');
				await p.waitForSelector('.queue:has-text("Waiting to be sent: 1")');
			}
			for (const [p, c] of sides) { await again(p, c); await nothingWaits(p); }
			assert.deepEqual(site.rows(`select way, response, count(*) from event where ${of} in ('q2', 'q3') group by way, response order by way`), [['q2', '5', '1'], ['q3', '7', '1']]);
			await two.context.close();
		});

		await test('[R414] staff note with two taps that a support or a session was given, and what they saw, while there is no connection; it counts on its day', async () => {
			const staff = await device('special');
			await staff.page.goto(`${site.url}/help?lang=en`);
			const groups = site.rows("select lower(hex(class)), lower(hex(min(person))) from enrolment where role = 'student' group by class"), day = new Date(Date.now() - 2 * 86400e3).toISOString().slice(0, 10);
			const button = staff.page.locator('form[action$="/supports/note"] button[value=given]').first();
			for (const [group, who] of groups) { // the plan asks for something that only a person can give
				if ((await staff.page.goto(`${site.url}/classes/${dashed(group)}/supports`)).status() !== 200) continue;
				const made = await staff.context.request.post(`${site.url}/api/v1/plan_line`, { headers: { 'X-CSRF-Token': await staff.page.getAttribute('meta[name=csrf]', 'content') },
					data: { learner: dashed(who), source: 'iep', kind: 'support', text: 'Sample: a grown-up begins the task together', prohibited: false, begin_on: day } });
				assert.equal(made.status(), 201, await made.text());
				await staff.page.reload();
				break;
			}
			assert.ok(await button.count(), 'the class does not ask for what a person gives');
			await ahead(staff.page);
			const before = count("select count(*) from delivery where channel = 'person' and what = 'used'");
			await staff.context.setOffline(true);
			await staff.page.reload();
			await button.click();
			await staff.page.waitForSelector('.queue:has-text("Waiting to be sent: 1")');
			assert.equal(count("select count(*) from delivery where channel = 'person' and what = 'used'"), before);
			await again(staff.page, staff.context);
			await nothingWaits(staff.page);
			assert.equal(count("select count(*) from delivery where channel = 'person' and what = 'used'"), before + 1);
			// a session of a promised service, and what was seen in class: two taps each, and they count on the day they were
			const [line, learner] = site.rows("select lower(hex(p.id)), lower(hex(p.learner)) from plan_line p join relation r on r.learner = p.learner and r.rel = 8 join account a on a.person = r.viewer where p.kind = 'service' limit 1")[0] || [];
			assert.ok(line, 'no plan of the sample school promises a service');
			const session = `/learners/${dashed(learner)}/services`;
			for (const [path, form, button, what] of [[session, 'form[action$="/services/note"]', 'button[value=given]', "service_session where what = 'given'"],
				[`/classes/${dashed(site.rows(`select lower(hex(e.class)) from enrolment e where lower(hex(e.person)) = '${learner}' and e.role = 'student'`)[0][0])}`, '#f-observe', 'button[value=yes]', "event where kind = 'observation'"]]) {
				assert.equal((await staff.page.goto(site.url + path)).status(), 200, path);
				await ahead(staff.page);
				await staff.context.setOffline(true);
				await staff.page.reload();
				const had = count(`select count(*) from ${what}`);
				await staff.page.locator(form).first().locator(button).first().click();
				await staff.page.waitForSelector('.queue:has-text("Waiting to be sent: 1")');
				assert.equal(count(`select count(*) from ${what}`), had);
				await again(staff.page, staff.context);
				await nothingWaits(staff.page);
				assert.equal(count(`select count(*) from ${what}`), had + 1);
			}
			// a small group met: who was there, and a short probe of what it is about
			let log;
			for (const [group, id] of site.rows('select lower(hex(g.class)), lower(hex(g.id)) from class_group g where exists (select 1 from group_member m where m.class_group = g.id)')) {
				site.rows(`update class_group set competency = (select id from competency limit 1) where lower(hex(id)) = '${id}' and competency is null`);
				log = `/classes/${dashed(group)}/groups/${dashed(id)}/log`;
				if ((await staff.page.goto(site.url + log)).status() === 200) break;
				log = '';
			}
			assert.ok(log, 'no group of the sample school is of this class');
			assert.deepEqual(await violations(staff.page), []);
			for (const [button, what] of [['button[value=here]', "group_attendance where here = 'here'"], ['button[value=partly]', "event where kind = 'check' and context = 'person' and way = 'group'"]]) {
				await staff.page.goto(site.url + log);
				await ahead(staff.page);
				await staff.context.setOffline(true);
				await staff.page.reload();
				const had = count(`select count(*) from ${what}`);
				await staff.page.locator('table form').locator(button).first().click();
				await staff.page.waitForSelector('.queue:has-text("Waiting to be sent: 1")');
				assert.equal(count(`select count(*) from ${what}`), had);
				await again(staff.page, staff.context);
				await nothingWaits(staff.page);
				assert.equal(count(`select count(*) from ${what}`), had + 1);
			}
			await staff.context.close();
		});

		await test('[R414] the family answers from its page without a connection, and it arrives once', async () => {
			const family = await device('family');
			await family.page.goto(`${site.url}/help?lang=en`);
			await family.page.goto(at('/family'));
			await ahead(family.page);
			await family.context.setOffline(true);
			await family.page.reload();
			const form = family.page.locator('form[action$="/family/notes"]:has(textarea)').first();
			await family.page.click('#h-strengths');
			await family.page.click('#strengths details:has(form) > summary');
			await form.locator('textarea').first().fill('Sample: she reads to her brother at night');
			await form.locator('button.btn').last().click();
			await family.page.waitForSelector('.queue:has-text("Waiting to be sent: 1")');
			await again(family.page, family.context);
			await nothingWaits(family.page);
			assert.equal(count("select count(*) from note where text = 'Sample: she reads to her brother at night'"), 1);
			await family.context.close();
		});

		await test('[R414] a shared device: after sign-out neither the next learner nor nobody reads what was kept; its owner opens it without a line', async () => {
			const teacher = await device('teacher');
			await teacher.page.goto(`${site.url}/help?lang=en`);
			await teacher.page.goto(`${site.url}/today`);
			const groups = new Set((await teacher.page.$$eval('a[href^="/classes/"]', list => list.map(a => a.getAttribute('href').slice(0, 45)))));
			const people = [];
			for (const group of groups) {
				if (people.length === 2) break;
				await teacher.page.goto(`${site.url}${group}/sign-ins`);
				const ids = await teacher.page.locator('input[form=f-codes][name=person]').evaluateAll(list => list.map(b => b.value));
				for (const id of ids.filter(i => !people.some(p => p.id === i)).slice(0, 2 - people.length)) {
					await teacher.page.check(`input[form=f-codes][value="${id}"]`);
					await Promise.all([teacher.page.waitForNavigation(), teacher.page.click('button[form=f-codes]')]);
					const text = await teacher.page.innerText('section.letter');
					people.push({ id, code: text.match(/[A-Z0-9]{4}(-[A-Z0-9]{4}){3}/)[0], login: (await teacher.page.innerText('section.letter dd code >> nth=0')).trim(), password: PASSWORDS[people.length] });
					await teacher.page.goto(`${site.url}${group}/sign-ins`);
				}
			}
			assert.equal(people.length, 2);
			await teacher.context.close();
			const shared = await browser.newContext({ bypassCSP: true, locale: 'en-US' }), p = await shared.newPage();
			open.push(shared);
			shared.setDefaultTimeout(15000);
			for (const who of people) { // each chooses a password, on another device
				const c = await browser.newContext(), own = await c.newPage();
				await own.goto(`${site.url}/welcome`);
				await own.fill('#code', who.code);
				await Promise.all([own.waitForNavigation(), own.click('main form button')]);
				await own.fill('#password', who.password);
				await Promise.all([own.waitForNavigation(), own.click('main form .deeds button')]);
				await c.close();
			}
			const signIn = async who => {
				await p.goto(`${site.url}/sign-in?lang=en`);
				await p.evaluate(() => navigator.serviceWorker.ready.then(() => true));
				await p.fill('#login', who.login);
				await p.fill('#password', who.password);
				await Promise.all([p.waitForNavigation(), p.click('#f-sign-in .deeds button')]);
			};
			const signOut = async () => { await p.click('.me details:has([data-signout]) > summary'); await Promise.all([p.waitForNavigation(), p.click('[data-signout] button')]); };
			const [a, b] = people, secret = 'Sample: only for my own eyes';
			await signIn(a);
			await p.goto(`${site.url}/learners/${a.id}/week`);
			await ahead(p);
			await p.goto(`${site.url}/goals`);
			await ahead(p);
			const goals = p.url(), name = site.rows(`select given_name from person where lower(hex(id)) = '${a.id.replaceAll('-', '')}'`)[0][0];
			await shared.setOffline(true);
			const fold = p.locator('details:has(#goal-new)');
			if (!await fold.evaluate(d => d.open)) await fold.locator('summary').click();
			await p.fill('#new-text', `${secret}, waiting`);
			await p.fill('#new-step', 'Sample step');
			await p.click('#goal-new button.btn');
			await p.waitForSelector('.queue');
			await p.reload();
			if (!await fold.evaluate(d => d.open)) await fold.locator('summary').click();
			await p.fill('#new-text', `${secret}, a draft`);
			await p.waitForFunction(() => document.querySelector('#goal-new [data-saved]').textContent !== '');
			const while_in = await worker(p, { do: 'about' });
			assert.ok(while_in.pages.length > 3 && while_in.waits === 1);
			/* the line is back for the sign-out alone: what waits must survive it */
			await p.route('**/learners/**', r => r.request().method() === 'POST' ? r.abort() : r.continue());
			await shared.setOffline(false);
			await signOut();
			const reads = async who => {
				const all = await disk(p);
				assert.ok(all.length > 20000, 'nothing is kept');
				for (const word of [secret, 'waiting', a.id, a.login, name, 'My goals', 'CRYPTOKEY', a.password]) assert.ok(!all.includes(word), `"${word}" is readable ${who}`);
			};
			await reads('after the sign-out');
			const locked = await worker(p, { do: 'about' });
			assert.deepEqual([locked.open, locked.pages.length, locked.waitsAll, locked.locks], [false, 0, 1, 1]);
			await signIn(b);
			await p.goto(`${site.url}/learners/${b.id}/week`);
			await ahead(p);
			await reads('while another learner works');
			await shared.setOffline(true);
			await p.goto(goals);
			assert.equal(await p.textContent('h1'), 'No connection right now');
			assert.ok((await worker(p, { do: 'about' })).pages.every(x => !x.url.includes(a.id)));
			assert.equal(await p.locator('.queue').count(), 0);
			await shared.setOffline(false);
			await p.goto(`${site.url}/learners/${b.id}/week`);
			await signOut();
			/* nobody is signed in and there is no line: each opens their own with their own password, and only that */
			await shared.setOffline(true);
			await p.goto(`${site.url}/offline`);
			await p.waitForSelector('form[data-unlock]:not([hidden])');
			assert.deepEqual(await violations(p), []);
			await p.fill('#secret', 'not the password');
			await p.click('form[data-unlock] button');
			await p.waitForSelector('form[data-unlock] [role=status]:has-text("does not open anything")', { timeout: 30000 });
			await p.fill('#secret', a.password);
			await p.click('form[data-unlock] button');
			await p.waitForSelector('[data-kept] a', { timeout: 30000 });
			await p.goto(goals);
			await p.waitForSelector('.queue:has-text("Waiting to be sent: 1")');
			assert.equal(await p.inputValue('#new-text'), `${secret}, a draft`);
			await p.unroute('**/learners/**');
			/* back with a line and signed in, what waited arrives */
			await shared.setOffline(false);
			await signIn(a);
			await p.goto(goals);
			await nothingWaits(p);
			assert.equal(count(`select count(*) from goal where text = '${secret}, waiting'`), 1);
			/* emptied on request */
			await p.goto(`${site.url}/offline`);
			await p.click('main details > summary');
			await p.click('[data-wipe=all]');
			await p.waitForSelector('[role=status]:has-text("Empty.")');
			const left = await worker(p, { do: 'about' });
			assert.deepEqual([left.total, left.waitsAll, left.locks], [0, 0, 0]);
		});
		await test('[R414] no script error, no request to another host', () => assert.deepEqual(context.broken, []));
	} finally {
		for (const c of open) await c.close().catch(() => {});
		await browser.close();
		await site.close();
	}
}
