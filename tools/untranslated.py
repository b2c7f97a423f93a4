#!/usr/bin/env python3
"""What is still English on pages in another language: walks the sample school behind its doors.

  untranslated.py [LANG] [--doors learner,family] [--learner-pages] [--most N] [--show] [--unspoken]

Makes a sample school in a temporary folder, serves it on a free port, follows the links behind each door (at most N
pages for each route) in English and in LANG, and prints texts that are the same on both and are words of the program:
what the database holds (names, what people wrote), and elements in a language of their own, do not count. Tasks,
readings and competencies of the starter data do count: they are there in LANG or say in which language they are.
--learner-pages keeps to pages that learners and families see. --show prints where each text stands.
--unspoken asks for English in place of LANG: what it finds then shows that the walk sees what stayed English.
Ends with 1 when something is found, or when a sentence ends in two points."""
import argparse
import csv
import http.cookiejar
import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser
from pathlib import Path

TOP = Path(os.environ.get('TRELLIS_SOURCE') or Path(__file__).resolve().parents[1])
BUILD = Path(os.environ.get('TRELLIS_BUILD') or TOP / 'build')
DOORS = ('teacher', 'learner', 'special', 'language', 'family', 'leader')
STARTS = ('/home', '/today', '/caseload', '/family', '/lead', '/library', '/account', '/help', '/r', '/waits', '/score', '/settings')
NOBODY = ('/', '/doors', '/sign-in', '/help', '/accessibility', '/badge', '/welcome', '/offline', '/trust', '/nowhere')
# Words that are the same in the language, names of things outside, and signs that no language changes.
SAME = {
    'all': {'Trellis', 'CSV', 'JSON', 'PDF', 'QR', 'Android', 'Windows', 'Mac', 'Linux', 'WIDA ACCESS', 'ELPA21', 'IEP', 'WCAG', 'UTC', 'px', 'OneRoster',
            # words of the glossary that are known by their letters everywhere
            'BIP', 'ESL', 'ESY', 'FAPE', 'FBA', 'FERPA', 'GPA', 'LRE', 'Lexile', 'PBIS', 'PLP', 'UDL', 'WIDA'},
    'es': {'Error', 'No', 'Rigor', 'Video', 'Local', 'Total', 'Material', 'Final', 'Kindergarten', 'Mentor', 'Plan', 'plan', 'minutos', 'Braille', 'Normal'},
}
VOID = {'area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr'}


