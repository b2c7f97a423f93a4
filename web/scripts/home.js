/* home.js - the page on the stick: opens the week with the letters, keeps answers on this computer, locked, and saves them as a file. */
(() => {
'use strict';
const all = JSON.parse(document.getElementById('week').textContent), words = all.words, main = document.getElementById('main');
const bytes = text => Uint8Array.from(atob(text), c => c.charCodeAt(0)), base64 = b => { let s = ''; for (const x of new Uint8Array(b)) s += String.fromCharCode(x); return btoa(s); };
const stick = bytes(btoa(all.stick.replace(/-/g, '').match(/../g).map(h => String.fromCharCode(parseInt(h, 16))).join('')));
const el = (name, props, ...inside) => { const e = Object.assign(document.createElement(name), props); e.append(...inside); return e; };
const html = (name, text, lang) => { const e = el(name, { innerHTML: text, dir: 'auto' }); if (lang) e.lang = lang; return e; };
if (!window.crypto || !crypto.subtle || !window.TextEncoder) { main.append(el('p', {}, words.old)); return; }
let key, week, answers = {};
const SHELF = `trellis-${all.stick}`;
/* UUIDv7: the answer belongs to the moment it was given */
function newId() {
	const b = crypto.getRandomValues(new Uint8Array(16));
	let ms = Date.now();
	for (let i = 5; i >= 0; i--) { b[i] = ms % 256; ms = Math.floor(ms / 256); }
	b[6] = b[6] & 15 | 112;
	b[8] = b[8] & 63 | 128;
	return Array.from(b, x => x.toString(16).padStart(2, '0')).join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
async function lock(value) {
	const iv = crypto.getRandomValues(new Uint8Array(12)), data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: stick }, key, new TextEncoder().encode(JSON.stringify(value)));
	const out = new Uint8Array(12 + data.byteLength);
	out.set(iv);
	out.set(new Uint8Array(data), 12);
	return base64(out);
}
async function unlock(text) {
	const b = bytes(text);
	return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: b.slice(0, 12), additionalData: stick }, key, b.slice(12))));
}
const keep = async () => { try { localStorage.setItem(SHELF, await lock(answers)); } catch (full) { /* then the file alone holds them */ } };
const saved = el('p', { className: 'saved' });
saved.setAttribute('role', 'status');
function put(work, place, response) {
	const name = `${work}:${place}`, had = answers[name];
	if (had && had.response === response) return;
	answers[name] = { work, place, response, event: newId() };
	if (!response) delete answers[name];
	saved.textContent = words.kept;
	keep();
}
function field(work, q) {
	const set = el('fieldset', { className: 'group' }), name = `${work.id}:${q.place}`, had = (answers[name] || {}).response || '';
	set.append(el('legend', {}, String(q.place)), html('div', q.before, q.lang), html('div', q.stem, q.lang));
	if (q.figure) set.append(html('div', q.figure));
	if (q.kind === 'choice' || q.kind === 'choices') {
		for (const o of q.options) {
			const input = el('input', { type: q.kind === 'choice' ? 'radio' : 'checkbox', name, value: o.key, checked: had.split(',').includes(o.key) });
			const label = el('label', { className: 'choice' }, input, html('span', o.html, q.lang));
			set.append(label);
		}
		set.addEventListener('change', () => put(work.id, q.place, [...set.querySelectorAll('input:checked')].map(i => i.value).join(',')));
	} else if (q.kind === 'order') {
		set.append(el('p', {}, words.order));
		const order = had.split(',');
		for (const o of q.options) {
			const input = el('input', { className: 'short', inputMode: 'numeric', value: order.includes(o.key) ? order.indexOf(o.key) + 1 : '' });
			input.dataset.key = o.key;
			set.append(el('label', { className: 'choice' }, input, html('span', o.html, q.lang)));
		}
		set.addEventListener('change', () => {
			const list = [...set.querySelectorAll('input')].sort((x, y) => x.value - y.value);
			if (list.every((i, k) => Number(i.value) === k + 1)) put(work.id, q.place, list.map(i => i.dataset.key).join(','));
		});
	} else {
		const input = el(q.kind === 'open' ? 'textarea' : 'input', { value: had, dir: 'auto' });
		set.append(el('label', {}, `${words.answer} `, input), html('span', q.unit || ''));
		input.addEventListener('change', () => put(work.id, q.place, input.value.trim()));
	}
	return set;
}
function show() {
	main.textContent = '';
	main.append(el('h1', {}, week.title), el('p', { dir: 'auto' }, week.message || ''));
	for (const work of week.works) {
		const part = el('section', { className: 'part' }, html('h2', '', work.lang));
		part.firstChild.textContent = work.title;
		for (const text of [work.summary, ...work.pages]) if (text) { const p = el('p', { dir: 'auto', lang: work.lang }, text); part.append(p); }
		if (work.steps.length) part.append(el('ol', {}, ...work.steps.map(s => el('li', { dir: 'auto' }, s))));
		if (work.done) part.append(el('p', { className: 'soft', dir: 'auto' }, `${words.done}: ${work.done}`));
		for (const q of work.questions) part.append(field(work, q));
		if (!work.questions.length) {
			const input = el('textarea', { value: (answers[`${work.id}:0`] || {}).response || '', dir: 'auto' });
			input.addEventListener('change', () => put(work.id, 0, input.value.trim()));
			part.append(el('label', {}, `${words.work} `, input));
		}
		main.append(part);
	}
	const save = el('button', { className: 'btn big', type: 'button' }, words.save);
	save.addEventListener('click', async () => {
		const file = JSON.stringify({ trellis: 'answers-1', stick: all.stick, box: await lock({ answers: Object.values(answers) }) });
		const a = el('a', { href: URL.createObjectURL(new Blob([file], { type: 'application/json' })), download: 'answers.trellis' });
		main.append(a);
		a.click();
		a.remove();
	});
	main.append(el('div', { className: 'deeds' }, save), saved);
}
const form = el('form', {}), input = el('input', { id: 'letters', autocomplete: 'off', spellcheck: false, dir: 'ltr', required: true }), wrong = el('p', { className: 'field-error' });
wrong.setAttribute('role', 'alert');
form.append(el('h1', {}, document.title), el('label', { htmlFor: 'letters' }, words.letters), input, el('div', { className: 'deeds' }, el('button', { className: 'btn' }, words.open)), wrong);
form.addEventListener('submit', async event => {
	event.preventDefault();
	const typed = input.value.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
	try {
		const base = await crypto.subtle.importKey('raw', new TextEncoder().encode(typed), 'PBKDF2', false, ['deriveKey']);
		key = await crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt: bytes(all.salt), iterations: all.turns }, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
		week = await unlock(all.box);
	} catch (refused) { wrong.textContent = words.wrong; return; }
	try { const had = localStorage.getItem(SHELF); if (had) answers = await unlock(had); } catch (none) { /* nothing was kept here */ }
	show();
});
main.append(form);
})();
