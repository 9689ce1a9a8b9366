"""A great number of messages, a part of them delivered again, out of order, on eight connections, while the daemon is
killed and ended and started again: each is in exactly one ticket, what one sender wrote at a time is one ticket, and
nothing is lost. LANGNGHE_COUNT says how many deliveries."""
import time
import unittest

import rows
from case import ProcessCase
from driver import Replay, telegram_event, zalo_event
from eager_front import EagerFront
from scale import chance, count, summary

BURST = 10             # messages of one sender
REPEATED = 0.3         # of all deliveries
WINDOW = 25 * 60       # seconds in which they were written; thirty minutes join
RESTARTS = 10


def plan(deliveries, random, window=WINDOW):
    """Deliveries in the order in which they come: shuffled over everybody, each sender's within the window."""
    fresh = int(deliveries * (1 - REPEATED))
    now = time.time()
    events = []
    for serial in range(fresh):
        sender = serial // BURST
        make = (zalo_event, telegram_event)[sender % 2]
        at = now - window + random.uniform(0, window)
        events.append(make(sender, serial + 1, f'đèn đường hỏng, tin thứ {serial}', at))
    events += random.choices(events, k=deliveries - fresh)
    random.shuffle(events)
    return events


class Inbound(ProcessCase):
    def setUp(self):
        super().setUp()
        self.chance = chance()

    def deliver(self, driver, restarts):
        """Everything, over so many lives of the daemon; every second one is killed."""
        whole = driver.unacknowledged()
        for life in range(restarts):
            daemon = self.started()
            driver.go_on(daemon.port)
            left = whole * (restarts - life) // (restarts + 1)
            self.eventually(lambda: driver.unacknowledged() <= left, 600, 'too slow')
            daemon.kill() if life % 2 == 0 else daemon.terminate()
            daemon.wait(30)
            driver.stop()
        daemon = self.started()
        driver.finish(daemon.port, 600)
        self.ended_well(daemon)

    def bursts(self):
        """(tickets, chats that have one), and how many messages each ticket has."""
        with self.commune.copy() as store:
            return rows.tickets(store), sorted(rows.messages_of_tickets(store))


class Everything(Inbound):
    def test_each_key_is_in_one_ticket_and_each_burst_is_one(self):
        deliveries = count(5_000)
        events = plan(deliveries, self.chance)
        keys = {event.key for event in events}
        driver = Replay(events)
        begun = time.monotonic()
        self.deliver(driver, RESTARTS)
        seconds = time.monotonic() - begun
        self.assertEqual(set(driver.acknowledged), keys)
        present = self.whole(driver)
        self.assertEqual(set(present), keys)
        (tickets, chats), sizes = self.bursts()
        self.assertEqual(chats, len({event.chat for event in events}))
        self.assertEqual(sum(sizes), len(keys))
        self.sound()
        summary(deliveries=deliveries, messages=len(keys), tickets=tickets, restarts=RESTARTS, lost=0, doubled=0,
                seconds=round(seconds, 1), per_s=round(deliveries / seconds))


class Canary(Inbound):
    def test_messages_that_were_not_written_at_a_time_are_told_from_a_burst(self):
        driver = Replay(plan(200, self.chance, window=20 * 3600))
        self.deliver(driver, 0)
        with self.assertRaises(AssertionError):
            self.whole(driver)

    def test_a_repeat_that_is_not_recognised_is_found_out(self):
        events = plan(200, self.chance)
        again = [zalo_event(1, 90_000 + number, 'đèn đường hỏng') for number in range(20)]
        driver = Replay(events + again)
        self.deliver(driver, 0)
        with self.commune.copy() as store:
            self.assertNotEqual(set(rows.stored(store)), {event.key for event in events})

    def test_a_front_that_answers_before_it_stores_is_found_out(self):
        driver = Replay(plan(2_000, self.chance))
        front = EagerFront()
        self.addCleanup(front.close)
        daemon = self.started()
        front.forward_to(daemon.port)
        driver.go_on(front.port)
        self.eventually(lambda: driver.acknowledged)
        daemon.kill()
        front.forward_to(None)
        self.eventually(lambda: driver.unacknowledged() == 0)
        driver.stop()
        with self.assertRaises(AssertionError):
            self.whole(driver)


if __name__ == '__main__':
    unittest.main()
