/* sign.js - pages around signing in: show a password, take a code from behind the # of the address (a scanned card or a
   link in a letter), mark printed pages. Every page works without it: the code can be typed. */
(() => {
'use strict';
for (const input of document.querySelectorAll('input[data-reveal]')) {
	const button = document.createElement('button');
	button.type = 'button';
	button.className = 'btn text';
	button.textContent = input.dataset.reveal;
	button.setAttribute('aria-pressed', 'false');
	button.setAttribute('aria-controls', input.id);
	button.addEventListener('click', () => {
		const show = input.type === 'password';
		input.type = show ? 'text' : 'password';
		button.setAttribute('aria-pressed', String(show));
	});
	input.after(button);
	if (input.form) input.form.addEventListener('submit', () => { input.type = 'password'; });
}
/* What is typed here also opens what this device keeps for the same person when there is no line (sw.js). */
if (navigator.serviceWorker && window.crypto && crypto.subtle) {
	let worker = null;
	navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready).then(r => { worker = r.active; }).catch(() => { /* no store on this device */ });
	document.addEventListener('submit', e => {
		const f = e.target, code = f.elements.code, typed = f.elements.password || (/^\/badge$/.test(new URL(f.action).pathname) ? code : null);
		if (worker && typed && typed.value) worker.postMessage({ do: 'secret', secret: typed.value, card: typed === code });
	});
}
const taker = document.querySelector('input[data-from-hash]');
if (taker && location.hash.length > 8) {
	taker.value = decodeURIComponent(location.hash.slice(1));
	history.replaceState(null, '', location.pathname + location.search);
	if (taker.dataset.fromHash === 'send' && taker.form) taker.form.requestSubmit();
}
})();
