#!/usr/bin/env python3
"""Checks the starter work under data/items, data/readings and data/tasks: check_work.py [PROJECT-FOLDER]

Item models are evaluated here a second time, with Python's own fractions and Python's own parser, so that
this check does not share a mistake with the program. One function per kind of file, listed in CHECKS; a check
yields (what it looked at, list of problems). The last line printed is "N passed, N failed"; the exit code is
0 only when nothing failed.
"""
import ast
import csv
import json
import math
import os
import random
import re
import sys
import zlib
from fractions import Fraction

SAMPLES = 60                      # parameter choices looked at for each model
LANGS = ['en', 'es', 'ar']
ITEM_KINDS = ['numeric', 'choice', 'choices', 'text', 'order', 'open']
GRADES = ['K', '1', '2', '3', '4', '5', '6', '7', '8']
INTERESTS = ['animals', 'art', 'building', 'cooking', 'dance', 'gardening', 'music', 'nature', 'ocean', 'people',
             'soccer', 'space', 'stories', 'weather']
PICTURES = {
    'table': ['head', 'rows'], 'number_line': ['from', 'to', 'step'], 'array': ['rows', 'cols'], 'bar': ['bars'],
    'fraction': ['wholes'], 'dots': ['counts'], 'grid': ['rows', 'cols', 'shaded'], 'blocks': ['hundreds', 'tens', 'ones'],
    'clock': ['hour', 'minute'], 'chart': ['bars', 'step'], 'shape': ['shape', 'sides'], 'angle': ['parts'],
    'plot': ['x', 'y'], 'words': ['text'],
}
ACCESS = {
    'accessMode': {'auditory', 'tactile', 'textual', 'visual', 'chartOnVisual', 'chemOnVisual', 'colorDependent',
                   'diagramOnVisual', 'mathOnVisual', 'musicOnVisual', 'textOnVisual'},
    'accessibilityFeature': {'alternativeText', 'describedMath', 'displayTransformability', 'largePrint', 'longDescription',
                             'MathML', 'none', 'printPageNumbers', 'readingOrder', 'structuralNavigation', 'tactileObject',
                             'timingControl', 'transcript', 'unlocked'},
    'accessibilityHazard': {'none', 'noFlashingHazard', 'noMotionSimulationHazard', 'noSoundHazard'},
    'accessibilityControl': {'fullKeyboardControl', 'fullMouseControl', 'fullSwitchControl', 'fullTouchControl',
                             'fullVideoControl', 'fullVoiceControl'},
}


def whole(value):
    value = Fraction(value)
    if value.denominator != 1:
        raise ValueError(f'{value} is not a whole number')
    return value.numerator


