#!/usr/bin/env python3
"""Compiles web/templates/*.html into C. Usage: templates.py OUT.c OUT.h TEMPLATE.html...

The language is described in web/templates/README.md. What could let text become markup is refused here,
with file and line, so that an author cannot write it by accident."""
import os
import re
import sys

VOID = set('area base br col embed hr img input link meta param source track wbr'.split())
# White space beside these never shows, so it is not sent.
BLOCK = set('''html head body title meta link script main header footer nav section article aside div p h1 h2 h3 h4 h5
 h6 ul ol li dl dt dd table thead tbody tfoot tr th td caption colgroup col form fieldset legend figure figcaption
 details summary hr br select option optgroup datalist blockquote pre source track address
 g defs desc rect circle ellipse line path polyline polygon use symbol'''.split())
URLS = set('href src action formaction poster cite data xlink:href'.split())
KEEP_SPACE = {'pre', 'textarea'}
REFUSED_TAGS = {'style': 'styles live in web/styles', 'iframe': 'pages show no frames', 'object': 'use img or video',
                'embed': 'use img or video', 'base': 'the policy forbids it', 'font': 'styles live in web/styles',
                'marquee': 'nothing moves by itself'}
REFUSED_ATTRS = {'style': 'the policy forbids inline styles; use a class', 'srcdoc': 'pages show no frames'}
NAME = re.compile(r'[A-Za-z][A-Za-z0-9:-]*')
SAFE_URL = re.compile(r'(/(?![/\\])|#|\?|https://|mailto:|tel:|(?!/)[^:/?#\\]*([/?#]|$))')
SAFE_STEM = re.compile(r'(/(?![/\\])|#|\?|https://[^/]+/|mailto:|tel:|[^:/?#\\]+[/?#])')
CONVERSION = re.compile(r'%(?:(\d+)\$)?([-+ #0]*)(\d*)(?:\.(\d+))?(hh|h|ll|l|z|j|t)?([a-zA-Z%])')
CALL = re.compile(r'(\w+)\s*\((.*)\)\s*', re.S)


class Bad(Exception):
    pass


def c_text(s):
    out = []
    for byte in s.encode('utf-8'):
        ch = chr(byte)
        if ch in '"\\':
            out.append('\\' + ch)
        elif ch == '\n':
            out.append('\\n')
        elif ch == '?':
            out.append('\\?')
        elif 32 <= byte < 127:
            out.append(ch)
        else:
            out.append('\\%03o' % byte)
    return ''.join(out)


def c_pieces(s, size=1200):
    data = s
    while data:
        yield data[:size]
        data = data[size:]


def split_args(text):
    """Top-level commas of a C argument list."""
    parts, depth, start, i = [], 0, 0, 0
    while i < len(text):
        ch = text[i]
        if ch in '"\'':
            i = skip_quoted(text, i)
            continue
        if ch in '([{':
            depth += 1
        elif ch in ')]}':
            depth -= 1
        elif ch == ',' and depth == 0:
            parts.append(text[start:i].strip())
            start = i + 1
        i += 1
    last = text[start:].strip()
    if last or parts:
        parts.append(last)
    return parts


def skip_quoted(text, i):
    quote = text[i]
    i += 1
    while i < len(text) and text[i] != quote:
        i += 2 if text[i] == '\\' else 1
    return i + 1


def literal_at(text, i, join):
    """A C string literal (with join: all adjacent ones); returns its source and the position behind."""
    start, end, n = i, i, len(text)
    while i < n and text[i] == '"':
        end = i = skip_quoted(text, i)
        if not join:
            break
        while i < n and text[i].isspace():
            i += 1
    if end == start:
        return None, start
    return text[start:end], end


