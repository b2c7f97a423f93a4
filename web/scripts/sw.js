/* sw.js - what a device keeps so that people can go on without a line, each person's locked with their own key.
   Laws: (1) a page is kept only if the server sent it with "X-Trellis-Offline" and for the person who is here; (2) what is
   personal is on the disk only as AES-256-GCM under that person's key, and that key is never written anywhere: it comes
   with a sign-in, lives in memory, is handed between this worker and the open pages, and is forgotten at sign-out, at
   a lock, and when another person is seen; (3) with a password or card the key can be opened without a line: a copy
   of it is kept wrapped by PBKDF2 of that secret; (4) the network comes first. docs/decisions/offline.md says why. */
'use strict';
const STATIC = 'trellis-static-1', PUBLIC = 'trellis-public-1';
const PERSON_BYTES = 8 << 20, DEVICE_BYTES = 32 << 20, BOX_BYTES = 64 << 20; /* kept pages of one, of all; what waits to be sent */
const AHEAD_PAGES = 150, AHEAD_BYTES = 4 << 20, AHEAD_FRESH = 2 * 3600e3, TURNS = 600000;
const OPEN_TO_ALL = ['/offline', '/help', '/accessibility'];

let me = '', keys = null;         /* who is here, and { seal, name }: never on the disk */
let secret = null;                /* the password or card of the sign-in under way, as a key to derive from */
let round = 0;                    /* goes up when keys are forgotten: work begun before is then dropped */
let skew = null;                  /* milliseconds by which the school's clock is ahead of this device's */
const clock = r => { const t = Date.parse(r.headers.get('Date') || ''); if (t) skew = t - Date.now(); };
const text = new TextEncoder(), read = new TextDecoder();

/* ---- the store: opaque names, sizes, times and sealed bytes ---- */
let opened = null;
const store = () => opened || (opened = new Promise((done, fail) => {
	const q = indexedDB.open('trellis', 2);
	q.onupgradeneeded = () => {
		for (const s of [...q.result.objectStoreNames]) q.result.deleteObjectStore(s);
		for (const [s, key] of [['heads', 'id'], ['bodies', 'id'], ['outbox', 'id'], ['drafts', 'id'], ['locks', 'who']]) q.result.createObjectStore(s, { keyPath: key });
	};
	q.onsuccess = () => { q.result.onversionchange = () => q.result.close(); done(q.result); };
	q.onerror = () => { opened = null; fail(q.error); };
}));
async function tx(stores, mode, act) {
	const db = await store();
	return new Promise((done, fail) => {
		const t = db.transaction(stores, mode), q = act(...[].concat(stores).map(s => t.objectStore(s)));
		t.oncomplete = () => done(q && q.result);
		t.onerror = t.onabort = () => fail(t.error || new Error('store'));
	});
}
const all = s => tx(s, 'readonly', o => o.getAll());

