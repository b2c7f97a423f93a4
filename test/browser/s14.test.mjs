// s14.test.mjs - scenario S14, as far as a week goes: a family with no internet. The phone and paper are how it is reached,
// the week goes home as a packet with the learner's supports, and what comes back counts as if it had been done on a screen.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TOP, launch } from './lib.mjs';
import { enter, learnerHome, paper, school } from './school.mjs';

const monday = () => { const d = new Date(); d.setUTCDate(d.getUTCDate() - (d.getUTCDay() + 6) % 7); return d.toISOString().slice(0, 10); };
const dashed = id => id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'), grouped = code => code.match(/.{4}/g).join(' ');

export default async function (test) {
	const browser = await launch(), site = await school();
	try {
		const child = await enter(browser, site.url, 'learner'), home = await learnerHome(child.page, site.url), hex = home.split('/')[2].replaceAll('-', '');
		const teacher = await enter(browser, site.url, 'teacher');
		await teacher.page.goto(`${site.url}/help?lang=en`);
		const go = path => teacher.page.goto(site.url + path);
		const said = async text => assert.ok((await teacher.page.locator('main').innerText()).includes(text), `"${text}" is not on ${teacher.page.url()}`);

		await test('[S14 R242] a family asks to be reached by phone and on paper, and whoever teaches the child sees it where the child is', async () => {
			const { context, page } = await enter(browser, site.url, 'family');
			await page.goto(`${site.url}${home}/family?lang=en`);
			const form = page.locator('form[action$="/family/reach"]');
			await page.click('#h-reach');
			for (const box of await form.locator('input[name=reach_by]').all()) await box.setChecked(['call', 'paper'].includes(await box.getAttribute('value')));
			await form.locator('[name=reach_note]').fill('Sample: after six in the evening');
			await Promise.all([page.waitForNavigation(), form.locator('button.btn').last().click()]);
			await context.close();
			await go(home);
			const family = await teacher.page.locator('section[aria-labelledby="h-family"]').innerText();
			assert.match(family, /Phone call and Letter on paper/);
			assert.match(family, /Sample: after six in the evening/);
			assert.doesNotMatch(family, /text message|on this page/i);
		});

		const works = site.rows(`select lower(hex(i.id)), i.title, lower(hex(i.resource)) from week_item i join week_plan p on p.id = i.week where lower(hex(i.learner)) = '${hex}' and p.monday = '${monday()}' and i.state not in ('draft', 'dropped')`);
		let text, codes;
		await test('[S14 R215 R415] the whole week is one packet on paper, with what this learner needs and a way back by phone', async () => {
			const reply = await teacher.context.request.get(`${site.url}${home}/packet.pdf?monday=${monday()}&in=en`), pdf = await reply.body();
			assert.equal(reply.status(), 200);
			text = paper(pdf, '-layout');
			assert.ok(works.length >= 5);
			const flat = text.replace(/\s+/g, ' ');
			for (const [, title] of works) assert.ok(flat.includes(title.split(' ').slice(0, 4).join(' ')), `${title} is not on paper`);
			assert.ok(flat.includes('read the answers to your teacher on the phone'));
			assert.ok(flat.includes('Paper counts the same as a screen'));
			// supports of the plan: large letters, both languages
			const heights = [...paper(pdf, '-bbox').matchAll(/yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)"/g)].map(m => m[2] - m[1]).sort((a, b) => a - b);
			assert.ok(heights[heights.length >> 1] >= 18, `half of the words are lower than ${heights[heights.length >> 1]} points`);
			assert.ok(flat.includes('El papel cuenta igual que la pantalla'));
			codes = new Map(site.rows('select lower(hex(work)), code from paper_sheet where work is not null'));
			for (const [work, title] of works) assert.ok(text.includes(grouped(codes.get(work))), `the code of ${title} is not on paper`);
		});

		await test('[S14 R415] answers from paper and from a screen leave the same evidence', async () => {
			let work;
			for ([work] of works) { // practice whose first answer is typed
				await child.page.goto(`${site.url}${home}/work/${dashed(work)}?q=1`);
				if (await child.page.locator('form[id^="a-"] input.reply').count()) break;
			}
			// what the teacher's page for paper expects
			await go(`/score/${codes.get(work)}`);
			const expected = (await teacher.page.locator('#f-score').innerText()).match(/Expected:\s*(\S+)/)[1];
			// the first question on the screen
			await child.page.goto(`${site.url}${home}/work/${dashed(work)}?q=1`);
			await child.page.fill('form[id^="a-"] [name=answer]', expected);
			await Promise.all([child.page.waitForResponse(r => r.url().endsWith('/answer')), child.page.click('form[id^="a-"] button.btn.big')]);
			// the second from paper, by the code as it is printed, small letters and all
			await go('/score');
			await teacher.page.fill('#code', grouped(codes.get(work)).toLowerCase());
			await Promise.all([teacher.page.waitForNavigation(), teacher.page.click('form[action="/score"] button.btn')]);
			await teacher.page.check('input[name=q2][value=right]');
			await teacher.page.fill('#minutes', '12');
			await Promise.all([teacher.page.waitForNavigation(), teacher.page.click('#f-score button.btn:not(.quiet)')]);
			await said('It counts the same as on a screen');
			const credit = context => site.rows(`select kind, score, quality, rigor, lower(hex(competency)), lower(hex(resource)) from event where lower(hex(week_item)) = '${work}' and context = '${context}'`);
			assert.equal(credit('screen').length, 1);
			assert.equal(credit('screen')[0][1], '1.0');
			assert.deepEqual(credit('paper'), credit('screen'));
		});
		await test('[S14 R415] a lesson read on paper is handed in for the child too, with its photo', async () => {
			const [work] = site.rows(`select lower(hex(i.id)) from week_item i join week_plan p on p.id = i.week join resource r on r.id = i.resource where r.kind = 'reading' and lower(hex(i.learner)) = '${hex}' and p.monday = '${monday()}' and i.state = 'planned'`)[0];
			await go(`/score/${codes.get(work)}`);
			await teacher.page.check('input[name=q1][value=right]');
			await teacher.page.check('input[name=q2][value=partly]');
			await teacher.page.click('#f-score details:has(input[type=file]) > summary');
			await teacher.page.setInputFiles('#f-score input[type=file][accept^=image]', join(TOP, 'test/data/gradient.jpg'));
			await Promise.all([teacher.page.waitForNavigation(), teacher.page.click('#f-score button.btn:not(.quiet)')]);
			await child.page.goto(`${site.url}${home}/week?monday=${monday()}`);
			const piece = child.page.locator('li, article', { has: child.page.locator(`a[href*="${work.slice(0, 8)}-"]`) }).last();
			assert.match(await piece.innerText(), /Handed in/);
			await child.page.goto(`${site.url}${home}/work/${dashed(work)}?q=end`);
			assert.equal(await child.page.locator('.files img').count(), 1);
		});
		await test('[S14 R414] the week goes home on a stick to a computer without a line, and the answers come back once', async () => {
			const folder = mkdtempSync(join(tmpdir(), 'trellis-stick-'));
			await go(`${home}/stick`);
			await Promise.all([teacher.page.waitForNavigation(), teacher.page.click('main form button.btn')]);
			const letters = (await teacher.page.locator('main strong[dir=ltr]').innerText()).trim();
			const [week] = await Promise.all([teacher.page.waitForEvent('download'), teacher.page.click('main a[download]')]);
			await week.saveAs(join(folder, 'week.html'));
			const text = readFileSync(join(folder, 'week.html'), 'utf8');
			for (const [, title] of works) assert.ok(!text.includes(title), 'the stick tells what the work is without the letters');
			const out = await browser.newContext({ offline: true, acceptDownloads: true }), page = await out.newPage();
			await page.goto(`file://${folder}/week.html`);
			await page.fill('#letters', '0000 0000 0000');
			await page.click('button.btn');
			await page.waitForSelector('.field-error:not(:empty)');
			await page.fill('#letters', letters.toLowerCase());
			await page.click('button.btn');
			await page.waitForSelector('fieldset.group');
			const before = Number(site.rows(`select count(*) from event where lower(hex(learner)) = '${hex}'`)[0][0]);
			await page.locator('fieldset.group input:not([type=radio]):not([type=checkbox])').first().fill('3');
			await page.locator('fieldset.group input[type=radio], fieldset.group input[type=checkbox]').first().check();
			await page.reload(); // what was answered is kept on that computer, locked
			await page.fill('#letters', letters);
			await page.click('button.btn');
			await page.waitForSelector('fieldset.group');
			assert.equal(await page.locator('fieldset.group input:checked').count(), 1);
			assert.ok(!(await page.evaluate(() => JSON.stringify(localStorage))).includes('response'));
			const [answers] = await Promise.all([page.waitForEvent('download'), page.click('button.btn.big')]);
			await answers.saveAs(join(folder, 'answers.trellis'));
			await out.close();
			const whole = readFileSync(join(folder, 'answers.trellis'));
			writeFileSync(join(folder, 'cut.trellis'), whole.toString().replace(/.{8}"}$/, '"}'));
			const bring = async file => {
				await go('/sticks');
				await teacher.page.setInputFiles('#f-file', join(folder, file));
				await Promise.all([teacher.page.waitForNavigation(), teacher.page.click('main form button.btn')]);
			};
			await bring('cut.trellis');
			await said('cut or changed');
			await bring('answers.trellis');
			await said('2 answers are kept. They count the same as on a screen.');
			const now = () => Number(site.rows(`select count(*) from event where lower(hex(learner)) = '${hex}'`)[0][0]);
			assert.equal(now(), before + 2);
			await bring('answers.trellis');
			await said('2 were here already');
			assert.equal(now(), before + 2);
			rmSync(folder, { recursive: true });
		});
		await test('[S14] no script error, no request to another host', () => assert.deepEqual([...teacher.context.broken, ...child.context.broken], []));
	} finally {
		await browser.close();
		await site.close();
	}
}
