#!/usr/bin/env python3
"""The check of known holes against a list in the form of Debian's tracker."""
import contextlib
import io
import json
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'tools'))
import vulnerable  # noqa: E402


def part(name, source, version):
    return {'name': name, 'version': version, 'properties': [{'name': 'source', 'value': source}, {'name': 'source-version', 'value': version}]}


def issue(status, fixed=None, urgency='not yet assigned', release='bookworm'):
    here = {'status': status, 'urgency': urgency}
    if fixed:
        here['fixed_version'] = fixed
    return {'description': 'A sample hole', 'releases': {release: here}}


SBOM = {'components': [part('libexpat1', 'expat', '2.5.0-1+deb12u1'), part('libsodium23', 'libsodium', '1.0.18-1'), part('libzip4', 'libzip', '1.7.3-1'), part('libown', 'own', '1')]}
TRACKER = {
    'expat': {'CVE-1-1': issue('resolved', '2.5.0-1+deb12u2'), 'CVE-1-2': issue('resolved', '2.5.0-1'), 'CVE-1-3': issue('open'), 'CVE-1-4': issue('open', urgency='unimportant')},
    'libsodium': {'CVE-2-1': issue('resolved', '1.0.18-1'), 'CVE-2-2': issue('open', release='trixie'), 'CVE-2-3': issue('resolved', '0')},
    'libzip': {}}


class Vulnerable(unittest.TestCase):
    def told(self, sbom, tracker, release='bookworm'):
        with tempfile.TemporaryDirectory() as d:
            names = []
            for name, what in (('s', sbom), ('t', tracker)):
                names.append(os.path.join(d, name))
                with open(names[-1], 'w', encoding='utf-8') as f:
                    f.write(what if isinstance(what, str) else json.dumps(what))
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                status = vulnerable.main(['', *names, release])
            return status, out.getvalue()

    def test_what_has_a_remedy_is_told_apart(self):
        rows, unknown = vulnerable.look(SBOM, TRACKER, 'bookworm')
        self.assertEqual([(r[3], r[4]) for r in rows], [('CVE-1-1', '2.5.0-1+deb12u2'), ('CVE-1-3', None)])
        self.assertEqual(unknown, ['own'])
        status, text = self.told(SBOM, TRACKER)
        self.assertEqual(status, 1)
        self.assertIn('update to 2.5.0-1+deb12u2', text)

    def test_nothing_to_do(self):
        status, text = self.told({'components': [part('libsodium23', 'libsodium', '1.0.18-1')]}, TRACKER)
        self.assertEqual(status, 0)
        self.assertIn('0 holes have a remedy', text)

    def test_what_cannot_be_told_is_no_pass(self):
        self.assertEqual(self.told(SBOM, 'no json')[0], 2)
        self.assertEqual(self.told(SBOM, TRACKER, 'unheard')[0], 2)


if __name__ == '__main__':
    unittest.main()
