#!/usr/bin/env python3
"""A school server that has no network but its own computer: every page of every role is served whole, and no page, style or script asks
anything of another computer. Runs in a network namespace with loopback alone where that is allowed."""
import fcntl
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
import unittest
from html.parser import HTMLParser
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urljoin, urlsplit

TOP = Path(os.environ.get('TRELLIS_SOURCE') or Path(__file__).resolve().parents[2])
BUILD = Path(os.environ.get('TRELLIS_BUILD') or TOP / 'build')
INSIDE = '--inside'
DOORS = ['teacher', 'learner', 'special', 'language', 'family', 'leader']
MOST = 40  # pages of one role
# what a browser fetches without being told to: (tag, attribute)
FETCHED = {('script', 'src'), ('img', 'src'), ('img', 'srcset'), ('audio', 'src'), ('video', 'src'), ('video', 'poster'), ('source', 'src'),
           ('source', 'srcset'), ('track', 'src'), ('iframe', 'src'), ('frame', 'src'), ('embed', 'src'), ('object', 'data'), ('use', 'href'),
           ('use', 'xlink:href'), ('image', 'href'), ('link', 'href'), ('form', 'action'), ('button', 'formaction'), ('input', 'formaction'),
           ('body', 'background'), ('base', 'href'), ('a', 'ping')}


