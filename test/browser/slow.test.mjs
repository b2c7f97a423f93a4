// slow.test.mjs - how soon somebody can begin to read on a slow line (50 kbit/s, 400 ms to and fro): the pages that open first.
// The figures are printed. No service worker: the line itself is measured, not what a device keeps.
import assert from 'node:assert/strict';
import { launch } from './lib.mjs';
import { enter, learnerHome, school } from './school.mjs';

const LINE = { offline: false, latency: 400, downloadThroughput: 50e3 / 8, uploadThroughput: 50e3 / 8 }, SOON = 3000;
// at 6,250 bytes a second and 400 ms to and fro, the beginning of a page of this size, its first styles within it, can be read within 3 s
const FIRST_PAGE = 15000;

/** Milliseconds until something is painted and the heading of the page is there. */
async function paint(page, url) {
	await page.goto('about:blank');
	await page.goto(url, { waitUntil: 'commit' });
	return page.waitForFunction(() => {
		const [fcp] = performance.getEntriesByName('first-contentful-paint');
		return fcp && window.headingAt ? Math.round(Math.max(fcp.startTime, window.headingAt)) : 0;
	}, undefined, { timeout: 60000 }).then(h => h.jsonValue());
}

async function slowly(context, page) {
	await context.addInitScript(() => {
		const look = () => { if (!window.headingAt && document.querySelector('main h1')) window.headingAt = performance.now(); };
		new MutationObserver(look).observe(document, { childList: true, subtree: true });
	});
	const cdp = await context.newCDPSession(page);
	await cdp.send('Network.enable');
	await cdp.send('Network.emulateNetworkConditions', LINE);
	return cdp;
}

export default async function (test) {
	const browser = await launch(), site = await school();
	try {
		for (const [who, rests] of [['learner', ['/home', '/week']], ['family', ['/family']]]) {
			await test(`on a slow line (50 kbit/s, 400 ms) the first pages of a ${who} can be read within ${SOON / 1000} s`, async () => {
				const { context, page } = await enter(browser, site.url, who, { serviceWorkers: 'block' });
				const child = await enter(browser, site.url, 'learner', { serviceWorkers: 'block' }), home = await learnerHome(child.page, site.url);
				await child.context.close();
				for (const rest of rests) await page.goto(site.url + home + rest); // styles and letters are there since the sign-in
				const cdp = await slowly(context, page), late = [];
				for (const rest of rests) {
					const ms = await paint(page, site.url + home + rest);
					console.log(`# ${who} ${rest}: ${ms} ms`);
					assert.ok(ms > LINE.latency, 'the line was not slow');
					if (ms >= SOON) late.push(`${rest}: ${ms} ms`);
				}
				assert.deepEqual(late, []);
				await context.close();
			});
			await test(`the first page of a new device asks for little before it can be read, and can be read within ${SOON / 1000} s: ${who}`, async () => {
				const { context, page } = await enter(browser, site.url, who, { serviceWorkers: 'block' });
				const child = await enter(browser, site.url, 'learner', { serviceWorkers: 'block' }), home = await learnerHome(child.page, site.url);
				await child.context.close();
				const cdp = await slowly(context, page), path = home + rests[0], got = [];
				await page.goto('about:blank');
				await context.clearCookies({ name: 'styles' });
				await cdp.send('Network.clearBrowserCache');
				const ms = await paint(page, site.url + path);
				// what was asked for before the page could be read
				const before = await page.evaluate(() => { const [p] = performance.getEntriesByName('first-contentful-paint'); return performance.getEntriesByType('resource').filter(r => r.startTime < p.startTime).map(r => [r.name.split('/').pop(), r.transferSize]); });
				await page.waitForFunction(() => performance.getEntriesByType('navigation')[0].responseEnd, undefined, { timeout: 60000 });
				const html = await page.evaluate(() => performance.getEntriesByType('navigation')[0].transferSize);
				for (const [name] of before) got.push(name.split('.')[0]);
				console.log(`# ${who} ${rests[0]}, the first visit of a new device: ${ms} ms; page ${html} bytes, asked before: ${got.join(' ')}`);
				assert.ok(ms > LINE.latency && ms < SOON, `the first page of a new device can be read after ${ms} ms`);
				assert.ok(html < FIRST_PAGE, `the page has ${html} bytes`);
				assert.deepEqual(got.filter(n => !['icons', 'later', 'look'].includes(n)), [], 'asked for before the page can be read');
				for (const [file, most] of [['icons.svg', 2200], ['later.js', 900]]) {
					const sent = Number((await (await context.request.get(`${site.url}/static/${file}`, { headers: { 'Accept-Encoding': 'gzip' }, maxRedirects: 0 })).headers())['content-length']);
					assert.ok(sent < most, `${file} has ${sent} bytes`);
				}
				await page.waitForFunction(() => document.documentElement.classList.contains('js') && [...document.styleSheets].some(s => /trellis\./.test(s.href)), undefined, { timeout: 60000 });
				await cdp.detach();
				const next = await context.newPage();
				await next.goto(site.url + home + rests[0]);
				assert.equal(await next.locator('link[href*="first."]').count(), 0, 'a known device gets all styles at once');
				await context.close();
			});
		}
	} finally {
		await browser.close();
		await site.close();
	}
}
