// slow.test.mjs - how soon somebody can begin to read on a slow line (50 kbit/s, 400 ms to and fro): the pages that open first.
// The figures are printed. No service worker: the line itself is measured, not what a device keeps.
import assert from 'node:assert/strict';
import { launch } from './lib.mjs';
import { enter, learnerHome, school } from './school.mjs';

const LINE = { offline: false, latency: 400, downloadThroughput: 50e3 / 8, uploadThroughput: 50e3 / 8 }, SOON = 3000;
// at 6,250 bytes a second, and two ways to and fro of 400 ms, this is what comes within 3 s
const FIRST_BYTES = 13500;

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
			await test(`the first page of a new device asks for little before it can be read: ${who}`, async () => {
				const { context, page } = await enter(browser, site.url, who, { serviceWorkers: 'block' });
				const child = await enter(browser, site.url, 'learner', { serviceWorkers: 'block' }), home = await learnerHome(child.page, site.url);
				await child.context.close();
				for (const path of [home + rests[0], '/sign-in']) {
					const cdp = await slowly(context, page);
					await page.goto('about:blank');
					await context.clearCookies({ name: 'styles' });
					await cdp.send('Network.clearBrowserCache');
					const got = new Map(), kind = new Map();
					cdp.on('Network.responseReceived', e => kind.set(e.requestId, [e.type, new URL(e.response.url).pathname]));
					cdp.on('Network.dataReceived', e => got.set(e.requestId, (got.get(e.requestId) || 0) + e.encodedDataLength));
					const ms = await paint(page, site.url + path);
					// what had come when the heading was painted: the page, and the styles that it waits for
					const came = [...got].map(([id, n]) => [...(kind.get(id) || ['', '']), n]), sum = came.reduce((n, [, , b]) => n + b, 0);
					const waited = await page.evaluate(() => [...document.head.querySelectorAll('link[rel=stylesheet], script[src]')].map(e => e.href || e.src));
					console.log(`# ${who} ${path.replace(/[0-9a-f-]{36}/g, '…')}, the first visit of a new device: ${ms} ms, ${sum} bytes`);
					assert.equal(waited.filter(u => u.includes('.css')).length, 1, `the page waits for ${waited}`);
					assert.ok(!waited.some(u => /trellis\.[0-9a-f]+\.js/.test(u)), 'the script comes before the page can be read');
					assert.ok(sum < FIRST_BYTES, `${sum} bytes before ${path} could be read`);
					await page.waitForLoadState('load');
					assert.ok(await page.evaluate(() => [...document.styleSheets].some(s => /trellis\./.test(s.href))), 'the rest of the styles came after');
					await cdp.detach();
				}
				const next = await context.newPage();
				await next.goto(site.url + home + rests[0]);
				assert.equal(await next.evaluate(() => document.body.querySelectorAll('link[rel=stylesheet]').length), 0, 'a known device gets its styles in the head');
				await context.close();
			});
		}
	} finally {
		await browser.close();
		await site.close();
	}
}