FUNCTIONS = {
    'abs': abs, 'min': min, 'max': max,
    'div': lambda a, b: Fraction(whole(a) // whole(b)), 'mod': lambda a, b: Fraction(whole(a) % whole(b)),
    'floor': lambda a: Fraction(math.floor(a)), 'ceil': lambda a: Fraction(math.ceil(a)),
    'gcd': lambda a, b: Fraction(math.gcd(whole(a), whole(b))),
    'lcm': lambda a, b: Fraction(whole(a) * whole(b) // math.gcd(whole(a), whole(b))),
    'pow': lambda a, b: Fraction(a) ** whole(b),
    'when': lambda c, a, b: a if c else b,
    'num': lambda a: Fraction(Fraction(a).numerator), 'den': lambda a: Fraction(Fraction(a).denominator),
}
OPERATORS = {ast.Add: lambda a, b: a + b, ast.Sub: lambda a, b: a - b, ast.Mult: lambda a, b: a * b, ast.Div: lambda a, b: a / b,
             ast.Eq: lambda a, b: a == b, ast.NotEq: lambda a, b: a != b, ast.Lt: lambda a, b: a < b, ast.LtE: lambda a, b: a <= b,
             ast.Gt: lambda a, b: a > b, ast.GtE: lambda a, b: a >= b}


def walk(node, text, values):
    if isinstance(node, ast.Constant):
        return Fraction(ast.get_source_segment(text, node))
    if isinstance(node, ast.Name):
        if not isinstance(values[node.id], Fraction):
            raise ValueError(f'{node.id} is a text')
        return values[node.id]
    if isinstance(node, ast.BinOp):
        return OPERATORS[type(node.op)](walk(node.left, text, values), walk(node.right, text, values))
    if isinstance(node, ast.Compare):
        if len(node.ops) != 1:
            raise ValueError('comparisons are not chained')
        return Fraction(int(OPERATORS[type(node.ops[0])](walk(node.left, text, values), walk(node.comparators[0], text, values))))
    if isinstance(node, ast.UnaryOp):
        value = walk(node.operand, text, values)
        return Fraction(int(not value)) if isinstance(node.op, ast.Not) else -value
    if isinstance(node, ast.BoolOp):
        found = [bool(walk(v, text, values)) for v in node.values]
        return Fraction(int(all(found) if isinstance(node.op, ast.And) else any(found)))
    if isinstance(node, ast.Call):
        return FUNCTIONS[node.func.id](*[walk(a, text, values) for a in node.args])
    raise ValueError(f'{type(node).__name__} is not part of an expression')


def evaluate(text, values):
    return walk(ast.parse(text, mode='eval').body, text, values)


def decimal(value, places=None):
    if places is None:
        places = 0
        while (value * 10 ** places).denominator != 1:
            places += 1
            if places > 12:
                raise ValueError(f'{value} has no end as a decimal')
    scaled = value * 10 ** places
    rounded = math.floor(abs(scaled) + Fraction(1, 2))
    digits = str(rounded).rjust(places + 1, '0')
    head, tail = (digits[:-places], digits[-places:]) if places else (digits, '')
    return ('-' if value < 0 and rounded else '') + head + ('.' + tail if tail else '')


def show(value, form):
    if form == 'frac':
        return f'{value.numerator}/{value.denominator}'
    if form == 'dec':
        return decimal(value)
    if re.fullmatch(r'[1-9]', form or ''):
        return decimal(value, int(form))
    if re.fullmatch(r'0[1-9]', form or ''):
        return str(whole(value)).rjust(int(form[1]), '0')
    if form == 'mixed' and value.denominator != 1 and abs(value) > 1:
        floor = abs(value).__floor__()
        return f"{'-' if value < 0 else ''}{floor} {(abs(value) - floor)}"
    return str(value)


class Model:
    """One line of data/items, drawn again and again with Python's own random numbers."""

    def __init__(self, data):
        self.data = data
        self.values = {}

    def draw(self, dice):
        for _ in range(3000):
            values = {}
            for p in self.data['params']:
                if 'int' in p:
                    low, high, step = (p['int'] + [1])[:3]
                    values[p['name']] = Fraction(dice.randrange(low, high + 1, step))
                elif 'set' in p:
                    values[p['name']] = Fraction(dice.choice(p['set']))
                elif 'words' in p:
                    values[p['name']] = dice.choice(p['words'])
                elif 'text' in p:
                    values[p['name']] = p['text']
                else:
                    values[p['name']] = evaluate(p['expr'], values)
            if all(evaluate(c, values) for c in self.data.get('where', [])):
                self.values = values
                return
        raise ValueError('no parameter choice meets "where" in 3000 tries')

    def slot(self, inner, lang, math_mode):
        expression, _, form = inner.partition(':')
        if re.fullmatch(r'[a-z][a-z0-9_]*', expression) and isinstance(self.values.get(expression), dict):
            return self.values[expression].get(lang, self.values[expression]['en'])
        value = evaluate(expression, self.values)
        if form.startswith('form '):
            table = self.data['forms'][form[5:]]
            entry = table.get(str(value), table.get('other'))
            if entry is None:
                raise ValueError(f'forms {form[5:]} has nothing for {value}')
            return entry.get(lang, entry['en']).replace('#', str(value))
        if form.startswith('each '):
            word = self.values[form[5:]]
            return ', '.join([word.get(lang, word['en'])] * whole(value))
        text = show(value, form)
        return '{' + text + '}' if math_mode else text

    def fill(self, text, lang):
        parts = text.split('$$')
        if len(parts) % 2 == 0:
            raise ValueError(f'"{text}" opens $$ and does not close it')
        out = []
        for i, part in enumerate(parts):
            def put(match, math_mode=i % 2 == 1):
                if math_mode:
                    try:
                        tree = ast.parse(match[1].partition(':')[0].strip() or '?', mode='eval')
                    except SyntaxError:
                        return match[0]
                    if {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)} - set(self.values) - set(FUNCTIONS):
                        return match[0]
                return self.slot(match[1], lang, math_mode)
            try:
                filled = re.sub(r'\{([^{}]*)\}', put, part)
            except (SyntaxError, KeyError, ValueError, ZeroDivisionError) as error:
                raise ValueError(f'"{text}" ({lang}): {error!r}') from error
            if i % 2 == 0 and re.search(r'[{}]', filled):
                raise ValueError(f'"{text}" ({lang}) keeps a brace')
            out.append(filled)
        return '$$'.join(out)

    def text(self, entry, lang):
        if 'text' in entry:
            return self.fill(entry['text'].get(lang, entry['text']['en']), lang)
        return show(evaluate(entry['expr'], self.values), entry.get('fmt', ''))

    def active(self, entry):
        return not entry.get('when') or bool(evaluate(entry['when'], self.values))


def languages_of(node, want, where, problems):
    """Every text of the tree is there in English and Spanish."""
    if isinstance(node, dict):
        if set(node) & {'en', 'es'} and not set(node) - set(LANGS):
            for lang in want:
                if not node.get(lang):
                    problems.append(f'{where}: no {lang} text beside "{str(node.get("en"))[:40]}"')
            if isinstance(node.get('en'), list) and len({len(v) for v in node.values()}) > 1 and 'accept' not in where:
                problems.append(f'{where}: lists of different length in its languages')
            return
        for key, value in node.items():
            if key not in ('access', 'unit'):
                languages_of(value, want, f'{where}.{key}', problems)
    elif isinstance(node, list):
        for value in node:
            languages_of(value, want, where, problems)


def picture_problems(model, node, problems):
    kind = node.get('kind')
    if kind not in PICTURES:
        problems.append(f'representation of unknown kind {kind}')
        return
    for key in PICTURES[kind]:
        if key not in node:
            problems.append(f'{kind} has no "{key}"')
    if kind != 'words' and 'alt' not in node:
        problems.append(f'{kind} has no text alternative')

    def visit(value):
        if isinstance(value, str):
            if value.startswith('='):
                evaluate(value[1:], model.values)
            else:
                model.fill(value, 'en')
        elif isinstance(value, dict):
            if set(value) & {'en', 'es'}:
                for lang, text in value.items():
                    model.fill(text, lang)
            else:
                for key, inner in value.items():
                    if key not in ('kind', 'shape'):
                        visit(inner)
        elif isinstance(value, list):
            for inner in value:
                visit(inner)
    visit(node)


def drawn_problems(model, problems):
    """What must hold for one choice of parameters. False: the program would draw again."""
    data, langs = model.data, model.data['languages']
    for lang in langs:
        model.fill(data['stem'][lang], lang)
        for key in ('steps', 'hints'):
            for line in data[key].get(lang, []):
                model.fill(line, lang)
        for entry in data.get('wrong', []) + data.get('options', []):
            if 'feedback' in entry:
                model.fill(entry['feedback'].get(lang, entry['feedback']['en']), lang)
    for picture in data['representations'] + ([data['figure']] if 'figure' in data else []):
        picture_problems(model, picture, problems)
    wrong = [e for e in data.get('wrong', []) if model.active(e)]
    kind = data['kind']
    if kind == 'numeric':
        seen = [evaluate(data['answer']['expr'], model.values)] + [evaluate(e['expr'], model.values) for e in wrong]
        return len(set(seen)) == len(seen)
    if kind in ('choice', 'text', 'choices'):
        for lang in langs:
            if kind == 'choices':
                seen = [model.text(e, lang) for e in data['options']]
            elif kind == 'choice':
                seen = [model.text(e, lang) for e in [data['answer']] + wrong]
            else:
                seen = [model.fill(t, lang) for t in data['answer']['accept'].get(lang, data['answer']['accept']['en'])]
                seen = [s.casefold().replace(' ', '') for s in seen]
                wrongs = [model.text(e, lang).casefold().replace(' ', '') for e in wrong]
                if set(seen) & set(wrongs) or len(set(wrongs)) != len(wrongs):
                    return False
                continue
            if len(set(seen)) != len(seen):
                return False
        return True
    if kind == 'order':
        for lang in langs:
            seen = [model.text(e, lang) for e in data['items']]
            if len(set(seen)) != len(seen):
                return False
        orders = [list(range(len(data['items'])))]
        values = [evaluate(e['expr'], model.values) for e in data['items'] if 'expr' in e]
        if values != sorted(values):
            problems.append(f'items are listed in the order wanted, {[str(v) for v in values]} is not rising')
        for e in wrong:
            keys = [evaluate(k, model.values) for k in e['keys']]
            if len(set(keys)) != len(keys):
                return False
            orders.append(sorted(range(len(keys)), key=lambda i: keys[i]))
        return len({tuple(o) for o in orders}) == len(orders)
    return True


def access_problems(access):
    problems = []
    for key, known in ACCESS.items():
        for value in access.get(key, []):
            if value not in known:
                problems.append(f'access {key} "{value}" is no schema.org value used here')
    if not access.get('accessMode') or not access.get('accessibilityHazard') or not access.get('accessibilityFeature'):
        problems.append('access metadata is missing')
    sufficient = access.get('accessModeSufficient')
    if not sufficient or not all(isinstance(path, list) and path for path in sufficient):
        problems.append('accessModeSufficient is a list of lists')
    return problems


def item_problems(data, misconceptions, codes):
    problems = []
    for key in ('id', 'competency', 'grade', 'kind', 'rigor', 'minutes', 'construct', 'params', 'stem', 'steps', 'hints',
                'representations', 'access', 'languages', 'author', 'license'):
        if key not in data:
            return [f'no "{key}"']
    if data['kind'] not in ITEM_KINDS:
        problems.append(f'kind {data["kind"]}')
    if data['grade'] not in GRADES or not 1 <= data['rigor'] <= 4:
        problems.append('grade or rigor out of range')
    if data['grade'] in {c.split('.')[0] for c in codes} and data['competency'] not in codes:
        problems.append(f'{data["competency"]} is no competency')
    if not data['representations']:
        problems.append('no other representation')
    if not 2 <= len(data['hints']['en']) <= 3:
        problems.append('two or three hints are wanted')
    if data['kind'] != 'open' and not any('misconception' in e for e in data.get('wrong', []) + data.get('options', [])):
        problems.append('no wrong answer names a misconception')
    for entry in data.get('wrong', []) + data.get('options', []):
        if 'misconception' in entry and entry['misconception'] not in misconceptions:
            problems.append(f'misconception {entry["misconception"]} is not in misconceptions.csv')
        if entry.get('correct') is False and 'misconception' not in entry:
            problems.append('a wrong option names no misconception')
    names = {p['name'] for p in data['params'] if 'text' in p}
    for theme, words in data.get('interests', {}).items():
        if theme not in INTERESTS:
            problems.append(f'interest "{theme}" is not in the list')
        if set(words) - names:
            problems.append(f'interest {theme} sets {set(words) - names}, which are no text parameters')
    languages_of(data, ['en', 'es'], data['id'], problems)
    languages_of(data['stem'], data['languages'], 'stem', problems)
    problems += access_problems(data['access'])
    dice = random.Random(zlib.crc32(data['id'].encode()))
    model, kept = Model(data), 0
    try:
        for _ in range(SAMPLES):
            model.draw(dice)
            kept += drawn_problems(model, problems)
            if problems:
                break
    except (ValueError, KeyError, SyntaxError, ZeroDivisionError, TypeError) as error:
        problems.append(f'{error!r} with {dict((k, str(v)) for k, v in model.values.items() if isinstance(v, Fraction))}')
        return problems
    if not problems and kept < SAMPLES // 2:
        problems.append(f'only {kept} of {SAMPLES} parameter choices give distinct answers')
    return problems


def lines(root, folder, problems):
    path = os.path.join(root, 'data', folder)
    if not os.path.isdir(path):
        return
    for name in sorted(os.listdir(path)):
        if name.endswith('.jsonl'):
            with open(os.path.join(path, name), encoding='utf-8') as file:
                for number, line in enumerate(file, 1):
                    try:
                        yield f'{folder}/{name}:{number}', json.loads(line)
                    except ValueError as error:
                        problems.append(f'{folder}/{name}:{number}: {error}')


def competencies(root):
    codes = set()
    for name in ('math.csv', 'english.csv'):
        path = os.path.join(root, 'data', 'competencies', name)
        if os.path.exists(path):
            with open(path, encoding='utf-8', newline='') as file:
                codes |= {row['code'] for row in csv.DictReader(file)}
    return codes


def check_items(root):
    problems, seen, grades, kinds = [], set(), {}, set()
    with open(os.path.join(root, 'data', 'items', 'misconceptions.csv'), encoding='utf-8', newline='') as file:
        rows = list(csv.DictReader(file))
    misconceptions = {r['id'] for r in rows}
    if len(misconceptions) != len(rows) or any(not r['text'] or not r['text_es'] for r in rows):
        problems.append('misconceptions.csv: an id twice, or a text missing')
    codes = competencies(root)
    mathematics = {c for c in codes if not c.startswith(('RL', 'RI', 'RF', 'W.', 'SL', 'L.'))}
    for where, data in lines(root, 'items', problems):
        problems += [f'{where} ({data.get("id")}): {p}' for p in item_problems(data, misconceptions, mathematics)]
        if data.get('id') in seen:
            problems.append(f'{where}: id {data["id"]} is there twice')
        seen.add(data.get('id'))
        grades[data.get('grade')] = grades.get(data.get('grade'), 0) + 1
        kinds.add(data.get('kind'))
    for grade in GRADES:
        if grades.get(grade, 0) < 6:
            problems.append(f'grade {grade} has {grades.get(grade, 0)} item models, fewer than 6')
    if set(ITEM_KINDS) - kinds:
        problems.append(f'no item of kind {set(ITEM_KINDS) - kinds}')
    yield f'{len(seen)} item models, {len(misconceptions)} misconceptions', problems


def words_in(text):
    return len(re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text))


