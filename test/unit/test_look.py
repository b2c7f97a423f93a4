#!/usr/bin/env python3
"""The look keeps its promises: contrast of every pair of colours, reading direction by layout words alone, sizes within
the budget, no request to a third party, every icon and word that a page may name is there."""
import gzip
import os
import re
import sys
import unittest
from pathlib import Path

TOP = Path(os.environ.get("TRELLIS_SOURCE") or Path(__file__).resolve().parents[2])
STYLES = sorted((TOP / "web/styles").glob("[0-9]*.css"))
CSS = "\n".join(f.read_text("utf-8") for f in STYLES)
PLAIN = re.sub(r"/\*.*?\*/", "", CSS, flags=re.S)


def luminance(hex6):
    """WCAG 2.2, relative luminance."""
    out = []
    for i in (1, 3, 5):
        c = int(hex6[i:i + 2], 16) / 255
        out.append(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4)
    return 0.2126 * out[0] + 0.7152 * out[1] + 0.0722 * out[2]


def contrast(a, b):
    hi, lo = sorted((luminance(a), luminance(b)), reverse=True)
    return (hi + 0.05) / (lo + 0.05)


def themes():
    """Colours of each theme: what :root gives, overlaid by each more special block."""
    blocks = {}
    for selector, body in re.findall(r"(:root[^{},]*)\{([^{}]*)\}", PLAIN.split("@media print")[0]):
        found = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", body))
        if found:
            blocks.setdefault(selector.strip(), {}).update(found)
    base = blocks.pop(":root")
    out = {":root": base}
    for selector, own in blocks.items():
        merged = dict(base)
        for part, other in blocks.items():
            if part != selector and all(x in selector for x in re.findall(r"\[[^]]*\]", part)):
                merged.update(other)
        merged.update(own)
        out[selector] = merged
    return out


TEXT = [(ink, ground) for ink in ("ink", "soft", "leaf", "leaf-deep") for ground in ("paper", "sheet", "wash")] + [
    ("ink", "leaf-wash"), ("ink", "amber-wash"), ("ink", "brick-wash"), ("soft", "leaf-wash"), ("leaf", "leaf-wash"),
    ("leaf-deep", "leaf-wash"), ("amber", "amber-wash"), ("amber", "paper"), ("brick", "brick-wash"), ("brick", "paper"),
    ("brick", "sheet"), ("on-leaf", "leaf"), ("on-leaf", "leaf-deep"), ("on-brick", "brick"), ("on-mark", "mark")]
CONTROLS = [(mark, ground) for mark in ("edge", "leaf", "amber-mark", "brick", "focus") for ground in ("paper", "sheet")] + [
    ("focus", "wash"), ("focus", "leaf-wash"), ("edge", "wash"), ("amber-mark", "amber-wash")]


class Look(unittest.TestCase):
    def test_contrast(self):
        """Text 7:1 and controls 4.5:1 in every theme; text 4.5:1 in the calm one."""
        seen = themes()
        self.assertGreaterEqual(len(seen), 6, seen.keys())
        for name, colours in seen.items():
            least = 4.5 if name == ':root[data-theme="calm"]' else 7
            for pairs, need in ((TEXT, least), (CONTROLS, 4.5)):
                for front, back in pairs:
                    with self.subTest(theme=name, front=front, back=back):
                        self.assertGreaterEqual(contrast(colours[front], colours[back]), need)

    def test_contrast_formula(self):
        """Reference values of WCAG 2.2: black on white is 21:1, #777777 on white 4.48:1."""
        self.assertAlmostEqual(contrast("#000000", "#ffffff"), 21, places=5)
        self.assertAlmostEqual(contrast("#777777", "#ffffff"), 4.48, places=2)

    def test_dark_themes_agree(self):
        """What the device asks for and what the person chooses look the same."""
        seen = themes()
        self.assertEqual(seen[':root[data-theme="dark"]'], seen[':root[data-theme="auto"]'])

    def test_directions(self):
        """Only logical properties: a right-to-left page needs no rule of its own."""
        for f in STYLES:
            body = re.sub(r"/\*.*?\*/", "", f.read_text("utf-8"), flags=re.S)
            body = re.sub(r"@(media|container)[^{]*\{", "{", body)
            for m in re.finditer(r"(?<=[{;\s])((?:(?:margin|padding|border|inset|scroll-margin)-)?(?:left|right|top|bottom)(?:-[a-z-]+)?|"
                                 r"(?:min-|max-)?(?:width|height)|float|clear)\s*:", body):
                self.fail(f"{f.name}: {m.group(1)} depends on the direction of writing")
            self.assertIsNone(re.search(r"text-align:\s*(left|right)", body), f.name)

    def test_nothing_from_elsewhere(self):
        for f in [*STYLES, *(TOP / "web/scripts").glob("*.js"), *(TOP / "web/icons").glob("*.svg")]:
            body = f.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
            self.assertIsNone(re.search(r"(https?:)?//[a-z0-9-]+\.[a-z]", re.sub(r"/\*.*?\*/", "", body, flags=re.S)), f.name)
            self.assertNotIn("@import", body, f.name)

    def test_sizes(self):
        """Bytes over the wire, gzip."""
        self.assertLess(len(gzip.compress(CSS.encode())), 14 * 1024)
        self.assertLess(len(gzip.compress((TOP / "web/scripts/trellis.js").read_bytes())), 12 * 1024)
        self.assertLess(len(gzip.compress((TOP / "web/icons/icons.svg").read_bytes())), 4 * 1024)

    def test_icons_named_are_there(self):
        """Every icon that a template, a page or the catalogue names is in the sprite."""
        sprite = set(re.findall(r'<symbol id="([\w-]+)"', (TOP / "web/icons/icons.svg").read_text("utf-8")))
        self.assertGreaterEqual(len(sprite), 28)
        for f in [*(TOP / "web").rglob("*.html"), *(TOP / "src/web").rglob("*.c"), TOP / "web/styles/README.md"]:
            for name in re.findall(r"icons\.svg#([a-z][\w-]*)", f.read_text("utf-8")):
                self.assertIn(name, sprite, f"{f.name} names an icon that is not there")

    def test_words_of_the_script(self):
        """The script's words are the ones that translators get."""
        script = (TOP / "web/scripts/trellis.js").read_text("utf-8")
        block = script[script.index("const WORDS"):]
        own = dict(re.findall(r"(\w+): '([^']*)'", block[:block.index("};")]))
        given = dict(re.findall(r'data-w="(\w+)">\{t "([^"]*)"\}', (TOP / "web/templates/words.html").read_text("utf-8")))
        self.assertGreater(len(own), 20)
        self.assertEqual(own, given)
        for key in re.findall(r"\bw\('(\w+)'", script):
            self.assertIn(key, own)

    def test_classes_of_catalogue_exist(self):
        """A class that the catalogue shows has a rule."""
        have = set(re.findall(r"\.([a-z][\w-]*)", PLAIN))
        shown = set()
        for names in re.findall(r'class="([^"]*)"', (TOP / "web/styles/README.md").read_text("utf-8")):
            shown.update(names.split())
        self.assertEqual(sorted(shown - have), [])


if __name__ == "__main__":
    outcome = unittest.main(exit=False, verbosity=1).result
    sys.exit(0 if outcome.wasSuccessful() else 1)
