/* voice.js - reads aloud with the school's voice, word by word, on a device that has none in that language. Fetched by trellis.js when
   it is needed. Law: text goes to the school's own server and comes back as sound; nothing else is asked. */
(() => {
'use strict';
const html = document.documentElement;
/* Pieces of at most so many letters, cut between words, at the end of a sentence where there is one; with where each begins. */
function pieces(text, most = 500) {
	const out = [];
	for (let from = 0; from < text.length;) {
		let to = Math.min(text.length, from + most);
		if (to < text.length) {
			const part = text.slice(from, to), stop = Math.max(...['. ', '? ', '! ', '。', '؟ ', '？', '！'].map(s => part.lastIndexOf(s))), gap = part.lastIndexOf(' ');
			if (stop > most / 3) to = from + stop + 1; else if (gap > 0) to = from + gap;
		}
		out.push({ from, text: text.slice(from, to) });
		from = to;
	}
	return out.filter(p => /[0-9A-Za-z\u00c0-\u1fff\u3040-\ud7ff\uf900-\ufdff]/.test(p.text));
}
/* The cue points of a WAV file: for each word the place in the text (in characters) and the moment in seconds. */
function cues(data) {
	const v = new DataView(data), name = at => String.fromCharCode(v.getUint8(at), v.getUint8(at + 1), v.getUint8(at + 2), v.getUint8(at + 3));
	let hertz = 22050, out = [];
	for (let at = 12; at + 8 <= v.byteLength; at += 8 + v.getUint32(at + 4, true) + v.getUint32(at + 4, true) % 2) {
		if (name(at) === 'fmt ') hertz = v.getUint32(at + 12, true);
		if (name(at) === 'cue ') for (let i = 0; i < v.getUint32(at + 8, true); i++) out.push({ place: v.getUint32(at + 12 + 24 * i, true), at: v.getUint32(at + 16 + 24 * i, true) / hertz });
	}
	return out;
}
async function soundOf(csrf, lang, text, tries = 4) {
	const body = new URLSearchParams({ csrf, lang: lang.toLowerCase().split('-')[0], text });
	if (html.dataset.speechPitch) body.set('pitch', Math.round(Number(html.dataset.speechPitch) * 50));
	try {
		const r = await fetch('/speak', { method: 'POST', body });
		if (r.status === 503 && tries > 1) { await new Promise(done => setTimeout(done, 400)); return await soundOf(csrf, lang, text, tries - 1); }
		return r.ok ? await r.arrayBuffer() : null;
	} catch (none) { return null; } /* no line */
}
/* Plays one run word by word; true when it was heard to its end. */
async function hear(run, me, page) {
	const list = pieces(run.text);
	let next = list.length ? soundOf(page.csrf, run.lang, list[0].text) : null;
	for (let i = 0; i < list.length; i++) {
		const data = await next;
		if (!page.on() || !data) return !page.on();
		next = i + 1 < list.length ? soundOf(page.csrf, run.lang, list[i + 1].text) : null;
		const letters = [...list[i].text], lead = list[i].text.length - list[i].text.trimStart().length, marks = cues(data);
		for (const m of marks) m.from = list[i].from + lead + letters.slice(lead, lead + m.place).join('').length;
		const url = URL.createObjectURL(new Blob([data], { type: 'audio/wav' })), audio = new Audio(url);
		let now = null;
		const off = () => { if (now) now.classList.remove('word-now'); now = null; };
		const follow = () => {
			if (audio.ended || !page.on()) return;
			const m = marks.filter(x => x.at <= audio.currentTime).pop(), hit = m && run.words.filter(x => x.from <= m.from).pop();
			if (hit && hit.s !== now) { off(); now = hit.s; now.classList.add('word-now'); }
			requestAnimationFrame(follow);
		};
		const heard = await new Promise(done => {
			me.stop = () => { audio.pause(); done(true); };
			audio.onended = () => done(true);
			audio.onerror = () => done(false);
			audio.playbackRate = page.rate();
			if (html.dataset.speechVolume) audio.volume = Number(html.dataset.speechVolume);
			audio.play().then(follow, () => done(false));
		});
		off();
		URL.revokeObjectURL(url);
		if (!heard) return false;
	}
	return true;
}
window.schoolVoice = { hear };
})();
