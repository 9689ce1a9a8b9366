"""What a client says about itself and about us is heard from nobody but the proxy that is configured."""
import http.client
import os
import re
import shutil
import ssl
import subprocess
import unittest
from pathlib import Path

import answers
import wire
from edge import EdgeCase, main
from proxy import NAME, ProxiedCase, trusting
from vectors import paths
from vectors.vector import HOOK, LAST, probe, request

EVIL = 'evil.example'
FORGED = (b'X-Forwarded-For: 6.6.6.6', b'X-Real-IP: 6.6.6.6', b'Forwarded: for=6.6.6.6;host=evil.example',
          b'X-Forwarded-Host: evil.example', b'X-Forwarded-Proto: http', b'X-Forwarded-Prefix: /evil',
          b'X-Request-Id: 6666666666666666', b'X-Original-URL: /evil', b'Referer: http://evil.example/')


class Hosts(EdgeCase):
    """Neither a Host nor a forged field comes back in an answer."""

    def asked(self, data):
        heard = wire.converse(self.direct(), [data], False)
        return heard.data, answers.read(heard.data)

    def test_nothing_forged_is_repeated(self):
        self.serving()
        close = b'Connection: close'
        for target in (b'/', HOOK, b'/nowhere', b'/zalo_verifierx.html', b'//evil.example/', b'/luong-son'):
            for method in (b'GET', b'POST', b'BREW'):
                data, (answer,) = self.asked(request((close, *FORGED), method=method, target=target,
                                                     host=EVIL.encode()))
                with self.subTest(target=target, method=method):
                    self.assertNotIn(EVIL.encode(), data)
                    self.assertNotIn(b'6.6.6.6', data)
                    self.assertNotIn(b'6666666666666666', data)
                    self.assertNotIn('location', answer.fields)

    def test_what_is_repeated_would_be_found(self):
        data = b'HTTP/1.1 302 Found\r\nLocation: http://evil.example/\r\nContent-Length: 0\r\n\r\n'
        self.assertIn(EVIL.encode(), data)
        self.assertIn('location', answers.read(data)[0].fields)

    def test_no_value_makes_a_line(self):
        """H-10: what a client chooses never becomes a field, however it is encoded."""
        self.serving()
        for feed in (b'%0d%0a', b'%0a', b'%0D', b'%E5%98%8A%E5%98%8D', b'%c0%8d%c0%8a', b'\\r\\n'):
            for target in (b'/x' + feed + b'X-Forged:%20y', HOOK + b'?a=' + feed + b'X-Forged:%20y',
                           b'/zalo_verifier' + feed + b'X-Forged:%20y.html'):
                data = self.asked(request((b'Connection: close', b'Cookie: a=' + feed + b'X-Forged:y'),
                                          method=b'GET', target=target))[0]
                self.assertNotIn(b'\nx-forged', data.lower())

    def test_the_log_is_not_forged(self):
        self.serving()
        self.asked(request((b'Connection: close', b'X-Forwarded-For: 1.1.1.1", "event":"forged'), target=HOOK))
        self.assertNotIn('forged', self.daemon.words())


class Proxied(EdgeCase):
    """The cap for each address tells whom the daemon takes for whom: a trusted proxy is not counted."""

    def taken(self, server, fields=()):
        daemon = self.serving(server)
        opened = [wire.Plain(('127.0.0.1', daemon.port)) for _ in range(258)]
        try:
            opened[-1].send(probe((b'Connection: close', *fields)))
            return opened[-1].receive()[9:12]
        finally:
            for connection in opened:
                connection.close()

    def test_a_stranger_who_says_he_is_another_is_still_himself(self):
        self.assertEqual(self.taken('', FORGED), b'503')

    def test_only_the_configured_proxy_is_trusted(self):
        self.assertEqual(self.taken('trusted_proxies = ["127.0.0.9/32"]', FORGED), b'503')

    def test_the_configured_proxy_is(self):
        self.assertEqual(self.taken('trusted_proxies = ["127.0.0.1/32"]'), b'200')


class Nginx(ProxiedCase):
    def test_a_redirect_goes_to_our_own_name(self):
        connection = http.client.HTTPConnection('127.0.0.1', self.proxy.plain_port, timeout=10)
        self.addCleanup(connection.close)
        connection.request('GET', '/a?b', headers={'Host': NAME, 'X-Forwarded-Host': EVIL})
        answer = connection.getresponse()
        answer.read()
        self.assertEqual((answer.status, answer.getheader('Location')), (301, f'https://{NAME}/a?b'))
        connection.request('GET', '/', headers={'Host': EVIL})
        answer = connection.getresponse()
        self.assertEqual((answer.status, answer.getheader('Location')), (421, None))

    def test_another_name_gets_no_certificate(self):
        context = ssl.create_default_context(cafile=self.proxy.certificate)
        context.check_hostname = False
        with self.assertRaises(ssl.SSLError):
            wire.Secure(('127.0.0.1', self.proxy.port), context, EVIL)

    def test_strict_transport_is_told(self):
        connection = wire.Secure(('127.0.0.1', self.proxy.port), trusting(self.proxy.certificate), NAME)
        answer = answers.read(wire.converse(connection, [LAST], False).data)[0]
        self.assertEqual(answer.fields['strict-transport-security'], ['max-age=31536000; includeSubDomains'])
        self.assertEqual(answer.status, 200)


STRACE = shutil.which('strace')


class Files(EdgeCase):
    def traced(self):
        return 'TracerPid:\t0\n' not in Path(f'/proc/{self.daemon.process.pid}/status').read_text()

    @unittest.skipUnless(STRACE and os.geteuid() == 0, 'needs strace and the right to use it')
    def test_no_path_opens_a_file(self):
        self.serving()
        log = self.commune.folder / 'trace'
        tracer = subprocess.Popen([STRACE, '-f', '-e', 'trace=open,openat,stat,newfstatat,access', '-o', log, '-p',
                                   str(self.daemon.process.pid)], stderr=subprocess.DEVNULL)
        try:
            self.eventually(lambda: tracer.poll() is not None or self.traced())
            if tracer.poll() is not None:
                self.skipTest('strace may not look')
            for vector in paths.VECTORS:
                wire.converse(self.direct(), [vector.data + (b'' if vector.close else LAST)], False)
        finally:
            tracer.terminate()
            tracer.wait(30)
        store = re.escape(str(self.commune.store.parent))
        opened = [line for line in log.read_text().splitlines()
                  if '"' in line and 'AT_EMPTY_PATH' not in line  # what is open already
                  and not re.search(rf'"{store}|"/(proc|sys|dev|etc/localtime)', line)]
        self.assertEqual(opened, [])
        self.assertNotIn('passwd', log.read_text())


if __name__ == '__main__':
    main()
