#!/usr/bin/env python3
"""The words that people read, from the sources to the translators and back.

  po.py extract [OUT.pot]     collects every msgid (default: locale/trellis.pot, which git ignores)
  po.py update LANG...        brings locale/LANG.po up to date: new msgids in, gone ones kept aside, words kept
  po.py todo LANG [PATH...]   prints what LANG lacks as JSON (only msgids used below PATH...)
  po.py fill LANG FILE [ORIGIN]  takes such a JSON file with its texts filled in (ORIGIN: person, machine, reviewed;
                              default machine: nobody who speaks it has read it yet)
  po.py check                 conversions, plural forms, sentences of law, and nothing missing where a language says it is complete
  po.py stats                 coverage per language and part of the house
  po.py compile OUT.c PO...   the tables that src/base/tr.c reads (the build does this)

In C: tr, T, trn, trc, N_, err_set, err_in, and labels of declarations (FIELDS, CHOICES, MOVES, ROUTES, SETTINGS,
.label .plural .help .title). In web/templates: {t }, {tn }, {tc } and the same C calls. A comment
/* tr: ... */ or {# tr: ... #} up to three lines before goes to the translators.

A .po header line "X-Complete: web src !src/cli" says where nothing may be missing: paths, with ! for exceptions.
locale/careful.txt lists the sentences of law and safety, which stand in both languages until a speaker has reviewed them.
"#. origin: person|machine|reviewed" says where a translation comes from."""
import json
import os
import re
import signal
import sys

ROOT = os.environ.get('PO_ROOT') or os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LANGS = ['en', 'es', 'ar', 'zh', 'vi', 'so', 'ht']  # enum lang of src/base/tr.h
PLURALS = {
    'es': 'nplurals=2; plural=(n != 1);',
    'ar': 'nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);',
    'zh': 'nplurals=1; plural=0;',
    'vi': 'nplurals=1; plural=0;',
    'so': 'nplurals=2; plural=(n != 1);',
    'ht': 'nplurals=2; plural=(n != 1);',
}
ORIGINS = ('person', 'machine', 'reviewed')
C_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"', re.S)
FORMATS = {'PRId64': 'ld', 'PRIu64': 'lu', 'PRIx64': 'lx', 'PRId32': 'd', 'PRIu32': 'u'}


class Entry:
    def __init__(self, msgid, plural=None, ctx=None):
        self.msgid, self.plural, self.ctx = msgid, plural, ctx
        self.forms, self.notes, self.refs, self.origin, self.fuzzy, self.obsolete = [], [], [], None, False, False

    @property
    def key(self):
        return (self.ctx + '\4' if self.ctx is not None else '') + self.msgid

    @property
    def done(self):
        return bool(self.forms) and all(self.forms) and not self.fuzzy


# ---- C -------------------------------------------------------------------------------------------------------------

def unescape(text):
    out, i = bytearray(), 0
    simple = {'n': 10, 't': 9, 'r': 13, '"': 34, '\\': 92, "'": 39, '?': 63, 'a': 7, 'b': 8, 'f': 12, 'v': 11}
    while i < len(text):
        ch = text[i]
        if ch != '\\':
            out += ch.encode('utf-8')
            i += 1
            continue
        m = re.compile(r'\\(?:x([0-9A-Fa-f]+)|([0-7]{1,3})|u([0-9A-Fa-f]{4})|(\n)|(.))', re.S).match(text, i)
        if m[1]:
            out.append(int(m[1], 16))
        elif m[2]:
            out.append(int(m[2], 8))
        elif m[3]:
            out += chr(int(m[3], 16)).encode('utf-8')
        elif m[5]:
            out.append(simple.get(m[5], ord(m[5])))
        i = m.end()
    return out.decode('utf-8', 'replace')  # bytes of a file format are no words


TOKEN = re.compile(r'''(?P<space>\s+)|(?P<comment>/\*.*?\*/|//[^\n]*)|(?P<str>"(?:[^"\\\n]|\\.)*")|(?P<char>'(?:[^'\\\n]|\\.)*')
|(?P<id>[A-Za-z_]\w*)|(?P<num>\.?\d[\w.]*)|(?P<punct>.)''', re.S | re.X)