/* ---- keys ---- */
async function keysOf(raw) {
	const base = await crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey']);
	const from = (info, kind, use) => crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: text.encode(info) }, base, kind, false, use);
	return { seal: await from('trellis seal', { name: 'AES-GCM', length: 256 }, ['encrypt', 'decrypt']), name: await from('trellis name', { name: 'HMAC', hash: 'SHA-256', length: 256 }, ['sign']) };
}
async function seal(k, bytes) {
	const iv = crypto.getRandomValues(new Uint8Array(12));
	return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, k.seal, bytes) };
}
const unseal = (k, s) => crypto.subtle.decrypt({ name: 'AES-GCM', iv: s.iv }, k.seal, s.data);
const sealText = (k, value) => seal(k, text.encode(JSON.stringify(value)));
const unsealText = async (k, s) => JSON.parse(read.decode(await unseal(k, s)));
const nameOf = async (k, what) => [...new Uint8Array(await crypto.subtle.sign('HMAC', k.name, text.encode(what)))].map(b => b.toString(16).padStart(2, '0')).join('');
/* A card's letters are the same with or without dashes; a password is taken as it is. */
const card = s => s.toUpperCase().replace(/[^0-9A-Z]/g, '');
const kdf = s => crypto.subtle.importKey('raw', text.encode(s), 'PBKDF2', false, ['deriveKey']);
const wrapper = (base, salt) => crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: TURNS }, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
async function lockAway(who, raw) {
	const from = secret;
	secret = null;
	if (!from) return;
	const salt = crypto.getRandomValues(new Uint8Array(16)), s = await seal({ seal: await wrapper(await from, salt) }, raw);
	await tx('locks', 'readwrite', o => o.put({ who, salt, iv: s.iv, data: s.data, at: Date.now() }));
}
async function unlock(typed) {
	for (const lock of await all('locks')) {
		for (const one of new Set([typed, card(typed)])) {
			if (!one) continue;
			try {
				const raw = await unseal({ seal: await wrapper(await kdf(one), lock.salt) }, lock);
				keys = await keysOf(raw);
				me = lock.who;
				return true;
			} catch (none) { /* another person's, or not right */ }
		}
	}
	return false;
}
const ask = (client, message, wait) => new Promise(done => {
	const line = new MessageChannel();
	line.port1.onmessage = e => done(e.data);
	setTimeout(done, wait, null);
	client.postMessage(message, [line.port2]);
});
const pages = () => self.clients.matchAll({ type: 'window', includeUncontrolled: true });
/* This worker is stopped whenever it is idle; the open pages hold the key for it. */
async function haveKeys() {
	if (keys) return true;
	const held = (await Promise.all((await pages()).map(c => ask(c, { do: 'keys' }, 600)))).find(x => x && x.keys);
	if (held && !keys) { me = held.who; keys = held.keys; }
	return Boolean(keys);
}
/* Open pages put their drafts away first: those are sealed as well. */
async function forget() {
	const before = round;
	await Promise.all((await pages()).map(c => ask(c, { do: 'forget' }, 2200)));
	if (before === round) { round++; keys = null; me = ''; }
}
async function hello(who, held) {
	if (who !== me) { round++; keys = null; me = who; }
	if (!keys && held) keys = held;
	if (!keys || secret) {
		const mine = round;
		try {
			const r = await fetch('/device-key', { headers: { Accept: 'application/json' } });
			clock(r);
			const own = r.ok ? await r.json() : null;
			if (own && own.who === who && mine === round) {
				const raw = Uint8Array.from(atob(own.key), c => c.charCodeAt(0));
				keys = await keysOf(raw);
				await lockAway(who, raw);
			}
		} catch (none) { /* no line: locked until there is one, or until the secret is given */ }
	}
	return Boolean(keys);
}

