// run.mjs - runs every *.test.mjs beside it, or those whose file or test name holds a given word: node run.mjs [WORD]
// A test file exports default async (test, { launch, … } = lib) => …; results are lines "ok N - name" and a closing sum.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url)), word = process.argv[2];
let n = 0, passed = 0, failed = 0;
for (const file of readdirSync(here).filter(f => f.endsWith('.test.mjs')).sort()) {
	const run = async (name, body) => {
		if (word && !file.includes(word) && !name.includes(word)) return;
		n++;
		try {
			await body();
			passed++;
			console.log(`ok ${n} - ${name}`);
		} catch (e) {
			failed++;
			console.log(`not ok ${n} - ${name}\n${String(e.stack || e).replace(/^/gm, '    ')}`);
		}
	};
	try {
		await (await import(join(here, file))).default(run);
	} catch (e) {
		await run(`${file} itself`, () => { throw e; });
	}
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !n ? 1 : 0);
