"""kill -9 while the daemon does what is due by itself: reminders, escalations, the people's score, closing, reports and
digests. The clock of the machine goes on between lives (libfaketime); each life is cut short at any moment. Nothing is
told twice, nothing is forgotten. LANGNGHE_COUNT says how many lives each moment has."""
import calendar
import collections
import contextlib
import glob
import os
import sqlite3
import time
import unittest

import rows
from case import ProcessCase
from driver import Connection, telegram_event
from scale import chance, count, summary

LIBRARY = next(iter(glob.glob('/usr/lib/*/faketime/libfaketimeMT.so.1')), None)
STEADY_TIMERS = os.environ['LANGNGHE_STEADY_TIMERS_LIBRARY']
TICKETS = 8
FRONT, LEADER, CITIZEN = 1, 2, 100
REPORT = '''
[[commune.report]]
every = "day"
at = "07:30"
to = ["leader"]
file = "none"
'''
# In Vietnam. A fresh report is verified within four working hours; a score is asked for at once and again a day later; a
# result can be questioned for thirty days.
BEGIN, HALF, END = (2026, 12, 7, 8, 0), (2026, 12, 7, 10, 30), (2026, 12, 7, 15, 0)
NEXT_DAY, MONTH_LATER = (2026, 12, 8, 16, 0), (2027, 1, 8, 10, 0)


