"""TLS as others scan it: of the daemon itself, and of nginx with the configuration that config/ advises."""
import re
import shutil
import socket
import ssl
import subprocess
import time
import unittest

import answers
import crowd
import wire
from edge import EdgeCase, main, sanitized
from proxy import NAME, Proxy, free_port, self_made, trusting
from vectors.vector import LAST

AEAD = re.compile(r'GCM|CHACHA20|CCM')
SSLSCAN = shutil.which('sslscan')


def scan(port):
    """What sslscan says, as text."""
    done = subprocess.run([SSLSCAN, '--no-colour', f'--sni-name={NAME}', f'127.0.0.1:{port}'], capture_output=True,
                          text=True, timeout=60, check=True)
    return done.stdout


def complaints(report):
    """What a scan shows that should not be."""
    found = re.findall(r'^(?:SSLv2|SSLv3|TLSv1\.0|TLSv1\.1)\s+enabled$', report, re.M)
    ciphers = re.findall(r'^(?:Preferred|Accepted)\s+(\S+)\s+\d+ bits\s+(\S+)', report, re.M)
    found += [f'{version} {name}' for version, name in ciphers if not AEAD.search(name)]
    found += [f'{version} {name}' for version, name in ciphers if version not in ('TLSv1.2', 'TLSv1.3')]
    found += [f'no {version}' for version in ('TLSv1.2', 'TLSv1.3') if version not in dict(ciphers)]
    found += re.findall(r'^Compression enabled.*|^.*(?<!not )vulnerable to heartbleed.*|^.*Insecure.*|'
                        r'^Secure client-initiated renegotiation supported.*', report, re.M | re.I)
    found += [f'{bits} bits' for bits in re.findall(r'\s(\d+) bits', report) if int(bits) < 128]
    return found


class Scanned:
    """Needs `port` and `certificate`."""

    def connection(self):
        return wire.Secure(('127.0.0.1', self.port), trusting(self.certificate), NAME)

    def test_the_right_client_is_served(self):
        answer, = answers.read(wire.converse(self.connection(), [LAST], False).data)
        self.assertEqual(answer.status, 200)

    def refused(self, context):
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with self.assertRaises((ssl.SSLError, ConnectionError)):
            wire.Secure(('127.0.0.1', self.port), context, NAME)

    def test_old_versions_are_refused(self):
        for version in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.set_ciphers('ALL:@SECLEVEL=0')
            context.minimum_version = context.maximum_version = version
            self.refused(context)

    def test_old_ciphers_are_refused(self):
        for ciphers in ('ECDHE+AES:!AESGCM:!AESCCM', 'kRSA', 'DHE', 'aNULL:@SECLEVEL=0'):
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.maximum_version = ssl.TLSVersion.TLSv1_2
            context.set_ciphers(ciphers)
            self.refused(context)

    def test_nobody_renegotiates(self):
        done = subprocess.run(['openssl', 's_client', '-connect', f'127.0.0.1:{self.port}', '-servername', NAME,
                               '-tls1_2', '-legacy_renegotiation'], input='R\nGET / HTTP/1.0\n\n', capture_output=True,
                              text=True, timeout=60, check=False)
        self.assertIn('RENEGOTIATING', done.stdout + done.stderr)
        self.assertRegex(done.stdout + done.stderr, 'no renegotiation|alert|:error:|unexpected eof|write:errno')
        self.assertIn('Compression: NONE', done.stdout)

    @unittest.skipUnless(SSLSCAN, 'sslscan is not installed')
    def test_a_scan_finds_nothing(self):
        report = scan(self.port)
        self.assertEqual(complaints(report), [], report)

    def test_half_a_handshake_is_cut(self):
        begun = time.monotonic()
        clients = []
        for words in (b'', b'\x16', b'\x16\x03\x01\x02\x00\x01'):
            client = socket.create_connection(('127.0.0.1', self.port), timeout=20)
            self.addCleanup(client.close)
            client.sendall(words)
            clients.append(client)
        for client in clients:
            try:
                self.assertEqual(client.recv(100)[:1] or b'\x15', b'\x15')
            except ConnectionResetError:
                pass
        self.assertLess(time.monotonic() - begun, 15)


class InProcess(Scanned, EdgeCase):
    def setUp(self):
        super().setUp()
        self.certificate, key = self_made(self.commune.folder)
        self.serving(f'tls_certificate = "{self.certificate}"\ntls_key = "{key}"')
        self.port = self.daemon.port

    def test_half_handshakes_cost_little(self):
        pid = self.daemon.process.pid
        self.test_the_right_client_is_served()
        before = crowd.anonymous_memory(pid)
        clients = [socket.create_connection(('127.0.0.1', self.port), timeout=20) for _ in range(200)]
        try:
            for client in clients:
                client.sendall(b'\x16\x03\x01\x02\x00\x01')
            time.sleep(1)
            grown = crowd.anonymous_memory(pid) - before
        finally:
            for client in clients:
                client.close()
        print(f'half a handshake holds {grown / 200:.0f} bytes')
        if not sanitized():
            self.assertLess(grown / 200, 100_000)


class BehindNginx(Scanned, EdgeCase):
    server = 'trusted_proxies = ["127.0.0.1/32"]'

    def setUp(self):
        super().setUp()
        self.serving()
        proxy = Proxy(self.daemon.port)
        self.addCleanup(proxy.close)
        self.certificate, self.port = proxy.certificate, proxy.port


class Canary(EdgeCase):
    """A server that allows what is old must be found out."""

    @unittest.skipUnless(SSLSCAN, 'sslscan is not installed')
    def test_a_scan_of_an_old_server_finds_much(self):
        certificate, key = self_made(self.commune.folder)
        port = free_port()
        server = subprocess.Popen(['openssl', 's_server', '-accept', f'127.0.0.1:{port}', '-cert', certificate, '-key',
                                   key, '-cipher', 'ALL:@SECLEVEL=0', '-quiet', '-www'], stdin=subprocess.DEVNULL,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            self.eventually(lambda: self.listens(port))
            found = complaints(scan(port))
        finally:
            server.terminate()
            server.wait(30)
        self.assertTrue(any('CBC' in cipher or cipher.endswith('SHA') for cipher in found), found)

    @staticmethod
    def listens(port):
        try:
            socket.create_connection(('127.0.0.1', port), timeout=1).close()
            return True
        except OSError:
            return False


if __name__ == '__main__':
    main()
