"""The log: every line is JSON, and none bears a secret or a citizen's word."""
import json
import unittest

from case import ProcessCase
from commune import SECRETS
from driver import Connection, Driver, Event, telegram_event, zalo_event

CANARY = 'chim hoàng yến'


class Log(ProcessCase):
    def test_no_line_bears_words_or_secrets(self):
        daemon = self.started()
        driver = Driver(senders=20, word=CANARY)
        driver.start(daemon.port)
        self.eventually(lambda: len(driver.acknowledged) > 100)
        self.misbehave(daemon.port)
        self.commune.run('serve', seconds=20)
        self.eventually(lambda: sum(self.platform.copies.values()) > 5)
        self.platform.broken.set()
        sent = len(driver.acknowledged)
        self.eventually(lambda: len(driver.acknowledged) > sent + 100)
        self.eventually(lambda: '"outbox.not_sent"' in daemon.words(), 40, 'no send fails')
        driver.stop()
        self.ended_well(daemon)

        lines = daemon.words().splitlines()
        events = {json.loads(line)['event'] for line in lines}
        self.assertLessEqual({'daemon.started', 'webhook.refused', 'inbox.parked', 'daemon.stopped'}, events)
        for never in (CANARY, CANARY.split()[1], *SECRETS.values(), 'Lan'):
            self.assertNotIn(never, daemon.words())

    def misbehave(self, port):
        good = telegram_event(1, 900001, CANARY)
        odd = Event(good.key, good.chat, 'telegram', ('{"update_id": 5, "%s": 1}' % CANARY).encode(), good.headers)
        broken = Event(good.key, good.chat, 'telegram', CANARY.encode(), good.headers)
        forged = Event(good.key, good.chat, 'telegram', good.body, {'X-Telegram-Bot-Api-Secret-Token': CANARY})
        unsigned = zalo_event(1, 900002, CANARY)._replace(headers={'X-ZEvent-Signature': 'mac=' + '0' * 64})
        for event, status in ((odd, 200), (broken, 400), (forged, 401), (unsigned, 401)):
            if event is forged:
                event = event._replace(headers={'X-Telegram-Bot-Api-Secret-Token': 'chim-hoang-yen'})
            connection = Connection(port)
            self.assertEqual(connection.post(event).status, status)
            connection.close()


if __name__ == '__main__':
    unittest.main()
