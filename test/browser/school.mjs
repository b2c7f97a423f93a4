// school.mjs - a sample school in a folder of its own, served on a free port of this computer until it is closed.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILD } from './lib.mjs';

const trellis = join(BUILD, 'trellis');
export const DOORS = ['teacher', 'learner', 'special', 'language', 'family', 'leader'];

/** Rows { method, path, need, flags, title } of the server. */
export const routes = () => JSON.parse(execFileSync(trellis, ['routes', '--json'], { encoding: 'utf8' }));

export const freePort = () => new Promise(done => {
	const s = createServer().listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => done(port)); });
});

/** Makes sample.db in a folder, for schools that are copied from it. */
/** The day it is in the sample school, whose time zone is the usual one, and its Monday; not the day of the machine. */
export const today = () => {
	const part = Object.fromEntries(new Intl.DateTimeFormat('en-US', { timeZone: 'America/Chicago', year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts().map(p => [p.type, p.value]));
	return `${part.year}-${part.month}-${part.day}`;
};
export const weekday = () => (new Date(today()).getUTCDay() + 6) % 7; // 0: Monday
export const monday = () => new Date(Date.parse(today()) - weekday() * 86400e3).toISOString().slice(0, 10);

export const makeSample = folder => execFileSync(trellis, ['sample', '--db', join(folder, 'sample.db'), '--learners', '36'], { stdio: 'ignore' });

/** A copy of the school in the folder TRELLIS_SAMPLE, or a new one. */
export async function school() {
	const folder = mkdtempSync(join(tmpdir(), 'trellis-browser-')), db = join(folder, 'sample.db'), port = await freePort();
	if (process.env.TRELLIS_SAMPLE) cpSync(process.env.TRELLIS_SAMPLE, folder, { recursive: true });
	else makeSample(folder);
	const url = `http://127.0.0.1:${port}`;
	let server, ended;
	const stop = async how => { server.kill(how); await ended; };
	const close = async () => { await stop('SIGTERM'); rmSync(folder, { recursive: true, force: true }); };
	const start = async () => {
		server = spawn(trellis, ['serve', '--db', db, '--port', String(port), '--https-port', '0'], { stdio: ['ignore', 'ignore', 'ignore'] });
		ended = new Promise(done => server.on('exit', done));
		for (let i = 0; ; i++) {
			try { await fetch(`${url}/help`); break; } catch (e) {
				if (i > 300 || server.exitCode !== null) { await close(); throw new Error('trellis serve did not begin to answer.'); }
				await new Promise(done => setTimeout(done, 100));
			}
		}
	};
	await start();
	/** Rows as lists of texts, asked of the database itself. */
	const rows = sql => execFileSync('sqlite3', ['-separator', '\t', '-nullvalue', '', db, '.timeout 20000', sql], { encoding: 'utf8' }).split('\n').filter(Boolean).map(r => r.split('\t'));
	return { url, db, rows, close, stop, start };
}

/** What the service worker of a page answers (web/scripts/sw.js). */
export const worker = (page, message) => page.evaluate(m => navigator.serviceWorker.ready.then(r => new Promise(done => {
	const line = new MessageChannel();
	line.port1.onmessage = e => done(e.data);
	r.active.postMessage(m, [line.port2]);
})), message);

/** What poppler reads on paper. */
export const paper = (pdf, ...argv) => execFileSync('pdftotext', [...argv, '-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 1 << 26 });

/** English pages for somebody whose own language may be another; gives "/learners/…" of the sample learner. */
export async function learnerHome(page, url, lang = 'en') {
	await page.goto(`${url}/help?lang=${lang}`);
	await page.goto(`${url}/profile`);
	return new URL(page.url()).pathname.replace(/\/profile$/, '');
}

/** A context behind a door ('' : nobody), with a page on its first page; what breaks is gathered in context.broken. */
export async function enter(browser, url, door, options = {}) {
	const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US', bypassCSP: true, ...options });
	context.broken = [];
	context.on('weberror', e => context.broken.push(`${e.page()?.url()}: ${e.error().message}`));
	context.on('request', rq => { if (!rq.url().startsWith(`${url}/`) && !/^(data|blob):/.test(rq.url())) context.broken.push(`asks ${rq.url()}`); });
	context.setDefaultTimeout(20000); // a failing step says so soon
	const page = await context.newPage();
	if (door) {
		await page.goto(`${url}/doors`);
		await page.click(`form[action="/doors/${door}"] button`);
		await page.waitForURL(u => !u.pathname.startsWith('/doors'));
	}
	return { context, page };
}

// Pages that depend on more than who one is: a second step under way, a fresh database, a certificate.
// card.pdf: behind a setting that is off by default
export const OTHERWISE = ['/sign-in/set-up', '/sign-in/code', '/start', '/trust/authority.crt', '/lock', '/learners/{learner}/card.pdf', '/helping', '/learners/{learner}/helper' /* s9.test.mjs */,
	'/m/{link}' /* languages.test.mjs */, '/translations/{task}' /* test_translate.c */, '/translators/file', '/learners/{learner}/said/{type}/{record}' /* test_translate.c */,
	'/learners/{learner}/load' /* closed until two adults are named: test_safety.c */, '/learners/{learner}/iep/{version}' /* held here only by a switch: test_journey_of_record.c */,
	'/learners/{learner}/work/{work}/words' /* words for a script: test_vocabulary.c */, '/learners/{learner}/work/{work}/check-ins' /* of work of that learner: test_journey_far.c */, '/learners/{learner}/places/{place}/host' /* of a place outside: test_carry.c */, '/strategies' /* closed until a school opens it: test_journey_ready.c */, '/admin/retention', '/admin/retention/{id}' /* test_retention.c */,
	'/scans/{batch}', '/scans/pages/{page}', '/scans/pages/{page}/picture' /* test_scan.c */, '/learners/{learner}/stick/{stick}', '/learners/{learner}/stick/{stick}/week.html', '/paper/{code}' /* s14.test.mjs */];
const shape = route => new RegExp(`^${route.path.replace(/\{\w+\*\}/g, '.+').replace(/\{\w+\}/g, '[^/]+')}$`);

/** Pages reached by links from the first page, one for each route; and ids by name. */
export async function gather(context, url, gets, learners, most = 90) {
	const seen = new Map(), ids = {}, asked = new Set(), queue = ['/home', '/today', '/family', '/learners'];
	while (queue.length && asked.size < most) {
		const path = queue.shift();
		if (asked.has(path)) continue;
		asked.add(path);
		const reply = await context.request.get(url + path, { maxRedirects: 5, maxRetries: 2 });
		if (!/html/.test(reply.headers()['content-type'] || '')) continue;
		const text = await reply.text();
		for (const [, id] of text.matchAll(/\/learners\/([0-9a-f-]{36})/g)) learners.add(id);
		for (const [, href] of text.matchAll(/\shref="(\/[^"?#]*)/g)) {
			const route = gets.find(r => !/\{/.test(r.path) && r.path === href) || gets.find(r => shape(r).test(href));
			if (!route || seen.has(route.path)) continue;
			seen.set(route.path, href);
			const names = route.path.split('/'), parts = href.split('/'), found = {};
			names.forEach((n, i) => { if (/^\{\w+\}$/.test(n)) found[n] = parts[i]; });
			if (!('{id}' in found) || '{id}' in ids) { delete found['{id}']; if ('{type}' in ids) delete found['{type}']; } // an id goes with its type
			for (const n in found) if (!(n in ids) || ('{id}' in found && n === '{type}')) ids[n] = found[n];
			queue.push(href);
		}
	}
	return { seen, ids };
}
// Pages that ask about something: what stands behind the address.
export const ASKS = { '/classes/{class}/fits': site => `?resource=${site.rows('select lower(hex(id)) from resource order by id limit 1')[0][0].replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}` };
export const fill = (path, ids) => path.replace(/\{\w+\*?\}/g, n => ids[n] ?? n);
