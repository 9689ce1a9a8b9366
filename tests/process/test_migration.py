"""kill -9 while a store is made or brought up to date: afterwards it is whole, and the same as if nothing had happened.
LANGNGHE_COUNT says how often. A copy from before is kept, and a newer store is refused (test_owner)."""
import sqlite3
import subprocess
import time
import unittest
from pathlib import Path

import rows
from case import ProcessCase
from commune import BINARY
from driver import Driver
from scale import Budget, chance, summary

FIRST_RELEASE = Path(__file__).parent.parent / 'contract/fixtures/v1.sql'


class Migration(ProcessCase):
    def clear(self):
        for path in self.commune.store.parent.glob('luong-son.db*'):
            path.unlink()

    def first_release(self):
        self.clear()
        store = sqlite3.connect(self.commune.store)
        store.executescript(FIRST_RELEASE.read_text('utf-8'))
        # Its official was put in by hand, past the journal: verify would rightly say so.
        store.executescript('UPDATE identity SET account = NULL; DELETE FROM account')
        store.close()

    def content(self):
        with self.commune.copy() as store:
            return list(store.iterdump()), rows.schema(store)

    def migrate(self):
        return subprocess.Popen([BINARY, 'migrate', '--config', str(self.commune.config)],
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def undisturbed(self, prepare):
        prepare()
        begun = time.monotonic()
        self.assertEqual(self.migrate().wait(30), 0)
        return self.content(), time.monotonic() - begun

    def killed(self, prepare, within):
        """Prepared, killed up to three times on the way, then left in peace."""
        prepare()
        cut = 0
        for _ in range(self.chance.randrange(1, 4)):
            command = self.migrate()
            time.sleep(self.chance.uniform(0, within))
            cut += command.poll() is None
            command.kill()
            command.wait(30)
        done = self.commune.run('migrate')
        self.assertEqual(done.returncode, 0, done.stderr)
        return cut

    def test_a_kill_changes_nothing(self):
        self.chance = chance()
        budget = Budget(30, 'migrations')
        expected = {prepare: self.undisturbed(prepare) for prepare in (self.clear, self.first_release)}
        cut = 0
        while budget.more():
            prepare = self.chance.choice((self.clear, self.first_release))
            (content, took) = expected[prepare]
            cut += self.killed(prepare, took)
            self.assertEqual(self.content(), content)
            budget.add()
        self.assertGreater(cut, budget.done / 3)
        self.works_afterwards()
        summary(migrations=budget.done, killed=cut, per_s=round(budget.rate(), 2))

    def works_afterwards(self):
        daemon = self.started()
        driver = Driver(connections=2, senders=20)
        driver.start(daemon.port)
        self.eventually(lambda: len(driver.acknowledged) > 20)
        driver.stop()
        self.ended_well(daemon)
        self.sound()
        with self.commune.copy() as store:
            present = rows.stored(store)
        self.assertEqual([key for key in driver.acknowledged if present[key] != 1], [])

    def test_a_store_that_is_half_made_is_seen_to_differ(self):
        (content, version), _ = self.undisturbed(self.first_release)
        self.first_release()
        store = sqlite3.connect(self.commune.store)
        store.execute(f'PRAGMA user_version = {version + 1}')
        store.close()
        self.assertNotEqual(self.content(), (content, version))


if __name__ == '__main__':
    unittest.main()
