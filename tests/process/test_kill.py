"""kill -9 at any moment: under load, while starting, during a backup, during the orderly end. What was acknowledged is
there, once, and the daemon is ready again at once. LANGNGHE_COUNT says how often; each store bears 200 and then makes
room for a new one."""
import os
import subprocess
import time
import unittest

import rows
from case import ProcessCase
from commune import BINARY
from driver import Driver
from eager_front import EagerFront
from scale import Budget, chance, summary

LIVES = 200          # of one store
LOOK = 10            # every so many lives the store is looked into
READY_WITHIN = float(os.environ.get('LANGNGHE_READY_WITHIN', '2'))


class Lives(ProcessCase):
    """The lives of one commune's daemon, each cut short."""

    def setUp(self):
        super().setUp()
        self.chance = chance()
        self.slowest = 0.0
        self.acknowledged = 0
        self.kinds = {'load': self.under_load, 'start': self.while_starting, 'backup': self.during_a_backup,
                      'end': self.during_the_end}

    def begin(self):
        daemon = self.commune.start()
        self.slowest = max(self.slowest, daemon.wait_ready(every=0.002))
        return daemon

    def under_load(self, driver, longest=0.15):
        daemon = self.begin()
        driver.start(daemon.port)
        time.sleep(self.chance.uniform(0.005, longest))
        return daemon

    def while_starting(self, _):
        daemon = self.commune.start()
        time.sleep(self.chance.uniform(0, 0.06))
        return daemon

    def during_a_backup(self, driver):
        daemon = self.under_load(driver, 0.05)
        out = self.commune.folder / 'backup.tar'
        out.unlink(missing_ok=True)
        command = subprocess.Popen([BINARY, 'backup', '--out', str(out), '--config', str(self.commune.config)],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(self.chance.uniform(0, 0.08))
        if self.chance.random() < 0.5:
            command.kill()
        daemon.kill()
        command.wait(30)
        return daemon

    def during_the_end(self, driver):
        daemon = self.under_load(driver, 0.05)
        daemon.terminate()
        time.sleep(self.chance.uniform(0, 0.05))
        return daemon

    def one(self, driver):
        kind = self.chance.choices(list(self.kinds), (7, 1, 1, 1))[0]
        daemon = self.kinds[kind](driver)
        daemon.kill()
        driver.stop()

    def look(self, driver):
        with self.commune.copy() as store:
            present = rows.stored(store)
        self.assertEqual([key for key in driver.acknowledged if key not in present], [])
        self.assertEqual([key for key, copies in present.items() if copies > 1], [])

    def close_the_books(self, driver):
        daemon = self.begin()
        driver.finish(daemon.port)
        self.ended_well(daemon)
        self.whole(driver)
        self.sound()
        self.acknowledged += len(driver.acknowledged)


class Kill(Lives):
    def test_nothing_acknowledged_is_lost_or_doubled(self):
        budget = Budget(200, 'kills')
        stores = 0
        while budget.more():
            stores += 1
            driver = Driver(connections=4, senders=100, seed=self.chance.random())
            for life in range(1, LIVES + 1):
                self.one(driver)
                budget.add()
                if life % LOOK == 0 and driver.acknowledged:
                    self.look(driver)
                if not budget.more():
                    break
            self.close_the_books(driver)
            self.commune.close()
            self.commune = self.new_commune()
        self.assertGreater(self.acknowledged, budget.done)
        self.assertLessEqual(self.slowest, READY_WITHIN)
        summary(kills=budget.done, stores=stores, acknowledged=self.acknowledged, lost=0, doubled=0,
                slowest_start_s=round(self.slowest, 3), kills_per_s=round(budget.rate(), 2))


class Canary(Lives):
    def test_a_front_that_answers_before_it_stores_is_found_out(self):
        driver = Driver(connections=4)
        front = EagerFront()
        self.addCleanup(front.close)
        lost = 0
        for _ in range(5):
            daemon = self.begin()
            front.forward_to(daemon.port)
            driver.start(front.port)
            time.sleep(0.3)
            daemon.kill()
            front.forward_to(None)
            driver.stop()
            with self.commune.copy() as store:
                present = rows.stored(store)
            lost += len([key for key in driver.acknowledged if key not in present])
        self.assertGreater(lost, 0)
        with self.assertRaises(AssertionError):
            self.whole(driver)


if __name__ == '__main__':
    unittest.main()
