"""The clock of the machine jumps, or runs ten times as fast (libfaketime, which leaves the steady clock alone): nothing
is lost, nobody is flooded, and who writes is answered at once."""
import collections
import glob
import os
import time
import unittest

import rows
from case import ProcessCase
from driver import Connection, Driver, telegram_event, zalo_event
from scale import summary

LIBRARY = next(iter(glob.glob('/usr/lib/*/faketime/libfaketimeMT.so.1')), None)
STEADY_TIMERS = os.environ['LANGNGHE_STEADY_TIMERS_LIBRARY']
ANSWERED_WITHIN = 5


class Clock(ProcessCase):
    def setUp(self):
        super().setUp()
        if LIBRARY is None:
            self.skipTest('libfaketime is not installed: scripts/install-packages test')
        self.setting = self.commune.folder / 'clock'
        self.set('+0')
        self.serial = 700_000

    def set(self, what):
        part = self.setting.with_suffix('.part')
        part.write_text(what + '\n')
        part.rename(self.setting)

    def environment(self):
        sanitizer = os.environ.get('ASAN_OPTIONS', '') + ':verify_asan_link_order=0'
        return {'LD_PRELOAD': f'{STEADY_TIMERS} {LIBRARY}', 'FAKETIME_TIMESTAMP_FILE': str(self.setting),
                'FAKETIME_NO_CACHE': '1', 'FAKETIME_DONT_FAKE_MONOTONIC': '1', 'DONT_FAKE_MONOTONIC': '1', 'ASAN_OPTIONS': sanitizer}

    def post(self, daemon, make, sender=None):
        self.serial += 1
        text = 'Đèn đường hỏng' if sender is None else 'Phản ánh của tôi'  # always answered, once to a report
        event = make(self.serial if sender is None else sender, self.serial, text)
        connection = Connection(daemon.port)
        self.assertEqual(connection.post(event).status, 200)
        connection.close()
        return event.chat

    def arrived(self, chat):
        return sum(count for (to, _), count in self.platform.copies.items() if to == chat)

    def answered(self, daemon, make, sender=None):
        """Somebody writes and hears from us in time."""
        chat = str(5512000000 + sender) if sender is not None else None
        before = self.arrived(chat) if chat else 0
        chat = self.post(daemon, make, sender)
        begun = time.monotonic()
        self.eventually(lambda: self.arrived(chat) > before, 20, f'nobody answers {make.__name__} after {self.what}')
        self.assertLess(time.monotonic() - begun, ANSWERED_WITHIN, self.what)

    def test_jumps(self):
        daemon = self.started(**self.environment())
        driver = Driver(connections=2, senders=0)
        self.what = 'the start'
        self.answered(daemon, telegram_event)
        for self.what in ('-1d', '+0', '+1d', '+400d', '+0', '@2038-01-19 03:14:00', '+0 x10', '+0'):
            # The same person right before and right after: spacing and hold-backs must not outlive the jump.
            self.answered(daemon, telegram_event, 5)
            driver.start(daemon.port)
            self.eventually(lambda: driver.unacknowledged() == 0 and driver.acknowledged)
            self.set(self.what)
            time.sleep(0.2)
            driver.stop()
            self.answered(daemon, telegram_event, 5)
            self.answered(daemon, telegram_event)
            self.assertTrue(daemon.ready(), self.what)
        self.answered(daemon, zalo_event)
        driver.finish(daemon.port)
        self.eventually(lambda: daemon.rows('queued') + daemon.rows('claimed') == 0, 30, 'the outbox is stuck')
        self.ended_well(daemon)
        self.sound()
        self.books(driver)

    def books(self, driver):
        with self.commune.copy() as store:
            present, deliveries = rows.stored(store), rows.deliveries(store)
        self.assertEqual([key for key in driver.acknowledged if present[key] != 1], [])
        # No storm: as many sends as there are rows.
        self.assertLessEqual(sum(self.platform.copies.values()), len(deliveries))
        self.assertGreater(len(deliveries), 20)
        summary(messages=len(driver.acknowledged), states=collections.Counter(row.state for row in deliveries))

    def test_a_clock_that_is_set_back_while_nobody_is_there(self):
        self.what = 'a start in the past'
        daemon = self.started(**self.environment())
        chat = self.post(daemon, telegram_event)
        daemon.kill()
        self.assertEqual(self.arrived(chat), 0)
        self.set('-1d')
        daemon = self.started(**self.environment())
        self.eventually(lambda: self.arrived(chat) == 1, 10, 'what was owed before is not sent')
        self.answered(daemon, telegram_event)
        self.ended_well(daemon)
        self.sound()

    def test_the_daemon_does_see_the_false_clock(self):
        self.set('@2038-01-19 03:14:00')
        daemon = self.started(**self.environment())
        self.post(daemon, telegram_event)
        self.ended_well(daemon)
        (ticket,) = self.commune.ask('ticket', 'list')
        self.assertTrue(ticket['code'].startswith('LS-38-'), ticket['code'])


if __name__ == '__main__':
    unittest.main()