def reading_problems(data, codes):
    problems = []
    for key in ('id', 'group', 'level', 'lang', 'title', 'pages', 'competencies', 'topic', 'interests', 'questions', 'glossary',
                'author', 'license', 'access', 'grades', 'summary'):
        if key not in data:
            return [f'no "{key}"']
    count = sum(words_in(p) for p in data['pages'])
    if not 100 <= count <= 380:
        problems.append(f'{count} words')
    if set(data['interests']) - set(INTERESTS):
        problems.append(f'interests {set(data["interests"]) - set(INTERESTS)} are not in the list')
    if codes:
        problems += [f'{c} is no competency' for c in data['competencies'] if c not in codes]
    text = ' '.join(data['pages']).casefold()
    for entry in data['glossary']:
        if entry.get('word', '').casefold() not in text:
            problems.append(f'glossary word "{entry.get("word")}" is not in the text')
        if not entry.get('en') or not entry.get('es'):
            problems.append(f'glossary word "{entry.get("word")}" lacks a meaning')
    kinds = {q.get('kind') for q in data['questions']}
    if not {'choice', 'open'} <= kinds:
        problems.append('a choice and an open question are wanted')
    for q in data['questions']:
        if not q.get('id') or not q.get('stem') or q.get('competency') not in data['competencies'] or 'rigor' not in q:
            problems.append(f'question {q.get("id")}: id, stem, rigor or competency is missing')
        if q['kind'] in ('choice', 'choices'):
            right = sum(1 for o in q['options'] if o['correct'])
            if right < 1 or (q['kind'] == 'choice' and right != 1) or len({o['text'] for o in q['options']}) != len(q['options']):
                problems.append(f'question {q["id"]}: options')
            if any(not o['correct'] and not o.get('feedback') for o in q['options']):
                problems.append(f'question {q["id"]}: a wrong option has no feedback')
        elif q['kind'] == 'text' and not q.get('accept'):
            problems.append(f'question {q["id"]}: no accepted answer')
        elif q['kind'] == 'open' and (len(q.get('rubric', [])) != 4 or not q.get('sample')):
            problems.append(f'question {q["id"]}: four levels and a sample answer are wanted')
    return problems + access_problems(data['access'])


