// weight.test.mjs - what a page costs over the wire, letters (fonts) aside: a first visit and the next page after it.
import assert from 'node:assert/strict';
import { launch } from './lib.mjs';
import { enter, learnerHome, school } from './school.mjs';

const FIRST = 60 * 1024, NEXT = 15 * 1024;

/** Bytes that arrive while a page opens: [all but letters, letters]. */
async function weigh(page, open) {
	const cdp = await page.context().newCDPSession(page), kind = new Map();
	let rest = 0, faces = 0;
	cdp.on('Network.responseReceived', e => kind.set(e.requestId, e.type));
	cdp.on('Network.loadingFinished', e => { if (kind.get(e.requestId) === 'Font') faces += e.encodedDataLength; else rest += e.encodedDataLength; });
	await cdp.send('Network.enable');
	await open();
	await page.waitForLoadState('networkidle');
	await cdp.detach();
	return [rest, faces];
}

export default async function (test) {
	const browser = await launch(), site = await school();
	try {
		const learner = await enter(browser, site.url, 'learner'), home = await learnerHome(learner.page, site.url);
		await learner.page.goto(`${site.url}${home}/week`);
		const work = await learner.page.getAttribute('.work-name a', 'href');
		const teacher = await enter(browser, site.url, 'teacher');
		await teacher.page.goto(`${site.url}/today`);
		const group = await teacher.page.getAttribute('section[aria-labelledby="h-classes"] a[href^="/classes/"]', 'href');
		await learner.context.close();
		await teacher.context.close();
		const pages = { learner: [`${home}/home`, `${home}/week`, `${work}?q=1`], teacher: ['/today', group, `${group}/week`], family: [`${home}/family`], leader: ['/lead'] };
		for (const [who, paths] of Object.entries(pages)) {
			await test(`weight: ${who}: ${paths.length} core page(s) within 60 KB at first and 15 KB after`, async () => {
				const { context, page } = await enter(browser, site.url, who, { serviceWorkers: 'block' }); // the network itself, not what a device keeps
				const wrong = [], cdp = await context.newCDPSession(page);
				for (const path of paths) {
					await cdp.send('Network.clearBrowserCache');
					await page.goto('about:blank');
					const [first] = await weigh(page, () => page.goto(site.url + path));
					await page.goto('about:blank');
					const [next] = await weigh(page, () => page.goto(site.url + path));
					console.log(`# ${path.replace(/[0-9a-f-]{36}/g, '…')}: ${first} bytes at first, ${next} after`);
					assert.ok(first > 1000 && next > 200, `${path}: nothing was measured`);
					if (first >= FIRST || next >= NEXT) wrong.push(`${path}: ${first} at first, ${next} after`);
				}
				assert.deepEqual(wrong, []);
				await context.close();
			});
		}
	} finally {
		await browser.close();
		await site.close();
	}
}