class Words(HTMLParser):
    """Texts of a page that are in the page's own language, and its links."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.texts, self.links, self.forms, self.lang = [], [], [], {}, None
        self.form = None

    def quiet(self):
        return any(q for _, q in self.open)

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == 'html':
            self.lang = a.get('lang')
        if tag == 'a' and a.get('href'):
            self.links.append(a['href'])
        if tag == 'form':
            self.form = self.forms.setdefault(a.get('action', ''), {})
        if tag == 'input' and self.form is not None and a.get('name'):
            self.form[a['name']] = a.get('value', '')
        other = tag in ('script', 'style', 'code', 'math', 'textarea', 'svg') or \
            (tag != 'html' and a.get('lang') is not None and a['lang'] != self.lang)
        if not other and not self.quiet():
            for name in ('alt', 'title', 'aria-label', 'placeholder', 'content'):
                if a.get(name) and (name != 'content' or a.get('name') == 'description'):
                    self.texts.append(a[name])
            if tag == 'input' and a.get('type') in ('submit', 'button') and a.get('value'):
                self.texts.append(a['value'])
        if tag not in VOID:
            self.open.append((tag, other))

    def handle_endtag(self, tag):
        while self.open and any(t == tag for t, _ in self.open):
            if self.open.pop()[0] == tag:
                break
        if tag == 'form':
            self.form = None

    def handle_data(self, data):
        text = re.sub(r'\s+', ' ', data).strip()
        if text and not self.quiet():
            self.texts.append(text)


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


class School:
    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix='trellis-words-')
        self.db = os.path.join(self.folder.name, 'sample.db')
        program = str(BUILD / 'trellis')
        subprocess.run([program, 'sample', '--db', self.db, '--learners', '36'], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.routes = [r for r in json.loads(subprocess.run([program, 'routes', '--json'], check=True, capture_output=True).stdout) if r['method'] == 'GET']
        self.port = free_port()
        self.server = subprocess.Popen([program, 'serve', '--db', self.db, '--port', str(self.port), '--https-port', '0'],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(300):
            try:
                socket.create_connection(('127.0.0.1', self.port), 0.2).close()
                break
            except OSError:
                time.sleep(0.1)

    def close(self):
        self.server.terminate()
        self.server.wait()
        self.folder.cleanup()

    def held(self):
        """Every text in the database, whole and by line."""
        out = set()
        db = sqlite3.connect(f'file:{self.db}?mode=ro', uri=True)
        for (table,) in db.execute("select name from sqlite_master where type = 'table' and name not like 'sqlite%'").fetchall():
            for row in db.execute(f'select * from "{table}"'):
                for cell in row:
                    if isinstance(cell, str):
                        out.add(re.sub(r'\s+', ' ', cell).strip())
                        out.update(re.sub(r'\s+', ' ', line).strip() for line in re.split(r'[\n;]', cell))
                        out.update(re.findall(r'"((?:[^"\\]|\\.)+)"', cell))
        db.close()
        return out


class Browser:
    def __init__(self, school):
        self.school, self.jar = school, http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path, data=None):
        """(path reached, page), or None when it is no page."""
        url = f'http://127.0.0.1:{self.school.port}{path}'
        headers = {'Origin': f'http://127.0.0.1:{self.school.port}', 'Referer': url}
        try:
            reply = self.opener.open(urllib.request.Request(url, data, headers), timeout=30)
        except urllib.error.HTTPError as e:
            reply = e
        if 'html' not in reply.headers.get('Content-Type', ''):
            return None
        page = Words()
        page.feed(reply.read().decode('utf-8'))
        return urllib.parse.urlparse(reply.geturl()).path, page

    def enter(self, door):
        _, page = self.get('/doors')
        form = page.forms.get(f'/doors/{door}', {})
        self.get(f'/doors/{door}', urllib.parse.urlencode(form).encode())


def with_lang(path, lang):
    return path + ('&' if '?' in path else '?') + 'lang=' + lang


def walk(school, who, lang, most, learner_pages):
    """Yields (path, texts in English, texts in lang)."""
    browser = Browser(school)
    if who:
        browser.enter(who)
    shapes = [(re.compile('^' + re.sub(r'\\\{\w+\\\*?\\\}', '[^/]+', re.escape(r['path'])) + '$'), r) for r in school.routes]
    queue, asked, count = list(STARTS if who else NOBODY), set(), {}
    while queue:
        path = queue.pop(0)
        plain = path.split('?')[0]
        route = next((r for s, r in shapes if s.match(plain)), None)
        if path in asked or 'format=' in path or '.pdf' in plain or '/static/' in path or (not route and path != '/nowhere'):
            continue
        asked.add(path)
        name = route['path'] if route else path
        if count.get(name, 0) >= most:
            continue
        count[name] = count.get(name, 0) + 1
        english, other = browser.get(with_lang(path, 'en')), browser.get(with_lang(path, lang))
        if not english or not other:
            continue
        queue += [h.split('#')[0] for h in english[1].links if h.startswith('/') and not h.startswith('//') and 'lang=' not in h]
        if learner_pages and route and 'learner-page' not in route['flags']:
            continue
        yield path, english[1].texts, other[1].texts


def starter(lang):
    """Texts of tasks and readings of the starter data, and sentences of competencies, in languages other than lang."""
    out = set()
    for file in sorted((TOP / 'data').glob('*/*.jsonl')):
        for line in file.read_text(encoding='utf-8').splitlines():
            one = json.loads(line)
            for field in ('title', 'summary', 'steps', 'done', 'ways', 'materials', 'with'):
                text = one.get(field)
                for tag, words in text.items() if isinstance(text, dict) else [(one.get('lang'), text)]:
                    if tag and tag != lang:
                        out.update([words] if isinstance(words, str) else words or [])
    for name in ('math', 'english') if lang in ('es', 'ar') else ():
        with open(TOP / f'data/competencies/{name}.csv', encoding='utf-8', newline='') as f:
            out.update(row['text'] for row in csv.DictReader(f))
    return out


def suspicious(text, english, held, lang, content=()):
    """Is text of a page in lang the program's English, or content that does not say its language?"""
    if text in content:
        return True
    if text not in english or text in held or not re.search(r'[A-Za-z]{2}', text):
        return False
    if text in SAME['all'] or text in SAME.get(lang, ()):
        return False
    rest = re.sub(r'\b[A-Z0-9]{1,3}(\.[A-Za-z0-9]+){2,}\b', ' ', text)  # codes of competencies
    rest = re.sub(r'\b\d+ (CFR|USC) \d+[\w.()-]*', ' ', rest)  # sources of law
    for word in sorted((h for h in held if len(h) > 3 and h in rest), key=len, reverse=True):
        rest = rest.replace(word, ' ')
    for piece in re.split(r'[,:;.()/|·“”"]| - ', rest):
        piece = piece.strip()
        if piece and (piece in held or piece in SAME['all'] or piece in SAME.get(lang, ()) or not re.search(r'[A-Za-z]{2}', piece)):
            rest = rest.replace(piece, ' ', 1)
    return re.search(r'[A-Za-z]{2}', rest) is not None


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('lang', nargs='?', default='es')
    p.add_argument('--doors', default=','.join(DOORS))
    p.add_argument('--learner-pages', action='store_true')
    p.add_argument('--most', type=int, default=3)
    p.add_argument('--show', action='store_true')
    p.add_argument('--unspoken', action='store_true')
    o = p.parse_args()
    school, content, found, pages = School(), starter(o.lang), {}, 0
    try:
        for who in [None] + [d for d in o.doors.split(',') if d]:
            for path, english, other in walk(school, who, 'en' if o.unspoken else o.lang, o.most, o.learner_pages):
                pages += 1
                held = school.held() if pages % 40 == 1 else held
                there = set(english)
                for text in other:
                    if suspicious(text, there, held, o.lang, content) or re.search(r'(?<!\.)\.\.(?!\.)', text):
                        found.setdefault(text, []).append(f'{who or "nobody"} {path}')
    finally:
        school.close()
    for text, places in sorted(found.items()):
        print(text + (f'\n    {places[0]}' + (f' and {len(places) - 1} more' if len(places) > 1 else '') if o.show else ''))
    print(f'{pages} pages, {len(found)} texts that are not in {o.lang}', file=sys.stderr)
    sys.exit(1 if found or not pages else 0)


if __name__ == '__main__':
    main()
