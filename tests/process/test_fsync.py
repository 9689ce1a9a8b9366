"""A disk that fails to sync: after that nothing is acknowledged, the process ends with 74, and a new one is clean."""
import os
import time
import unittest

from case import ProcessCase
from driver import Driver

LIBRARY = os.environ['LANGNGHE_FAIL_FSYNC_LIBRARY']
IO_ERROR = 74


class Fsync(ProcessCase):
    def environment(self):
        self.trigger = self.commune.folder / 'fail'
        # A sanitizer's runtime wants to come first, and need not.
        sanitizer = os.environ.get('ASAN_OPTIONS', '') + ':verify_asan_link_order=0'
        return {'LD_PRELOAD': LIBRARY, 'LANGNGHE_FAIL_FSYNC': str(self.trigger), 'ASAN_OPTIONS': sanitizer}

    def test_after_the_fault_nothing_is_acknowledged(self):
        daemon = self.started(**self.environment())
        driver = Driver()
        driver.start(daemon.port)
        self.eventually(lambda: len(driver.acknowledged) > 50)
        self.trigger.touch()
        driver.nothing_after = time.monotonic()
        self.assertEqual(daemon.wait(20), IO_ERROR, daemon.words())
        driver.stop()
        self.assertEqual(driver.late, [])
        self.assertIn('"store.failed"', daemon.words())

        self.trigger.unlink()
        daemon = self.started(**self.environment())
        driver.finish(daemon.port)
        self.ended_well(daemon)
        self.whole(driver)
        self.sound()

    def test_without_the_fault_the_same_run_goes_well(self):
        daemon = self.started(**self.environment())
        driver = Driver()
        driver.start(daemon.port)
        self.eventually(lambda: len(driver.acknowledged) > 50)
        driver.nothing_after = time.monotonic()
        self.eventually(lambda: len(driver.late) > 50)
        self.assertIsNone(daemon.process.poll())
        driver.stop()
        self.ended_well(daemon)
        self.whole(driver)


if __name__ == '__main__':
    unittest.main()
