"""A reader that never ends keeps the log from being emptied: the daemon goes on, the metric shows how large the log is,
and when the reader is gone the log is used from its beginning again."""
import sqlite3
import time
import unittest
from pathlib import Path

from case import ProcessCase
from driver import Driver

MIB = 1024 * 1024
BOUND = 32 * MIB  # of a log that nobody keeps


class Wal(ProcessCase):
    def size(self):
        log = Path(f'{self.commune.store}-wal')
        return log.stat().st_size if log.exists() else 0

    def shown(self, daemon):
        lines = daemon.admin('/metrics')[1].splitlines()
        return sum(float(line.rpartition(' ')[2]) for line in lines if line.startswith('langnghe_store_wal_bytes{'))

    def grow(self, daemon, driver, enough):
        driver.start(daemon.port)
        self.eventually(enough, 60, f'the log has {self.size()} bytes')
        driver.stop()

    def test_a_reader_that_stands_in_the_way(self):
        daemon = self.started()
        driver = Driver(connections=3, word='cống tắc ' * 60)
        reader = sqlite3.connect(f'file:{self.commune.store}?mode=ro', uri=True, isolation_level=None)
        self.addCleanup(reader.close)
        self.grow(daemon, driver, lambda: len(driver.acknowledged) > 20)
        reader.execute('BEGIN')
        reader.execute('SELECT count(*) FROM sqlite_schema').fetchone()
        self.grow(daemon, driver, lambda: self.size() > 6 * MIB)
        self.assertTrue(daemon.ready())
        self.assertGreater(self.shown(daemon), 5 * MIB)
        reader.execute('COMMIT')
        # Idle for a moment, it moves everything into the file, and then begins the log anew.
        self.eventually(lambda: self.shown(daemon) == 0, 20, 'the log is not emptied once nobody reads it')
        kept, before = self.size(), len(driver.acknowledged)
        self.grow(daemon, driver, lambda: len(driver.acknowledged) > before + 20)
        self.assertLessEqual(self.size(), kept)
        self.assertEqual(driver.other, [])
        self.ended_well(daemon)
        self.assertEqual(self.size(), 0)
        self.whole(driver)
        self.sound()

    def test_without_one_the_log_stays_small(self):
        daemon = self.started()
        driver = Driver(connections=3, word='cống tắc ' * 60)
        largest = 0
        until = time.monotonic() + 8
        driver.start(daemon.port)
        while time.monotonic() < until:
            largest = max(largest, self.size())
            time.sleep(0.01)
        driver.stop()
        self.assertGreater(largest, 0)
        self.assertLessEqual(largest, 2 * BOUND)  # and what came while it was copied
        self.ended_well(daemon)


if __name__ == '__main__':
    unittest.main()
