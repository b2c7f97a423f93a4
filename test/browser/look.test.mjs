// look.test.mjs - the look and the page script by themselves, on pages that hold every component once: no school is needed.
import assert from 'node:assert/strict';
import { launch, look, sticksOut, violations } from './lib.mjs';
import { all, shell, task, week } from './look_pages.mjs';

const kept = { 'X-Trellis-Offline': 'p1' }, keeps = page => page.waitForSelector('html[data-keeps]', { state: 'attached' });
const PAGES = {
	'/all': shell(all), '/all-ar': shell(all, { lang: 'ar', dir: 'rtl' }), '/large': shell(all, { html: 'data-font="andika" data-size="4" data-spacing="wider"' }),
	'/week': [shell(week, { bodyMore: 'data-offline=""' }), kept], '/task': [shell(task, { main: 'page player', bodyMore: 'data-offline=""' }), kept],
	'/offline': [shell('<h1>No connection right now</h1><form hidden data-unlock="" data-wrong="no"><label>Secret <input name="secret"></label><p role="status"></p></form>' +
		'<ul class="rows" data-kept=""></ul><p data-sums="{n}"></p><script defer src="/static/device.js"></script>', { bodyMore: 'data-offline=""' }), kept],
	'/other': shell('<h1>Somebody else</h1>', { who: 'p2', bodyMore: 'data-offline=""' }), '/sign-in': shell('<h1>Sign in</h1>', { who: '' }),
	'/device-key': [JSON.stringify({ who: 'p1', key: Buffer.alloc(32, 7).toString('base64') }), { 'Content-Type': 'application/json' }],
	'/idle': shell(all, { bodyMore: 'data-idle-minutes="0.05"' }), '/lock': shell('<h1>Locked</h1>'),
};

