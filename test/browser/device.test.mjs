// device.test.mjs - a school of one's own from nothing: init, roster, families, supports, HTTPS; then six people sign in from
// a second device whose browser knows the server by name only, within the hour and without editing a file.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILD, launch, sticksOut, violations } from './lib.mjs';
import { freePort } from './school.mjs';

const trellis = join(BUILD, 'trellis'), HOST = 'school.example';
const uuid = n => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const day = offset => new Date(Date.now() + offset * 86400e3).toISOString().slice(0, 10);
const csv = rows => rows.map(r => r.map(v => /[",]/.test(v) ? `"${String(v).replaceAll('"', '""')}"` : v).join(',')).join('\r\n') + '\r\n';

/** The digits that a phone's app would show for this key (RFC 6238). */
function phone(key) {
	const bits = [...key.replace(/\s/g, '')].map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
	const secret = Buffer.from(bits.match(/.{8}/g).map(b => parseInt(b, 2))), step = Buffer.alloc(8);
	step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)));
	const mac = createHmac('sha1', secret).update(step).digest(), at = mac[19] & 15;
	return String((mac.readUInt32BE(at) & 0x7fffffff) % 1e6).padStart(6, '0');
}

/** A roster of OneRoster 1.1: one room of twelve, its teacher, a special educator, a principal. */
function roster(folder) {
	const at = '2026-08-01T00:00:00.000Z', put = (name, rows) => writeFileSync(join(folder, name), csv(rows));
	put('manifest.csv', [['propertyName', 'value'], ['manifest.version', '1.0'], ['oneroster.version', '1.1'],
		...['academicSessions', 'classes', 'courses', 'enrollments', 'orgs', 'users'].map(f => [`file.${f}`, 'bulk'])]);
	put('orgs.csv', [['sourcedId', 'status', 'dateLastModified', 'name', 'type', 'identifier', 'parentSourcedId'], [uuid(1), 'active', at, 'Alder School', 'school', '1', '']]);
	put('academicSessions.csv', [['sourcedId', 'status', 'dateLastModified', 'title', 'type', 'startDate', 'endDate', 'parentSourcedId', 'schoolYear'],
		[uuid(2), 'active', at, 'Year', 'schoolYear', day(-60), day(200), '', '2027']]);
	put('courses.csv', [['sourcedId', 'status', 'dateLastModified', 'schoolYearSourcedId', 'title', 'courseCode', 'grades', 'orgSourcedId', 'subjects', 'subjectCodes'],
		[uuid(3), 'active', at, uuid(2), 'Mathematics 4', 'M4', '04', uuid(1), 'Mathematics', '']]);
	put('classes.csv', [['sourcedId', 'status', 'dateLastModified', 'title', 'grades', 'courseSourcedId', 'classCode', 'classType', 'location', 'schoolSourcedId',
		'termSourcedIds', 'subjects', 'subjectCodes', 'periods'], [uuid(4), 'active', at, 'Mathematics, Alder', '04', uuid(3), 'A', 'scheduled', '', uuid(1), uuid(2), 'Mathematics', '', '']]);
	const people = [[10, 'teacher', 'Tess', 'Sample'], [11, 'teacher', 'Sena', 'Sample'], [12, 'administrator', 'Paul', 'Sample'],
		...Array.from({ length: 12 }, (_, i) => [20 + i, 'student', `Learner${i}`, 'Sample'])];
	put('users.csv', [['sourcedId', 'status', 'dateLastModified', 'enabledUser', 'orgSourcedIds', 'role', 'username', 'userIds', 'givenName', 'familyName', 'middleName',
		'identifier', 'email', 'sms', 'phone', 'agentSourcedIds', 'grades', 'password'],
	...people.map(([n, role, given, family]) => [uuid(n), 'active', at, 'true', uuid(1), role, `${given.toLowerCase()}.sample`, '', given, family, '', String(n),
		role === 'student' ? '' : `${given.toLowerCase()}@alder.example`, '', '', '', role === 'student' ? '04' : '', ''])]);
	put('enrollments.csv', [['sourcedId', 'status', 'dateLastModified', 'classSourcedId', 'schoolSourcedId', 'userSourcedId', 'role', 'primary', 'beginDate', 'endDate'],
		...people.filter(p => p[1] !== 'administrator' && p[0] !== 11).map(([n, role]) => [uuid(100 + n), 'active', at, uuid(4), uuid(1), uuid(n), role, role === 'teacher' ? 'true' : 'false', day(-60), day(200)])]);
}