/* ---- kept pages ---- */
const mayKeep = r => r.status === 200 && r.type === 'basic' && keys && r.headers.get('X-Trellis-Offline') === me;
const plain = url => { const u = new URL(url, self.location.href); u.hash = ''; u.searchParams.delete('lang'); return u.href; };
function linksOf(html, page) {
	const list = [];
	for (const tag of html.match(/<(?:a|img|audio|source|link)\b[^>]*>/g) || []) {
		const to = /^<link/.test(tag) ? / href="(\/look\.css[^"]*)"/.exec(tag) : /^<a\b/.test(tag) ? / data-keep\b/.test(tag) && / href="([^"]+)"/.exec(tag) : / src="([^"]+)"/.exec(tag);
		if (to && !/^(blob|data):/.test(to[1])) list.push(new URL(to[1].replace(/&amp;/g, '&'), page).href);
	}
	return list;
}
async function keep(url, r) {
	const k = keys, who = me, mine = round, at = Date.now();
	const body = await r.arrayBuffer(), type = r.headers.get('Content-Type') || '';
	const html = /^text\/html/.test(type) ? read.decode(body) : '';
	const headers = [...r.headers].filter(([h]) => !/^(content-(encoding|length)|date|set-cookie)$/i.test(h));
	const title = html && (/<title>([^<]*)/.exec(html) || [])[1] || '';
	const head = { url: plain(url), title, headers, links: html ? linksOf(html, r.url) : [] };
	const put = [[head.url, head]];
	if (r.redirected) { put[0] = [plain(r.url), Object.assign({}, head, { url: plain(r.url) })]; put.push([head.url, { url: head.url, to: plain(r.url), links: [] }]); }
	for (const [name, h] of put) {
		const id = await nameOf(k, name), s = await sealText(k, h), b = h.to ? null : await seal(k, body);
		const n = s.data.byteLength + (b ? b.data.byteLength : 0);
		await store();
		if (mine !== round) return { n: 0, links: [] };
		await tx(['heads', 'bodies'], 'readwrite', (hs, bs) => {
			if (mine !== round) return;
			hs.put({ id, who, at, n, iv: s.iv, data: s.data });
			if (b) bs.put({ id, iv: b.iv, data: b.data });
		});
	}
	await trim(who);
	return { n: body.byteLength, links: head.links };
}
/* The oldest go first: of this person when this person has too much, then of the device. */
async function trim(who) {
	const list = (await all('heads')).sort((a, b) => a.at - b.at), gone = [];
	let total = list.reduce((n, h) => n + h.n, 0), own = list.reduce((n, h) => n + (h.who === who ? h.n : 0), 0);
	for (const h of list) {
		if (own > PERSON_BYTES ? h.who !== who : total <= DEVICE_BYTES) continue;
		gone.push(h.id);
		total -= h.n;
		if (h.who === who) own -= h.n;
	}
	if (gone.length) await tx(['heads', 'bodies'], 'readwrite', (hs, bs) => { for (const id of gone) { hs.delete(id); bs.delete(id); } });
}
async function headOf(id) {
	const k = keys, h = k && await tx('heads', 'readonly', o => o.get(id));
	return h ? Object.assign(await unsealText(k, h), { at: h.at }) : null;
}
async function found(url) {
	const id = await nameOf(keys, plain(url)), head = await headOf(id);
	if (!head) return null;
	if (head.to) return Response.redirect(head.to, 302);
	const b = await tx('bodies', 'readonly', o => o.get(id));
	return b ? new Response(await unseal(keys, b), { status: 200, headers: [...head.headers, ['X-Trellis-Kept', String(head.at)]] }) : null;
}
async function kept(request) {
	try {
		if (await haveKeys()) {
			const page = await found(request.url);
			if (page) return page;
		}
	} catch (none) { /* not to be opened: as if it were not there */ }
	if (request.mode !== 'navigate') return null;
	const c = await caches.open(PUBLIC);
	return await c.match(new URL(request.url).pathname) || await c.match('/offline');
}
/* The page that is open and the work it leads to, so that a lost line finds them here. One after the other, and not too much. */
let walk = 0;
async function ahead(urls, lang) {
	const mine = round, own = ++walk, seen = new Set(), queue = urls.slice(), line = self.navigator.connection;
	const thin = line && (line.saveData || /2g/.test(line.effectiveType || ''));
	let bytes = 0, n = 0;
	try {
		const c = await caches.open(PUBLIC);
		for (const path of OPEN_TO_ALL) {
			const r = !thin && await fetch(`${path}?lang=${lang}`, { credentials: 'omit', headers: { Accept: 'text/html' } });
			if (!r || !r.ok) continue;
			const html = await r.clone().text();
			await c.put(path, r);
			for (const file of html.match(/\/static\/[^"#\s]+/g) || []) await fromStatic(new Request(file));
		}
		while (queue.length && n < (thin ? 3 : AHEAD_PAGES) && bytes < AHEAD_BYTES) {
			const url = plain(queue.shift()), path = new URL(url).pathname;
			if (seen.has(url) || new URL(url).origin !== self.location.origin || /^\/static\//.test(path)) continue;
			seen.add(url);
			if (mine !== round || own !== walk || !keys) return;
			const had = await headOf(await nameOf(keys, url));
			if (had && seen.size > 1 && Date.now() - had.at < AHEAD_FRESH) { queue.push(...had.to ? [had.to] : had.links); continue; }
			const r = await fetch(url, { headers: { Accept: 'text/html' } });
			if (r.status === 429) return;
			if (mine !== round || !mayKeep(r)) continue;
			const got = await keep(url, r);
			bytes += got.n; n++;
			queue.push(...got.links);
			await new Promise(done => setTimeout(done, 60)); /* pages that people open go before */
		}
	} catch (none) { return; }
	if (mine === round && own === walk) for (const page of await pages()) page.postMessage({ do: 'ahead' });
}

/* ---- what waits to be sent, and drafts ---- */
async function boxPut(entry) {
	const bytes = [], list = [];
	for (const [name, value, file] of entry.fields) {
		if (typeof value === 'string') { list.push([name, value]); continue; }
		const b = await value.arrayBuffer();
		list.push([name, { n: b.byteLength, type: value.type }, file]);
		bytes.push(b);
	}
	const total = new Uint8Array(bytes.reduce((n, b) => n + b.byteLength, 0));
	let at = 0;
	for (const b of bytes) { total.set(new Uint8Array(b), at); at += b.byteLength; }
	const there = (await all('outbox')).reduce((n, e) => n + e.n, 0);
	if (there + total.byteLength > BOX_BYTES) return { full: true };
	const head = await sealText(keys, Object.assign({}, entry, { fields: list })), body = await seal(keys, total);
	await tx('outbox', 'readwrite', o => o.put({ id: entry.id, who: me, at: entry.at, n: total.byteLength + head.data.byteLength, head, body }));
	return { ok: true };
}
async function boxTake(id) {
	const e = await tx('outbox', 'readonly', o => o.get(id));
	if (!e || e.who !== me) return null;
	const entry = await unsealText(keys, e.head), bytes = await unseal(keys, e.body);
	let at = 0;
	entry.fields = entry.fields.map(f => {
		if (typeof f[1] === 'string') return f;
		at += f[1].n;
		return [f[0], new Blob([bytes.slice(at - f[1].n, at)], { type: f[1].type }), f[2]];
	});
	return entry;
}
async function boxList() {
	const list = [];
	for (const e of await all('outbox')) if (e.who === me) try { list.push(await unsealText(keys, e.head)); } catch (none) { /* of another key */ }
	return list.sort((a, b) => a.at - b.at);
}
async function boxMark(id, refused) {
	const e = await tx('outbox', 'readonly', o => o.get(id));
	if (!e || e.who !== me) return;
	e.head = await sealText(keys, Object.assign(await unsealText(keys, e.head), { refused }));
	await tx('outbox', 'readwrite', o => o.put(e));
}
/* The key is held to the end: keys may be forgotten meanwhile, and a draft goes only when it was read. */
async function draftsPut(list) {
	const k = keys, who = me;
	for (const [key, value] of list) {
		const s = await sealText(k, [key, value]), id = await nameOf(k, 'draft ' + key);
		await tx('drafts', 'readwrite', o => o.put({ id, who, iv: s.iv, data: s.data }));
	}
	return true;
}
async function draftsTake() {
	const list = [], k = keys, who = me;
	for (const d of await all('drafts')) {
		if (d.who !== who) continue;
		try { list.push(await unsealText(k, d)); } catch (none) { continue; /* of another key */ }
		await tx('drafts', 'readwrite', o => o.delete(d.id));
	}
	return list;
}
/* What the device has: of the person here by name, of others as sums alone. */
async function about() {
	const heads = await all('heads'), box = await all('outbox'), list = [];
	if (keys) for (const h of heads.filter(x => x.who === me)) {
		try { const o = await unsealText(keys, h); if (o.title) list.push({ url: o.url, title: o.title, at: h.at }); } catch (none) { /* of another key */ }
	}
	const sum = own => heads.reduce((n, h) => n + (own && h.who !== me ? 0 : h.n), 0);
	return { locks: (await all('locks')).length, open: Boolean(keys), who: me, pages: list, own: sum(true), total: sum(false), most: PERSON_BYTES, box: BOX_BYTES,
		waits: box.filter(e => e.who === me).length, waitsAll: box.length, people: new Set(heads.map(h => h.who)).size };
}
async function wipe(everybody) {
	const stores = ['heads', 'bodies', 'outbox', 'drafts', 'locks'], who = me;
	round++; walk++; /* what is on its way into the store does not get there any more */
	const ids = new Set((await all('heads')).filter(h => h.who === who).map(h => h.id));
	for (const s of stores) await tx(s, 'readwrite', o => {
		if (everybody) { o.clear(); return; }
		o.openCursor().onsuccess = e => {
			const c = e.target.result;
			if (!c) return;
			if (c.value.who === who || s === 'bodies' && ids.has(c.value.id)) c.delete();
			c.continue();
		};
	});
}
/* What open pages ask for. Those that concern a person carry who that is and the key, in case this worker was stopped. */
const TALK = {
	async hello(m) {
		if (!await hello(m.who, m.keys)) return { locked: true };
		return { keys, now: skew === null ? 0 : Date.now() + skew, drafts: await draftsTake() };
	},
	ahead: m => { ahead(m.urls, m.lang); },
	async when(m) { const h = await headOf(await nameOf(keys, plain(m.url))); return h ? h.at : 0; },
	put: m => boxPut(m.entry), take: m => boxTake(m.id), list: () => boxList(), mark: m => boxMark(m.id, m.refused),
	drop: m => tx('outbox', 'readwrite', o => o.delete(m.id)), drafts: m => draftsPut(m.list),
};
async function talk(m) {
	if (m.do === 'secret') { secret = kdf(m.card ? card(m.secret) : m.secret); return { ok: true }; }
	if (m.do === 'about') { await haveKeys(); return about(); }
	if (m.do === 'unlock') return { ok: await unlock(m.secret), keys, who: me };
	if (m.do === 'wipe') { await haveKeys(); await wipe(m.everybody); return { ok: true }; }
	if (m.do === 'out') { await forget(); return { ok: true }; }
	if (m.do !== 'hello') {
		if (!keys && m.keys) { me = m.who; keys = m.keys; }
		if (!keys || me !== m.who) return { locked: true };
	}
	return TALK[m.do] ? TALK[m.do](m) : null;
}

/* ---- events ---- */
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', e => e.waitUntil((async () => {
	for (const k of await caches.keys()) if (![STATIC, PUBLIC].includes(k)) await caches.delete(k);
	await self.clients.claim();
})()));
self.addEventListener('message', e => {
	const port = e.ports[0];
	e.waitUntil(talk(e.data || {}).then(r => port && port.postMessage(r === undefined ? null : r), () => port && port.postMessage({ failed: true })));
});
/* Names of static files change when their bytes do, so what is kept is right for ever; old ones go as new ones come. */
async function fromStatic(request) {
	const c = await caches.open(STATIC), had = await c.match(request);
	if (had) return had;
	const r = await fetch(request);
	if (r.ok && /immutable/.test(r.headers.get('Cache-Control') || '')) {
		await c.put(request, r.clone());
		const names = await c.keys();
		for (const old of names.slice(0, Math.max(0, names.length - 120))) await c.delete(old);
	}
	return r;
}
async function fromNetwork(event) {
	const request = event.request;
	let r = null;
	try { r = await fetch(request); } catch (lost) {
		const page = await kept(request);
		if (page) return page;
		throw lost;
	}
	clock(r);
	if ([502, 503, 504].includes(r.status)) return await kept(request) || r;
	if (r.type === 'basic' && r.status === 200 && await haveKeys() && mayKeep(r)) event.waitUntil(keep(request.url, r.clone()).catch(() => { /* full: shown all the same */ }));
	return r;
}
self.addEventListener('fetch', e => {
	const q = e.request, url = new URL(q.url);
	if (url.origin !== self.location.origin) return;
	if (/^\/(sign-out|sign-in|lock|badge|welcome|doors)\b/.test(url.pathname)) {
		e.waitUntil(forget());
		if (q.method === 'GET' && q.mode === 'navigate') e.respondWith(fetch(q).catch(async lost => await (await caches.open(PUBLIC)).match('/offline') || Promise.reject(lost)));
		return;
	}
	if (q.method !== 'GET') return;
	if (url.pathname.startsWith('/static/')) { e.respondWith(fromStatic(q)); return; }
	/* pages, the pictures and sounds of a task, and the look that a person needs */
	if (q.mode === 'navigate' || q.destination === 'image' || q.destination === 'audio' || url.pathname === '/look.css') e.respondWith(fromNetwork(e));
});
