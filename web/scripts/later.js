/* later.js - the first visit of a device on a slow line: the page can be read with first.css; when it is there whole, the rest of the
   styles, the letters and the scripts are asked for, in the order and place they have on every other visit. */
(() => {
'use strict';
const me = document.currentScript;
for (const href of me.dataset.styles.split(' ')) {
	const link = document.createElement('link');
	link.rel = 'stylesheet';
	link.href = href;
	me.before(link); /* before what a person's own needs ask for */
}
for (const src of me.dataset.scripts.split(' ')) {
	const script = document.createElement('script');
	script.async = false;
	script.src = src;
	document.head.append(script);
}
})();
