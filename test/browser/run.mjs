// run.mjs - runs every *.test.mjs beside it, or those whose file or test name holds a given word: node run.mjs [WORD]
// A test file exports default async test => …; results are lines "ok N - name" and a closing sum. Files run beside each other,
// one process each and as many as TRELLIS_LANES says (two), the longest first; each has a school of its own, copied from one
// that is made once (TRELLIS_SAMPLE, see school.mjs). What a file prints comes in one piece when it has ended.
// A file with a failure is run once more at the end, alone: what passes then is said to be unsteady, which is a defect to mend, too.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url)), self = fileURLToPath(import.meta.url);
const LONGEST = ['walk', 'offline', 's4', 'languages', 's13', 'upload', 'look', 'slow', 's5', 'week', 's14', 'weight', 'device', 's9', 'supports'];
const MOST = process.env.TRELLIS_EVERY_PAGE === '1' ? 7200e3 : 1200e3; // a file that takes longer than this hangs

/** Runs one file in this process: lines "ok - name". */
async function one(file, word) {
	const run = async (name, body) => {
		if (word && !file.includes(word) && !name.includes(word)) return;
		try {
			await body();
			console.log(`ok - ${name}`);
		} catch (e) {
			process.exitCode = 1;
			console.log(`not ok - ${name}\n${String(e.stack || e).replace(/^/gm, '    ')}`);
		}
	};
	try {
		await (await import(join(here, file))).default(run);
	} catch (e) {
		await run(`${file} itself`, () => { throw e; });
	}
	process.exit();
}

/** Runs one file in a process of its own; gives [what it printed, whether it ended well]. */
const apart = (file, word, env) => new Promise(done => {
	const child = spawn(process.execPath, [self, '--file', file, ...word ? [word] : []], { env, stdio: ['ignore', 'pipe', 'pipe'] });
	let text = '';
	for (const s of [child.stdout, child.stderr]) s.setEncoding('utf8').on('data', d => { text += d; });
	const late = setTimeout(() => child.kill('SIGKILL'), MOST);
	child.on('close', code => { clearTimeout(late); done([text, code === 0]); });
});

async function all(word) {
	const long = f => { const i = LONGEST.findIndex(l => f.startsWith(`${l}.`)); return i < 0 ? LONGEST.length : i; };
	const files = readdirSync(here).filter(f => f.endsWith('.test.mjs')).sort((a, b) => long(a) - long(b) || (a < b ? -1 : 1));
	const named = word ? files.filter(f => f.includes(word) || readFileSync(join(here, f), 'utf8').includes(word)) : files;
	const queue = named.length ? named : files, folder = mkdtempSync(join(tmpdir(), 'trellis-sample-'));
	let n = 0, passed = 0, failed = 0;
	const again = [], passes = new Set();
	const say = (ok, name) => { n++; if (ok) passed++; else failed++; console.log(`${ok ? 'ok' : 'not ok'} ${n} - ${name}`); };
	const run = async (file, env, last) => {
		const began = Date.now(), [text, well] = await apart(file, word, env);
		let bad = false;
		const seen = (ok, name) => {
			const known = last && passes.has(`${file} ${name}`);
			bad ||= !ok;
			if (ok) passes.add(`${file} ${name}`);
			if (last && ok !== known && (ok || known)) console.log(`# unsteady: ${name}`);
			if (ok ? !known : last && !known) say(ok, name);
			else if (!ok) console.log(`# not this time: ${name}`);
		};
		for (const line of text.split('\n').slice(0, -1)) {
			const [, no, name] = line.match(/^(not )?ok - (.*)$/) || [];
			if (name !== undefined) seen(!no, name);
			else console.log(line);
		}
		if (!well && !bad) seen(false, `${file} ended before its time`);
		if (bad && !last) again.push(file);
		console.log(`# ${file} took ${Math.round((Date.now() - began) / 1000)} s`);
	};
	const lane = async env => { for (let file; (file = queue.shift());) await run(file, env, false); };
	try {
		const env = { ...process.env };
		if (!env.TRELLIS_SAMPLE && queue.some(f => readFileSync(join(here, f), 'utf8').includes('school()'))) {
			const { makeSample } = await import('./school.mjs');
			makeSample(env.TRELLIS_SAMPLE = folder);
		}
		await Promise.all(Array.from({ length: Number(env.TRELLIS_LANES) || 2 }, () => lane(env)));
		for (const file of again) await run(file, env, true);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	console.log(`${passed} passed, ${failed} failed`);
	process.exit(failed || !n ? 1 : 0);
}

if (process.argv[2] === '--file') await one(process.argv[3], process.argv[4]);
else await all(process.argv[2]);