def tokens_of(text):
    """(kind, value, line) with neighbouring literals joined, and the notes for translators by line."""
    out, notes, line = [], {}, 1
    for m in TOKEN.finditer(text):
        kind, value = m.lastgroup, m[0]
        if kind == 'comment':
            note = re.match(r'(?:/\*+|//)\s*tr:\s*(.*?)\s*(?:\*/)?$', value, re.S)
            if note:
                notes[line + value.count('\n')] = re.sub(r'\s*\n\s*\*?\s*', ' ', note[1])
        elif kind == 'str':
            joined = unescape(value[1:-1])
            if out and out[-1][0] == 'str':
                out[-1] = ('str', out[-1][1] + joined, out[-1][2])
            elif len(out) > 1 and out[-1][0] == 'id' and out[-1][1] in FORMATS and out[-2][0] == 'str':
                out[-2:] = [('str', out[-2][1] + FORMATS[out[-1][1]] + joined, out[-2][2])]
            else:
                out.append(('str', joined, line))
        elif kind != 'space':
            out.append((kind, value, line))
        line += value.count('\n')
    for i in range(len(out) - 1):
        if out[i][0] == 'str' and out[i + 1][0] == 'id' and out[i + 1][1] in FORMATS:
            out[i] = ('str', out[i][1] + FORMATS[out[i + 1][1]], out[i][2])
    return out, notes


def group(tokens, i):
    """tokens[i] opens a bracket: the token lists between its commas, and the position after its end."""
    parts, part, depth = [], [], 0
    while i < len(tokens):
        v = tokens[i][1] if tokens[i][0] == 'punct' else ''
        if v and v in '([{':
            depth += 1
        elif v and v in ')]}':
            depth -= 1
            if depth == 0:
                parts.append(part)
                return parts, i + 1
        if depth == 1 and v == ',':
            parts.append(part)
            part = []
        elif depth > 1 or v not in ('(', '[', '{') or part:
            part.append(tokens[i])
        i += 1
    return parts, i


def strings(part):
    """Literals of one argument, not those inside calls of other functions."""
    out, i = [], 0
    while i < len(part):
        kind, value, line = part[i]
        if kind == 'str':
            out.append((value, line))
        elif kind == 'id' and i + 1 < len(part) and part[i + 1][1] == '(' and part[i + 1][0] == 'punct':
            i = group(part, i + 1)[1]
            continue
        i += 1
    return out


CALLS = {'tr': 1, 'T': 1, 'N_': 0, 'err_set': 2, 'err_in': 1, 'tr_careful': 2}
ROWS = {'FIELDS': (1, 2), 'CHOICES': (1,), 'MOVES': (2,), 'ROUTES': (8,), 'SETTINGS': (1, 2)}
STRUCTS = {'field': 'FIELDS', 'choice': 'CHOICES', 'move': 'MOVES', 'route': 'ROUTES', 'setting': 'SETTINGS'}
LABELS = {'label', 'plural', 'help', 'title'}


def rows_of(parts, columns, take):
    for row in parts:
        if not row or row[0][1] != '{':
            continue
        cells = group(row, 0)[0]
        for n, cell in enumerate(cells):
            if n in columns and cell and cell[0][0] == 'str':
                take(cell[0][1], cell[0][2])


def extract_tokens(tokens, take):
    """take(msgid, line, plural=None, ctx=None)"""
    for i, (kind, value, line) in enumerate(tokens):
        following = tokens[i + 1][1] if i + 1 < len(tokens) and tokens[i + 1][0] == 'punct' else ''
        if kind == 'punct' and value == '.' and i + 3 < len(tokens) and tokens[i + 1][1] in LABELS and \
                tokens[i + 2][1] == '=' and tokens[i + 3][0] == 'str':
            take(tokens[i + 3][1], line)
        if kind != 'id':
            continue
        if value == 'struct' and i + 2 < len(tokens) and tokens[i + 1][1] in STRUCTS and tokens[i + 2][0] == 'id':
            k = i + 3
            while k < len(tokens) and tokens[k][1] in ('[', ']') or k < len(tokens) and tokens[k][0] == 'num':
                k += 1
            if k + 1 < len(tokens) and tokens[k][1] == '=' and tokens[k + 1][1] == '{':
                rows_of(group(tokens, k + 1)[0], ROWS[STRUCTS[tokens[i + 1][1]]], take)
        if following != '(':
            continue
        args, end = group(tokens, i + 1)
        if value in ROWS:
            if value in ('ROUTES', 'SETTINGS'):
                if end + 1 < len(tokens) and tokens[end][1] == '=' and tokens[end + 1][1] == '{':
                    rows_of(group(tokens, end + 1)[0], ROWS[value], take)
            else:
                rows_of(args, ROWS[value], take)
        elif value in CALLS and len(args) > CALLS[value]:
            for text, at in strings(args[CALLS[value]]):
                take(text, at)
        elif value == 'trn' and len(args) >= 4:
            one, many = strings(args[1]), strings(args[2])
            if len(one) == 1 and len(many) == 1:
                take(one[0][0], one[0][1], plural=many[0][0])
        elif value == 'trc' and len(args) >= 3:
            ctx, said = strings(args[1]), strings(args[2])
            if len(ctx) == 1:
                for text, at in said:
                    take(text, at, ctx=ctx[0][0])


