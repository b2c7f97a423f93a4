/* device.js - the page of a device without a line: what this device has, opening it with one's own password or card, emptying it.
   The worker (sw.js) does the deeds; this page only asks it. */
(() => {
'use strict';
const $ = (s, r = document) => r.querySelector(s), lang = document.documentElement.lang || 'en';
const OUTSIDE = /^\/(offline|lock|sign-in|sign-out|badge|welcome|doors)\b/;
const list = $('[data-kept]'), form = $('form[data-unlock]'), sums = $('[data-sums]');
if (!list || !navigator.serviceWorker || !window.crypto || !crypto.subtle) return;
const ask = async (message, wait) => {
	const to = await Promise.race([navigator.serviceWorker.ready.then(r => r.active), new Promise(done => setTimeout(done, 3000, null))]);
	return to && new Promise(done => {
		const line = new MessageChannel();
		line.port1.onmessage = e => done(e.data);
		setTimeout(done, wait, null);
		to.postMessage(message, [line.port2]);
	});
};
const hour = at => new Date(at).toLocaleString(lang, { weekday: 'short', hour: '2-digit', minute: '2-digit' });
const mb = n => (n / 1048576).toLocaleString(lang, { maximumFractionDigits: 1 });
async function show() {
	const a = await ask({ do: 'about' }, 8000);
	if (!a) return;
	list.textContent = '';
	for (const p of a.pages.sort((x, y) => y.at - x.at)) {
		const li = document.createElement('li'), link = document.createElement('a'), when = document.createElement('span');
		li.className = 'row';
		when.className = 'soft';
		link.href = p.url;
		link.textContent = new DOMParser().parseFromString(p.title, 'text/html').body.textContent.split(' · ')[0];
		when.textContent = hour(p.at);
		li.append(link, ' ', when);
		list.append(li);
	}
	form.hidden = a.open || !a.locks;
	sums.textContent = sums.dataset.sums.replace('{own}', mb(a.own)).replace('{most}', mb(a.most)).replace('{all}', mb(a.total)).replace('{box}', mb(a.box)).replace('{n}', a.waits);
	for (const b of document.querySelectorAll('[data-wipe]')) {
		const every = b.dataset.wipe === 'all', lost = every ? a.waitsAll : a.waits, said = $('p', b.parentNode);
		b.hidden = !every && !a.open;
		b.onclick = async () => {
			if (lost && !b.dataset.sure) { b.dataset.sure = '1'; said.textContent = b.dataset.lost.replace('{n}', lost); return; }
			await ask({ do: 'wipe', everybody: every }, 8000);
			delete b.dataset.sure;
			said.textContent = b.dataset.done;
			show();
		};
	}
}
form.onsubmit = async e => {
	e.preventDefault();
	const field = form.elements.secret, r = await ask({ do: 'unlock', secret: field.value }, 60000);
	field.value = '';
	if (!r || !r.ok) { $('[role=status]', form).textContent = form.dataset.wrong; return; }
	const next = new URLSearchParams(location.search).get('next') || '';
	if (!OUTSIDE.test(location.pathname)) location.reload();
	else if (/^\/[^/\\]/.test(next) && !OUTSIDE.test(next)) location.assign(next);
	else show();
};
show();
})();
