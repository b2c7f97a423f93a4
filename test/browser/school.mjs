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