class Template:
    def __init__(self, path, shown, source):
        self.path, self.shown, self.src = path, shown, source
        stem = re.sub(r'\.html$', '', os.path.relpath(path, root_of(path)))
        self.name = 'tpl_' + re.sub(r'[^A-Za-z0-9]+', '_', stem)
        self.args, self.includes, self.unbalanced = '', [], False
        self.pos, self.line = 0, 1
        self.items = []          # ('lit', text) ('ws', text) ('tag', block, text) ('code', c, line) ('out', c, line)
        self.tags = []           # (name, line)
        self.blocks = []         # (kind, tags at its opening, state, line)
        self.lets = []           # (name, tags, line)
        self.state = 'text'      # text tag value
        self.tag = None          # the tag being read: dict
        self.raw = None          # textarea or title being read
        self.run()

    def bad(self, text, line=None):
        raise Bad(f'{self.shown}:{line or self.line}: {text}')

    def take(self, n):
        piece = self.src[self.pos:self.pos + n]
        self.pos += n
        self.line += piece.count('\n')
        return piece

    # output

    def lit(self, text):
        if self.items and self.items[-1][0] == 'lit':
            self.items[-1] = ('lit', self.items[-1][1] + text)
        else:
            self.items.append(('lit', text))

    def code(self, c, line=None):
        self.items.append(('code', c, line or self.line))

    def out(self, c, line):
        self.items.append(('out', c, line))

    # reading

    def run(self):
        n = len(self.src)
        while self.pos < n:
            ch = self.src[self.pos]
            if ch == '{':
                self.directive()
            elif self.state == 'text':
                self.text(ch)
            elif self.state == 'tag':
                self.in_tag(ch)
            else:
                self.in_value(ch)
        if self.state != 'text':
            self.bad('the file ends inside a tag')
        if self.blocks:
            self.bad('this {% … { %} is never closed', self.blocks[-1][3])
        if self.lets:
            self.bad('this {let} is never closed by {/let}', self.lets[-1][2])
        if self.tags and not self.unbalanced:
            self.bad(f'<{self.tags[-1][0]}> is never closed', self.tags[-1][1])

    def text(self, ch):
        src = self.src
        if ch.isspace() and not any(t in KEEP_SPACE for t, _ in self.tags):
            end = self.pos
            while end < len(src) and src[end].isspace():
                end += 1
            self.items.append(('ws', self.take(end - self.pos)))
        elif ch != '<':
            self.lit(self.take(1))
        elif self.raw:
            close = re.compile(r'</' + self.raw + r'\s*>', re.I).match(src, self.pos)
            if not close:
                self.bad(f'"<" inside <{self.raw}>: write &lt;')
            self.close_tag()
        elif src.startswith('<!--', self.pos):
            end = src.find('-->', self.pos)
            if end < 0:
                self.bad('this comment has no end')
            self.take(end + 3 - self.pos)
        elif src.startswith('<!', self.pos):
            end = src.find('>', self.pos)
            self.items.append(('tag', True, self.take(end + 1 - self.pos)))
        elif src.startswith('</', self.pos):
            self.close_tag()
        else:
            m = NAME.match(src, self.pos + 1)
            if not m:
                self.bad('"<" begins no tag: write &lt;')
            name = m[0].lower()
            if name in REFUSED_TAGS:
                self.bad(f'<{name}> is refused: {REFUSED_TAGS[name]}')
            self.tag = {'name': name, 'line': self.line, 'attrs': {}, 'attr': None, 'start': len(self.items)}
            self.take(1 + len(m[0]))
            self.items.append(('tag', name in BLOCK, '<' + m[0]))
            self.state = 'tag'

    def close_tag(self):
        m = re.compile(r'</([A-Za-z][A-Za-z0-9:-]*)\s*>').match(self.src, self.pos)
        if not m:
            self.bad('"</" begins no closing tag')
        name = m[1].lower()
        if not self.tags and self.unbalanced:
            pass
        elif not self.tags:
            self.bad(f'</{name}> closes nothing')
        elif self.tags[-1][0] != name:
            self.bad(f'</{name}> stands where </{self.tags[-1][0]}> (opened at line {self.tags[-1][1]}) must be')
        else:
            floor = self.blocks[-1][1] if self.blocks else []
            if len(self.tags) <= len(floor):
                self.bad(f'</{name}> closes a tag opened outside this {{% … {{ %}} (line {self.blocks[-1][3]})')
            self.tags.pop()
        self.raw = None
        self.take(len(m[0]))
        self.items.append(('tag', name in BLOCK, m[0]))

    def in_tag(self, ch):
        src = self.src
        if ch.isspace():
            end = self.pos
            while end < len(src) and src[end].isspace():
                end += 1
            self.take(end - self.pos)
            if not src.startswith(('>', '/>'), self.pos):
                self.lit(' ')
        elif ch == '>' or src.startswith('/>', self.pos):
            self.end_tag(ch != '>')
        else:
            m = re.compile(r'([^\s"\'<>/={}]+)(\s*=\s*)?').match(src, self.pos)
            if not m:
                self.bad(f'{ch!r} does not belong in <{self.tag["name"]}>')
            name = m[1].lower()
            if name.startswith('on'):
                self.bad(f'{name}= is refused: the policy forbids inline scripts; listen in a script file')
            if name in REFUSED_ATTRS:
                self.bad(f'{name}= is refused: {REFUSED_ATTRS[name]}')
            scope = (name, tuple(id(b) for b in self.blocks))
            if scope in self.tag.setdefault('seen', set()):
                self.bad(f'{name}= stands twice in <{self.tag["name"]}>')
            self.tag['seen'].add(scope)
            self.take(len(m[0]))
            self.lit(m[1])
            self.tag['attrs'].setdefault(name, '')
            if m[2]:
                quote = src[self.pos:self.pos + 1]
                if quote not in ('"', "'"):
                    self.bad(f'the value of {name}= must be quoted')
                self.take(1)
                self.lit('=' + quote)
                self.tag.update(attr=name, quote=quote, stem='', mixed=False, value_line=self.line)
                self.state = 'value'

    def in_value(self, ch):
        if ch == self.tag['quote']:
            if self.tag['attr'] in URLS and not self.tag['mixed'] and not SAFE_URL.match(self.tag['stem']):
                self.bad(f'{self.tag["attr"]}="{self.tag["stem"]}": only paths of this site, https:, mailto: and tel:')
            if not self.tag['mixed']:
                self.tag['attrs'][self.tag['attr']] = self.tag['stem']
            else:
                self.tag['attrs'][self.tag['attr']] = None
            self.state = 'tag'
            self.take(1)
            self.lit(ch)
            return
        if ch == '<':
            self.bad('"<" in a value: write &lt;')
        if not self.tag['mixed']:
            self.tag['stem'] += ch
        if ch.isspace():
            while self.src[self.pos:self.pos + 1].isspace():
                self.take(1)
            self.lit(' ')
        else:
            self.lit(self.take(1))

    def end_tag(self, slash):
        tag, name, attrs = self.tag, self.tag['name'], self.tag['attrs']
        self.take(2 if slash else 1)
        self.items.append(('tag', name in BLOCK, '/>' if slash else '>'))
        self.state, self.tag = 'text', None
        if self.blocks and self.blocks[-1][2] == 'tag':
            self.bad(f'<{name}> ends inside a {{% … {{ %}} opened within it')
        if name == 'script':
            if not attrs.get('src', ''):
                if 'src' not in attrs:
                    self.bad('<script> without src is refused: scripts live in web/scripts')
            if not re.compile(r'\s*</script\s*>', re.I).match(self.src, self.pos):
                self.bad('<script src> must be empty')
        if name == 'img' and 'alt' not in attrs:
            self.bad('<img> without alt: say what it shows, or alt="" when it only decorates', tag['line'])
        if name == 'form':
            method = attrs.get('method', 'get')
            if method is None or method.lower() not in ('get', 'post', 'dialog'):
                self.bad('method= of a form is "get" or "post", written out', tag['line'])
            if method.lower() == 'post':
                self.out('tpl_form_guard(rq, b);', self.line)
        if name in VOID or slash:
            if slash and name not in VOID and not any(t == 'svg' or t == 'math' for t, _ in self.tags) and name != 'svg':
                self.bad(f'<{name}/> does not close itself in HTML: write <{name}></{name}>', tag['line'])
            return
        self.tags.append((name, tag['line']))
        if name in ('textarea', 'title') and not any(t == 'svg' for t, _ in self.tags):
            self.raw = name

    # directives

    def body(self, start, closer='}'):
        """Source from start up to the closer at depth 0 (C strings and comments skipped)."""
        src, i, depth, first = self.src, start, 0, self.line
        while i < len(src):
            if closer != '}' and src.startswith(closer, i):
                return src[start:i], i + len(closer)
            ch = src[i]
            if ch in '"\'':
                i = skip_quoted(src, i)
                continue
            if src.startswith('/*', i):
                i = src.find('*/', i) + 2
                if i < 2:
                    break
                continue
            if closer == '}':
                if ch in '({[':
                    depth += 1
                elif ch in ')]' or (ch == '}' and depth > 0):
                    depth -= 1
                elif ch == '}':
                    return src[start:i], i + 1
            i += 1
        self.bad(f'this directive has no closing {closer}', first)

    def directive(self):
        src, p, line = self.src, self.pos, self.line
        if src.startswith('{{', p):
            self.take(2)
            self.lit('{')
            return
        if src.startswith('{#', p):
            end = src.find('#}', p)
            if end < 0:
                self.bad('this {# has no #}')
            self.take(end + 2 - p)
            return
        if src.startswith('{%', p):
            text, end = self.body(p + 2, '%}')
            self.control(text.strip(), line)
            self.take(end - p)
            return
        m = re.compile(r'\{(=|/let|[a-z]+)').match(src, p)
        words = {'=': self.d_put, 't': self.d_t, 'tl': self.d_tl, 'tn': self.d_tn, 'tnl': self.d_tnl, 'tc': self.d_tc, 'f': self.d_f, 'raw': self.d_raw,
                 'use': self.d_use, 'args': self.d_args, 'include': self.d_include, 'let': self.d_let,
                 '/let': self.d_let_end, 'bool': self.d_bool, 'unbalanced': self.d_unbalanced}
        if not m or m[1] not in words:
            self.bad('"{" begins a directive (= t tl tn tc f raw use let bool args include % #); write {{ for a brace')
        text, end = self.body(m.end())
        words[m[1]](text.strip(), line)
        self.take(end - p)

    def place(self, what, line):
        """Where output may go; returns the suffix of the escape."""
        if self.state == 'text':
            if self.tags and self.tags[-1][0] == 'script':
                self.bad(f'{what} inside <script> is refused', line)
            return 'attr' if self.raw else 'text'
        if self.state == 'tag':
            self.bad(f'{what} outside a quoted value: write name="{{= …}}"', line)
        name = self.tag['attr']
        if name == 'srcset':
            self.bad(f'{what} inside srcset= is refused', line)
        kind = 'attr'
        if name in URLS:
            if not self.tag['mixed'] and self.tag['stem'] == '':
                kind = 'url'
            else:
                kind = 'part'
                if not self.tag['mixed'] and not SAFE_STEM.match(self.tag['stem']):
                    self.bad(f'{name}="{self.tag["stem"]}…": begin with a path of this site', line)
        self.tag['mixed'] = True
        return kind

    def d_put(self, text, line):
        kind = self.place('{= }', line)
        if not text:
            self.bad('{= } needs an expression', line)
        self.out(f'tpl_{kind}(b, {text});', line)

    def formatted(self, call, msgids, args, line, what):
        kind = self.place(what, line)
        if kind == 'url':
            self.bad(f'{what} cannot make a whole address; use {{= }}', line)
        kinds = {}
        for msgid in msgids:
            plain = re.sub(r'"\s*"', '', msgid)[1:-1]
            n = 0
            rest = CONVERSION.sub('', plain)
            if '%' in rest:
                self.bad(f'{msgid}: "%" that begins no conversion; write %%', line)
            for m in CONVERSION.finditer(plain):
                if m[6] == '%':
                    continue
                n += 1
                at = int(m[1]) if m[1] else n
                group = 'S' if m[6] == 's' else 'I' if m[6] in 'diu' else 'D' if m[6] in 'fgeE' else None
                if group is None:
                    self.bad(f'{msgid}: %{m[6]} is not known here (s d f)', line)
                if kinds.setdefault(at, group) != group:
                    self.bad(f'{msgid}: the forms disagree about argument {at}', line)
        if len(kinds) != len(args) or any(k > len(args) for k in kinds):
            self.bad(f'{msgids[0]} has {len(kinds)} conversion(s) and {len(args)} argument(s)', line)
        attr = 'A' if kind != 'text' else ''
        rows = ', '.join(f'TPL_{kinds[i + 1]}{attr if kinds[i + 1] == "S" else ""}({a})' for i, a in enumerate(args))
        array = f'(const struct tpl_arg[]){{{rows}}}' if args else 'NULL'
        part = 'true' if kind == 'part' else 'false'
        self.out(f'tpl_format(b, {call}, {array}, {len(args)}, {part});', line)

    def literals(self, text, n, line, what):
        found, i = [], 0
        for _ in range(n):
            while i < len(text) and (text[i].isspace() or (found and text[i] == ',')):
                i += 1
            lit, i = literal_at(text, i, n == 1)
            if lit is None:
                self.bad(f'{what} begins with {n} quoted text(s)', line)
            found.append(lit)
        return found, text[i:].strip().lstrip(',')

    def d_t(self, text, line):
        (msgid,), rest = self.literals(text, 1, line, '{t }')
        args = split_args(rest)
        self.formatted(f'tr(rq->lang, {msgid})', [msgid], args, line, '{t }')
        # a learner with two languages reads both; not where markup may not stand
        inside = {tag[0] for tag in self.tags}
        if not args and '%' not in msgid and self.state == 'text' and not self.raw and not inside & {'option', 'script', 'svg', 'title'}:
            self.out(f'if (rq->both)\n\t\ttpl_second(rq, b, {msgid});', line)

    def d_tl(self, text, line):
        """A sentence of law or safety: the English beside it until a speaker has reviewed the translation."""
        (msgid,), rest = self.literals(text, 1, line, '{tl }')
        if self.state != 'text' or self.raw:
            self.bad('{tl } stands in text', line)
        args = split_args(rest)
        self.formatted(f'tr(rq->lang, {msgid})', [msgid], args, line, '{tl }')
        self.out(f'if (tr_doubtful(rq->lang, {msgid})) {{\n\t\ttpl_literal(b, " <span class=\\"small soft\\" lang=\\"en\\" dir=\\"ltr\\">(English: ");', line)
        self.formatted(msgid, [msgid], args, line, '{tl }')
        self.out('tpl_literal(b, ")</span>");\n\t}', line)

    def d_tc(self, text, line):
        (context, msgid), rest = self.literals(text, 2, line, '{tc }')
        self.formatted(f'trc(rq->lang, {context}, {msgid})', [msgid], split_args(rest), line, '{tc }')

    def d_tn(self, text, line):
        (one, many), rest = self.literals(text, 2, line, '{tn }')
        args = split_args(rest)
        if not args:
            self.bad('{tn } needs the number that chooses the form', line)
        count, args = args[0], args[1:] or args[:1]
        self.formatted(f'trn(rq->lang, {one}, {many}, {count})', [one, many], args, line, '{tn }')

    def d_tnl(self, text, line):
        """{tl } for a sentence with a number."""
        (one, many), rest = self.literals(text, 2, line, '{tnl }')
        args = split_args(rest)
        if self.state != 'text' or self.raw or len(args) != 1:
            self.bad('{tnl } stands in text and needs the number alone', line)
        self.formatted(f'trn(rq->lang, {one}, {many}, {args[0]})', [one, many], args, line, '{tnl }')
        self.out(f'if (tr_doubtful(rq->lang, {one})) {{\n\t\ttpl_literal(b, " <span class=\\"small soft\\" lang=\\"en\\" dir=\\"ltr\\">(English: ");', line)
        self.formatted(f'trn(LANG_EN, {one}, {many}, {args[0]})', [one, many], args, line, '{tnl }')
        self.out('tpl_literal(b, ")</span>");\n\t}', line)

    def d_f(self, text, line):
        (fmt,), rest = self.literals(text, 1, line, '{f }')
        self.formatted(fmt, [fmt], split_args(rest), line, '{f }')

    def d_raw(self, text, line):
        if self.state == 'value' or self.raw or (self.tags and self.tags[-1][0] == 'script'):
            self.bad('{raw } stands in text or between attributes', line)
        self.out(f'tpl_raw(b, {text});', line)

    def d_bool(self, text, line):
        m = re.match(r'([a-z-]+)\s+(.+)', text, re.S)
        if not m or self.state != 'tag' or m[1].startswith('on'):
            self.bad('{bool name condition} stands between the attributes of a tag', line)
        self.out(f'if ({m[2]})\n\t\ttpl_literal(b, " {m[1]}");', line)

    def d_use(self, text, line):
        m = CALL.fullmatch(text)
        if not m or self.state != 'text' or self.raw:
            self.bad('{use name(arguments)} stands in text', line)
        rest = ', ' + m[2].strip() if m[2].strip() else ''
        self.out(f'tpl_{m[1]}(rq, b{rest});', line)

    def d_let(self, text, line):
        if not re.fullmatch(r'[a-z_][a-z0-9_]*', text) or self.state != 'text':
            self.bad('{let name} stands in text', line)
        self.lets.append((text, list(self.tags), line))
        self.code(f'struct buf {text}_buf = buf_new(b->a, b->max), *{text}_outer = b;\n\tb = &{text}_buf;', line)

    def d_let_end(self, text, line):
        if not self.lets:
            self.bad('{/let} closes nothing', line)
        name, tags, _ = self.lets.pop()
        if tags != self.tags:
            self.bad(f'{{/let}} of {name}: a tag is still open', line)
        self.code(f'b = {name}_outer;\n\tconst struct html {name} = {{buf_done(&{name}_buf)}};', line)

    def d_args(self, text, line):
        self.args = text

    def d_include(self, text, line):
        self.includes.append((text, line))

    def d_unbalanced(self, text, line):
        self.unbalanced = True

    def control(self, text, line):
        """{% C %}: braces must pair, and what a block opens it closes."""
        stripped = re.sub(r'/\*.*?\*/', ' ', text, flags=re.S)
        i, stmt, parens = 0, '', 0
        where = ('value', id(self.tag), self.tag['attr']) if self.state == 'value' else (self.state, id(self.tag))
        while i < len(stripped):
            ch = stripped[i]
            if ch in '"\'':
                i = skip_quoted(stripped, i)
                continue
            if ch == '{':
                kind = 'loop' if re.search(r'\b(for|while|do|switch)\b', stmt) else 'if'
                self.blocks.append((kind, list(self.tags), self.state, line, where))
                stmt = ''
            elif ch == '}':
                if not self.blocks:
                    self.bad('"}" closes nothing', line)
                _, tags, _, opened, at = self.blocks.pop()
                if tags != self.tags:
                    extra = [t for t in self.tags if t not in tags]
                    self.bad(f'<{extra[-1][0]}> (line {extra[-1][1]}) is open where its block (line {opened}) ends'
                             if extra else f'the block of line {opened} closed a tag it did not open', line)
                if at != where:
                    self.bad(f'the block of line {opened} must end where it began: in text, in the same tag or value', line)
                stmt = ''
            elif ch == ';' and parens == 0:
                stmt = ''
            else:
                parens += (ch == '(') - (ch == ')')
                stmt += ch
                word = re.search(r'\b(return|goto|break|continue)$', stmt)
                if word and not (i + 1 < len(stripped) and (stripped[i + 1].isalnum() or stripped[i + 1] == '_')):
                    self.leaves(word[1], line)
            i += 1
        if self.state == 'value':
            if self.tag['attr'] in URLS and not self.tag['mixed'] and self.tag['stem'] == '':
                self.bad('code at the beginning of an address: choose with {= a ? b : c}', line)
        self.code(text, line)

    def leaves(self, word, line):
        if word in ('return', 'goto'):
            self.bad(f'{word} would leave tags open', line)
        for kind, tags, _, opened, _ in reversed(self.blocks):
            if kind == 'loop':
                if tags != self.tags:
                    self.bad(f'{word} would leave <{self.tags[-1][0]}> open (block of line {opened})', line)
                return

    # writing

    def edge(self, i, step):
        """What stands beside white space i: 'block' or 'inline', and whether code lies between."""
        through = False
        i += step
        while 0 <= i < len(self.items):
            item = self.items[i]
            if item[0] == 'code' and item[1].startswith(('struct buf ', 'b = ')):
                return 'block', through
            if item[0] == 'code':
                through = True
            elif item[0] == 'tag':
                return ('block' if item[1] else 'inline'), through
            elif item[0] != 'ws':
                return 'inline', through
            i += step
        return 'block', through

    def collapse(self):
        out = []
        for i, item in enumerate(self.items):
            if item[0] == 'ws':
                left, lt = self.edge(i, -1)
                right, rt = self.edge(i, 1)
                if (left == 'block' and (not lt or right == 'block')) or (right == 'block' and (not rt or left == 'block')):
                    continue
                out.append(('lit', ' '))
            elif item[0] == 'tag':
                out.append(('lit', item[2]))
            else:
                out.append(item)
        return out

    def write(self, w):
        w.put(f'\nvoid {self.name}({self.signature()})\n{{')
        w.put('\t(void)rq;\n\t(void)b;')
        for arg in split_args(self.args):
            w.put('\t(void)%s;' % re.search(r'(\w+)\W*$', arg)[1])
        pending = ''
        items = self.collapse() + [('end', '', 0)]
        for item in items:
            if item[0] == 'lit':
                pending += item[1]
                continue
            if pending:
                w.here()
                # static files go by the name that never changes
                for i, part in enumerate(re.split(r'/static/([A-Za-z0-9_-]+\.[a-z0-9]+)', pending)):
                    if i % 2:
                        w.put(f'\ttpl_text_z(b, asset("{part}"));')
                        continue
                    for piece in c_pieces(part):
                        w.put(f'\ttpl_literal(b, "{c_text(piece)}");')
                pending = ''
            if item[0] in ('code', 'out'):
                w.at(item[2], self.shown)
                w.put(f'\t{item[1]}')
        w.here()
        w.put('}')

    def signature(self):
        return 'struct request *rq, struct buf *b' + (', ' + self.args if self.args else '')


