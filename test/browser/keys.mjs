// keys.mjs - hands that know the keyboard alone: no mouse, no focus() from outside.
import assert from 'node:assert/strict';

export function keyboard(page) {
	/** Tab until the focus is on what the selector names; a closed fold that holds it is opened on the way. */
	const tabTo = async (selector, most = 400) => {
		await page.locator(selector).first().waitFor({ state: 'attached', timeout: 10000 }).catch(() => assert.fail(`${selector} is not on ${page.url()}`)); // a page that is just coming
		for (let i = 0; i < most; i++) {
			const at = await page.evaluate(s => {
				const now = document.activeElement, all = [...document.querySelectorAll(s)];
				if (all.includes(now)) return 'there';
				const shut = now?.tagName === 'SUMMARY' && !now.parentElement.open;
				return shut && all.some(t => now.parentElement.contains(t)) && !all.some(t => t.checkVisibility()) ? 'fold' : '';
			}, selector);
			if (at === 'there') return;
			await page.keyboard.press(at ? 'Enter' : 'Tab');
		}
		throw new Error(`Tab never came to ${selector} on ${page.url()}`);
	};
	const write = async (selector, text) => { await tabTo(selector); await page.keyboard.press('Control+A'); await page.keyboard.type(text); };
	/** Enter on a link or button that leads to a page. */
	const press = async selector => { await tabTo(selector); await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]); };
	const tick = async selector => { await tabTo(selector); if (!await page.isChecked(`${selector} >> nth=0`)) await page.keyboard.press('Space'); };
	/** The option of a list whose words begin so. */
	const choose = async (selector, words) => { await tabTo(selector); await page.keyboard.type(words); };
	const said = text => page.waitForFunction(t => document.querySelector('main')?.innerText.includes(t), text, { timeout: 10000 }).catch(() => assert.fail(`"${text}" is not on ${page.url()}`));
	return { tabTo, write, press, tick, choose, said };
}
