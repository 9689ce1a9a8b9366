"""A disk that takes its time: an answer waits for it, and nothing is acknowledged before it is there."""
import os
import socket
import threading
import time
import unittest

import rows
from case import ProcessCase
from driver import Connection, Driver, zalo_event
from eager_front import EagerFront
from scale import summary

LIBRARY = os.environ['LANGNGHE_SLOW_FSYNC_LIBRARY']
SYNC = 0.05
STALL = 3
HARD_STOP = 5
DEAD = 12  # more than two answers that were given up


class SlowDisk(ProcessCase):
    def setUp(self):
        super().setUp()
        self.trigger = self.commune.folder / 'slow'

    def slowed(self, seconds):
        """A daemon whose disk is slow while the trigger is there."""
        # A sanitizer's runtime wants to come first, and need not.
        sanitizer = os.environ.get('ASAN_OPTIONS', '') + ':verify_asan_link_order=0'
        return self.started(LD_PRELOAD=LIBRARY, LANGNGHE_SLOW_FSYNC_US=str(int(seconds * 1e6)),
                            LANGNGHE_SLOW_FSYNC_WHEN=str(self.trigger), ASAN_OPTIONS=sanitizer)

    def timed(self, port, number, first=0):
        """Seconds that each of so many messages waited for its answer, one after the other."""
        connection = Connection(port)
        waited = []
        for serial in range(first, first + number):
            begun = time.monotonic()
            self.assertEqual(connection.post(zalo_event(serial, 700_000 + serial, 'đèn hỏng')).status, 200)
            waited.append(time.monotonic() - begun)
        connection.close()
        return sorted(waited)

    def test_an_answer_waits_for_the_disk_and_not_much_longer(self):
        daemon = self.slowed(SYNC)
        quick = self.timed(daemon.port, 100)
        self.trigger.touch()
        driver = Driver(connections=8)
        driver.start(daemon.port)
        slow = self.timed(daemon.port, 60, first=1_000)  # a repeat would have nothing to write
        driver.stop()
        self.assertGreaterEqual(slow[0], SYNC)
        self.assertLess(slow[58], 1)
        self.assertLess(quick[98], 0.2)
        daemon.kill()
        with self.commune.copy() as store:
            present = rows.stored(store)
        self.assertEqual([key for key in driver.acknowledged if key not in present], [])
        summary(p99_ms=round(quick[98] * 1000, 1), slow_least_ms=round(slow[0] * 1000, 1),
                slow_p99_ms=round(slow[58] * 1000, 1))

    def test_while_the_disk_stands_still_nothing_is_acknowledged(self):
        daemon = self.slowed(STALL)
        self.trigger.touch()
        answers = []

        def ask(serial):
            connection = Connection(daemon.port, 60)
            answers.append((connection.post(zalo_event(serial, serial, 'đèn hỏng')).status, time.monotonic()))
            connection.close()

        begun = time.monotonic()
        threads = [threading.Thread(target=ask, args=(serial,), daemon=True) for serial in range(1, 9)]
        for thread in threads:
            thread.start()
        self.eventually(lambda: daemon.admin('/healthz')[0] == 200)
        self.assertLess(time.monotonic() - begun, STALL)
        self.assertEqual(answers, [])
        for thread in threads:
            thread.join(60)
        self.assertEqual(len(answers), 8)
        for status, at in answers:
            self.assertIn(status, (200, 503))
            self.assertGreaterEqual(at - begun, STALL)
        self.trigger.unlink()
        self.ended_well(daemon)


    def given_up(self, port, event):
        """503 with a time to come again, five seconds after asking and not much later."""
        connection = Connection(port, 60)
        begun = time.monotonic()
        answer = connection.post(event)
        waited = time.monotonic() - begun
        connection.close()
        self.assertEqual(answer.status, 503)
        self.assertIn('retry-after', answer.headers)
        self.assertGreaterEqual(waited, HARD_STOP - 0.1)
        self.assertLess(waited, HARD_STOP + 1.5)
        return waited

    def test_a_disk_that_does_not_come_back_is_not_waited_for(self):
        daemon = self.slowed(DEAD)
        self.trigger.touch()
        event = zalo_event(1, 1, 'đèn hỏng')
        waited = self.given_up(daemon.port, event)
        self.trigger.unlink()
        statuses = []
        while not statuses or statuses[-1] != 200:
            connection = Connection(daemon.port, 60)
            statuses.append(connection.post(event).status)
            connection.close()
            self.assertLess(len(statuses), 10)
        self.assertIn(503, statuses)
        self.ended_well(daemon)
        with self.commune.copy() as store:
            self.assertEqual(rows.stored(store), {event.key: 1})
            self.assertEqual(rows.tickets(store), (1, 1))
        summary(hard_stop_s=round(waited, 2), statuses=statuses)


class LateFront:
    """Waits for as long as it takes, and then says yes."""

    def __init__(self, seconds):
        self._listener = socket.create_server(('127.0.0.1', 0))
        self.port = self._listener.getsockname()[1]
        self._seconds = seconds
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        peer, _ = self._listener.accept()
        with peer:
            peer.recv(65536)
            time.sleep(self._seconds)
            peer.sendall(b'HTTP/1.1 503 Late\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n')

    def close(self):
        self._listener.close()


class Canary(SlowDisk):
    def test_a_front_that_waits_for_ever_is_found_out(self):
        front = LateFront(HARD_STOP + 2)
        self.addCleanup(front.close)
        with self.assertRaises(AssertionError):
            self.given_up(front.port, zalo_event(1, 1, 'đèn hỏng'))

    def test_a_front_that_answers_before_it_stores_is_found_out(self):
        daemon = self.slowed(SYNC)
        self.trigger.touch()
        front = EagerFront()
        self.addCleanup(front.close)
        front.forward_to(daemon.port)
        self.assertLess(self.timed(front.port, 20)[0], SYNC)


def load_tests(loader, _, __):
    """The canary inherits the means, not the tests."""
    suite = unittest.TestSuite(loader.loadTestsFromTestCase(SlowDisk))
    suite.addTest(Canary('test_a_front_that_answers_before_it_stores_is_found_out'))
    suite.addTest(Canary('test_a_front_that_waits_for_ever_is_found_out'))
    return suite


if __name__ == '__main__':
    unittest.main()
