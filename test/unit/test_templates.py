#!/usr/bin/env python3
"""What tools/templates.py refuses, with file and line, and what it lets through."""
import importlib.util
import os
import tempfile
import unittest
from pathlib import Path

TOP = Path(os.environ.get('TRELLIS_SOURCE') or Path(__file__).resolve().parents[2])

spec = importlib.util.spec_from_file_location('templates', TOP / 'tools/templates.py')
templates = importlib.util.module_from_spec(spec)
spec.loader.exec_module(templates)

REFUSED = [
    # source, line of the error, words of the error
    ('<p title={= x}>a</p>', 1, 'quoted'),
    ('<p title=plain>a</p>', 1, 'quoted'),
    ('<p {= x}>a</p>', 1, 'outside a quoted value'),
    ('<p onclick="{= x}">a</p>', 1, 'onclick'),
    ('<p ONLOAD="x()">a</p>', 1, 'onload'),
    ('<p style="color:red">a</p>', 1, 'style='),
    ('<style>p{{color:red}</style>', 1, '<style>'),
    ('<script>alert(1)</script>', 1, '<script>'),
    ('<script src="/a.js">{= x}</script>', 1, 'empty'),
    ('<iframe src="/x"></iframe>', 1, '<iframe>'),
    ('<base href="/">', 1, '<base>'),
    ('<img srcset="{= x}" alt="">', 1, 'srcset'),
    ('<img src="/a.png">', 1, 'alt'),
    ('<a href="javascript:{= x}">a</a>', 1, 'path of this site'),
    ('<a href="javascript:alert(1)">a</a>', 1, 'only paths'),
    ('<a href="//evil.example/">a</a>', 1, 'only paths'),
    ('<a href="java{= x}">a</a>', 1, 'path of this site'),
    ('<a href="{t "x"}">a</a>', 1, 'whole address'),
    ('<a href="https://{= x}/">a</a>', 1, 'path of this site'),
    ('<a href="{% x(); %}{= y}">a</a>', 1, 'beginning of an address'),
    ('<div><p>a</div>', 1, '</div> stands where </p>'),
    ('<div>\n<p>a</p>\n', 1, 'never closed'),
    ('</p>', 1, 'closes nothing'),
    ('<div/>', 1, 'does not close itself'),
    ('<ul>\n{% if (x) { %}\n<li>a\n{% } %}\n</ul>', 4, '<li> (line 3)'),
    ('<ul>{% if (x) { %}</ul>{% } %}', 1, 'opened outside'),
    ('{% for (;;) { %}<p>{% if (x) { break; } %}</p>{% } %}', 1, 'would leave <p> open'),
    ('{% return; %}', 1, 'return'),
    ('{% if (x) { %}', 1, 'never closed'),
    ('{% } %}', 1, 'closes nothing'),
    ('<p {% if (x) { %}>a</p>{% } %}', 1, 'ends inside'),
    ('a { b', 1, 'write {{'),
    ('{nosuch x}', 1, 'begins a directive'),
    ('{= }', 1, 'needs an expression'),
    ('{= (x', 1, 'no closing }'),
    ('\n\n{t "%s of %s", a}', 3, '2 conversion(s) and 1 argument(s)'),
    ('{t "50% done"}', 1, 'conversion'),
    ('{t "%x", a}', 1, 'not known here'),
    ('{tn "one" "many"}', 1, 'number that chooses'),
    ('{tn "%s" "%d", n, a}', 1, 'disagree'),
    ('{t x}', 1, 'quoted text'),
    ('<p title="{raw x}">a</p>', 1, '{raw }'),
    ('<textarea>{raw x}</textarea>', 1, '{raw }'),
    ('<p title="{use other(x)}">a</p>', 1, '{use'),
    ('{let a}<b>{/let}</b>', 1, 'still open'),
    ('{/let}', 1, 'closes nothing'),
    ('<p a="1" a="2">x</p>', 1, 'twice'),
    ('<form method="{= m}"></form>', 1, 'method='),
    ('<p', 1, 'ends inside a tag'),
    ('a < b', 1, '&lt;'),
    ('<!-- never', 1, 'no end'),
    ('<title>a<b></title>', 1, '&lt;'),
]


class Templates(unittest.TestCase):
    def compile(self, text, name='t.html'):
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / 'templates'
            place.mkdir()
            (place / name).write_text(text, 'utf-8')
            try:
                templates.main(['templates.py', f'{folder}/o.c', f'{folder}/o.h', str(place / name)])
            except SystemExit as e:
                return 1, str(e), '', ''
            return 0, '', Path(f'{folder}/o.c').read_text('utf-8'), Path(f'{folder}/o.h').read_text('utf-8')

    def test_refusals(self):
        for source, line, words in REFUSED:
            with self.subTest(source):
                status, said, _, _ = self.compile(source)
                self.assertNotEqual(status, 0, 'it was let through')
                self.assertIn(f't.html:{line}: ', said)
                self.assertIn(words, said)

    def test_names_and_arguments(self):
        status, said, made, header = self.compile('{args const struct a *p, int n}\n{include "x/y.h"}\n<p>{= n}</p>', 'two-words.html')
        self.assertEqual(status, 0, said)
        self.assertIn('struct a;', header)
        self.assertIn('void tpl_two_words(struct request *rq, struct buf *b, const struct a *p, int n);', header)
        self.assertIn('#include "x/y.h"', made)
        self.assertRegex(made, r'#line 3 ".*two-words\.html"\n\ttpl_text\(b, n\);')

    def test_forms_get_their_keys(self):
        for method, keys in (('post', 1), ('POST', 1), ('get', 0)):
            status, said, made, _ = self.compile(f'<form method="{method}" action="/x"><button>a</button></form>')
            self.assertEqual(status, 0, said)
            self.assertEqual(made.count('tpl_form_guard(rq, b);'), keys)

    def test_white_space(self):
        for source, out in (('<p>\n a  <b>x</b>\n <i>y</i>\n</p>\n', '<p>a <b>x</b> <i>y</i></p>'),
                            ('<ul>\n <li>a</li>\n <li>b</li>\n</ul>', '<ul><li>a</li><li>b</li></ul>'),
                            ('<pre>\n a  b\n</pre>', '<pre>\\n a  b\\n</pre>'),
                            ('a <!-- note --> b', 'a  b')):
            status, said, made, _ = self.compile(source)
            self.assertEqual(status, 0, said)
            self.assertIn(f'"{out}"', made)

    def test_static_files_go_by_their_lasting_name(self):
        status, said, made, _ = self.compile('<img src="/static/a.svg" alt="">')
        self.assertEqual(status, 0, said)
        self.assertIn('asset("a.svg")', made)

    def test_every_template_of_the_house(self):
        files = sorted(str(p) for p in (TOP / 'web/templates').rglob('*.html'))
        with tempfile.TemporaryDirectory() as folder:
            templates.main(['templates.py', f'{folder}/o.c', f'{folder}/o.h', *files])


if __name__ == '__main__':
    unittest.main()
