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
const taker = document.querySelector('input[data-from-hash]');
if (taker && location.hash.length > 8) {
	taker.value = decodeURIComponent(location.hash.slice(1));
	history.replaceState(null, '', location.pathname + location.search);
	if (taker.dataset.fromHash === 'send' && taker.form) taker.form.requestSubmit();
}
})();
