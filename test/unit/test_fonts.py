#!/usr/bin/env python3
"""Each face holds every letter of its languages, as fontconfig reads it; and the slices that pages load together hold
all that the rules in fonts.css promise. Letters: Unicode CLDR's exemplar characters (main set, both cases) with the
punctuation that the pages use."""
import os
import re
import shutil
import subprocess
import sys
import unicodedata
import unittest
from pathlib import Path

TOP = Path(os.environ.get("TRELLIS_SOURCE") or Path(__file__).resolve().parents[2])
BUILD = Path(os.environ.get("TRELLIS_BUILD") or TOP / "build")

BASIC = "abcdefghijklmnopqrstuvwxyz"
MARKS = "0123456789.,;:!?'\"()/-–—‘’“”…%+=×÷<>·"
SIGNS = "−≤≥≠√½¼¾⅓⅔→₫€"  # not in every face: Andika stands behind each Latin one and has them
VOWELS = "aăâeêioôơuưy"
TONES = "\u0300\u0309\u0303\u0301\u0323"  # grave, hook above, tilde, acute, dot below
VIETNAMESE = "đ" + VOWELS + "".join(unicodedata.normalize("NFC", v + t) for v in VOWELS for t in TONES)
LETTERS = {
    "en": BASIC + MARKS,
    "es": BASIC + "áéíñóúü" + MARKS + "¿¡«»ªº",
    "vi": BASIC + VIETNAMESE + MARKS,
    "so": BASIC + MARKS,
    "ht": BASIC + "àèéòë" + MARKS,
    "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي" + "".join(map(chr, range(0x64B, 0x653))) + "\u0670ـ،؛؟٪٫٬٠١٢٣٤٥٦٧٨٩",
}
LATIN = ("en", "es", "vi", "so", "ht")
SPEAKS = {"Andika": LATIN, "Noto Sans": LATIN, "OpenDyslexic": LATIN, "Noto Naskh Arabic": ("ar",), "Chinese": ("zh",)}
SAMPLE_ZH = "早上好，同学们！下一步：数线上的分数。请老师帮助我；我需要更多时间。（阅读、写作）家长可以用中文回复？曦鑫琪瑶"


def letters(lang):
    if lang == "zh":
        text = SAMPLE_ZH
        for po in (TOP / "locale").glob("zh*.po") if (TOP / "locale").is_dir() else []:
            text += "".join(re.findall(r'^(?:msgstr(?:\[\d\])? )?"(.*)"$', po.read_text("utf-8"), flags=re.M))
        return {ord(c) for c in text if ord(c) > 0x2FFF}
    both = LETTERS[lang] + LETTERS[lang].upper()
    return {ord(c) for c in both}


def charset(path):
    """Code points of a font file, as fontconfig reads its cmap; for a collection those of all its faces together."""
    out = subprocess.run(["fc-query", "--format", "%{charset}\n", str(path)], capture_output=True, text=True, check=True).stdout
    points = set()
    for part in out.split():
        a, _, b = part.partition("-")
        points.update(range(int(a, 16), int(b or a, 16) + 1))
    return points


def say(points):
    return " ".join(f"U+{p:04X} {chr(p)}" for p in sorted(points)[:12])


class Fonts(unittest.TestCase):
    def test_vietnamese_is_whole(self):
        """67 letters beyond the basic ones, and none left in two parts: 12 vowels, 60 toned, d with stroke less the plain six."""
        self.assertEqual(len(set(VIETNAMESE) - set(BASIC)), 67)
        self.assertTrue(all(len(c) == 1 and unicodedata.name(c) for c in VIETNAMESE))

    def test_installed_faces(self):
        """What the packages of the distribution bring."""
        listed = subprocess.run([sys.executable, str(TOP / "tools/fonts.py"), "--list"], capture_output=True, text=True, check=True)
        seen = set()
        for line in listed.stdout.splitlines():
            family, weight, path = line.split("\t")
            with self.subTest(face=family, weight=weight):
                self.assertTrue(path, "not installed: tools/deps.sh run")
                have = charset(path)
                for lang in SPEAKS.get(family, ()):
                    missing = letters(lang) - have
                    self.assertFalse(missing, f"{path} lacks letters of {lang}: {say(missing)}")
            seen.add(family)
        self.assertEqual(set(SPEAKS) - seen, set())

    def test_signs_have_a_face(self):
        """Signs that a face lacks come from Andika, which every stack of faces names."""
        css = (TOP / "web/styles/10-tokens.css").read_text("utf-8")
        for name in ("andika", "noto", "dyslexic"):
            self.assertIn('"Andika"', re.search(rf"--{name}:([^;]*);", css).group(1))
        listed = subprocess.run([sys.executable, str(TOP / "tools/fonts.py"), "--list"], capture_output=True, text=True, check=True)
        for path in re.findall(r"^Andika\t\d+\t(.+)$", listed.stdout, flags=re.M):
            self.assertFalse({ord(c) for c in SIGNS} - charset(path), path)

    def test_slices(self):
        """The pieces in the build: each holds what its rule says, and together they hold every letter."""
        folder = BUILD / "faces"
        # where the build keeps them: made once, by whoever comes first
        subprocess.run([sys.executable, str(TOP / "tools/fonts.py"), str(folder)], check=True)
        rules = (folder / "fonts.css").read_text() + (folder / "fonts-zh.css").read_text()
        together = {}
        for body in re.findall(r"@font-face\{([^}]*)\}", rules):
            family = re.search(r'font-family:"([^"]+)"', body).group(1)
            weight = re.search(r"font-weight:(\d+)", body).group(1)
            name = re.search(r'url\("([^"]+)"\)', body).group(1)
            self.assertTrue((folder / name).exists(), name)
            ranges = re.search(r"unicode-range:([^;]+)", body)
            if not ranges:
                continue
            points = set()
            for part in ranges.group(1).split(","):
                a, _, b = part.strip()[2:].partition("-")
                points.update(range(int(a, 16), int(b or a, 16) + 1))
            have = charset(folder / name)
            # fontconfig leaves out letters drawn empty (spaces, joiners)
            lost = {p for p in points - have if not unicodedata.category(chr(p)).startswith(("Z", "C", "M"))}
            self.assertFalse(lost, f"{name} lacks {say(lost)}")
            together.setdefault((family, weight), set()).update(points)
        for (family, weight), points in together.items():
            for lang in SPEAKS.get(family, ()):
                with self.subTest(face=family, weight=weight, lang=lang):
                    self.assertFalse(letters(lang) - points, say(letters(lang) - points))
        self.assertTrue(together, "no slices: python3-fonttools and python3-brotli are missing")

    def test_latin_page_is_light(self):
        """A page in English or Spanish loads two weights of one face: under 32 KB."""
        folder = BUILD / "faces"
        files = list(folder.glob("andika-*-latin.*.woff2"))
        if not files:
            self.skipTest("no slices made here")
        self.assertLess(sum(f.stat().st_size for f in files), 32 * 1024)


if __name__ == "__main__":
    if not shutil.which("fc-query"):
        print("fc-query is missing: install the package fontconfig")
        sys.exit(1)
    outcome = unittest.main(exit=False, verbosity=1).result
    sys.exit(0 if outcome.wasSuccessful() else 1)
