"""A disk that became read-only: nothing is acknowledged any more, the process ends with 74, a new one says in one line
what it cannot do, and once the disk can be written it starts and has lost nothing."""
import os
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from case import ProcessCase
from driver import Driver

LIBRARY = os.environ['LANGNGHE_FAIL_WRITE_LIBRARY']
IO_ERROR = 74


def mount(*arguments):
    return subprocess.run(['mount', *arguments], capture_output=True, text=True).returncode == 0


class ReadOnly(ProcessCase):
    def small_disk(self):
        disk = Path(tempfile.mkdtemp(prefix='langnghe-disk-'))
        if not mount('-t', 'tmpfs', '-o', 'size=64m,mode=0700', 'tmpfs', str(disk)):
            disk.rmdir()
            self.skipTest('a file system cannot be mounted here')
        self.addCleanup(disk.rmdir)
        self.addCleanup(subprocess.run, ['umount', '-l', str(disk)], check=True)
        return disk

    def refuses_to_start(self, commune):
        begun = time.monotonic()
        refused = commune.run('serve', seconds=20)
        self.assertEqual(refused.returncode, 1, refused.stderr)
        said = [line for line in refused.stderr.splitlines() if not line.startswith('{')]
        self.assertEqual(len(said), 1, refused.stderr)
        self.assertIn(str(commune.store), said[0])
        return time.monotonic() - begun

    def some(self, daemon):
        driver = Driver(connections=3)
        driver.start(daemon.port)
        self.eventually(lambda: len(driver.acknowledged) > 50)
        return driver

    def test_it_starts_only_where_it_can_write(self):
        disk = self.small_disk()
        commune = self.new_commune(disk)
        daemon = self.started(commune)
        driver = self.some(daemon)
        daemon.kill()
        driver.stop()
        self.assertTrue(mount('-o', 'remount,ro', str(disk)))
        self.refuses_to_start(commune)
        # What was there is there, and nothing more was left behind.
        self.assertTrue(mount('-o', 'remount,rw', str(disk)))
        daemon = self.started(commune)
        driver.finish(daemon.port)
        self.ended_well(daemon)
        self.whole(driver, commune)
        self.sound(commune)

    def test_a_disk_that_becomes_read_only_under_it(self):
        trigger = self.commune.folder / 'fail'
        environment = {'LD_PRELOAD': LIBRARY, 'LANGNGHE_FAIL_WRITE': str(trigger),
                       'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '') + ':verify_asan_link_order=0'}
        daemon = self.started(**environment)
        driver = self.some(daemon)
        trigger.touch()
        driver.nothing_after = time.monotonic()
        self.assertEqual(daemon.wait(20), IO_ERROR, daemon.words())
        driver.stop()
        self.assertEqual(driver.late, [])
        self.assertIn('"store.failed"', daemon.words())
        trigger.unlink()
        daemon = self.started(**environment)
        driver.finish(daemon.port)
        driver.nothing_after = time.monotonic()  # without the fault the same is acknowledged
        driver.start(daemon.port)
        self.eventually(lambda: len(driver.late) > 20)
        driver.stop()
        self.ended_well(daemon)
        self.whole(driver)
        self.sound()

    @unittest.skipIf(os.geteuid() != 0, 'only root can become somebody else')
    def test_a_file_of_somebody_else_is_refused(self):
        commune = self.commune
        self.ended_well(self.started())
        for path in [commune.folder, *commune.folder.rglob('*')]:
            os.chown(path, 65534, 65534)
        os.chown(commune.store, 0, 0)
        commune.store.chmod(0o600)
        refused = commune.run('serve', seconds=20, user=65534, group=65534, extra_groups=[])
        self.assertEqual(refused.returncode, 1, refused.stderr)
        self.assertIn(str(commune.store), refused.stderr)
        os.chown(commune.store, 65534, 65534)
        self.assertTrue(commune.ask('verify')['sound'])


if __name__ == '__main__':
    unittest.main()
