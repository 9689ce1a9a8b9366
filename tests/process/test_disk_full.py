"""A full disk: nothing is acknowledged that is not stored, and the daemon goes on by itself once there is space."""
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from case import ProcessCase
from driver import Driver

MIB = 1024 * 1024


class DiskFull(ProcessCase):
    def setUp(self):
        super().setUp()
        self.disk = Path(tempfile.mkdtemp(prefix='langnghe-disk-'))
        mounted = subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=8m,mode=0700', 'tmpfs', str(self.disk)],
                                 capture_output=True, text=True)
        if mounted.returncode != 0:
            self.disk.rmdir()
            self.skipTest(f'a small file system cannot be mounted here: {mounted.stderr.strip()}')
        self.addCleanup(self.disk.rmdir)
        self.addCleanup(subprocess.run, ['umount', '-l', str(self.disk)], check=True)

    def test_it_refuses_then_goes_on_by_itself(self):
        commune = self.new_commune(self.disk)
        ballast = self.disk / 'ballast'
        ballast.write_bytes(bytes(4 * MIB))
        daemon = self.started(commune)
        process = daemon.process.pid
        driver = Driver(word='cống tắc ' * 60)
        driver.start(daemon.port)
        self.eventually(lambda: len(driver.refused) > 20, 60, 'the disk never got full')
        self.assertFalse(daemon.ready())
        self.assertIn('cannot be written', daemon.admin('/readyz')[1])
        self.assertTrue(all('retry-after' in headers for headers in driver.refused))
        self.assertEqual(daemon.admin('/healthz')[0], 200)
        driver.stop()
        acknowledged = len(driver.acknowledged)
        self.assertGreater(acknowledged, 20)
        # Reading still works.
        self.assertGreater(len(commune.ask('ticket', 'list')), 0)

        ballast.unlink()
        self.eventually(daemon.ready, 15, 'it does not notice that there is space')
        driver.finish(daemon.port)
        self.assertGreater(len(driver.acknowledged), acknowledged)
        self.assertEqual((daemon.process.poll(), daemon.process.pid), (None, process))
        self.ended_well(daemon)
        self.whole(driver, commune)
        self.sound(commune)


if __name__ == '__main__':
    unittest.main()