def check_readings(root):
    problems, groups = [], {}
    codes = {c for c in competencies(root) if c.startswith(('RL', 'RI'))}
    for where, data in lines(root, 'readings', problems):
        problems += [f'{where} ({data.get("id")}): {p}' for p in reading_problems(data, codes)]
        groups.setdefault(data.get('group'), []).append(data)
    for group, texts in groups.items():
        have = sorted((t['lang'], t['level']) for t in texts)
        if have != [(lang, level) for lang in ('en', 'es') for level in (1, 2, 3)]:
            problems.append(f'{group}: three levels in two languages are wanted, there is {have}')
        if len({tuple(t['competencies']) for t in texts}) != 1:
            problems.append(f'{group}: its versions differ in goal')
        shapes = {tuple((q['id'], q['kind'], q['competency'], q['rigor']) for q in t['questions']) for t in texts}
        if len(shapes) != 1:
            problems.append(f'{group}: its versions differ in questions')
        size = {t['level']: sum(words_in(p) for p in t['pages']) for t in texts if t['lang'] == 'en'}
        if sorted(size.values()) != [size[k] for k in sorted(size)]:
            problems.append(f'{group}: lengths do not rise with the level: {size}')
    if len(groups) < 8:
        problems.append(f'{len(groups)} readings, at least 8 are wanted')
    yield f'{len(groups)} readings in {sum(len(t) for t in groups.values())} versions', problems


