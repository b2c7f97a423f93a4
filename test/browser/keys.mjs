// keys.mjs - hands that know the keyboard alone: no mouse, no focus() from outside.
import assert from 'node:assert/strict';

export function keyboard(page) {
	const there = selector => page.evaluate(s => {
		const now = document.activeElement;
		return now?.matches(s) || false;
	}, selector);
	/** Tab until the focus is on what the selector names; what is in a closed fold is opened on the way. */
	const tabTo = async (selector, most = 400) => {
		const target = page.locator(selector).first();
		assert.ok(await target.count(), `${selector} is not on ${page.url()}`);
		for (let i = 0; i < most; i++) {
			if (await there(selector)) return;
			const fold = await page.evaluate(s => {
				const now = document.activeElement, all = [...document.querySelectorAll(s)];
				return now?.tagName === 'SUMMARY' && !now.parentElement.open && !all.some(t => t.checkVisibility()) && all.some(t => now.parentElement.contains(t));
			}, selector);
			await page.keyboard.press(fold ? 'Enter' : 'Tab');
		}
		throw new Error(`Tab never came to ${selector} on ${page.url()}`);
	};
	const write = async (selector, text) => { await tabTo(selector); await page.keyboard.press('Control+A'); await page.keyboard.type(text); };
	/** Enter on a link or button that leads to a page. */
	const press = async selector => { await tabTo(selector); await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]); };
	const tick = async selector => { await tabTo(selector); if (!await page.isChecked(`${selector} >> nth=0`)) await page.keyboard.press('Space'); };
	/** The option of a list whose words begin so. */
	const choose = async (selector, words) => { await tabTo(selector); await page.keyboard.type(words); };
	const said = async text => assert.ok((await page.locator('main').innerText()).includes(text), `"${text}" is not on ${page.url()}`);
	return { tabTo, write, press, tick, choose, said };
}
