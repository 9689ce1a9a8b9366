"""kill -9 at any moment under load: what was acknowledged is there, once. LANGNGHE_KILLS sets how often."""
import os
import random
import time
import unittest

from case import ProcessCase
from driver import Driver

KILLS = int(os.environ.get('LANGNGHE_KILLS', '50'))
LONG = 10            # every so many cycles it lives long enough to send
READY_WITHIN = float(os.environ.get('LANGNGHE_READY_WITHIN', '2'))


class Kill(ProcessCase):
    def test_nothing_acknowledged_is_lost_or_doubled(self):
        chance = random.Random(int(os.environ.get('LANGNGHE_SEED', '1')))
        driver = Driver()
        slowest = 0
        for cycle in range(KILLS):
            daemon = self.commune.start()
            slowest = max(slowest, daemon.wait_ready())
            driver.start(daemon.port)
            time.sleep(chance.uniform(0.01, 0.6) + (2.2 if cycle % LONG == LONG - 1 else 0))
            daemon.kill()
            driver.stop()
        daemon = self.started()
        driver.finish(daemon.port)
        self.eventually(lambda: daemon.rows('queued') + daemon.rows('claimed') == 0, 90, 'the outbox was not emptied')
        self.ended_well(daemon)
        keys = self.whole(driver)
        self.assertGreater(len(driver.acknowledged), 10 * KILLS)
        self.assertLessEqual(slowest, READY_WITHIN)
        self.sound()
        self.sent_no_more_than_allowed()
        self.every_ticket_was_acknowledged()
        print(f'cycles {KILLS}, acknowledged {len(driver.acknowledged)}, stored {len(keys)}, lost 0, doubled 0, '
              f'slowest start {slowest:.2f} s')

    def sent_no_more_than_allowed(self):
        """Each row arrived once, or twice when it was in doubt and is of a kind that may be repeated."""
        with self.commune.copy() as store:
            rows, doubts = store.execute('SELECT count(*), sum(repeated OR state = 7) FROM outbox').fetchone()
        self.assertLessEqual(sum(self.platform.copies.values()), rows + doubts)
        self.assertLessEqual(max(self.platform.copies.values()), 2)

    def every_ticket_was_acknowledged(self):
        with self.commune.copy() as store:
            silent = store.execute('SELECT count(*) FROM ticket WHERE id NOT IN '
                                   '(SELECT ticket FROM outbox WHERE ticket IS NOT NULL)').fetchone()
        self.assertEqual(silent, (0,))


if __name__ == '__main__':
    unittest.main()
