"""Clients that are slow or only there: cut in time, and nobody else notices. Run with numbers of its own by
scripts/torture; here a few hundred."""
import json
import os
import re
import resource
import shutil
import socket
import subprocess
import time
import unittest

import crowd
from edge import EdgeCase, main, sanitized
from naive import Naive

SLOW = int(os.environ.get('LANGNGHE_EDGE_SLOW', '120'))
DEAF = max(SLOW // 50, 3)
IDLE = int(os.environ.get('LANGNGHE_EDGE_IDLE', '300'))
# Alone on the machine the bounds are tighter than beside a compiler.
CALM = os.environ.get('LANGNGHE_EDGE_CALM') == '1'
CHURN = int(os.environ.get('LANGNGHE_EDGE_CHURN', '3'))  # seconds
WRK = shutil.which('wrk')
SPARE = 5  # descriptors the daemon may open meanwhile


def say(**facts):
    print('\n' + json.dumps({name: round(value, 3) for name, value in facts.items()}), flush=True)


class Slow(EdgeCase):
    def test_all_are_cut_in_time(self):
        crowd.allow_descriptors(SLOW + 200)
        daemon = self.serving()
        before = crowd.descriptors(daemon.process.pid)
        with crowd.Health(daemon.admin_port) as health:
            clients = crowd.Crowd(daemon.port, SLOW, crowd.SLOW)
            self.addCleanup(clients.close)
            deaf = crowd.Crowd(daemon.port, DEAF, crowd.DEAF)
            self.addCleanup(deaf.close)
            begun = time.monotonic()
            self.assertEqual(clients.look(), SLOW)
            clients.until_cut(20)
            took = time.monotonic() - begun
            self.eventually(lambda: deaf.drip() or deaf.look() == 0, 30)
            self.eventually(lambda: crowd.descriptors(daemon.process.pid) <= before + SPARE)
        say(slow=SLOW, deaf=DEAF, cut_after_seconds=took, health_p99_ms=health.percentile(0.99) * 1000)
        self.assertLess(took, 15)
        self.assertEqual(health.failures, 0)
        self.assertLess(health.percentile(0.99), 0.1 if CALM else 0.5)
        self.assertTrue(crowd.still_served(daemon.port))

    def test_a_server_without_deadlines_keeps_them(self):
        server = Naive()
        self.addCleanup(server.close)
        clients = crowd.Crowd(server.port, 20, crowd.SLOW + crowd.DEAF)
        self.addCleanup(clients.close)
        self.assertGreater(clients.until_cut(15), 15)
        self.assertEqual(clients.cut, 0)


class Idle(EdgeCase):
    def test_they_cost_little_and_go(self):
        self.assertTrue(crowd.allow_descriptors(IDLE + 200), 'this test needs more descriptors')
        daemon = self.serving()
        pid = daemon.process.pid
        self.assertTrue(crowd.still_served(daemon.port))
        before, memory = crowd.descriptors(pid), crowd.anonymous_memory(pid)
        clients = crowd.Crowd(daemon.port, IDLE, crowd.IDLE)
        self.addCleanup(clients.close)
        self.eventually(lambda: crowd.descriptors(pid) >= before + IDLE - SPARE)
        at_once = crowd.anonymous_memory(pid) - memory
        begun = time.monotonic()
        with crowd.Health(daemon.admin_port) as health:
            time.sleep(3)  # the time over which the health is measured
        grown = crowd.anonymous_memory(pid) - memory
        self.assertGreater(clients.look(), IDLE / 2)
        clients.until_cut(40)
        took = time.monotonic() - begun
        say(idle=IDLE, grown_mb=grown / 1e6, at_once_mb=at_once / 1e6, bytes_each=grown / IDLE,
            health_p99_ms=health.percentile(0.99) * 1000, gone_after_seconds=took)
        self.assertLess(took, 33)
        self.assertEqual(health.failures, 0)
        if not sanitized():
            self.assertLess(grown / IDLE, 5_000 if CALM else 8_000)
        self.assertLess(health.percentile(0.99), 0.01 if CALM else 0.5)
        self.eventually(lambda: crowd.descriptors(pid) <= before + SPARE)
        self.assertTrue(crowd.still_served(daemon.port))


class Descriptors(EdgeCase):
    # The undefined behaviour sanitizer opens a pipe to look whether an address can be read.
    @unittest.skipIf(sanitized(), 'needs descriptors itself')
    def test_without_any_left_it_waits_and_goes_on(self):
        daemon = self.serving()
        pid = daemon.process.pid
        limit = crowd.descriptors(pid) + 20
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (limit, limit))
        clients = crowd.Crowd(daemon.port, 60, ('silent',))
        self.addCleanup(clients.close)
        self.eventually(lambda: crowd.descriptors(pid) >= limit)
        before = crowd.processor_seconds(pid)
        time.sleep(2)  # the time over which the work is measured
        busy = (crowd.processor_seconds(pid) - before) / 2
        clients.close()
        self.eventually(lambda: crowd.descriptors(pid) < limit)
        begun = time.monotonic()
        self.assertTrue(crowd.still_served(daemon.port))
        self.assertLess(time.monotonic() - begun, 5)
        say(busy_without_descriptors=busy)
        self.assertLess(busy, 0.5)
        self.assertIn('"http.over_capacity"', daemon.words())
        self.ended_well(daemon)

    def test_it_takes_as_many_as_it_may(self):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
        try:
            daemon = self.serving()
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        taken = resource.prlimit(daemon.process.pid, resource.RLIMIT_NOFILE)[0]
        self.assertEqual(taken, hard)

    def test_one_address_gets_no_more_than_its_share(self):
        daemon = self.serving()
        sockets = [socket.create_connection(('127.0.0.1', daemon.port), timeout=10) for _ in range(257)]
        try:
            self.assertTrue(sockets[256].recv(4096).startswith(b'HTTP/1.1 503 '))
            with socket.create_connection(('127.0.0.1', daemon.port), timeout=10,
                                          source_address=('127.0.0.2', 0)) as other:
                other.sendall(crowd.LAST)
                self.assertTrue(other.recv(4096).startswith(b'HTTP/1.1 200 '))
        finally:
            for client in sockets:
                client.close()


class Churn(EdgeCase):
    """As many new connections a second as wrk can make."""

    @unittest.skipUnless(WRK, 'wrk is not installed')
    def test_connections_that_come_and_go(self):
        daemon = self.serving('trusted_proxies = ["127.0.0.1/32"]')
        pid = daemon.process.pid
        self.assertTrue(crowd.still_served(daemon.port))
        before, memory = crowd.descriptors(pid), crowd.anonymous_memory(pid)
        with crowd.Health(daemon.admin_port) as health:
            done = subprocess.run([WRK, '-t1', '-c64', f'-d{CHURN}', '-H', 'Connection: close',
                                   f'http://127.0.0.1:{daemon.port}/nowhere'], capture_output=True, text=True,
                                  timeout=CHURN + 60, check=True)
        self.eventually(lambda: crowd.descriptors(pid) <= before + SPARE)
        rate = float(re.search(r'Requests/sec:\s+([0-9.]+)', done.stdout)[1])
        say(connections_a_second=rate, health_p99_ms=health.percentile(0.99) * 1000)
        self.assertNotIn('timeout', done.stdout.replace('timeout 0', ''))
        self.assertGreater(rate, 100)
        self.assertEqual(health.failures, 0)
        if not sanitized():
            self.assertLess(crowd.anonymous_memory(pid) - memory, 5e6)
        self.assertTrue(crowd.still_served(daemon.port))


if __name__ == '__main__':
    main()