const PASSWORD = 'rainy kettle owl fern'; // long enough where it is the only factor

export default async function (test) {
	const folder = mkdtempSync(join(tmpdir(), 'trellis-own-')), db = join(folder, 'school.db'), port = await freePort();
	const run = (...argv) => execFileSync(trellis, [...argv, '--db', db], { encoding: 'utf8', cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
	const url = `https://${HOST}:${port}`, began = Date.now();
	let server, ended, browser, code;
	const contexts = [];
	/** Another device: it reaches the school by name, over HTTPS. */
	const device = async () => {
		const context = await browser.newContext({ ignoreHTTPSErrors: true, bypassCSP: true, locale: 'en-US', viewport: { width: 390, height: 780 } });
		contexts.push(context);
		return context.newPage();
	};
	const send = (page, selector) => Promise.all([page.waitForNavigation(), page.click(selector)]);
	/** With a code good once: chooses a password, sets up the second step when asked to. Returns where it leads. */
	const begin = async (page, once) => {
		await page.goto(`${url}/welcome`);
		await page.fill('#code', once);
		await send(page, 'main form button');
		await page.fill('#password', PASSWORD);
		await send(page, 'main form .deeds button');
		if (new URL(page.url()).pathname === '/sign-in/set-up') {
			await page.fill('#code', phone(await page.locator('main code').first().innerText()));
			await send(page, 'main form:has(#code) button');
			await send(page, '.deeds a.btn'); // past the recovery codes
		}
		return page;
	};
	try {
		await test('a school of its own comes from a roster, families and supports by command', async () => {
			code = JSON.parse(run('init', '--school', 'Alder School', '--given-name', 'Ada', '--family-name', 'Sample', '--email', 'ada@alder.example',
				'--time-zone', 'America/Chicago', '--json')).code;
			const files = mkdtempSync(join(folder, 'roster-'));
			roster(files);
			assert.equal(JSON.parse(run('import', 'oneroster', files, '--json')).ok, true);
			const families = join(folder, 'families.csv'), supports = join(folder, 'supports.csv');
			writeFileSync(families, csv([['learner_source_id', 'adult_given_name', 'adult_family_name', 'email', 'relation', 'may_see', 'language', 'reach_by'],
				[uuid(20), 'Gloria', 'Sample', 'gloria@alder.example', 'mother', 'yes', 'es', 'page']]));
			writeFileSync(supports, csv([['learner_source_id', 'plan', 'kind', 'support', 'value', 'begin_on', 'taken_from'],
				[uuid(20), 'iep', 'accommodation', 'Extended time', '1.5', day(-30), 'Sample IEP']]));
			assert.equal(JSON.parse(run('import', 'csv', families, '--json')).ok, true);
			assert.equal(JSON.parse(run('import', 'csv', supports, '--json')).ok, true);
			run('verify');
		});

		await test('the certificate of the school\'s own authority is believed for its name, and for no other', async () => {
			run('tls', 'init', HOST, '--organisation', 'Alder School', '--authority-key', join(folder, 'authority.key'));
			server = spawn(trellis, ['serve', '--db', db, '--port', '0', '--https-port', String(port), '--bind', '127.0.0.1', '--public-url', url], { stdio: 'ignore', cwd: folder });
			ended = new Promise(done => server.on('exit', done));
			const pem = readFileSync(join(folder, 'school.db.tls', 'authority.pem'));
			const ask = (name, ca) => new Promise((done, fail) => request({ host: '127.0.0.1', port, servername: name, headers: { Host: `${name}:${port}` }, path: '/help', ca },
				rp => { rp.resume(); done(rp.statusCode); }).on('error', fail).end());
			for (let i = 0; ; i++) {
				try { assert.equal(await ask(HOST, pem), 200); break; } catch (e) { if (i > 100) throw e; await new Promise(done => setTimeout(done, 100)); }
			}
			await assert.rejects(ask('other.example', pem), /altnames|Host/i);
			await assert.rejects(ask(HOST, undefined), /self.signed|unable to (get|verify)/i);
		});

		browser = await launch([`--host-resolver-rules=MAP ${HOST} 127.0.0.1`]);
		const admin = await device();
		const letters = {};
		await test('the administrator signs in with the code and a phone, and makes letters for the others', async () => {
			await begin(admin, code);
			for (const who of ['Tess', 'Sena', 'Paul', 'Gloria', 'Learner0']) {
				await admin.goto(`${url}/accounts?q=${who}`);
				await admin.check('tbody tr >> nth=0 >> input[name=person]');
				await send(admin, 'button[form=f-invite]');
				const letter = await admin.locator('section.letter').innerText();
				assert.ok(letter.includes(`${url}/welcome`), letter);
				letters[who] = letter.match(/[A-Z0-9]{4}(-[A-Z0-9]{4}){3}/)[0];
			}
			assert.deepEqual(await violations(admin), []);
		});

		await test("the administrator's pages in en, es, ar at 1280 and 320 px: axe is content, nothing sticks out", async () => {
			const wrong = [];
			for (const path of ['/accounts', '/settings', '/admin/import', '/r', '/search?q=sample'])
				for (const lang of ['en', 'es', 'ar']) {
					const reply = await admin.goto(`${url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
					if (reply.status() !== 200) wrong.push(`${path}: ${reply.status()}`);
					for (const width of [1280, 320]) {
						await admin.setViewportSize({ width, height: 800 });
						for (const v of await violations(admin, { enhanced: false })) wrong.push(`${path} ${lang} ${width}: ${v}`);
						for (const v of await sticksOut(admin)) wrong.push(`${path} ${lang} ${width}: sticks out: ${v}`);
					}
				}
			await admin.goto(`${url}/settings?lang=en`);
			assert.deepEqual(wrong, []);
		});

		await test('the special educator is made case manager in the browser', async () => {
			await admin.goto(`${url}/r/support_role/new`);
			for (const [field, words] of [['learner', 'Learner0'], ['adult', 'Sena']])
				if (await admin.locator(`select[name=${field}]`).count())
					await admin.selectOption(`select[name=${field}]`, { label: (await admin.locator(`select[name=${field}] option`).allInnerTexts()).find(t => t.includes(words)) });
				else await admin.fill(`[name=${field}]`, words);
			await admin.selectOption('select[name=role]', 'caseManager');
			await admin.fill('[name=begin_on]', day(-10));
			if (await admin.locator('[name=purpose]').count()) await admin.fill('[name=purpose]', 'IEP');
			await send(admin, 'main form button.btn');
			assert.ok(!(await admin.locator('.error-note, .problems').count()), await admin.locator('main').innerText());
		});

		const seen = { Tess: ['/home', 'Mathematics, Alder'], Sena: ['/caseload', 'Learner0'], Paul: ['/lead', 'profile'], Gloria: ['/family', 'Learner0'], Learner0: ['/week', 'week'] };
		for (const [who, [path, words]] of Object.entries(seen))
			await test(`${who} chooses a password on a second device and finds what is theirs`, async () => {
				const page = await device();
				await begin(page, letters[who]);
				await page.goto(url + path);
				assert.equal(new URL(page.url()).origin, url);
				const text = await page.locator('body').innerText();
				assert.ok(text.includes(words), `${page.url()} does not say ${words}: ${text.slice(0, 1500)}`);
				assert.deepEqual(await violations(page), []);
			});

		await test('all six are in within the hour, and the database holds together', async () => {
			assert.ok(Date.now() - began < 3600e3);
			server.kill('SIGTERM');
			await ended;
			server = null;
			run('verify');
		});
	} finally {
		for (const c of contexts) await c.close();
		await browser?.close();
		if (server) { server.kill('SIGTERM'); await ended; }
		rmSync(folder, { recursive: true, force: true });
	}
}