# ---- templates -----------------------------------------------------------------------------------------------------

def literals(text, i, n, joined):
    """n quoted texts from i on (commas between them may be left out); neighbours join when joined."""
    found = []
    while len(found) < n or joined:
        m = re.compile(r'[\s,]*' + C_STRING.pattern if found and not joined else r'\s*' + C_STRING.pattern, re.S).match(text, i)
        if not m:
            break
        found.append(unescape(m[1]))
        i = m.end()
    if joined:
        return [''.join(found)] if found else None
    return found if len(found) == n else None


def extract_template(text, take, notes):
    for m in re.finditer(r'\{#\s*tr:\s*(.*?)\s*#\}', text, re.S):
        notes[text.count('\n', 0, m.end()) + 1] = re.sub(r'\s+', ' ', m[1])
    for m in re.finditer(r'(?<!\{)\{(tl|t|tnl|tn|tc)\s+(?=")', text):
        line = text.count('\n', 0, m.start()) + 1
        got = literals(text, m.end(), 1 if m[1] in ('t', 'tl') else 2, m[1] in ('t', 'tl'))
        if got is None:
            sys.exit(f'line {line}: {{{m[1]} }} lacks its quoted text')
        if m[1] in ('t', 'tl'):
            take(got[0], line)
        elif m[1] in ('tn', 'tnl'):
            take(got[0], line, plural=got[1])
        else:
            take(got[1], line, ctx=got[0])
    for m in re.finditer(r'\{%(.*?)%\}|\{(?:=|let\b|use\b|raw\b|bool\b|f\b)(.*?)\}', text, re.S):
        at = text.count('\n', 0, m.start()) + 1
        tokens, _ = tokens_of(m[1] or m[2] or '')
        extract_tokens(tokens, lambda s, line, **more: take(s, at, **more))


# ---- the whole house -----------------------------------------------------------------------------------------------

def files_below(folder, ending):
    for place, folders, names in os.walk(os.path.join(ROOT, folder)):
        folders.sort()
        for name in sorted(names):
            if name.endswith(ending):
                yield os.path.relpath(os.path.join(place, name), ROOT)


def has_words(text):
    return re.search(r'[^\W\d_]', CONVERSION.sub('', text)) is not None


def extract():
    entries, mistakes = {}, []
    for path in list(files_below('src', '.c')) + list(files_below('web/templates', '.html')):
        text = open(os.path.join(ROOT, path), encoding='utf-8').read()
        tokens, notes = tokens_of(text) if path.endswith('.c') else ([], {})

        def take(msgid, line, plural=None, ctx=None):
            if not has_words(msgid):
                return
            e = Entry(msgid, plural, ctx)
            there = entries.setdefault(e.key, e)
            if plural is not None:
                if there.plural not in (None, plural):
                    mistakes.append(f'{path}:{line}: "{msgid}" has another plural elsewhere: "{there.plural}"')
                there.plural = plural
            if path not in there.refs:
                there.refs.append(path)
            for at in range(line - 3, line + 1):
                if at in notes and notes[at] not in there.notes:
                    there.notes.append(notes[at])

        if path.endswith('.c'):
            extract_tokens(tokens, take)
        else:
            extract_template(text, take, notes)
    return entries, mistakes


# ---- .po files -----------------------------------------------------------------------------------------------------

