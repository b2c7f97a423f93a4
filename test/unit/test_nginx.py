#!/usr/bin/env python3
"""docs/admin/nginx.conf in front of a server: secure cookies, the right address, no header of a browser believed."""
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import unittest
from http.client import HTTPSConnection
from pathlib import Path

TOP = Path(os.environ.get('TRELLIS_SOURCE') or Path(__file__).resolve().parents[2])
BUILD = Path(os.environ.get('TRELLIS_BUILD') or TOP / 'build')
NGINX = shutil.which('nginx') or shutil.which('nginx', path='/usr/sbin:/usr/local/sbin')


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


def wait_for(port):
    for _ in range(100):
        try:
            socket.create_connection(('127.0.0.1', port), 0.2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f'nothing listens on {port}')


@unittest.skipUnless(NGINX, 'nginx is not installed here')
class Nginx(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix='trellis-nginx-')
        cls.port, plain, cls.front = free_port(), free_port(), free_port()
        program = str(BUILD / 'trellis')
        subprocess.run([program, 'tls', 'init', 'school.example', '--out', f'{cls.folder}/tls', '--authority-key', f'{cls.folder}/authority.key'],
                       check=True, stdout=subprocess.DEVNULL)
        cls.server = subprocess.Popen([program, 'serve', '--db', f'{cls.folder}/school.db', '--port', str(cls.port), '--https-port', '0',
                                       '--public-url', 'https://school.example', '--trusted-proxy', '127.0.0.1'],
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        site = (TOP / 'docs/admin/nginx.conf').read_text('utf-8')
        site = site.replace('127.0.0.1:8080', f'127.0.0.1:{cls.port}').replace('listen 80;', f'listen 127.0.0.1:{plain};')
        site = site.replace('listen 443 ssl', f'listen 127.0.0.1:{cls.front} ssl')
        site = re.sub(r'/etc/ssl/school.example/fullchain.pem', f'{cls.folder}/tls/server.pem', site)
        site = re.sub(r'/etc/ssl/school.example/privkey.pem', f'{cls.folder}/tls/server.key', site)
        temp = ' '.join(f'{k}_temp_path {cls.folder}/{k};' for k in ('client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'))
        conf = f'daemon off; pid {cls.folder}/pid; error_log {cls.folder}/error.log; worker_processes 1; events {{}}\nhttp {{ access_log off; {temp}\n{site}\n}}\n'
        if os.geteuid() == 0:
            conf = 'user root;\n' + conf
        Path(f'{cls.folder}/nginx.conf').write_text(conf, 'utf-8')
        wait_for(cls.port)
        cls.nginx = subprocess.Popen([NGINX, '-c', f'{cls.folder}/nginx.conf', '-p', cls.folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(cls.front)

    @classmethod
    def tearDownClass(cls):
        for p in (cls.nginx, cls.server):
            p.terminate()
            p.wait(20)
        shutil.rmtree(cls.folder, ignore_errors=True)

    def ask(self, path, headers=None, method='GET', body=None):
        trust = ssl.create_default_context(cafile=f'{self.folder}/tls/authority.pem')
        line = HTTPSConnection('127.0.0.1', self.front, context=trust, timeout=10)
        line.sock = trust.wrap_socket(socket.create_connection(('127.0.0.1', self.front)), server_hostname='school.example')
        line.request(method, path, body=body, headers={'Host': 'school.example', **(headers or {})})
        reply = line.getresponse()
        text = reply.read().decode('utf-8', 'replace')
        line.close()
        return reply, text

    def test_pages_come_through(self):
        reply, text = self.ask('/help')
        self.assertEqual(reply.status, 200)
        self.assertIn('</html>', text)
        self.assertTrue(reply.getheader('Strict-Transport-Security'))
        self.assertIn("default-src 'none'", reply.getheader('Content-Security-Policy'))

    def test_cookies_are_secure(self):
        reply, _ = self.ask('/help?lang=es')
        self.assertRegex(reply.getheader('Set-Cookie'), r'^__Host-lang=es; .*; Secure$')

    def test_compression_is_the_servers(self):
        reply, _ = self.ask('/help', {'Accept-Encoding': 'gzip'})
        self.assertEqual(reply.getheader('Content-Encoding'), 'gzip')

    def test_what_a_browser_claims_is_not_believed(self):
        reply, _ = self.ask('/help?lang=es', {'X-Forwarded-Proto': 'http', 'X-Forwarded-For': '192.0.2.1'})
        self.assertTrue(reply.getheader('Set-Cookie').startswith('__Host-'))

    def test_forms_go_through(self):
        reply, text = self.ask('/sign-in', {'Content-Type': 'application/x-www-form-urlencoded', 'Origin': 'https://school.example'},
                               'POST', 'login=nobody&password=wrong+wrong')
        self.assertEqual(reply.status, 422)
        self.assertIn('not right', text)


if __name__ == '__main__':
    if not NGINX:
        print('nginx is not installed here; its recipe is not tried.')
    unittest.main()
