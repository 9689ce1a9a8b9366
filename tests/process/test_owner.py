"""Who owns the store: one process, and the command line through it."""
import shutil
import sqlite3
import unittest

from case import ProcessCase
from driver import Driver


class Owner(ProcessCase):
    def test_a_second_daemon_on_the_same_store_ends_with_a_clear_line(self):
        first = self.started()
        driver = Driver()
        driver.start(first.port)
        second = self.commune.run('serve', seconds=20)
        self.assertEqual(second.returncode, 1)
        self.assertIn(str(self.commune.store), second.stderr)
        said = [line for line in second.stderr.splitlines() if not line.startswith('{')]
        self.assertEqual(len(said), 1, second.stderr)
        acknowledged = len(driver.acknowledged)
        self.eventually(lambda: len(driver.acknowledged) > acknowledged + 50)
        self.assertTrue(first.ready())
        driver.stop()
        self.ended_well(first)
        self.whole(driver)

    def commands(self):
        self.commune.ask('user', 'add', f'Hoàng Thị Mai {self.serial}', '--role', 'front_officer')
        self.serial += 1
        users = self.commune.ask('user', 'list')
        self.assertEqual(len(users), self.serial)
        self.assertTrue(self.commune.ask('verify')['sound'])
        out = self.commune.folder / f'backup-{self.serial}.tar'
        done = self.commune.run('backup', '--out', str(out))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreater(out.stat().st_size, 10_000)
        self.assertEqual(out.stat().st_mode & 0o777, 0o600)
        return self.commune.ask('ticket', 'list')

    def test_a_command_goes_through_the_daemon_or_opens_the_store_itself(self):
        self.serial = 0
        daemon = self.started()
        driver = Driver(senders=10)
        driver.start(daemon.port)
        self.eventually(lambda: len(driver.acknowledged) > 100)
        with_daemon = self.commands()
        driver.stop()
        self.ended_well(daemon)
        without = self.commands()
        self.assertEqual(len(without), 20)
        self.assertLessEqual(len(with_daemon), 20)
        self.assertEqual(self.commune.ask('ticket', 'show', without[0]['code'])['code'], without[0]['code'])
        # No daemon, no socket that is left behind.
        self.assertFalse(self.commune.store.with_suffix('.db.sock').exists())

    def test_a_newer_store_is_refused_by_name_and_number(self):
        self.ended_well(self.started())
        shutil.copy(self.commune.store, self.commune.folder / 'kept')
        store = sqlite3.connect(self.commune.store)
        (present,) = store.execute('PRAGMA user_version').fetchone()
        store.execute('PRAGMA user_version = 987')
        store.close()
        for command in (('serve',), ('ticket', 'list'), ('verify',)):
            refused = self.commune.run(*command, seconds=20)
            self.assertEqual(refused.returncode, 1, refused.stderr)
            self.assertIn(str(self.commune.store), refused.stderr)
            self.assertIn('987', refused.stderr)
            self.assertIn(str(present), refused.stderr)
        shutil.copy(self.commune.folder / 'kept', self.commune.store)
        self.ended_well(self.started())


if __name__ == '__main__':
    unittest.main()