def quoted(text):
    s = text.replace('\\', '\\\\').replace('"', '\\"').replace('\t', '\\t')
    lines = s.split('\n')
    if len(lines) == 1:
        return '"' + s + '"'
    parts = [line + '\\n' for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    return '""\n' + '\n'.join('"' + p + '"' for p in parts)


def written(entries, header):
    out = ['msgid ""', 'msgstr ' + quoted(header), '']
    for e in entries:
        out += ['#. ' + n for n in e.notes]
        if e.origin:
            out.append('#. origin: ' + e.origin)
        out += ['#: ' + r for r in e.refs]
        if e.fuzzy:
            out.append('#, fuzzy')
        body = []
        if e.ctx is not None:
            body.append('msgctxt ' + quoted(e.ctx))
        body.append('msgid ' + quoted(e.msgid))
        if e.plural is not None:
            body.append('msgid_plural ' + quoted(e.plural))
            body += [f'msgstr[{i}] ' + quoted(f) for i, f in enumerate(e.forms or [''])]
        else:
            body.append('msgstr ' + quoted(e.forms[0] if e.forms else ''))
        if e.obsolete:
            body = ['#~ ' + line for line in '\n'.join(body).split('\n')]
        out += body + ['']
    return '\n'.join(out)


def read_po(path):
    """Entries by key, and the header's text."""
    entries, header, mistakes = {}, '', []
    cur, where = None, None

    def keep():
        nonlocal cur, header
        if cur is not None and cur.msgid is not None:
            if cur.msgid == '' and cur.ctx is None:
                header = cur.forms[0] if cur.forms else ''
            elif cur.key in entries:
                mistakes.append(f'{path}: "{cur.msgid}" is there twice')
            else:
                entries[cur.key] = cur
        cur = None

    for number, line in enumerate(open(path, encoding='utf-8'), 1):
        line = line.strip()
        gone = line.startswith('#~')
        if gone:
            line = line[2:].strip()
        if not line:
            keep()
            continue
        if line.startswith('#'):
            if cur is not None and cur.msgid is not None:
                keep()
            cur = cur or Entry(None)
            if line.startswith('#. origin:'):
                cur.origin = line[10:].strip()
            elif line.startswith('#.'):
                cur.notes.append(line[2:].strip())
            elif line.startswith('#:'):
                cur.refs += line[2:].split()
            elif line.startswith('#,') and 'fuzzy' in line:
                cur.fuzzy = True
            continue
        m = re.match(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?\s+(".*")$|(".*")$', line)
        if not m:
            sys.exit(f'{path}:{number}: this is no line of a .po file: {line}')
        if m[1] in ('msgctxt', 'msgid') and cur is not None and cur.msgid is not None:
            keep()
        cur = cur or Entry(None)
        text = unescape((m[3] or m[4])[1:-1])
        if m[1]:
            where = (m[1], int(m[2] or 0))
        name, form = where
        if name == 'msgctxt':
            cur.ctx = (cur.ctx or '') + text
        elif name == 'msgid':
            cur.msgid = (cur.msgid or '') + text
        elif name == 'msgid_plural':
            cur.plural = (cur.plural or '') + text
        else:
            while len(cur.forms) <= form:
                cur.forms.append('')
            cur.forms[form] += text
        cur.obsolete = cur.obsolete or gone
    keep()
    return entries, header, mistakes


def header_value(header, name):
    m = re.search(rf'^{name}:\s*(.*)$', header, re.M)
    return m[1].strip() if m else ''


def lang_of(path):
    folder, name = os.path.split(path)
    stem = name[:-3] if name.endswith('.po') else name
    if os.path.basename(folder) not in ('locale', ''):
        stem = os.path.basename(folder)
    lang = stem.split('-')[0].split('_')[0]
    if lang not in LANGS or lang == 'en':
        sys.exit(f'{path}: "{stem}" is none of the languages of src/base/tr.h ({" ".join(LANGS[1:])})')
    return lang


def po_path(lang):
    if lang not in PLURALS:
        sys.exit(f'{lang} is none of {" ".join(PLURALS)}')
    return os.path.join(ROOT, 'locale', lang + '.po')


def new_header(lang):
    return ('Project-Id-Version: trellis\n' f'Language: {lang}\n' 'MIME-Version: 1.0\n'
            'Content-Type: text/plain; charset=UTF-8\n' 'Content-Transfer-Encoding: 8bit\n'
            f'Plural-Forms: {PLURALS[lang]}\n')


# ---- checks --------------------------------------------------------------------------------------------------------

CONVERSION = re.compile(r'%(?:(\d+)\$)?([-+ #0\']*)(\*(?:\d+\$)?|\d+)?(?:\.(\*(?:\d+\$)?|\d*))?(hh|h|ll|l|L|z|j|t)?([a-zA-Z%])')


def arguments(text):
    """What printf takes: {1: 's', 2: 'zu', ...}; None when it cannot be read."""
    out, n = {}, 0
    if '%' in CONVERSION.sub('', text):
        return None
    for m in CONVERSION.finditer(text):
        if m[6] == '%':
            continue
        for star in (m[3], m[4]):
            if star and star.startswith('*'):
                n += 1
                out[int(star[1:-1]) if len(star) > 1 else n] = '*'
        n += 1
        kind = 'd' if m[6] in 'di' else 'f' if m[6] in 'fFeEgG' else m[6]
        out[int(m[1]) if m[1] else n] = (m[5] or '') + kind
    return out


def check_entry(path, e, nplurals):
    """Sentences about what is wrong with one translation."""
    if not e.forms or not any(e.forms) or e.fuzzy or e.obsolete:
        return
    if e.origin not in (None,) + ORIGINS:
        yield f'{path}: "{e.msgid}": origin is {e.origin}; it must be {", ".join(ORIGINS)}'
    if e.plural is not None and len(e.forms) != nplurals:
        yield f'{path}: "{e.msgid}" has {len(e.forms)} forms; the language has {nplurals}'
    if e.plural is None and len(e.forms) != 1:
        yield f'{path}: "{e.msgid}" has plural forms without msgid_plural'
    want = arguments(e.plural or e.msgid)
    if want is None or (e.plural is not None and not subset(arguments(e.msgid), want)):
        # a "%" that is none, as in "50% of": no format, must not become one
        want = {}
    for form in e.forms:
        if not form:
            yield f'{path}: "{e.msgid}": one of its forms is empty'
            continue
        got = arguments(form)
        same = got == want or (e.plural is not None and subset(got, want))
        if arguments(e.plural or e.msgid) is None:
            same = form.count('%') <= (e.plural or e.msgid).count('%')
        if not same:
            yield f'{path}: "{form}" does not take the same arguments as "{e.plural or e.msgid}"'


def subset(got, want):
    """A plural form may leave out the last arguments ("one day", "%d days"), nothing else."""
    return got is not None and got == {k: v for k, v in want.items() if k <= len(got)}


def nplurals_of(path, header):
    m = re.match(r'nplurals=(\d+);\s*plural=([-n0-9 ?:%&|!=<>()+*]+);$', header_value(header, 'Plural-Forms'))
    if not m:
        sys.exit(f'{path}: its header needs a line "Plural-Forms: nplurals=N; plural=RULE;"')
    return int(m[1]), m[2]


def belongs(refs, rule):
    """Is one of the places below the paths of rule, and not below its exceptions?"""
    yes = [w for w in rule if not w.startswith('!')]
    no = [w[1:] for w in rule if w.startswith('!')]
    below = lambda ref, paths: any(ref == p or ref.startswith(p.rstrip('/') + '/') or
                                   (p.endswith('*') and ref.startswith(p[:-1])) for p in paths)
    return any(below(r, yes) and not below(r, no) for r in refs)


# ---- commands ------------------------------------------------------------------------------------------------------

def save(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)


def all_entries():
    entries, mistakes = extract()
    for m in mistakes:
        print(m, file=sys.stderr)
    if mistakes:
        sys.exit(1)
    return entries


def cmd_extract(args):
    entries = all_entries()
    out = args[0] if args else os.path.join(ROOT, 'locale', 'trellis.pot')
    save(os.path.abspath(out), written(entries.values(), 'Content-Type: text/plain; charset=UTF-8\n'))
    print(f'{len(entries)} sentences in {out}')


def merged(lang, entries):
    path = po_path(lang)
    old, header, mistakes = read_po(path) if os.path.exists(path) else ({}, new_header(lang), [])
    for m in mistakes:
        sys.exit(m)
    for key, e in entries.items():
        was = old.pop(key, None)
        if was is None:
            continue
        e.origin, e.fuzzy = was.origin, was.fuzzy
        if (was.plural is None) == (e.plural is None):
            e.forms = was.forms
            e.fuzzy = e.fuzzy or (was.plural != e.plural and any(e.forms))
    gone = [e for e in old.values() if any(e.forms)]
    for e in gone:
        e.obsolete, e.refs, e.notes = True, [], []
    nplurals, _ = nplurals_of(path, header)
    for e in entries.values():
        if e.plural is not None and not e.forms:
            e.forms = [''] * nplurals
        if not any(e.forms):
            e.origin = None
    return path, header, entries, gone


def cmd_update(args):
    for lang in args or sys.exit('say which language'):
        path, header, entries, gone = merged(lang, all_entries())
        save(path, written(list(entries.values()) + gone, header))
        done = sum(e.done for e in entries.values())
        print(f'{lang}: {done} of {len(entries)} translated, {len(gone)} no longer used')


def cmd_todo(args):
    lang, paths = args[0], args[1:] or ['src', 'web']
    _, _, entries, _ = merged(lang, all_entries())
    todo = {e.key: (e.forms or [''] if e.plural is not None else '') for e in entries.values()
            if not e.done and belongs(e.refs, paths)}
    json.dump(todo, sys.stdout, ensure_ascii=False, indent=0)
    print()


def cmd_fill(args):
    lang, file, origin = args[0], args[1], args[2] if len(args) > 2 else 'machine'
    if origin not in ORIGINS:
        sys.exit(f'origin is one of {", ".join(ORIGINS)}')
    path, header, entries, gone = merged(lang, all_entries())
    nplurals, _ = nplurals_of(path, header)
    said, unknown, wrong = json.load(open(file, encoding='utf-8')), 0, []
    for key, text in said.items():
        e = entries.get(key)
        if e is None:
            unknown += 1
            continue
        forms = text if isinstance(text, list) else [text]
        if not all(forms):
            continue
        before = e.forms, e.origin, e.fuzzy
        e.forms, e.origin, e.fuzzy = forms, origin, False
        bad = list(check_entry(file, e, nplurals))
        if bad:
            wrong += bad
            e.forms, e.origin, e.fuzzy = before
    save(path, written(list(entries.values()) + gone, header))
    for w in wrong:
        print(w, file=sys.stderr)
    print(f'{lang}: {sum(e.done for e in entries.values())} of {len(entries)} translated; '
          f'{unknown} of the file are not used (any more), {len(wrong)} refused')
    sys.exit(1 if wrong else 0)


def po_files():
    return [os.path.join(ROOT, p) for p in files_below('locale', '.po')]


# What a sentence of law or safety is likely to hold. What matches stands in locale/careful.txt, one way or the other.
LAW = re.compile(r'\b(by law|the law|law (asks|says)|laws|legal|mediator|due process|a hearing|complain(ed)?|court|consent|45 days|911|threatened|hurt(ing)?|in danger|'
                 r'whom you trust|say no|without a yes|if you say yes|say yes|never (interprets|has to interpret)|rights of|right to|by right|prior written|special education)\b', re.I)
PLAIN = re.compile(r'(?:\{(?:t|tn)\s+(?:"[^"]*"\s+)?|\b(?:T|tr|trn|err_set)\([^"()]*)$')


def careful_mistakes(entries):
    """Sentences of locale/careful.txt that are shown in one language, and such sentences that nobody has put there."""
    path, bad = os.path.join(ROOT, 'locale', 'careful.txt'), []
    if not os.path.exists(path):
        return bad
    with open(path, encoding='utf-8') as f:
        lines = [line.strip() for line in f if line.strip() and not line.startswith('#')]
    careful = {line for line in lines if not line.startswith('- ')}
    known = careful | {line[2:] for line in lines if line.startswith('- ')}
    there = {e.msgid: e for e in entries.values()}
    bad += [f'locale/careful.txt: no longer used: "{m}"' for m in sorted(known - there.keys())]
    for e in there.values():
        if e.msgid not in known and LAW.search(e.msgid):
            bad.append(f'{e.refs[0]}: speaks of law or safety: "{e.msgid}": put it into locale/careful.txt and show it with {{tl }}, {{tnl }} or '
                       'tr_careful, or put it there after "- " when it need not stand in both languages')
        for ref in e.refs if e.msgid in careful else []:
            with open(os.path.join(ROOT, ref), encoding='utf-8') as f:
                pieces = f.read().split('"' + c_text(e.msgid) + '"')
            bad += [f'{ref}: law and safety stand in both languages until a speaker has reviewed them, so not with {{t }}, T or err_set: "{e.msgid}"'
                    for before in pieces[:-1] if PLAIN.search(before)]
    return bad


def cmd_check(_):
    entries, bad = extract()
    bad += careful_mistakes(entries)
    for path in po_files():
        short = os.path.relpath(path, ROOT)
        have, header, mistakes = read_po(path)
        nplurals, _ = nplurals_of(path, header)
        bad += mistakes
        for e in have.values():
            bad += check_entry(short, e, nplurals)
        declared = header_value(header, 'X-Complete')
        rule = declared.split()
        for key, e in entries.items():
            there = have.get(key)
            whole = there is not None and there.done and (there.plural is not None) == (e.plural is not None)
            if rule and belongs(e.refs, rule) and not whole:
                bad.append(f'{short}: says it is complete for {declared}, but lacks "{e.msgid}" ({e.refs[0]})')
    for b in bad:
        print(b, file=sys.stderr)
    print(f'{len(entries)} sentences, {len(po_files())} languages, {len(bad)} mistakes')
    sys.exit(1 if bad else 0)


def cmd_stats(_):
    entries = all_entries()
    parts = {}
    for e in entries.values():
        for part in {os.path.dirname(r) for r in e.refs}:
            parts.setdefault(part, []).append(e.key)
    print(f'{len(entries)} sentences')
    for path in po_files():
        have, header, _ = read_po(path)
        done = {k for k, e in have.items() if e.done and k in entries}
        origins = {o: sum(have[k].origin == o for k in done) for o in ORIGINS}
        print(f'\n{lang_of(path)}: {len(done)} ({100 * len(done) // max(1, len(entries))} %), by origin: ' +
              ', '.join(f'{o} {n}' for o, n in origins.items()) +
              f'; declared complete: {header_value(header, "X-Complete") or "nowhere"}')
        for part in sorted(parts):
            got = sum(k in done for k in parts[part])
            print(f'  {part:<32} {got:5} of {len(parts[part])}')


def c_text(s):
    out, after_hex = [], False
    for byte in s.encode('utf-8'):
        ch = chr(byte)
        if ch in '"\\':
            out.append('\\' + ch)
        elif ch == '?':
            out.append('\\?')
        elif 32 <= byte < 127:
            out.append(ch)
        else:
            out.append('\\%03o' % byte)
    return ''.join(out)


def tr_hash(key):
    """The same as tr_hash in src/base/tr.c."""
    data, mask, k = key.encode('utf-8'), (1 << 64) - 1, 0x9E3779B97F4A7C15
    h, i = len(data), 0
    while len(data) - i >= 8:
        h = ((h ^ int.from_bytes(data[i:i + 8], 'little')) * k) & mask
        h ^= h >> 32
        i += 8
    h = ((h ^ int.from_bytes(data[i:], 'little')) * k) & mask
    return h ^ h >> 32


class Pool:
    def __init__(self):
        self.size, self.lines, self.known = 1, ['""', '"\\0"'], {}

    def put(self, texts):
        key = tuple(texts)
        if key not in self.known:
            self.known[key] = self.size
            for t in texts:
                self.lines.append('"' + c_text(t) + '\\0"')
                self.size += len(t.encode('utf-8')) + 1
        return self.known[key]


def numbers(values):
    rows = [', '.join(str(v) for v in values[i:i + 12]) for i in range(0, len(values), 12)]
    return '{\n\t' + ',\n\t'.join(rows) + '\n};\n'


def cmd_compile(args):
    out, paths = args[0], args[1:]
    by_lang, rules, plural_of, made_by, about, bad = {}, {}, {}, {}, {}, []
    for path in paths:
        lang = lang_of(path)
        have, header, mistakes = read_po(path)
        bad += mistakes
        rules[lang] = nplurals_of(path, header)
        for key, e in have.items():
            if e.obsolete:
                continue
            if e.refs or key not in about:
                about[key] = (e.plural, [n for n in e.notes if not n.startswith('origin:')], e.refs)
            if not e.done:
                continue
            wrong = list(check_entry(path, e, rules[lang][0]))
            if plural_of.setdefault(key, e.plural) != e.plural:
                wrong.append(f'{path}: "{e.msgid}" has another plural in another language; run po.py update')
            if by_lang.setdefault(lang, {}).setdefault(key, e.forms) != e.forms:
                wrong.append(f'{path}: "{e.msgid}" is translated in two files')
            made_by.setdefault(lang, {})[key] = 1 + ORIGINS.index(e.origin or 'machine')
            bad += wrong
    for b in bad:
        print(b, file=sys.stderr)
    if bad:
        sys.exit(1)
    for key, (plural, _, _) in about.items():
        plural_of.setdefault(key, plural)
    save(os.path.abspath(out), tables(by_lang, rules, plural_of, made_by, about))


def tables(by_lang, rules, plural_of, made_by, about):
    keys = sorted(plural_of, key=lambda k: k.encode('utf-8'))
    pool, slots = Pool(), 4
    offsets = [pool.put([k]) for k in keys]
    while slots < 2 * len(keys):
        slots *= 2
    table = [0] * slots
    for n, key in enumerate(keys):
        at = tr_hash(key) & (slots - 1)
        while table[at]:
            at = (at + 1) & (slots - 1)
        table[at] = n + 1
    text = '/* Made by tools/po.py from locale; do not edit. */\n#include "base/tr_table.h"\n\n'
    text += '#if defined(__GNUC__)\n#pragma GCC diagnostic ignored "-Wparentheses"\n#endif\n\n'
    rows = []
    for lang in LANGS:
        if lang not in rules:
            rows.append('\t{NULL, 0, NULL, NULL, NULL},\n')
            continue
        have = by_lang.get(lang, {})
        text += f'static const uint32_t texts_{lang}[] = ' + numbers([pool.put(have[k]) if k in have else 0 for k in keys] or [0])
        text += f'static const unsigned char origins_{lang}[] = ' + numbers([made_by.get(lang, {}).get(k, 0) for k in keys] or [0])
        text += f'static unsigned plural_{lang}(unsigned long n)\n{{\n\t(void)n;\n\treturn (unsigned)({rules[lang][1]});\n}}\n\n'
        rule = c_text(f'nplurals={rules[lang][0]}; plural={rules[lang][1]};')
        rows.append(f'\t{{texts_{lang}, {rules[lang][0]}, plural_{lang}, origins_{lang}, "{rule}"}},\n')
    text += 'const struct tr_lang TR_LANGS[LANG_COUNT] = {\n' + ''.join(rows) + '};\n'
    text += 'const uint32_t TR_KEYS[] = ' + numbers(offsets or [0])
    said = [about.get(k, (None, [], [])) for k in keys]
    for name, column in (('MANY', [s[0] for s in said]), ('NOTES', ['\n'.join(s[1]) for s in said]), ('PLACES', [' '.join(s[2][:3]) for s in said])):
        text += f'const uint32_t TR_{name}[] = ' + numbers([pool.put([c]) if c else 0 for c in column] or [0])
    text += f'const size_t TR_KEY_COUNT = {len(keys)};\n'
    text += 'const unsigned char TR_PLURAL[] = ' + numbers([int(plural_of[k] is not None) for k in keys] or [0])
    text += 'const uint32_t TR_SLOTS[] = ' + numbers(table)
    text += f'const uint32_t TR_SLOT_MASK = {slots - 1};\n'
    # sized, so that the literal's own NUL is not one more
    text += f'const char TR_POOL[{pool.size + 1}] =\n\t' + '\n\t'.join(pool.lines) + ';\n'
    return text


def main():
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    commands = {n[4:]: f for n, f in globals().items() if n.startswith('cmd_')}
    if len(sys.argv) < 2 or sys.argv[1] not in commands:
        print(__doc__)
        sys.exit(0 if sys.argv[1:] in ([], ['--help']) else 2)
    commands[sys.argv[1]](sys.argv[2:])


if __name__ == '__main__':
    main()
