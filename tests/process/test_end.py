"""The orderly end, and the one at once."""
import time
import unittest

from case import ProcessCase
from driver import Driver

INTERRUPTED = 130


class End(ProcessCase):
    def test_sigterm_under_load(self):
        daemon = self.started()
        driver = Driver()
        driver.start(daemon.port)
        self.eventually(lambda: len(driver.acknowledged) > 200)
        begun = time.monotonic()
        daemon.terminate()
        self.assertEqual(daemon.wait(20), 0, daemon.words())
        took = time.monotonic() - begun
        driver.stop()
        self.assertLess(took, 20)
        self.assertIn('"daemon.stopped"', daemon.words())
        daemon = self.started()
        driver.finish(daemon.port)
        self.ended_well(daemon)
        self.whole(driver)
        self.sound()

    def test_a_second_sigterm_ends_at_once(self):
        self.platform.hanging.set()
        daemon = self.started()
        driver = Driver()
        driver.start(daemon.port)
        self.assertTrue(self.platform.waiting.wait(20), 'nothing is sent')
        daemon.terminate()
        self.eventually(lambda: '"daemon.stopping"' in daemon.words())
        self.assertIsNone(daemon.process.poll())
        begun = time.monotonic()
        daemon.terminate()
        self.assertEqual(daemon.wait(5), INTERRUPTED)
        self.assertLess(time.monotonic() - begun, 1)
        driver.stop()
        self.platform.hanging.clear()
        daemon = self.started()
        driver.finish(daemon.port)
        self.ended_well(daemon)
        self.whole(driver)
        self.sound()


if __name__ == '__main__':
    unittest.main()
