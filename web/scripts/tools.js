/* tools.js - tools of a piece of work that need a script: larger letters, one or two switches, speaking instead of writing, words to
   choose from, captions. Law: nothing here asks anybody outside this device; what a device cannot do by itself is not offered. */
(() => {
'use strict';
const html = document.documentElement;
if (html.dataset.tools) return;
html.dataset.tools = '1';
const $$ = (s, r = document) => [...r.querySelectorAll(s)];
const keep = (k, v) => { try { if (v === undefined) return sessionStorage.getItem('trellis-tools:' + k); sessionStorage.setItem('trellis-tools:' + k, v); } catch (none) { /* this page alone */ } return null; };
const press = (tool, on) => $$(`[data-tool="${tool}"]`).forEach(b => b.setAttribute('aria-pressed', on));
const told = new Set();
const tell = tool => {
	const f = document.querySelector('form[data-used]'), csrf = document.querySelector('meta[name="csrf"]');
	if (!f || told.has(tool)) return;
	told.add(tool);
	fetch(f.action, { method: 'POST', body: new URLSearchParams({ csrf: csrf ? csrf.content : '', tool }), keepalive: true }).catch(() => { /* nobody waits for this */ });
};

/* ---- larger: one step more than the learner's own size ---- */
const usual = html.dataset.size || '1';
const larger = on => {
	const size = on ? String(Math.min(4, Number(usual) + 1 + (usual === '1' ? 1 : 0))) : usual;
	if (size === '1') delete html.dataset.size; else html.dataset.size = size;
	html.toggleAttribute('data-larger', on);
	press('larger', on);
};

/* ---- switches: space goes on, Enter takes; with a speed it goes on by itself and any key takes ---- */
let timer = 0, at = -1;
const things = () => $$('a[href], button, input:not([type="hidden"]), select, textarea, summary').filter(x => !x.disabled && x.getClientRects().length && !x.closest('.skip'));
const go = step => {
	const list = things();
	if (!list.length) return;
	at = list.indexOf(document.activeElement) >= 0 ? list.indexOf(document.activeElement) : at;
	at = (at + step + list.length) % list.length;
	for (const x of $$('.scan-now')) x.classList.remove('scan-now');
	list[at].classList.add('scan-now');
	list[at].focus();
	list[at].scrollIntoView({ block: 'nearest' });
};
const take = () => {
	const x = document.activeElement;
	if (!x || x === document.body) { go(1); return; }
	if (x.matches('textarea, input:not([type="radio"], [type="checkbox"], [type="file"])')) return; /* here one writes */
	x.click();
};
const pace = () => Number(keep('pace')) || 0;
const scan = on => {
	clearInterval(timer);
	html.toggleAttribute('data-scan', on);
	press('scan', on);
	let box = document.getElementById('scan-pace');
	const b = document.querySelector('[data-tool="scan"]');
	if (!on) { if (box) box.remove(); for (const x of $$('.scan-now')) x.classList.remove('scan-now'); return; }
	if (!box && b) {
		box = document.createElement('select');
		box.id = 'scan-pace';
		box.setAttribute('aria-label', b.textContent);
		for (const [v, text] of [[0, '1 · 2'], [4, '4 s'], [2.5, '2.5 s'], [1.5, '1.5 s']]) { const o = new Option(text, v); o.selected = v === pace(); box.append(o); }
		box.onchange = () => { keep('pace', box.value); scan(true); };
		b.after(box);
	}
	if (pace()) timer = setInterval(go, pace() * 1000, 1);
};
document.addEventListener('keydown', e => {
	if (!html.hasAttribute('data-scan') || e.ctrlKey || e.altKey || e.metaKey) return;
	const writes = e.target.matches && e.target.matches('textarea, input:not([type="radio"], [type="checkbox"], [type="file"])');
	if (e.key === ' ' && !writes) { e.preventDefault(); if (pace()) take(); else go(1); }
	else if (e.key === 'Enter' && !writes) { e.preventDefault(); take(); }
	else if (e.key === 'Escape' && writes) { e.preventDefault(); go(1); }
}, true);

/* ---- speaking: only where this device understands by itself ---- */
const Speech = window.SpeechRecognition || window.webkitSpeechRecognition;
async function speaks(field) {
	const lang = field.closest('[lang]') ? field.closest('[lang]').lang : html.lang;
	if (!Speech || !Speech.available) return;
	let can = '';
	try { can = await Speech.available({ langs: [lang], processLocally: true }); } catch (none) { return; }
	if (can !== 'available') return;
	const b = document.createElement('button');
	b.type = 'button'; b.className = 'btn quiet'; b.textContent = '🎤'; b.setAttribute('aria-pressed', 'false');
	b.setAttribute('aria-label', (document.querySelector('label[for="' + field.id + '"]') || field).textContent);
	let rec = null;
	b.onclick = () => {
		if (rec) { rec.stop(); return; }
		rec = new Speech();
		rec.lang = lang; rec.processLocally = true; rec.continuous = true;
		rec.onresult = e => { for (let i = e.resultIndex; i < e.results.length; i++) if (e.results[i].isFinal) { field.value += (field.value ? ' ' : '') + e.results[i][0].transcript.trim(); field.dispatchEvent(new Event('input', { bubbles: true })); } };
		rec.onend = () => { rec = null; b.setAttribute('aria-pressed', 'false'); };
		rec.start();
		b.setAttribute('aria-pressed', 'true');
		tell('speak');
	};
	field.after(b);
}

/* ---- drawing: what is drawn becomes the picture of the field beneath, which stays as it is; keyboards and voices have their own ways ---- */
function draws(input) {
	const start = document.createElement('button');
	start.type = 'button'; start.className = 'btn quiet'; start.textContent = input.dataset.draw;
	input.before(start);
	start.onclick = () => {
		const area = document.createElement('canvas'), anew = document.createElement('button'), box = document.createElement('div');
		area.width = 800; area.height = 600;
		area.setAttribute('role', 'img'); area.setAttribute('aria-label', input.dataset.drawArea);
		Object.assign(area.style, { inlineSize: '100%', border: '2px solid', touchAction: 'none', display: 'block', background: '#fff' });
		anew.type = 'button'; anew.className = 'btn quiet'; anew.textContent = input.dataset.drawAnew;
		box.append(area, anew);
		const pen = area.getContext('2d');
		let down = false;
		const blank = () => { pen.fillStyle = '#fff'; pen.fillRect(0, 0, area.width, area.height); };
		const at = e => { const b = area.getBoundingClientRect(); return [(e.clientX - b.left) * area.width / b.width, (e.clientY - b.top) * area.height / b.height]; };
		const keepIt = () => area.toBlob(blob => {
			const t = new DataTransfer();
			t.items.add(new File([blob], 'drawing.png', { type: 'image/png' }));
			input.files = t.files;
			const by = document.querySelector('input[name="by"][value="drawn"]');
			if (by && input.form && input.form.contains(by)) by.checked = true;
		});
		blank();
		area.onpointerdown = e => { down = true; area.setPointerCapture(e.pointerId); pen.lineWidth = 5; pen.lineCap = pen.lineJoin = 'round'; pen.strokeStyle = '#111'; pen.beginPath(); pen.moveTo(...at(e)); pen.lineTo(...at(e)); pen.stroke(); };
		area.onpointermove = e => { if (down) { pen.lineTo(...at(e)); pen.stroke(); } };
		area.onpointerup = area.onpointercancel = () => { if (down) { down = false; keepIt(); } };
		anew.onclick = () => { blank(); input.value = ''; };
		start.replaceWith(box);
	};
}

/* ---- words to choose from: of the work, of what the learner wrote before, of the school; fetched when they are turned on ---- */
let prompts = null;
async function fetchPrompts() {
	const f = document.querySelector('form[data-used]');
	if (prompts || !f) return;
	prompts = [];
	try { const r = await fetch(f.action.replace(/used$/, 'words')); if (r.ok) prompts = (await r.json()).words; } catch (e) { prompts = null; } /* no line: the next letter asks again */
}
/* A word in any script: what no digit, space or sign ends (browsers of 2017 know no \p{L}). */
const WORD = /[^\s0-9.,;:!?()[\]{}"“”«»…/\\<>=+*&%$#@~|_،؛؟。，、！？]+$/;
function prompt(field) {
	let row = field.nextElementSibling && field.nextElementSibling.classList.contains('prompts') ? field.nextElementSibling : null;
	const at = field.selectionStart, m = html.hasAttribute('data-predicting') && WORD.exec(field.value.slice(0, at));
	const begun = m ? m[0].toLocaleLowerCase() : '', fit = begun && prompts ? prompts.filter(x => x.startsWith(begun) && x !== begun).slice(0, 4) : [];
	if (!fit.length) { if (row) row.remove(); return; }
	if (!row) {
		row = document.createElement('div');
		row.className = 'prompts deeds';
		row.setAttribute('role', 'group');
		row.setAttribute('aria-label', document.querySelector('[data-tool="predict"]').textContent);
		field.after(row);
	}
	row.replaceChildren(...fit.map(x => {
		const b = document.createElement('button'), word = m[0][0] === m[0][0].toLocaleLowerCase() ? x : x[0].toLocaleUpperCase() + x.slice(1);
		b.type = 'button'; b.className = 'btn quiet'; b.textContent = word; b.dir = 'auto';
		b.onclick = () => {
			field.setRangeText(word + ' ', at - m[0].length, at, 'end');
			field.focus();
			field.dispatchEvent(new Event('input', { bubbles: true }));
			tell('predict');
		};
		return b;
	}));
}
async function predict(on) {
	html.toggleAttribute('data-predicting', on);
	press('predict', on);
	if (on) await fetchPrompts(); else document.querySelectorAll('.prompts').forEach(x => x.remove());
}
document.addEventListener('input', async e => {
	if (!html.hasAttribute('data-predicting') || !e.target.matches('[data-predict]')) return;
	await fetchPrompts();
	prompt(e.target);
});

document.addEventListener('click', e => {
	const t = e.target instanceof Element ? e.target.closest('[data-tool]') : null;
	if (!t) return;
	if (t.dataset.tool === 'larger') { const on = !html.hasAttribute('data-larger'); larger(on); keep('larger', on ? 1 : ''); tell(on ? 'larger' : '-larger'); }
	if (t.dataset.tool === 'predict') { const on = !html.hasAttribute('data-predicting'); predict(on); keep('predict', on ? '1' : '0'); if (!on) tell('-predict'); }
	if (t.dataset.tool === 'scan') { const on = !html.hasAttribute('data-scan'); scan(on); keep('scan', on ? '1' : '0'); tell(on ? 'scan' : '-scan'); }
});
/* ---- the clock: what the server said, counted on; it needs no line ---- */
const clock = document.querySelector('[data-clock][data-running]');
if (clock) {
	const ends = Date.now() + Number(clock.dataset.clock) * 1000;
	const tick = () => { const s = Math.max(0, Math.round((ends - Date.now()) / 1000)); clock.textContent = `${String(Math.floor(s / 60)).padStart(2, '0')}:${String(s % 60).padStart(2, '0')}`; };
	setInterval(tick, 1000);
}
if (keep('larger')) larger(true);
const help = document.querySelector('[data-tool="predict"]'), kept = keep('predict');
if (help && (kept === '1' || (kept !== '0' && 'on' in help.dataset))) predict(true);
const wanted = keep('scan');
if (wanted === '1' || (wanted !== '0' && html.hasAttribute('data-scan'))) scan(true);
$$('[data-speak]').forEach(speaks);
if (window.DataTransfer && window.PointerEvent) $$('input[data-draw]').forEach(draws);
if (html.hasAttribute('data-captions')) for (const v of $$('video')) for (const t of v.textTracks) t.mode = 'showing';
})();