def loopback_up():
    """SIOCGIFFLAGS, SIOCSIFFLAGS: IFF_UP for lo; there may be no program for it here."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        asked = fcntl.ioctl(s, 0x8913, struct.pack('16sh14x', b'lo', 0))
        flags = struct.unpack('16sh14x', asked)[1]
        fcntl.ioctl(s, 0x8914, struct.pack('16sh14x', b'lo', flags | 1))


class Page(HTMLParser):
    def __init__(self, url):
        super().__init__()
        self.url, self.asks, self.links, self.styles, self.refresh = url, set(), set(), [], False

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if (tag, name) in FETCHED and value:
                for one in (value.split(',') if name == 'srcset' else [value]):
                    self.asks.add(urljoin(self.url, one.strip().split(' ')[0]))
            if name == 'style' and value:
                self.styles.append(value)
            if tag == 'a' and name == 'href' and value and not value.startswith('#'):
                self.links.add(urljoin(self.url, value).split('#')[0])
            if tag == 'meta' and name == 'http-equiv' and value.lower() == 'refresh':
                self.refresh = True


class Visitor:
    def __init__(self, port):
        self.port, self.cookies = port, {}

    def ask(self, method, path, body=None):
        line = HTTPConnection('127.0.0.1', self.port, timeout=30)
        headers = {'Cookie': '; '.join(f'{k}={v}' for k, v in self.cookies.items()), 'Accept': 'text/html'}
        if body is not None:
            headers['Content-Type'] = 'application/x-www-form-urlencoded'
        line.request(method, path, body, headers)
        reply = line.getresponse()
        text = reply.read()
        for value in reply.headers.get_all('Set-Cookie') or []:
            k, v = value.split(';')[0].split('=', 1)
            self.cookies[k] = v
        line.close()
        return reply, text

    def come_in(self, door):
        _, text = self.ask('GET', '/doors')
        form = re.search(rb'<form[^>]*action="/doors/%s".*?</form>' % door.encode(), text, re.S).group(0)
        fields = dict(re.findall(rb'name="([^"]+)" value="([^"]*)"', form))
        reply, _ = self.ask('POST', f'/doors/{door}', b'&'.join(k + b'=' + v for k, v in fields.items()).decode())
        return reply.headers['Location']


class Alone:
    """Run inside, where it becomes a test."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix='trellis-alone-')
        db = f'{cls.folder}/sample.db'
        if os.environ.get('TRELLIS_SAMPLE'):
            shutil.copytree(os.environ['TRELLIS_SAMPLE'], cls.folder, dirs_exist_ok=True)
        else:
            subprocess.run([str(BUILD / 'trellis'), 'sample', '--db', db, '--learners', '36'], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with socket.socket() as s:
            s.bind(('127.0.0.1', 0))
            cls.port = s.getsockname()[1]
        cls.server = subprocess.Popen([str(BUILD / 'trellis'), 'serve', '--db', db, '--port', str(cls.port), '--https-port', '0'],
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(300):
            try:
                socket.create_connection(('127.0.0.1', cls.port), 0.2).close()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError('the server does not listen')

    @classmethod
    def tearDownClass(cls):
        cls.server.terminate()
        cls.server.wait(30)
        shutil.rmtree(cls.folder, ignore_errors=True)

    def test_there_is_no_way_out(self):
        """[R414] Where this runs, another computer cannot be reached; without that the next test would say less."""
        with socket.socket() as s:
            s.settimeout(2)
            self.assertNotEqual(s.connect_ex(('192.0.2.1', 80)), 0)

    def home(self, address):
        return urlsplit(address).netloc == f'127.0.0.1:{self.port}'

    def look(self, who, path, text, fetched):
        page = Page(f'http://127.0.0.1:{self.port}{path}')
        page.feed(text.decode())
        self.assertFalse(page.refresh, path)
        for style in page.styles:
            self.assertNotIn('url(', style, f'{who} {path}')
        for one in page.asks:
            if one.startswith('data:'):
                continue
            self.assertTrue(self.home(one), f'{who}: {path} asks {one}')
            fetched.add(urlsplit(one)._replace(scheme='', netloc='', fragment='').geturl())
        return page

    def test_every_page_is_whole(self):
        """[R414] Pages of every role, and all that they fetch, come from this computer."""
        pages, fetched = 0, set()
        for who in [None] + DOORS:
            visitor = Visitor(self.port)
            waits = [visitor.come_in(who)] if who else ['/', '/sign-in', '/help', '/accessibility', '/help/family', '/offline', '/doors', '/badge']
            seen = set()
            while waits and len(seen) < MOST:
                path = waits.pop(0)
                shape = re.sub(r'[0-9a-f]{8}-[0-9a-f-]{27}|\d+', '*', path)
                if shape in seen:
                    continue
                seen.add(shape)
                reply, text = visitor.ask('GET', path)
                self.assertLess(reply.status, 500, path)
                policy = reply.headers.get('Content-Security-Policy') or ''
                if reply.status != 200 or not (reply.headers.get('Content-Type') or '').startswith('text/html'):
                    if reply.status in (302, 303):
                        waits.append(reply.headers['Location'])
                    continue
                pages += 1
                self.assertIn("default-src 'none'" if "default-src 'none'" in policy else "default-src 'self'", policy, path)
                self.assertNotRegex(policy, r'(https?:|\*|//)', path)
                page = self.look(who, path, text, fetched)
                for link in sorted(page.links):
                    if self.home(link) and 'format=' not in link and '/sign-out' not in link:
                        waits.append(urlsplit(link)._replace(scheme='', netloc='', fragment='').geturl())
        self.assertGreater(pages, 100)
        visitor, sheets = Visitor(self.port), 0
        for path in sorted(p for p in fetched if p.startswith(('/static/', '/look.css', '/sw.js', '/manifest'))):
            reply, text = visitor.ask('GET', path)
            self.assertEqual(reply.status, 200, path)
            kind = reply.headers.get('Content-Type') or ''
            if 'css' in kind:
                sheets += 1
                for one in re.findall(rb'url\(\s*[\'"]?([^\'")]+)|@import\s+[\'"]?([^\'" ;]+)', text):
                    address = (one[0] or one[1]).decode()
                    self.assertTrue(address.startswith('data:') or self.home(urljoin(f'http://127.0.0.1:{self.port}{path}', address)), f'{path} asks {address}')
            elif 'javascript' in kind:
                for one in re.findall(rb'https?://[^\s\'"`)]+', text):
                    self.assertTrue(one.startswith((b'http://www.w3.org/', b'https://www.w3.org/')), f'{path} names {one.decode()}')
        self.assertGreater(sheets, 0)
        print(f'{pages} pages, {len(fetched)} things that they fetch', file=sys.stderr)


class Namespace(unittest.TestCase):
    def test_in_a_namespace(self):
        """[R414] The school's server and its pages with loopback alone."""
        unshare = shutil.which('unshare')
        if not unshare or subprocess.run([unshare, '-n', 'true'], stderr=subprocess.DEVNULL, check=False).returncode:
            self.skipTest('a network namespace is not allowed here (not root, or no unshare)')
        done = subprocess.run([unshare, '-n', sys.executable, __file__, INSIDE], capture_output=True, text=True, check=False, timeout=300)
        self.assertEqual(done.returncode, 0, done.stderr[-4000:])
        print(done.stderr.strip().splitlines()[0] if done.stderr else '', file=sys.stderr)


if __name__ == '__main__':
    if INSIDE in sys.argv:
        loopback_up()
        Namespace = type('Inside', (Alone, unittest.TestCase), {})
        unittest.main(argv=[sys.argv[0]])
    unittest.main()
