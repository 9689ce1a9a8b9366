"""kill -9 while messages are being sent: none is lost, and at most one copy too many of those that were in doubt.
LANGNGHE_COUNT says how often it is killed then. The daemon waits two seconds before its first send, so several
communes are worked on side by side."""
import collections
import concurrent.futures
import threading
import time
import unittest

import rows
from case import ProcessCase
from driver import Driver, telegram_event, zalo_event
from platform_double import PlatformDouble
from scale import Budget, chance, summary

AT_ONCE = 4
LONG = 50         # from so many on Zalo takes part, and several communes
LIVES = 50        # of one store
DRAINED_IN = 900  # seconds; on Zalo what is in doubt waits a minute for its echo, and all of its chat behind it


def judge(deliveries, arrived, interrupted):
    """What is wrong with what arrived, given the rows and how many sends were interrupted; and the extra copies."""
    wrong, extra, unseen = [], 0, 0
    texts = {(row.chat, row.text): row for row in deliveries}
    if len(texts) != len(deliveries):
        wrong.append('two rows to one chat with the same words')
    for (chat, text), row in texts.items():
        copies = sum(count for (to, said), count in arrived.items() if to == chat and text_in(text, said))
        shown = row.state == rows.AMBIGUOUS and row.repeated
        if copies == 0:
            unseen += shown
            if not shown:
                wrong.append(f'row {row.id} never arrived, and is in state {row.state}')
        if copies > 1:
            extra += copies - 1
        if copies > (2 if row.repeated or row.state == rows.AMBIGUOUS else 1):
            wrong.append(f'row {row.id} arrived {copies} times')
    if extra > interrupted:
        wrong.append(f'{extra} copies too many of {interrupted} interrupted sends')
    return wrong, extra, unseen


def text_in(text, said):
    """Zalo gets the words inside a document."""
    return text == said or text.split('\n')[0] in said


class Worker:
    """One commune and its platform: lives that end in the middle of sends."""

    def __init__(self, case, seed, channels):
        self.case, self.chance = case, seed
        self.platform = PlatformDouble()
        case.addCleanup(self.platform.close)
        self.platform.delay = lambda: self.chance.uniform(0, 0.15)
        self.commune = case.new_commune(platform=self.platform)
        self.driver = Driver(connections=2, senders=0, duplicates=0.05, seed=seed.random(), channels=channels)
        self.interrupted = 0

    def life(self):
        daemon = self.commune.start()
        daemon.wait_ready(30)
        self.driver.start(daemon.port)
        self.case.eventually(lambda: self.driver.unacknowledged() == 0 and len(self.driver.acknowledged) > 30)
        time.sleep(0.2)
        self.driver.stop()
        self.platform.arrived.clear()
        self.case.assertTrue(self.platform.arrived.wait(60), 'nothing is sent')
        time.sleep(self.chance.uniform(0, 0.4))
        daemon.kill()
        with self.commune.copy() as store:
            cut = rows.in_state(store, rows.CLAIMED)
        self.interrupted += cut
        return cut

    def finish(self):
        """What is owed goes out undisturbed; then the books."""
        self.platform.delay = lambda: 0
        daemon = self.commune.start()
        daemon.wait_ready(30)
        self.driver.finish(daemon.port)
        self.case.eventually(lambda: daemon.rows('queued') + daemon.rows('claimed') == 0, DRAINED_IN,
                             'the outbox was not emptied')
        self.case.ended_well(daemon)
        self.case.whole(self.driver, self.commune)
        self.case.sound(self.commune)
        with self.commune.copy() as store:
            deliveries = rows.deliveries(store)
        wrong, extra, unseen = judge(deliveries, self.platform.copies, self.interrupted)
        self.case.assertEqual(wrong, [])
        self.commune.close()
        return collections.Counter(deliveries=len(deliveries), extra=extra, in_doubt_and_shown=unseen)


class Sends(ProcessCase):
    def test_none_is_lost_and_only_what_was_in_doubt_comes_twice(self):
        budget = Budget(5, 'kills during sends')
        channels = (telegram_event,) if budget.wanted < LONG else (telegram_event, zalo_event)
        sums = collections.Counter()
        lock = threading.Lock()
        seeds = chance()

        def work(seed):
            while budget.more():
                worker = Worker(self, seed, channels)
                for _ in range(LIVES):
                    cut = worker.life()
                    with lock:
                        budget.add(cut > 0)
                        sums['interrupted'] += cut
                    if not budget.more():
                        break
                facts = worker.finish()
                with lock:
                    sums.update(facts)

        at_once = 1 if budget.wanted < LONG else AT_ONCE
        with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
            workers = [pool.submit(work, type(seeds)(seeds.random())) for _ in range(at_once)]
            for worker in workers:
                worker.result()
        self.assertGreater(sums['deliveries'], 0)
        summary(kills=budget.done, **sums, lost=0)

    def test_the_judge_finds_what_is_wrong(self):
        row = rows.Delivery(1, 'telegram', 'c', 'words', 2, 0)
        self.assertEqual(judge([row], {('c', 'words'): 1}, 0)[0], [])
        self.assertEqual(len(judge([row], {}, 9)[0]), 1)
        self.assertEqual(len(judge([row], {('c', 'words'): 2}, 9)[0]), 1)
        doubtful = row._replace(repeated=1)
        self.assertEqual(judge([doubtful], {('c', 'words'): 2}, 1), ([], 1, 0))
        self.assertEqual(len(judge([doubtful], {('c', 'words'): 2}, 0)[0]), 1)
        self.assertEqual(len(judge([doubtful], {('c', 'words'): 3}, 9)[0]), 1)
        self.assertEqual(judge([doubtful._replace(state=rows.AMBIGUOUS)], {}, 1), ([], 0, 1))


if __name__ == '__main__':
    unittest.main()