class Timekeeping(ProcessCase):
    def setUp(self):
        super().setUp()
        if LIBRARY is None:
            self.skipTest('libfaketime is not installed: scripts/install-packages test')
        self.chance = chance()
        self.setting = self.commune.folder / 'clock'
        self.offset = 0
        self.serial = 800_000
        self.kills = 0
        # Without Zalo: a refresh that is cut short costs its tokens, which is another test's matter.
        head, _, telegram = self.commune.config.read_text().partition('[[commune.channel]]\nname = "zalo"')
        self.commune.config.write_text(head + telegram[telegram.index('[[commune.channel]]'):] + REPORT)

    def set(self, moment):
        """Only while nobody is there: a life sees a clock that goes on evenly."""
        self.offset = int(calendar.timegm((*moment, 0)) - 7 * 3600 - time.time())
        self.setting.write_text(f'+{self.offset}\n')

    def begin(self):
        sanitizer = os.environ.get('ASAN_OPTIONS', '') + ':verify_asan_link_order=0'
        return self.commune.start(LD_PRELOAD=f'{STEADY_TIMERS} {LIBRARY}', FAKETIME_TIMESTAMP_FILE=str(self.setting),
                                  FAKETIME_NO_CACHE='1', FAKETIME_DONT_FAKE_MONOTONIC='1', DONT_FAKE_MONOTONIC='1',
                                  ASAN_OPTIONS=sanitizer)

    def say(self, daemon, sender, text):
        self.serial += 1
        event = telegram_event(sender, self.serial, text, time.time() + self.offset)
        connection = Connection(daemon.port)
        self.assertEqual(connection.post(event).status, 200)
        connection.close()
        return event.chat

    def query(self, statement):
        """Of a store that a daemon may be writing."""
        with contextlib.closing(sqlite3.connect(f'file:{self.commune.store}?mode=ro', uri=True, timeout=10)) as store:
            return store.execute(statement).fetchall()

    def told(self, *parts):
        """The chats that were told something with these words, with repetitions."""
        return [chat for chat, text in self.query('SELECT chat, text FROM outbox') if all(part in text for part in parts)]

    def waiting(self):
        return self.query(f'SELECT count(*) FROM outbox WHERE state IN ({rows.QUEUED}, {rows.CLAIMED})')[0][0]

    def pass_to(self, moment, done):
        """The clock stands there now; lives are cut short until one of them may do all that is due."""
        self.set(moment)
        for _ in range(count(3)):
            daemon = self.begin()
            # From before it is ready until after all is told.
            time.sleep(self.chance.uniform(0.02, 0.6))
            daemon.kill()
            self.kills += 1
        daemon = self.begin()
        daemon.wait_ready()
        self.eventually(done, 30, f'something due at {moment} is forgotten')
        return daemon

    def people_and_reports(self):
        self.set(BEGIN)
        daemon = self.begin()
        daemon.wait_ready()
        self.chats = {}
        for sender, name, role in ((FRONT, 'Mai', 'front_officer'), (LEADER, 'Sơn', 'leader')):
            self.commune.ask('user', 'add', name, '--role', role)
            self.chats[sender] = self.say(daemon, sender, f'/lienket {self.commune.ask("user", "link-code", name)["code"]}')
        for citizen in range(TICKETS):
            self.say(daemon, CITIZEN + citizen, 'Đèn đường trước cổng trường hỏng')
        daemon.kill()
        self.codes = [ticket['code'] for ticket in self.commune.ask('ticket', 'list')]
        self.assertEqual(len(self.codes), TICKETS)

    def one_month(self):
        """The last life, all of it done."""
        self.people_and_reports()
        half, overdue = 'đã qua nửa thời gian', 'đã đến hạn'
        self.pass_to(HALF, lambda: len(self.told(half)) >= TICKETS).kill()
        daemon = self.pass_to(END, lambda: len(self.told(overdue)) >= 2 * TICKETS)
        self.answered = self.codes[::2]
        for code in self.answered:
            self.commune.ask('ticket', 'answer-now', code, 'Tổ điện đã thay bóng mới')
        self.eventually(lambda: len(self.query('SELECT 1 FROM score')) == len(self.answered))
        daemon.kill()
        self.pass_to(NEXT_DAY, lambda: self.reminded() == len(self.answered) and self.reports() == ['2026-12-07']
                     and len(self.told('việc ngày 08/12/2026')) >= 1).kill()
        daemon = self.pass_to(MONTH_LATER, lambda: len(self.closed()) >= len(self.answered)
                              and self.reports() == ['2026-12-07', '2027-01-07']
                              and len(self.told('việc ngày 08/01/2027')) >= 1)
        for words, chats in ((half, [self.chats[FRONT]]), (overdue, self.chats.values())):
            self.assertEqual(sorted(self.told(words)), sorted(TICKETS * [*chats]), words)
        for words in ('hài lòng đến mức nào', 'chưa cho biết ý kiến'):
            self.assertEqual(len(self.told(words)), len(self.answered), words)
        return daemon

    def reminded(self):
        return self.query('SELECT count(*) FROM score WHERE reminded_at IS NOT NULL')[0][0]

    def reports(self):
        return [day for day, in self.query("SELECT substr(substr(facts, instr(facts, 'from=') + 5), 1, 10) FROM journal "
                                           "WHERE action = 'report' ORDER BY seq")]

    def closed(self):
        return self.query("SELECT ticket FROM journal WHERE action = 'close'")

    def twice(self):
        """What somebody was to be told twice. Every text says which ticket, day or person it is about."""
        return [what for what, number in collections.Counter(self.query('SELECT chat, text FROM outbox')).items()
                if number > 1]

    def test_nothing_is_told_twice_or_forgotten(self):
        daemon = self.one_month()
        self.eventually(lambda: self.waiting() == 0, 30, 'the outbox is stuck')
        self.assertEqual(self.twice(), [])
        self.assertEqual(len(self.closed()), len(self.answered))
        self.assertEqual(len(set(self.closed())), len(self.answered))
        self.assertEqual(len(self.query('SELECT 1 FROM score')), len(self.answered))
        self.assertEqual(len(self.told('phản ánh, kiến nghị ngày')), 2)
        self.ended_well(daemon)
        self.sound()
        with self.commune.copy() as store:
            deliveries = rows.deliveries(store)
        # A doubtful send is repeated once at most, and only after a kill.
        self.assertLessEqual(sum(self.platform.copies.values()), len(deliveries) + sum(row.repeated for row in deliveries))
        summary(kills=self.kills, told=len(deliveries), twice=0, forgotten=0)

        # Canary: a daemon that forgets what it said is found out.
        with contextlib.closing(sqlite3.connect(self.commune.store)) as store:
            store.execute('DELETE FROM wake_said')
            store.execute('INSERT OR REPLACE INTO wake(ticket, at) SELECT id, 0 FROM ticket')
            store.commit()
        daemon = self.begin()
        daemon.wait_ready()
        self.eventually(self.twice, 10, 'the second telling went unnoticed')


if __name__ == '__main__':
    unittest.main()