export default async function (test) {
	const browser = await launch(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']);
	let answer = () => [303, { Location: '/week' }, ''];
	const site = await look(PAGES, (path, post) => path === '/answer' ? answer(post) : path === '/draft' ? [204, {}, ''] : [200, {}, 'taken']);
	const at = path => site.url + path;
	const within = async (body, options = {}) => {
		const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
		const page = await context.newPage(), broken = [];
		page.on('pageerror', e => broken.push(e.message));
		page.on('console', m => { if (/Content Security Policy/.test(m.text())) broken.push(m.text()); });
		try { await body(page, context); } finally { await context.close(); }
		assert.deepEqual(broken, []);
	};
	const waits = async (page, what) => page.waitForFunction(what, undefined, { timeout: 8000 });

	for (const [path, width, colorScheme, forcedColors] of [['/all', 320, 'light', 'none'], ['/all', 1280, 'dark', 'none'], ['/all', 768, 'light', 'active'],
		['/all-ar', 320, 'dark', 'none'], ['/all-ar', 1280, 'light', 'none'], ['/large', 320, 'light', 'none'], ['/large', 1280, 'light', 'none'],
		['/week', 320, 'light', 'none'], ['/week', 1280, 'dark', 'none'], ['/task', 320, 'dark', 'none'], ['/task', 1280, 'light', 'active']]) {
		await test(`look: ${path} at ${width} px, ${forcedColors === 'active' ? 'forced colours' : colorScheme}: no axe violation, nothing sticks out`, () => within(async page => {
			await page.goto(at(path));
			assert.deepEqual(await sticksOut(page), []);
			assert.deepEqual(await violations(page, { enhanced: forcedColors !== 'active' }), []);
		}, { viewport: { width, height: 800 }, colorScheme, forcedColors, bypassCSP: true }));
	}

	await test('look: WCAG 1.4.12 text spacing cuts nothing at 320 px', () => within(async page => {
		for (const path of ['/all', '/week', '/task']) {
			await page.goto(at(path));
			await page.addStyleTag({ content: '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }' });
			assert.deepEqual(await sticksOut(page), []);
			const cut = await page.$$eval('main *:not(.scroll, .scroll *, .vh, svg, svg *, input, textarea, select)', list => list
				.filter(e => getComputedStyle(e).overflow !== 'visible' && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)).map(e => e.outerHTML.slice(0, 80)));
			assert.deepEqual(cut, []);
		}
	}, { viewport: { width: 320, height: 640 }, bypassCSP: true }));

	await test('look: targets are 44 px or more; "Use it" and "No thanks" have one size', () => within(async page => {
		for (const path of ['/all', '/task']) {
			await page.goto(at(path));
			const small = await page.$$eval('button, summary, select, input:not([type=hidden], [type=radio], [type=checkbox]), textarea, .btn, .nav a, .tabs a, .work-name a, .choice, .answer', list => list
				.filter(e => e.offsetParent && e.getBoundingClientRect().height < 44).map(e => `${e.outerHTML.slice(0, 80)} ${e.getBoundingClientRect().height}`));
			assert.deepEqual(small, []);
		}
		await page.goto(at('/all'));
		const [a, b] = await Promise.all(['#use', '#no'].map(s => page.locator(s).boundingBox()));
		assert.deepEqual([a.width, a.height], [b.width, b.height]);
	}));

	await test('look: five days side by side when there is room, a list on a phone', () => within(async page => {
		const columns = async width => {
			await page.setViewportSize({ width, height: 800 });
			return new Set(await page.$$eval('.day', list => list.map(d => Math.round(d.getBoundingClientRect().left)))).size;
		};
		await page.goto(at('/week'));
		assert.equal(await columns(1280), 5);
		assert.equal(await columns(400), 1);
	}));

	await test('script: a page without script shows no dead tool and loses no form', () => within(async page => {
		await page.goto(at('/task'));
		assert.equal(await page.locator('.js-only:visible').count(), 0);
		assert.equal(await page.locator('button:visible', { hasText: 'Check my answer' }).count(), 1);
	}, { javaScriptEnabled: false }));

	await test('script: a draft is saved as one types, told politely, and comes back after a reload', () => within(async page => {
		site.posts.length = 0;
		await page.goto(at('/task'));
		await page.check('input[value=b]');
		await waits(page, () => document.querySelector('[data-saved]').textContent === 'Saved');
		const draft = site.posts.find(p => p.path === '/draft');
		assert.equal(draft.body.get('answer'), 'b');
		assert.equal(draft.body.get('draft'), '1');
		assert.equal(draft.body.get('csrf'), 'FRESH');
		await page.goto(at('/all'));
		await page.fill('#words-f', 'I like maps.');
		await waits(page, () => document.querySelector('[data-saved]').textContent === 'Saved on this device');
		await page.reload();
		assert.equal(await page.inputValue('#words-f'), 'I like maps.');
	}));

	await test('script: an answer given without a connection is kept and sent once it is back, with the same key', () => within(async (page, context) => {
		site.posts.length = 0;
		await page.goto(at('/task'));
		await keeps(page);
		await context.setOffline(true);
		await page.check('input[value=c]');
		await page.click('text=Check my answer');
		await page.waitForSelector('.queue');
		assert.match(await page.textContent('[data-saved]'), /Kept on this device/);
		assert.equal(site.posts.filter(p => p.path === '/answer').length, 0);
		await context.setOffline(false);
		await page.waitForSelector('.queue', { state: 'detached' });
		const sent = site.posts.filter(p => p.path === '/answer');
		assert.ok(sent.length >= 1);
		for (const p of sent) {
			assert.equal(p.body.get('answer'), 'c');
			assert.match(p.key, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
			assert.deepEqual([p.body.get('event_id'), p.body.get('_key')], [p.key, p.key]);
			assert.equal(p.key, sent[0].key);
			assert.ok(Math.abs(parseInt(p.key.replace('-', '').slice(0, 12), 16) - Date.now()) < 60000);
		}
	}));

	await test('script: a server that is down keeps the answer; a stale token is renewed; a refusal is shown', () => within(async page => {
		site.posts.length = 0;
		let turn = 0;
		answer = () => ++turn === 1 ? [503, {}, 'down'] : [303, { Location: '/week' }, ''];
		await page.goto(at('/task'));
		await keeps(page);
		await page.check('input[value=a]');
		await page.click('text=Check my answer');
		await page.click('text=Send now');
		await page.waitForSelector('.queue', { state: 'detached' });
		assert.equal(site.posts.filter(p => p.path === '/answer').length, 2);
		answer = p => p.body.get('csrf') === 'NEWER' ? [303, { Location: '/week' }, ''] : [403, {}, shell('<h1>Too old</h1>').replace('FRESH', 'NEWER')];
		await page.goto(at('/task'));
		await keeps(page);
		await page.click('text=Check my answer');
		await page.waitForURL(at('/week'));
		answer = () => [422, {}, shell('<h1>Something to mend</h1>')];
		await page.goto(at('/task'));
		await keeps(page);
		await page.click('text=Check my answer');
		await page.waitForSelector('h1:has-text("Something to mend")');
		assert.equal(await page.locator('.queue').count(), 0);
		answer = () => [303, { Location: '/week' }, ''];
	}));

	await test('offline: only pages with the header are kept; they open without a connection; work of the week is fetched ahead', () => within(async (page, context) => {
		await page.goto(at('/week'));
		await page.waitForSelector('html[data-ahead=done]', { state: 'attached' });
		await page.goto(at('/all'));
		await page.goto(at('/week'));
		await keeps(page);
		await context.setOffline(true);
		await page.goto(at('/task'));
		assert.match(await page.textContent('.stem'), /Which is the same/);
		await page.goto(at('/all'));
		assert.equal(await page.textContent('h1'), 'No connection right now');
		await page.waitForSelector('[data-kept] a[href$="/week"]');
	}));

	for (const [how, path] of [['another person on this device', '/other'], ['the sign-in page', '/sign-in']]) {
		await test(`offline: ${how} closes what was kept`, () => within(async (page, context) => {
			await page.goto(at('/week'));
			await page.waitForSelector('html[data-ahead=done]', { state: 'attached' });
			await page.goto(at(path));
			await page.waitForTimeout(1200);
			await context.setOffline(true);
			await page.goto(at('/task'));
			assert.equal(await page.textContent('h1'), 'No connection right now');
			assert.equal(await page.locator('[data-kept] a').count(), 0);
		}));
	}

	await test('script: reading aloud speaks in the language of each part, marks the word, and says when there is no voice', () => within(async page => {
		await page.addInitScript(() => {
			window.said = []; window.marked = [];
			window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
			let stopped = false;
			Object.defineProperty(window, 'speechSynthesis', { value: {
				getVoices: () => [{ lang: 'en_US' }], addEventListener() {}, cancel() { stopped = true; },
				speak(u) {
					stopped = false;
					window.said.push([u.lang, u.text, u.rate]);
					for (const m of u.text.matchAll(/\S+/g)) {
						if (stopped) return;
						u.onboundary({ name: 'word', charIndex: m.index });
						window.marked.push(document.querySelector('.word-now')?.textContent);
					}
					setTimeout(() => u.onend(), 10);
				} } });
		});
		await page.goto(at('/task'));
		const before = await page.innerHTML('.stem');
		await page.click('[data-tool=read]');
		await waits(page, () => window.said.length === 2 && document.querySelector('[data-tool=read]').getAttribute('aria-pressed') === 'false');
		const said = await page.evaluate(() => window.said);
		assert.deepEqual(said.map(s => s[0]), ['en_US', 'en_US']);
		assert.match(said[1][1], /Which is the same as\s+one half\s+of it/);
		assert.ok((await page.evaluate(() => window.marked)).includes('same'));
		assert.match(await page.textContent('.tools'), /no voice for Haitian Creole/);
		assert.equal(await page.innerHTML('.stem'), before);
		await page.selectOption('[data-rate]', { label: 'slow' });
		await page.click('[data-tool=read]');
		await waits(page, () => window.said.length === 4);
		assert.equal((await page.evaluate(() => window.said))[3][2], .7);
	}));

	await test('script: covered answers, the line reader and one step at a time work by keyboard and stay on', () => within(async page => {
		await page.goto(at('/task'));
		for (const tool of ['mask', 'linereader', 'step']) await page.press(`[data-tool=${tool}]`, 'Enter');
		assert.equal(await page.locator('.answer-text:visible').count(), 0);
		await page.press('.mask >> nth=1', 'Enter');
		assert.equal(await page.locator('.answer-text:visible').count(), 1);
		assert.equal(await page.isChecked('input[value=b]'), false);
		const top = async () => (await page.locator('.ruler').boundingBox()).y;
		const y = await top();
		await page.keyboard.press('Alt+ArrowDown');
		assert.ok(await top() > y);
		assert.equal(await page.locator('[data-part]:visible').count(), 1);
		await page.click('[data-stepbar] >> text=Next');
		assert.equal(await page.textContent('[data-part]:visible'), 'Then draw.');
		await page.reload();
		assert.equal(await page.locator('.ruler').count(), 1);
		assert.equal(await page.locator('.mask').count(), 3);
	}));

	await test('script: a table sorts in place, by number where there are numbers', () => within(async page => {
		await page.goto(at('/all'));
		await page.click('th .sort >> text=Done');
		assert.deepEqual(await page.locator('tbody th').allTextContents(), ['Camila', 'Amira', 'Ben']);
		await page.click('th .sort >> text=Done');
		assert.deepEqual(await page.locator('tbody th').allTextContents(), ['Ben', 'Amira', 'Camila']);
		assert.equal(await page.getAttribute('th:has-text("Done")', 'aria-sort'), 'descending');
	}));

	await test('script: a recording becomes the file of the form', () => within(async page => {
		await page.goto(at('/all'));
		await page.click('button:has-text("Record")');
		await page.waitForTimeout(600);
		await page.click('button:has-text("Stop recording")');
		await waits(page, () => document.querySelector('#snd').files.length === 1);
		assert.ok(await page.$eval('#snd', i => i.files[0].size > 0 && i.files[0].type.startsWith('audio/')));
	}, { permissions: ['microphone'] }));

	await test('script: an idle page saves drafts and locks itself', () => within(async page => {
		await page.goto(at('/idle'));
		await page.fill('#words-f', 'half a thou');
		await page.waitForURL(/\/lock\?next=%2Fidle$/, { timeout: 25000 });
	}));

	await site.close();
	await browser.close();
}
