#!/usr/bin/env python3
"""Behind the doors of the sample school no page in another language still speaks English: in Spanish all of them, in the others a
page of each kind."""
import os
import subprocess
import sys
import unittest
from pathlib import Path

TOP = Path(os.environ.get('TRELLIS_SOURCE') or Path(__file__).resolve().parents[2])


def still_english(*args):
    done = subprocess.run([sys.executable, str(TOP / 'tools/untranslated.py'), '--show', *args], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


class Words(unittest.TestCase):
    def test_spanish_everywhere(self):
        code, said = still_english('es')
        self.assertEqual(code, 0, said)

    def test_arabic_for_learners_and_families(self):
        code, said = still_english('ar', '--doors', 'learner,family', '--learner-pages', '--most', '12')
        self.assertEqual(code, 0, said)

    def test_spanish_for_learners_and_families_to_the_last_page(self):
        """Titles and sentences of the starter data too: in Spanish, or in an element that says which language it is [R175]."""
        code, said = still_english('es', '--doors', 'learner,family', '--learner-pages', '--most', '12')
        self.assertEqual(code, 0, said)

    def test_the_others_for_staff(self):
        for lang in ('ar', 'zh', 'vi', 'so', 'ht'):
            code, said = still_english(lang, '--doors', 'leader', '--most', '1')
            self.assertEqual(code, 0, said)

    def test_it_would_be_seen(self):
        code, said = still_english('zh', '--doors', 'leader', '--most', '1', '--unspoken')
        self.assertEqual(code, 1, said)


if __name__ == '__main__':
    unittest.main()
