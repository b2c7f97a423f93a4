// slow.test.mjs - how soon somebody can begin to read on a slow line (50 kbit/s, 400 ms to and fro): the pages that open first.
// The figures are printed. No service worker: the line itself is measured, not what a device keeps.
import assert from 'node:assert/strict';
import { launch } from './lib.mjs';
import { enter, learnerHome, school } from './school.mjs';

const LINE = { offline: false, latency: 400, downloadThroughput: 50e3 / 8, uploadThroughput: 50e3 / 8 }, SOON = 3000;

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
				await page.goto('about:blank');
				await cdp.send('Network.clearBrowserCache');
				console.log(`# ${who} ${rests[0]}, the first visit of a new device: ${await paint(page, site.url + home + rests[0])} ms`);
				assert.deepEqual(late, []);
				await context.close();
			});
		}
	} finally {
		await browser.close();
		await site.close();
	}
}
