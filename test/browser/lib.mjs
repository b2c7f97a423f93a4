// lib.mjs - what browser tests share: Chromium of the distribution, axe, and a small site of the look alone.
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const TOP = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const BUILD = process.env.TRELLIS_BUILD || join(TOP, 'build');
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Chromium of Debian or Ubuntu; TRELLIS_CHROMIUM names another. Root needs --no-sandbox. */
export function launch(args = []) {
	const path = [process.env.TRELLIS_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(p => p && existsSync(p));
	if (!path) throw new Error('Chromium is missing: install the package chromium, or name it in TRELLIS_CHROMIUM.');
	return chromium.launch({ executablePath: path, args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking',
		'--disable-component-update', '--disable-sync', '--no-first-run', ...args] });
}

/** Violations of WCAG 2.2 A and AA and of good practice; with enhanced also 7:1. The page must have been opened with bypassCSP. */
export async function violations(page, { enhanced = true } = {}) {
	if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axeSource);
	const found = await page.evaluate(on => axe.run(document, {
		resultTypes: ['violations'],
		runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
		rules: { 'color-contrast-enhanced': { enabled: on }, 'target-size': { enabled: true } },
	}), enhanced);
	return found.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')}`);
}

/** What sticks out of the window sideways: nothing should, but for regions that scroll by themselves. */
export function sticksOut(page) {
	return page.evaluate(() => {
		const wide = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= wide) return [];
		return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > wide + 1 && !e.closest('.scroll, .vh'))
			.slice(0, 5).map(e => `${e.tagName}.${e.getAttribute('class')}`);
	});
}

export const CSP = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; " +
	"media-src 'self' blob:; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
const TYPES = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml', woff2: 'font/woff2', html: 'text/html; charset=utf-8' };

/** A site without a school: styles, script, icons and faces as they are, pages from a table { '/path': html or [html, headers] }.
    What is POSTed is kept in posts; answers(path, post) may give [status, headers, body]. */
export async function look(pages, answers = () => null) {
	const posts = [];
	const server = createServer((rq, rp) => {
		const path = rq.url.split('?')[0];
		const send = (status, type, body, more = {}) => {
			rp.writeHead(status, { 'Content-Type': type, 'Content-Security-Policy': CSP, 'Cache-Control': 'no-store', ...more });
			rp.end(body);
		};
		if (rq.method === 'POST') {
			let body = '';
			rq.on('data', d => { body += d; }).on('end', () => {
				const post = { path, body: new URLSearchParams(body), key: rq.headers['idempotency-key'] };
				posts.push(post);
				const [status, more, text] = answers(path, post) || [204, {}, ''];
				send(status, TYPES.html, text, more);
			});
			return;
		}
		const forever = { 'Cache-Control': 'public, max-age=31536000, immutable' };
		if (path === '/sw.js') return send(200, TYPES.js, readFileSync(join(TOP, 'web/scripts/sw.js')));
		if (path === '/static/trellis.css') {
			const all = readdirSync(join(TOP, 'web/styles')).filter(f => /^\d.*\.css$/.test(f)).sort();
			return send(200, TYPES.css, all.map(f => readFileSync(join(TOP, 'web/styles', f), 'utf8')).join('\n'), forever);
		}
		if (path.startsWith('/static/')) {
			const name = path.slice(8), file = [join(TOP, 'web/scripts', name), join(TOP, 'web/icons', name), join(BUILD, 'faces', name)].find(existsSync);
			if (file && !name.includes('..')) return send(200, TYPES[name.split('.').pop()], readFileSync(file), forever);
		} else if (path in pages) {
			const [html, more = {}] = [pages[path]].flat();
			return send(200, TYPES.html, html, more);
		}
		return send(404, 'text/plain', 'There is no such page.');
	});
	await new Promise(done => server.listen(0, '127.0.0.1', done));
	return { url: `http://127.0.0.1:${server.address().port}`, posts, close: () => new Promise(done => { server.closeAllConnections(); server.close(done); }) };
}
