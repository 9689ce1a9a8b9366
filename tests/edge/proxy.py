"""nginx on loopback with the configuration that config/ advises: only names, ports and certificates are others."""
import getpass
import re
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from pathlib import Path

from edge import ROOT, EdgeCase

NAME = 'langnghe.example.vn'
NGINX = shutil.which('nginx') or '/usr/sbin/nginx'
EXAMPLE = ROOT / 'config' / 'nginx.conf.example'

FRAME = '''
user {user};
daemon off;
master_process on;
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    access_log {folder}/access.log;
    {site}
}}
'''


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def self_made(folder):
    """A certificate for NAME and its key, as files."""
    certificate, key = folder / 'certificate.pem', folder / 'key.pem'
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes',
                    '-keyout', key, '-out', certificate, '-days', '2', '-subj', f'/CN={NAME}',
                    '-addext', f'subjectAltName=DNS:{NAME}'], check=True, capture_output=True, timeout=60)
    return certificate, key


def trusting(certificate):
    context = ssl.create_default_context(cafile=certificate)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _replaced(text, old, new):
    """What is not there cannot be replaced: the example has changed and this file must, too."""
    if not re.search(old, text):
        raise AssertionError(f'the example says nothing like {old}')
    return re.sub(old, new, text)


class Proxy:
    def __init__(self, upstream, change=()):
        """`change` holds more pairs of what to write instead of what."""
        self.folder = Path(tempfile.mkdtemp(prefix='langnghe-edge-nginx-'))
        self.certificate, key = self_made(self.folder)
        self.plain_port, self.port = free_port(), free_port()
        site = EXAMPLE.read_text()
        for old, new in (('server 127[.]0[.]0[.]1:8080', f'server 127.0.0.1:{upstream}'),
                         ('listen 80', f'listen 127.0.0.1:{self.plain_port}'),
                         ('listen 443', f'listen 127.0.0.1:{self.port}'),
                         ('/etc/letsencrypt/live/[^ ]*/fullchain.pem', str(self.certificate)),
                         ('/etc/letsencrypt/live/[^ ]*/privkey.pem', str(key)),
                         ('/var/log/nginx', str(self.folder)), *change):
            site = _replaced(site, old, new)
        self.log = self.folder / 'langnghe.log'
        configuration = self.folder / 'nginx.conf'
        configuration.write_text(FRAME.format(folder=self.folder, site=site, user=getpass.getuser()))
        self._process = subprocess.Popen([NGINX, '-p', self.folder, '-c', configuration], stdin=subprocess.DEVNULL,
                                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._await()

    def _await(self):
        until = time.monotonic() + 15
        while time.monotonic() < until and self._process.poll() is None:
            try:
                socket.create_connection(('127.0.0.1', self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.01)
        words = (self.folder / 'error.log').read_text()
        self.close()
        raise AssertionError(f'nginx does not listen: {words}')

    def close(self):
        self._process.terminate()
        self._process.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)


class ProxiedCase(EdgeCase):
    """A daemon behind `proxy`, which it trusts."""

    server = 'trusted_proxies = ["127.0.0.1/32"]'

    def setUp(self):
        super().setUp()
        self.serving()
        self.proxy = Proxy(self.daemon.port)
        self.addCleanup(self.proxy.close)
