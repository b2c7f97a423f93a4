/* trellis.js - what a page can do beyond plain HTML. Law: every page works without this file; it adds, never replaces.
   No framework, no third party. Attributes it reads: web/styles/README.md. */
(() => {
'use strict';
const html = document.documentElement;
if (html.classList.contains('js')) return;
html.classList.add('js');

/* Words in English; a page in another language brings its own in #words. */
const WORDS = {
	saved: 'Saved', savedHere: 'Saved on this device', putBack: 'We put back what you had written.',
	kept: 'Kept on this device. It will be sent when the connection is back.', full: 'This device is full. Connect before you go on, or work on paper: it counts the same.',
	notKept: 'This could not be kept on this device. Leave this page open until the connection is back.', whatWaits: 'What waits', since: '{what}: since {time}',
	written: 'What you wrote', asOf: 'No connection. This page is as it was at {time}.',
	clock: 'The clock of this device is wrong by about {n} minutes. What you do gets the right time. Ask an adult to set the clock.',
	until: 'You have {n} minutes, until {time}', sending: 'Sending…', sent: 'Sent',
	waiting: 'Waiting to be sent: {n}', sendNow: 'Send now', goOn: 'Go on', remove: 'Remove',
	signIn: 'Sign in again and it will be sent.', refused: 'Not taken yet: {what}. Look at it.',
	listen: 'Listen', stop: 'Stop', speed: 'Speed', slow: 'slow', normal: 'normal', fast: 'fast',
	noVoice: 'This device has no voice for {language}. Ask a person to read it with you.',
	record: 'Record', recordStop: 'Stop recording', recording: 'Recording…', yourRecording: 'Your recording', yourPhoto: 'Your photo',
	noMicrophone: 'The microphone did not start. You can add a file instead.',
	link: 'link', back: 'Back', next: 'Next', part: 'Step {n} of {of}', show: 'Show this answer', sorted: 'Sorted by {what}',
};
const $ = (s, r = document) => r.querySelector(s);
const $$ = (s, r = document) => [...r.querySelectorAll(s)];
const w = (key, put = {}) => {
	const own = $(`#words [data-w="${key}"]`);
	return ((own && own.textContent) || WORDS[key]).replace(/\{(\w+)\}/g, (all, k) => k in put ? put[k] : all);
};
const make = (tag, cls, text, attrs = {}) => {
	const el = document.createElement(tag);
	if (cls) el.className = cls;
	if (text) el.textContent = text;
	for (const k in attrs) el.setAttribute(k, attrs[k]);
	return el;
};
const icon = name => {
	const ns = 'http://www.w3.org/2000/svg', svg = document.createElementNS(ns, 'svg'), use = document.createElementNS(ns, 'use');
	const known = $('.icon use');
	svg.setAttribute('class', 'icon'); svg.setAttribute('aria-hidden', 'true');
	use.setAttribute('href', (known ? known.getAttribute('href').split('#')[0] : '/static/icons.svg') + '#' + name);
	svg.append(use);
	return svg;
};
const button = (cls, text, pic) => {
	const b = make('button', 'btn quiet ' + cls, '', { type: 'button' });
	if (pic) b.append(icon(pic));
	b.append(make('span', '', text));
	return b;
};
const say = (el, text) => { if (el && el.textContent !== text) el.textContent = text; };
let voice; /* one polite live region for what has no place of its own */
const tell = text => {
	if (!voice || !voice.isConnected) { voice = make('div', 'vh', '', { role: 'status' }); document.body.append(voice); }
	setTimeout(() => say(voice, text), 50);
};
const who = () => document.body.dataset.who || '';
/* storage can be refused (private windows): then the page simply forgets */
const tab = {
	get(k) { try { return JSON.parse(sessionStorage.getItem('trellis:' + k)); } catch (e) { return null; } },
	put(k, v) { try { sessionStorage.setItem('trellis:' + k, JSON.stringify(v)); return true; } catch (e) { return false; } },
	drop(k) { try { sessionStorage.removeItem('trellis:' + k); } catch (e) { /* nothing kept */ } },
	keys() { try { return Object.keys(sessionStorage).filter(k => k.startsWith('trellis:')).map(k => k.slice(8)); } catch (e) { return []; } },
};
/* UUIDv7: the id says when the thing happened, made where it happened */
const uuid7 = () => {
	const b = crypto.getRandomValues(new Uint8Array(16));
	let t = Date.now();
	for (let i = 5; i >= 0; i--) { b[i] = t % 256; t = Math.floor(t / 256); }
	b[6] = b[6] & 15 | 112; b[8] = b[8] & 63 | 128;
	return [...b].map(x => x.toString(16).padStart(2, '0')).join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};

/* ---- drafts ---- */
const draftKey = form => `draft:${who()}:${location.pathname}:${form.id}`;
const fields = form => [...new FormData(form)].filter(([k, v]) => typeof v === 'string' && !['csrf', '_key', 'event_id'].includes(k) &&
	!(form.elements[k] && form.elements[k].type === 'password'));
const pending = new Map();
async function saveDraft(form) {
	clearTimeout(pending.get(form)); pending.delete(form);
	const line = $('[data-saved]', form), list = fields(form);
	if (form.dataset.autosave) {
		const body = new URLSearchParams(list);
		body.set('csrf', token(form)); body.set('draft', '1');
		try {
			const r = await fetch(form.dataset.autosave, { method: 'POST', body, keepalive: true, redirect: 'manual' });
			if (r.ok) { tab.drop(draftKey(form)); say(line, w('saved')); return; }
		} catch (e) { /* no line: keep it here */ }
	}
	if (tab.put(draftKey(form), list)) say(line, w('savedHere'));
}
const saveAll = () => Promise.race([Promise.all([...pending.keys()].map(saveDraft)), new Promise(done => setTimeout(done, 3000))]);
function restore(form) {
	const list = tab.get(draftKey(form));
	if (!list) return;
	const left = new Map();
	for (const [k, v] of list) left.set(k, [...(left.get(k) || []), v]);
	let changed = false;
	for (const el of form.elements) {
		if (!el.name || ['hidden', 'file', 'password', 'submit', 'button'].includes(el.type)) continue;
		const had = left.get(el.name) || [];
		if (el.type === 'checkbox' || el.type === 'radio') { const on = had.includes(el.value); if (on !== el.checked) changed = true; el.checked = on; }
		else if (had.length) { const v = had.shift(); if (v !== el.value) changed = true; el.value = v; }
	}
	if (changed) { say($('[data-saved]', form), w('putBack')); pending.set(form, 0); }
	else tab.drop(draftKey(form));
}
const token = form => { const m = $('meta[name="csrf"]'), f = form && form.elements.csrf; return (m && m.content) || (f && f.value) || ''; };

/* ---- the worker (sw.js): it keeps pages, drafts and what waits to be sent, locked with the key of the person who is here ---- */
let keys = null, leaving = false, skew = 0;
async function ask(message, wait = 8000) {
	const to = navigator.serviceWorker && await Promise.race([navigator.serviceWorker.ready.then(r => r.active), new Promise(done => setTimeout(done, 3000, null))]);
	if (!to) return null;
	return new Promise(done => {
		const line = new MessageChannel();
		line.port1.onmessage = e => done(e.data);
		setTimeout(done, wait, null);
		to.postMessage(Object.assign({ who: who(), keys }, message), [line.port2]);
	});
}
async function putAway() {
	const mine = tab.keys().filter(k => k.startsWith(`draft:${who()}:`));
	for (const f of pending.keys()) { tab.put(draftKey(f), fields(f)); mine.push(draftKey(f)); }
	pending.clear();
	if (!keys || !mine.length) return;
	const r = await ask({ do: 'drafts', list: mine.map(k => [k, tab.get(k)]) }, 2000);
	if (r === true) for (const k of mine) tab.drop(k);
}
if (navigator.serviceWorker) {
	navigator.serviceWorker.addEventListener('message', async e => {
		const port = e.ports[0];
		if (e.data.do === 'keys') port.postMessage(keys ? { who: who(), keys } : null);
		else if (e.data.do === 'ahead') html.dataset.ahead = 'done';
		else if (e.data.do === 'forget') { /* somebody signed out, or the page was locked: in every window of this browser */
			await putAway().catch(() => { /* not to be kept */ });
			const had = keys;
			keys = null;
			port.postMessage(true);
			if (had && !leaving) location.reload();
		}
	});
	navigator.serviceWorker.startMessages();
}
addEventListener('beforeunload', () => { leaving = true; setTimeout(() => { leaving = false; }, 5000); });

/* ---- outbox: sent answers that have not arrived yet ---- */
const waiting = async () => { const list = keys && await ask({ do: 'list' }); return Array.isArray(list) ? list : []; };
let mending = null; /* what was not taken and is on the screen again */

async function send(entry, fresh) {
	const body = entry.multipart ? new FormData() : new URLSearchParams();
	const csrf = fresh || token();
	for (const [k, v, name] of entry.fields) {
		const value = k === 'csrf' ? csrf || v : v;
		if (name === undefined) body.append(k, value); else body.append(k, value, name);
	}
	const r = await fetch(entry.url, { method: 'POST', body, headers: { 'Idempotency-Key': entry.id, 'X-Trellis-Clock': String(Date.now()), Accept: 'text/html' } });
	const told = Date.parse(r.headers.get('Date') || '');
	if (told) skew = told - Date.now();
	if (r.status === 403 && !fresh) { /* a page kept on the device has an old token; the refusal brings the new one */
		const meta = $('meta[name="csrf"]', new DOMParser().parseFromString(await r.clone().text(), 'text/html'));
		if (meta && meta.content !== csrf) return send(entry, meta.content);
	}
	const path = new URL(r.url).pathname;
	const state = r.status === 401 || r.redirected && /^\/(sign-in|lock)\b/.test(path) ? 'signin'
		: r.ok ? 'taken' : r.status >= 500 || r.status === 429 ? 'later' : 'refused';
	return { r, state };
}
/* Puts a fetched page in place of this one, so that a notice shown once is not spent on a page nobody saw. */
async function showPage(r) {
	const page = new DOMParser().parseFromString(await r.text(), 'text/html');
	if (!$('main', page)) { location.assign(r.url); return; }
	for (const a of page.documentElement.attributes) html.setAttribute(a.name, a.value);
	html.classList.add('js');
	document.title = page.title;
	const old = $('meta[name="csrf"]'), now = $('meta[name="csrf"]', page);
	if (old && now) old.content = now.content;
	stopReading();
	document.body.replaceWith(document.adoptNode(page.body));
	if (r.url === location.href || !r.ok && !r.redirected) history.replaceState(null, '', location.href); else history.pushState(null, '', r.url);
	begin();
	scrollTo(0, 0);
	const first = $('[data-focus]') || $('main');
	if (first) first.focus({ preventScroll: true });
}
function keepFields(form, submitter) {
	const data = new FormData(form);
	if (submitter && submitter.name) data.append(submitter.name, submitter.value);
	return [...data].map(([k, v]) => typeof v === 'string' ? [k, v] : [k, v, v.name]);
}
async function post(form, submitter) {
	const id = uuid7(); /* made here and anew each time: a page kept on the device would send its own key twice */
	for (const name of ['_key', 'event_id']) if (form.elements[name]) form.elements[name].value = id;
	const entry = {
		id, who: who(), url: (submitter && submitter.getAttribute('formaction')) || form.getAttribute('action') || location.href,
		multipart: form.enctype === 'multipart/form-data', fields: keepFields(form, submitter), at: Date.now(),
		title: document.title, page: location.pathname + location.search,
	};
	entry.url = new URL(entry.url, location.href).href;
	const line = $('[data-saved]', form), old = mending;
	form.dataset.busy = '1';
	clearTimeout(pending.get(form)); pending.delete(form);
	try {
		const put = await ask({ do: 'put', entry }); /* kept before it is sent: a lost line or a closed lid loses nothing */
		if (!put || !put.ok) {
			if (!navigator.onLine) { say(line, w(put && put.full ? 'full' : 'notKept')); return; }
			form.dataset.plain = '1';
			form.requestSubmit(submitter && submitter.form === form ? submitter : undefined);
			return;
		}
		if (old) { mending = null; await ask({ do: 'drop', id: old }); }
		say(line, w('sending'));
		const { r, state } = await send(entry);
		if (state === 'later') throw new Error('later');
		if (state === 'signin') { await showBox(); location.assign(r.url); return; }
		await ask({ do: 'drop', id: entry.id });
		if (state === 'taken') tab.drop(draftKey(form)); else if (form.id) tab.put(draftKey(form), fields(form));
		await showPage(r).catch(() => location.assign(r.url));
	} catch (e) {
		say(line, w('kept'));
		tab.drop(draftKey(form));
		if (form.dataset.minutes) form.replaceWith(make('p', '', w('until', { n: form.dataset.minutes, time: hour(Date.now() + form.dataset.minutes * 60000) }), { role: 'status' }));
		showBox(form.dataset.next);
	} finally { delete form.dataset.busy; }
}
let draining = false;
async function drain() {
	if (draining || !who() || !navigator.onLine) return;
	draining = true;
	let taken = 0;
	try {
		for (const head of await waiting()) {
			const entry = !head.refused && await ask({ do: 'take', id: head.id });
			if (!entry || !entry.fields) continue;
			const { r, state } = await send(entry);
			if (state === 'later') break;
			if (state === 'signin') { tell(w('signIn')); break; }
			if (state === 'taken') { await ask({ do: 'drop', id: entry.id }); taken++; }
			else await ask({ do: 'mark', id: entry.id, refused: r.status });
		}
	} catch (e) { /* still no line */ }
	draining = false;
	await showBox();
	if (taken) tell(w('sent'));
}
const hour = at => new Date(at).toLocaleString(html.lang || 'en', Date.now() - at < 72000e3 ? { hour: '2-digit', minute: '2-digit' } : { weekday: 'short', hour: '2-digit', minute: '2-digit' });
/* What was not taken is asked once more: the school says why, beside what was written here and what stands there now. */
async function openAgain(head) {
	const entry = await ask({ do: 'take', id: head.id });
	if (!entry) return;
	try {
		const { r, state } = await send(entry);
		if (state === 'taken') { await ask({ do: 'drop', id: head.id }); await showPage(r); return; }
		if (state === 'refused') {
			const page = await r.clone().text();
			if (/<textarea|data-outbox/.test(page)) { mending = head.id; await showPage(r); return; }
		}
	} catch (e) { /* no line */ }
	let own = $('.queue .written');
	if (own) own.remove();
	own = make('dl', 'pairs written');
	for (const [k, v] of entry.fields) {
		if (typeof v !== 'string' || !v.trim() || /^(csrf|_key|event_id|version|began|monday|back|to|next|thread)$/.test(k)) continue;
		const d = make('div');
		d.append(make('dt', '', w('written')), make('dd', '', v));
		own.append(d);
	}
	$('.queue .note > div').append(own);
}
async function showBox(next) {
	const list = await waiting();
	let bar = $('.queue');
	if (!list.length) { if (bar) bar.remove(); return; }
	if (!bar) { bar = make('div', 'queue', '', { role: 'status' }); document.body.append(bar); }
	const note = make('div', 'note look'), text = make('div'), rest = list.filter(e => !e.refused);
	text.append(make('p', 'note-word', w('waiting', { n: list.length })));
	for (const e of list.filter(x => x.refused && x.id !== mending)) {
		const p = make('p'), del = button('text', w('remove')), open = button('text', w('refused', { what: e.title.split(' · ')[0] }));
		p.append(open, ' ', del);
		open.onclick = () => openAgain(e);
		del.onclick = async () => { await ask({ do: 'drop', id: e.id }); showBox(); };
		text.append(p);
	}
	if (rest.length) {
		const d = make('details', 'more'), ul = make('ul');
		d.append(make('summary', '', w('whatWaits')), ul);
		for (const e of rest) ul.append(make('li', '', w('since', { what: e.title.split(' · ')[0], time: hour(e.at) })));
		text.append(d);
	}
	const deeds = make('div', 'line'), again = button('', w('sendNow'));
	again.onclick = drain;
	deeds.append(again);
	if (next) deeds.append(make('a', 'btn', w('goOn'), { href: next }));
	note.append(icon('clock'), text, deeds);
	bar.textContent = '';
	bar.append(note);
}
/* A clock that is wrong, and a page that is not of today, are said once a page; what is done gets the right time at school. */
async function sayState() {
	const lines = [];
	if (Math.abs(skew) > 120000) lines.push(w('clock', { n: Math.round(Math.abs(skew) / 60000) }));
	if (!navigator.onLine && keys) {
		const at = await ask({ do: 'when', url: location.href });
		if (at > 0) lines.push(w('asOf', { time: hour(at) }));
	}
	const old = $('.state-note');
	if (old) old.remove();
	if (!lines.length || !$('main')) return;
	const note = make('div', 'note look state-note', '', { role: 'status' }), text = make('div');
	for (const l of lines) text.append(make('p', '', l));
	note.append(icon('clock'), text);
	$('main').prepend(note);
}

/* ---- read aloud ---- */
const talk = window.speechSynthesis;
let reading = null;
function stopReading() {
	if (!reading) return;
	const was = reading;
	reading = null;
	if (talk) talk.cancel();
	if (was.stop) was.stop();
	for (const s of was.spans) if (s.isConnected) { const p = s.parentNode; s.replaceWith(s.firstChild); p.normalize(); }
	was.done();
}
const langOf = el => { const l = el.closest('[lang]'); return (l ? l.lang : html.lang) || 'en'; };
/* Cuts a region into runs of one block and language; each word gets a span so that it can be shown as it is spoken. */
function runs(region) {
	const walk = document.createTreeWalker(region, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, { acceptNode(n) {
		if (n.nodeType === 3) return n.data.trim() ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT;
		if (n.matches('.reader, [role="status"], button, select, script, [hidden], [aria-hidden="true"]')) return NodeFilter.FILTER_REJECT;
		return n.matches('math, img[alt]') ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
	} });
	const out = [], spans = [], nodes = [];
	while (walk.nextNode()) if (!walk.currentNode.parentElement.closest('math')) nodes.push(walk.currentNode);
	for (const n of nodes) {
		const el = n.nodeType === 3 ? n.parentElement : n, lang = langOf(el);
		const block = el.closest('p, li, h1, h2, h3, h4, legend, label, td, th, dd, dt, figcaption, div') || region;
		let run = out[out.length - 1];
		if (!run || run.block !== block || run.lang !== lang) out.push(run = { block, lang, text: '', words: [] });
		if (n.nodeType !== 3) { run.text += ` ${n.getAttribute('alttext') || n.getAttribute('alt') || n.textContent} `; continue; }
		if (html.dataset.speechLinks === 'speak-link' && el.closest('a')) run.text += ` ${w('link')} `;
		const parts = window.Intl && Intl.Segmenter ? [...new Intl.Segmenter(lang, { granularity: 'word' }).segment(n.data)].map(s => s.segment) : n.data.split(/(\s+)/);
		const frag = document.createDocumentFragment();
		for (const part of parts) {
			if (!part) continue;
			if (/\w|[^\0-\x7f]/.test(part)) {
				const s = make('span', '', part);
				run.words.push({ from: run.text.length, s });
				spans.push(s); frag.append(s);
			} else frag.append(part);
			run.text += part;
		}
		n.replaceWith(frag);
	}
	return { out, spans };
}
const voices = () => new Promise(done => {
	if (!talk) { done([]); return; }
	const list = talk.getVoices();
	if (list.length) { done(list); return; }
	const finish = () => done(talk.getVoices());
	talk.addEventListener('voiceschanged', finish, { once: true });
	setTimeout(finish, 1000);
});
const rate = () => Number(tab.get('rate')) || Number(html.dataset.speechRate) || 1;
/* ---- the school's own voice, where this device has none (voice.js) ---- */
const schoolSpeaks = lang => (document.body.dataset.voices || '').split(' ').some(x => x.split('-')[0] === lang.toLowerCase().split('-')[0]);
let school = null;
const hear = async (run, me) => {
	try { school = school || await new Promise((done, fail) => { const s = document.createElement('script'); s.src = document.body.dataset.voiceSrc; s.onload = () => done(window.schoolVoice); s.onerror = fail; document.head.append(s); }); } catch (e) { return false; }
	return school.hear(run, me, { csrf: token(), rate, on: () => reading === me });
};
const tuned = u => { const d = html.dataset; if (d.speechPitch) u.pitch = Number(d.speechPitch); if (d.speechVolume) u.volume = Number(d.speechVolume); };
async function read(region, onEnd, complain) {
	stopReading();
	const all = await voices(), { out, spans } = runs(region);
	const me = reading = { spans, done: onEnd };
	const missing = new Set();
	let at = 0;
	const step = () => {
		if (reading !== me) return;
		const run = out[at++];
		if (!run) { stopReading(); return; }
		const code = run.lang.toLowerCase().split('-')[0];
		const v = all.find(x => x.lang.replace('_', '-').toLowerCase() === run.lang.toLowerCase()) ||
			all.find(x => x.lang.replace('_', '-').toLowerCase().split('-')[0] === code);
		if (!v) {
			const nobody = () => { missing.add(run.lang); complain([...missing]); step(); };
			if (schoolSpeaks(run.lang)) hear(run, me).then(heard => { if (reading === me) { if (heard) step(); else nobody(); } }); else nobody();
			return;
		}
		const u = new SpeechSynthesisUtterance(run.text);
		u.voice = v; u.lang = v.lang; u.rate = rate(); tuned(u);
		let now = null;
		const off = () => { if (now) now.classList.remove('word-now'); now = null; };
		u.onboundary = e => {
			if (e.name === 'sentence' || reading !== me) return;
			off();
			const hit = run.words.filter(x => x.from <= e.charIndex).pop();
			if (hit) { now = hit.s; now.classList.add('word-now'); }
		};
		u.onend = u.onerror = () => { off(); step(); };
		talk.speak(u);
	};
	step();
}
/* A tool was turned on in a piece of work: said once a page, so that the team sees what is used. */
const told = new Set();
const toolUsed = tool => {
	const f = $('form[data-used]');
	if (!f || told.has(tool)) return;
	told.add(tool);
	fetch(f.action, { method: 'POST', body: new URLSearchParams({ csrf: token(f), tool }), keepalive: true }).catch(() => { /* nobody waits for this */ });
};
document.addEventListener('toggle', e => { if (e.target.open && e.target.dataset.tell) toolUsed(e.target.dataset.tell); }, true);
function reader(region, tool) {
	if (!talk && !document.body.dataset.voices) { if (tool) tool.hidden = true; return; }
	const line = !tool && region.dataset.read === 'line'; /* a small button at the beginning of the line */
	const b = tool || button('listen', w('listen'), 'speaker');
	const bar = tool || line ? null : make('div', 'reader');
	const problem = make(line ? 'span' : 'p', 'soft', '', { role: 'status' });
	const label = tool ? b.lastChild : b.lastElementChild;
	const idle = tool ? label.textContent : w('listen');
	const rest = () => { label.textContent = idle; b.setAttribute('aria-pressed', 'false'); };
	if (line) label.className = 'vh';
	b.setAttribute('aria-pressed', 'false');
	b.addEventListener('click', () => {
		if (b.getAttribute('aria-pressed') === 'true') { stopReading(); return; }
		toolUsed('read');
		say(problem, '');
		read(region, rest, langs => {
			let names = langs;
			try { const d = new Intl.DisplayNames([html.lang || 'en'], { type: 'language' }); names = langs.map(l => d.of(l)); } catch (e) { /* codes will do */ }
			say(problem, w('noVoice', { language: names.join(', ') }));
		});
		label.textContent = w('stop');
		b.setAttribute('aria-pressed', 'true');
	});
	const place = bar || (line ? region : b.parentNode);
	if (bar) { bar.append(b); region['part' in region.dataset ? 'prepend' : 'before'](bar); }
	if (line) region.prepend(b, ' ');
	if (!$('[data-rate]')) {
		const l = make('label', 'line small', w('speed') + ' '), s = make('select', 'short', '', { 'data-rate': '' });
		for (const [v, key] of [[.7, 'slow'], [1, 'normal'], [1.3, 'fast']]) {
			const o = make('option', '', w(key), { value: v });
			o.selected = v === rate();
			s.append(o);
		}
		s.onchange = () => tab.put('rate', s.value);
		l.append(s);
		l.hidden = true; /* until somebody listens */
		document.addEventListener('click', e => { if (e.target.closest('[data-tool="read"], .listen')) l.hidden = false; });
		if (bar) bar.append(l); else if (line) ($('main') || document.body).append(l); else b.after(l);
	}
	place.append(problem);
}

/* ---- photo and sound: the native input stays; this adds a recorder and a look at the photo ---- */
const setFile = (input, file) => { const t = new DataTransfer(); t.items.add(file); input.files = t.files; input.dispatchEvent(new Event('change', { bubbles: true })); };
function recorder(input) {
	if (!window.MediaRecorder || !navigator.mediaDevices) return;
	const b = button('', w('record'), 'microphone'), line = make('span', 'rec-live', '', { role: 'status' });
	const row = make('div', 'line');
	let rec = null;
	row.append(b, line);
	input.before(row);
	b.onclick = async () => {
		if (rec) { rec.stop(); return; }
		try {
			const stream = await navigator.mediaDevices.getUserMedia({ audio: true }), parts = [];
			rec = new MediaRecorder(stream);
			rec.ondataavailable = e => parts.push(e.data);
			rec.onstop = () => {
				for (const t of stream.getTracks()) t.stop();
				const type = rec.mimeType.split(';')[0] || 'audio/webm';
				rec = null;
				b.lastChild.textContent = w('record'); say(line, '');
				setFile(input, new File(parts, 'recording.' + type.split('/')[1], { type }));
			};
			rec.start();
			b.lastChild.textContent = w('recordStop'); say(line, w('recording'));
		} catch (e) { rec = null; say(line, w('noMicrophone')); }
	};
}
/* A photo is made smaller here: it goes out sooner on a slow line, and where it was taken stays behind. */
async function shrink(input) {
	const f = input.files[0];
	if (!f || f.name === 'photo.jpg' || !/^image\/(jpeg|png|webp|heic)/.test(f.type)) return;
	try {
		const pic = await createImageBitmap(f), k = Math.min(1, 2000 / Math.max(pic.width, pic.height));
		const c = make('canvas');
		c.width = Math.round(pic.width * k); c.height = Math.round(pic.height * k);
		c.getContext('2d').drawImage(pic, 0, 0, c.width, c.height);
		const blob = await new Promise(done => c.toBlob(done, 'image/jpeg', .85));
		if (blob) setFile(input, new File([blob], 'photo.jpg', { type: 'image/jpeg' }));
	} catch (e) { /* the file goes as it is */ }
}
function preview(input) {
	let look = input.nextElementSibling;
	if (look && look.dataset.preview === '') { URL.revokeObjectURL(look.src); look.remove(); }
	const f = input.files[0], kind = f && f.type.split('/')[0];
	if (kind !== 'image' && kind !== 'audio') return;
	look = kind === 'image' ? make('img', '', '', { alt: w('yourPhoto') }) : make('audio', '', '', { controls: '', 'aria-label': w('yourRecording') });
	look.dataset.preview = '';
	look.src = URL.createObjectURL(f);
	input.after(look);
}

/* ---- the learner's own tools ---- */
let ruler = null;
const rule = y => { if (ruler) ruler.style.insetBlockStart = `calc(${Math.round(y)}px - 1.6em)`; };
function tools() {
	const on = k => k in html.dataset;
	if (on('linereader') && !(ruler && ruler.isConnected)) { ruler = make('div', 'ruler', '', { 'aria-hidden': 'true' }); document.body.append(ruler); rule(innerHeight / 3); }
	if (!on('linereader') && ruler) { ruler.remove(); ruler = null; }
	for (const a of $$('.answer')) {
		const m = $('.mask', a);
		if (on('mask') && !m) {
			const b = button('mask', w('show'), 'eye');
			b.onclick = e => { e.preventDefault(); a.classList.add('seen'); b.remove(); const i = $('input, select', a); if (i) i.focus(); };
			a.append(b);
		} else if (!on('mask') && m) { m.remove(); a.classList.remove('seen'); }
	}
	$$('[data-steps]').forEach(steps);
	for (const b of $$('[data-tool]')) if (['linereader', 'mask', 'step'].includes(b.dataset.tool)) b.setAttribute('aria-pressed', on(b.dataset.tool));
}
function steps(list) {
	const parts = $$(':scope > [data-part]', list), old = list.nextElementSibling;
	const bar = old && old.dataset.stepbar === '' ? old : null;
	if (!('step' in html.dataset) || parts.length < 2) { if (bar) bar.remove(); return; }
	if (bar) return;
	const row = make('div', 'deeds', '', { 'data-stepbar': '' }), back = button('', w('back')), next = button('', w('next')), text = make('span', '', '', { role: 'status' });
	let at = Math.max(0, parts.findIndex(p => p.classList.contains('part-now')));
	const show = move => {
		at = Math.min(parts.length - 1, Math.max(0, at + move));
		parts.forEach((p, i) => p.classList.toggle('part-now', i === at));
		back.disabled = at === 0; next.disabled = at === parts.length - 1;
		say(text, w('part', { n: at + 1, of: parts.length }));
		if (move) { parts[at].tabIndex = -1; parts[at].focus(); }
	};
	back.onclick = () => show(-1); next.onclick = () => show(1);
	row.append(back, text, next);
	list.after(row);
	show(0);
}

/* ---- tables ---- */
function sort(link, table) {
	const th = link.closest('th'), col = th.cellIndex, body = table.tBodies[0];
	const dir = th.getAttribute('aria-sort') === 'ascending' ? -1 : 1;
	const key = tr => { const c = tr.cells[col]; return c ? c.dataset.value || c.textContent.trim() : ''; };
	const order = new Intl.Collator(html.lang || 'en', { numeric: true }).compare;
	[...body.rows].map(r => [key(r), r]).sort((a, b) => dir * order(a[0], b[0])).forEach(([, r]) => body.append(r));
	for (const h of $$('th[aria-sort]', table)) h.removeAttribute('aria-sort');
	th.setAttribute('aria-sort', dir > 0 ? 'ascending' : 'descending');
	tell(w('sorted', { what: link.textContent.trim() }));
}

/* ---- idle lock: shared machines; another tab's use counts ---- */
let lastUse = Date.now();
const used = () => {
	const now = Date.now();
	if (now - lastUse > 5000) { try { localStorage.setItem('trellis:used', now); } catch (e) { /* this tab alone then */ } }
	lastUse = now;
};
setInterval(async () => {
	const minutes = Number(document.body.dataset.idleMinutes);
	if (!minutes) return;
	let last = lastUse;
	try { last = Math.max(last, Number(localStorage.getItem('trellis:used')) || 0); } catch (e) { /* this tab alone */ }
	if (Date.now() - last < minutes * 60000 || reading) return;
	lastUse = Date.now();
	await saveAll();
	leaving = true;
	if (keys) await ask({ do: 'out' }, 2500);
	location.assign('/lock?next=' + encodeURIComponent(location.pathname + location.search));
}, 10000);

/* ---- beginnings ---- */
function begin() {
	const me = who();
	for (const k of tab.keys()) {
		if (k.startsWith('sent:')) { tab.drop(k.slice(5)); tab.drop(k); }
		else if (k.startsWith('draft:') && me && !k.startsWith(`draft:${me}:`)) tab.drop(k); /* another person's */
	}
	for (const k of ['linereader', 'mask', 'step']) { const v = tab.get('tool:' + k); if (v === true) html.dataset[k] = ''; if (v === false) delete html.dataset[k]; }
	$$('form[data-autosave][id]').forEach(restore);
	const regions = $$('[data-read]'), tool = $('[data-tool="read"]');
	regions.filter(r => r.dataset.read !== 'line').forEach((r, i) => reader(r, i === 0 ? tool : null));
	regions.filter(r => r.dataset.read === 'line').forEach(r => reader(r, null));
	if (tool && !regions.length) tool.hidden = true;
	$$('input[data-record]').forEach(recorder);
	tools();
	const first = $('[data-focus]');
	if (first) first.focus();
	for (const i of $$('input[name="began"]')) i.value = Math.floor(Date.now() / 1000); /* a kept page was made long before it is opened */
	if (!navigator.serviceWorker || !window.crypto || !crypto.subtle) return;
	if (me && ('offline' in document.body.dataset || $('form[data-outbox]'))) meet(me);
	else if (me) ask({ do: 'hello' }, 4000).then(r => met(me, r)).catch(() => { /* no store */ });
}
/* This person is here: the worker gets the key for them; then what waits is sent and what this page leads to is fetched ahead. */
async function meet(me) {
	try { await navigator.serviceWorker.register('/sw.js'); } catch (e) { return; } /* no store on this device */
	await met(me, await ask({ do: 'hello' }, 20000));
	if (keys && 'offline' in document.body.dataset) ask({ do: 'ahead', lang: html.lang || 'en', urls: [location.href, '/', ...$$('a[data-keep]').map(a => a.href)] });
}
async function met(me, r) {
	if (me !== who() || !r || !r.keys) return;
	keys = r.keys; skew = r.now ? r.now - Date.now() : 0;
	for (const [k, v] of r.drafts || []) if (!tab.get(k)) tab.put(k, v);
	if (r.drafts && r.drafts.length) $$('form[data-autosave][id]').forEach(restore);
	html.dataset.keeps = ''; /* from here on nothing that is sent can be lost */
	await showBox();
	sayState();
	drain();
}
document.addEventListener('submit', e => {
	const form = e.target;
	if (form.hasAttribute('data-signout') && keys) { /* drafts and key are put away first */
		e.preventDefault();
		leaving = true;
		ask({ do: 'out' }, 2500).then(() => form.submit());
	} else if (form.hasAttribute('data-outbox') && keys && form.method === 'post' && !form.dataset.plain) {
		e.preventDefault();
		if (!form.dataset.busy) post(form, e.submitter);
	} else if (form.hasAttribute('data-autosave')) {
		clearTimeout(pending.get(form)); pending.delete(form);
		tab.put('sent:' + draftKey(form), 1); /* the next page that arrives drops it */
	}
});
const changed = e => {
	const form = e.target.form;
	if (!form || !form.id || !form.hasAttribute('data-autosave')) return;
	clearTimeout(pending.get(form));
	say($('[data-saved]', form), '');
	pending.set(form, setTimeout(saveDraft, 2000, form));
};
document.addEventListener('input', changed);
document.addEventListener('change', e => {
	changed(e);
	if (e.target.type === 'file' && e.target.files) { preview(e.target); shrink(e.target); }
});
document.addEventListener('click', e => {
	const el = e.target instanceof Element ? e.target : null;
	if (!el) return;
	for (const m of $$('details.menu[open]')) if (!m.contains(el)) m.open = false;
	const link = el.closest('table[data-sort] .sort');
	if (link) { e.preventDefault(); sort(link, link.closest('table')); }
	const t = el.closest('[data-tool]');
	if (t && t.dataset.tool === 'print') print();
	else if (t && ['linereader', 'mask', 'step'].includes(t.dataset.tool)) {
		const k = t.dataset.tool, on = !(k in html.dataset);
		if (on) html.dataset[k] = ''; else delete html.dataset[k];
		toolUsed(on ? k : '-' + k);
		tab.put('tool:' + k, on);
		tools();
	}
});
document.addEventListener('keydown', e => {
	used();
	if (e.key === 'Escape') {
		const m = $('details.menu[open]');
		if (m) { m.open = false; $('summary', m).focus(); }
		stopReading();
	}
	if (ruler && e.altKey && (e.key === 'ArrowDown' || e.key === 'ArrowUp')) {
		e.preventDefault();
		const box = ruler.getBoundingClientRect();
		rule(box.top + box.height / 2 + (e.key === 'ArrowDown' ? 1 : -1) * box.height / 2);
	}
});
document.addEventListener('pointermove', e => { used(); rule(e.clientY); }, { passive: true });
document.addEventListener('focusin', e => { if (ruler && e.target.matches(':focus-visible')) { const b = e.target.getBoundingClientRect(); rule(b.top + b.height / 2); } });
addEventListener('scroll', used, { passive: true });
addEventListener('online', drain);
addEventListener('online', sayState);
addEventListener('offline', sayState);
setInterval(() => { if ($('.queue')) drain(); }, 30000);
addEventListener('pagehide', () => { for (const f of pending.keys()) saveDraft(f); stopReading(); });
addEventListener('popstate', () => location.reload());
addEventListener('beforeprint', () => { for (const d of $$('main details:not([open])')) { d.open = true; d.dataset.shut = ''; } });
addEventListener('afterprint', () => { for (const d of $$('details[data-shut]')) { d.open = false; delete d.dataset.shut; } });
begin();
})();
