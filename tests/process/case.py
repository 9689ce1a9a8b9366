"""What the tests of the real program have in common."""
import time
import unittest

from commune import Commune
from platform_double import PlatformDouble
from rows import silent_tickets, stored, tickets


class ProcessCase(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.platform = PlatformDouble()
        self.addCleanup(self.platform.close)
        self.commune = self.new_commune()

    def new_commune(self, store_folder=None, platform=None):
        commune = Commune((platform or self.platform).url, store_folder)
        self.addCleanup(commune.close)
        return commune

    def started(self, commune=None, **environment):
        daemon = (commune or self.commune).start(**environment)
        daemon.wait_ready()
        return daemon

    def ended_well(self, daemon, seconds=20):
        daemon.terminate()
        self.assertEqual(daemon.wait(seconds), 0, daemon.words())

    def eventually(self, condition, seconds=20, what='it did not come about'):
        until = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > until:
                self.fail(what)
            time.sleep(0.01)

    def sound(self, commune=None):
        """The journal, the tables and the file are whole."""
        commune = commune or self.commune
        report = commune.ask('verify')
        self.assertEqual(report['faults'], [])
        self.assertTrue(report['sound'])
        with commune.copy() as store:
            self.assertEqual(store.execute('PRAGMA integrity_check').fetchall(), [('ok',)])
            self.assertEqual(store.execute('PRAGMA foreign_key_check').fetchall(), [])

    def whole(self, driver, commune=None):
        """Everything acknowledged is there, nothing twice; each sender has one ticket and was told of it."""
        with (commune or self.commune).copy() as store:
            keys, (all_tickets, chats), silent = stored(store), tickets(store), silent_tickets(store)
        lost = [key for key in driver.acknowledged if key not in keys]
        doubled = [key for key, count in keys.items() if count > 1]
        self.assertEqual(driver.other, [])
        self.assertEqual(lost, [])
        self.assertEqual(doubled, [])
        self.assertEqual(all_tickets, chats)
        self.assertEqual(silent, 0, 'a ticket that nobody was told of')
        return keys
