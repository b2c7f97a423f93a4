/* sw.js - what a device keeps so that a learner can go on without a line.
   Laws: (1) a page is kept only if the server sent it with "X-Trellis-Offline: 1"; (2) everything kept is thrown away
   at sign-out, at sign-in, and as soon as another person is seen on this device; (3) the network comes first. */
'use strict';
const STATIC = 'trellis-static-1', PAGES = 'trellis-pages-1', SELF = 'trellis-self-1';

let purges = 0; /* a page on its way into the store when it is emptied must not survive */
async function purge() { purges++; await caches.delete(PAGES); await caches.delete(SELF); }

/* Whose pages these are: an opaque id, kept so that the next person never meets them. */
async function meet(who) {
	const c = await caches.open(SELF), had = await c.match('/who'), old = had ? await had.text() : '';
	if (old !== who) {
		purges++;
		await caches.delete(PAGES);
		if (who) await c.put('/who', new Response(who)); else await caches.delete(SELF);
	}
}
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', e => e.waitUntil((async () => {
	for (const k of await caches.keys()) if (![STATIC, PAGES, SELF].includes(k)) await caches.delete(k);
	await self.clients.claim();
})()));
self.addEventListener('message', e => {
	if (e.data === 'purge') e.waitUntil(purge());
	else if (e.data && typeof e.data.who === 'string') e.waitUntil(meet(e.data.who).then(() => fetchAhead(e.data.keep || [])));
});

/* Names of static files change when their bytes do, so what is kept is right for ever; old ones go as new ones come. */
async function fromStatic(request) {
	const c = await caches.open(STATIC), kept = await c.match(request);
	if (kept) return kept;
	const r = await fetch(request);
	if (r.ok && /immutable/.test(r.headers.get('Cache-Control') || '')) {
		await c.put(request, r.clone());
		const keys = await c.keys();
		for (const old of keys.slice(0, Math.max(0, keys.length - 120))) await c.delete(old);
	}
	return r;
}
/* the store holds one person's pages: what a page varies by is theirs */
const any = { ignoreVary: true };
const mayKeep = r => r.ok && !r.redirected && r.type === 'basic' && r.headers.get('X-Trellis-Offline') === '1';
async function keep(request, r, before = purges) {
	const c = await caches.open(PAGES);
	await c.put(request, r);
	if (before !== purges) { await c.delete(request); return; }
	const keys = await c.keys();
	for (const old of keys.slice(0, Math.max(0, keys.length - 80))) await c.delete(old);
}
/* The page that is open and the work it leads to, so that a lost line finds them here. One after the other: no flood. */
async function fetchAhead(urls) {
	const before = purges, c = await caches.open(PAGES);
	for (const url of urls.slice(0, 30)) {
		if (new URL(url, self.location.href).origin !== self.location.origin || await c.match(url, any)) continue;
		try {
			const r = await fetch(url, { headers: { Accept: 'text/html' } });
			if (mayKeep(r)) await keep(url, r, before);
		} catch { return; }
		if (before !== purges) return;
	}
}
async function fromNetwork(event) {
	const request = event.request;
	let r;
	try { r = await fetch(request); }
	catch (lost) {
		const c = await caches.open(PAGES), kept = await c.match(request, any) || request.mode === 'navigate' && await c.match('/offline', any);
		if (kept) return kept;
		throw lost;
	}
	if (mayKeep(r)) event.waitUntil(keep(request, r.clone()));
	return r;
}
self.addEventListener('fetch', e => {
	const q = e.request, url = new URL(q.url);
	if (url.origin !== self.location.origin) return;
	if (/^\/(sign-out|sign-in|lock)\b/.test(url.pathname)) { e.waitUntil(purge()); return; }
	if (q.method !== 'GET') return;
	if (url.pathname.startsWith('/static/')) { e.respondWith(fromStatic(q)); return; }
	/* pages, and the pictures and sounds of a task */
	if (q.mode === 'navigate' || q.destination === 'image' || q.destination === 'audio') e.respondWith(fromNetwork(e));
});
