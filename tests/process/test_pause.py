"""The whole process is stopped for a while (SIGSTOP) and goes on: nothing is lost, nothing is sent more often than doubt
allows, and it works again within five seconds. LANGNGHE_COUNT says for how many seconds it is stopped."""
import signal
import time
import unittest

import rows
from case import ProcessCase
from driver import Driver, telegram_event
from scale import count, summary
from test_sends import judge

RECOVERED_IN = 5


class Pause(ProcessCase):
    def test_it_goes_on_where_it_stood(self):
        stopped = count(10)
        self.platform.delay = lambda: 0.05
        daemon = self.started()
        # So many receipts wait when it stops, and have gone out within half a minute at the platform's pace.
        driver = Driver(connections=3, senders=600, channels=(telegram_event,))
        driver.start(daemon.port)
        self.assertTrue(self.platform.arrived.wait(30), 'nothing is sent')
        daemon.process.send_signal(signal.SIGSTOP)
        try:
            time.sleep(stopped)
            before, sent = len(driver.acknowledged), sum(self.platform.copies.values())
            self.assertEqual(len(driver.refused), 0)
        finally:
            daemon.process.send_signal(signal.SIGCONT)
        begun = time.monotonic()
        self.eventually(lambda: len(driver.acknowledged) > before + 20 and sum(self.platform.copies.values()) > sent + 5
                        and daemon.ready(), 30, 'it does not go on')
        recovered = time.monotonic() - begun
        self.assertLess(recovered, RECOVERED_IN)
        driver.stop()
        driver.finish(daemon.port)
        self.eventually(lambda: daemon.rows('queued') + daemon.rows('claimed') == 0, 90, 'the outbox is stuck')
        self.ended_well(daemon)
        self.whole(driver)
        self.sound()
        with self.commune.copy() as store:
            deliveries = rows.deliveries(store)
        wrong, extra, _ = judge(deliveries, self.platform.copies, sum(row.repeated for row in deliveries))
        self.assertEqual(wrong, [])
        summary(stopped_s=stopped, recovered_s=round(recovered, 2), acknowledged=len(driver.acknowledged), extra=extra)


if __name__ == '__main__':
    unittest.main()