def root_of(path):
    folder = os.path.dirname(os.path.abspath(path))
    while os.path.basename(folder) != 'templates' and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
    return folder if os.path.basename(folder) == 'templates' else os.path.dirname(os.path.abspath(path))


def shown(path):
    at = os.path.abspath(path).rfind('/web/templates/')
    return os.path.abspath(path)[at + 1:] if at >= 0 else path


class Writer:
    def __init__(self, name):
        self.name, self.lines, self.away = name, [], False

    def put(self, text):
        self.lines.extend(text.split('\n'))

    def at(self, line, name):
        self.lines.append(f'#line {line} "{name}"')
        self.away = True

    def here(self):
        if self.away:
            self.lines.append(f'#line {len(self.lines) + 2} "{self.name}"')
            self.away = False


def write_file(path, text):
    if os.path.exists(path):
        with open(path, encoding='utf-8') as f:
            if f.read() == text:
                return
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)


def main(argv):
    if len(argv) < 3:
        sys.exit(__doc__)
    out_c, out_h, paths = argv[1], argv[2], sorted(argv[3:])
    found, errors = {}, []
    for path in paths:
        try:
            with open(path, encoding='utf-8') as f:
                t = Template(path, shown(path), f.read())
            if t.name in found:
                raise Bad(f'{t.shown}:1: its function {t.name} is also that of {found[t.name].shown}')
            found[t.name] = t
        except Bad as e:
            errors.append(str(e))
    if errors:
        sys.exit('\n'.join(errors))

    guard = 'TRELLIS_' + re.sub(r'\W', '_', os.path.basename(out_h)).upper()
    head = ['/* Made by tools/templates.py from web/templates; do not edit. */', f'#ifndef {guard}', f'#define {guard}', '',
            '#include "web/tpl.h"', '']
    structs = sorted({s for t in found.values() for s in re.findall(r'\bstruct\s+(\w+)', t.args)})
    head += [f'struct {s};' for s in structs]
    for t in found.values():
        head.append(f'void {t.name}({t.signature()});')
    head += ['', '#endif', '']
    write_file(out_h, '\n'.join(head))

    w = Writer(os.path.basename(out_c))
    w.put(f'/* Made by tools/templates.py from web/templates; do not edit. */\n#include "{os.path.basename(out_h)}"')
    seen = set()
    for t in found.values():
        for inc, line in t.includes:
            if inc not in seen:
                seen.add(inc)
                w.at(line, t.shown)
                w.put(f'#include {inc}')
    w.here()
    for t in found.values():
        t.write(w)
    write_file(out_c, '\n'.join(w.lines) + '\n')


if __name__ == '__main__':
    main(sys.argv)