def check_tasks(root):
    problems, count = [], {'performance': 0, 'hands-on': 0}
    codes = competencies(root)
    prefixes = {c.split('.')[0] for c in codes}
    for where, data in lines(root, 'tasks', problems):
        found = []
        for key in ('id', 'type', 'competency', 'grade', 'rigor', 'title', 'summary', 'steps', 'materials', 'done', 'minutes', 'modes',
                    'interests', 'access', 'author', 'license', 'ways'):
            if key not in data:
                found.append(f'no "{key}"')
        if not found:
            count[data['type']] = count.get(data['type'], 0) + 1
            languages_of(data, ['en', 'es'], data['id'], found)
            found += access_problems(data['access'])
            if set(data['minutes']) != {'screen', 'alone', 'peers', 'adult', 'group'}:
                found.append('minutes want screen, alone, peers, adult and group')
            if set(data['modes']) - {'screen', 'paper', 'person'} or not data['modes']:
                found.append('modes are screen, paper, person')
            if set(data['interests']) - set(INTERESTS):
                found.append('an interest is not in the list')
            if len(data['ways']['en']) < 2:
                found.append('two ways to show it are wanted')
            if codes and data['competency'].split('.')[0] in prefixes and data['competency'] not in codes:
                found.append(f'{data["competency"]} is no competency')
            if data['type'] == 'performance':
                rubric = data.get('rubric', [])
                if not 3 <= len(rubric) <= 4 or any(len(c['levels']['en']) != 4 for c in rubric):
                    found.append('a rubric of 3 or 4 criteria with 4 levels is wanted')
            elif data['minutes']['screen'] or 'screen' in data['modes']:
                found.append('a hands-on task uses no screen')
        problems += [f'{where} ({data.get("id")}): {p}' for p in found]
    if count['performance'] < 6 or count['hands-on'] < 4:
        problems.append(f'6 performance tasks and 4 hands-on tasks are wanted, there are {count}')
    yield f'{count["performance"]} performance tasks, {count["hands-on"]} hands-on tasks', problems


CHECKS = [('items', check_items), ('readings', check_readings), ('tasks', check_tasks)]


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
    passed = failed = 0
    for folder, check in CHECKS:
        if not os.path.isdir(os.path.join(root, 'data', folder)):
            continue
        for what, problems in check(root):
            for problem in problems:
                print(f'  {problem}')
            print(f'{"FAIL" if problems else "ok  "} {what}')
            failed += bool(problems)
            passed += not problems
    print(f'{passed} passed, {failed} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
