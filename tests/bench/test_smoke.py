"""The bench can be trusted: its requests are taken, its counts are those of the store, and it notices what is wrong."""
import argparse
import contextlib
import os
import sqlite3
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / 'harness'))

import contenders  # noqa: E402
import desk  # noqa: E402
import inbound  # noqa: E402
import machine  # noqa: E402
import programs  # noqa: E402
import report  # noqa: E402

BINARY = Path(os.environ['LANGNGHE_BINARY'])


class Smoke(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='langnghe-bench-')
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        programs.BUILD = Path(os.environ['LANGNGHE_BENCH_BUILD'])

    def contender(self, platform):
        return next(one for one in contenders.all_contenders(self.folder / 'seed', BINARY)
                    if one.platform == platform and isinstance(one, contenders.Langnghe))

    @contextlib.contextmanager
    def server(self, contender):
        with programs.sink() as (sink, _):
            contender.prepare(self.folder / 'run', sink)
            process, port, _ = contender.start(self.folder / 'run', {})
            try:
                yield process, port
            finally:
                inbound.stop(process)

    def loaded(self, contender, **options):
        with self.server(contender) as (process, port):
            return programs.load(port, contender, server=process.pid, connections=8, warm_up=0.2, seconds=1, **options)

    def faults(self, contender, run):
        rows, different, _ = contender.rows(self.folder / 'run')
        return inbound.judge(run, rows, different)

    def spoil(self, contender, statement):
        with sqlite3.connect(self.folder / 'run' / contender.store) as store:
            self.assertGreater(store.execute(statement).rowcount, 0)

    def test_what_is_acknowledged_is_what_is_stored(self):
        for platform in ('zalo', 'telegram'):
            with self.subTest(platform):
                contender = self.contender(platform)
                run = self.loaded(contender, rate=300)
                self.assertEqual((run['refusals'], run['closed'], run['unanswered']), ({}, 0, 0))
                self.assertGreater(run['acknowledged'], 100)
                self.assertGreater(run['cpu_us'], 0)
                self.assertGreater(run['anon_mb'], 0)
                rows, different, tickets = contender.rows(self.folder / 'run')
                self.assertEqual((rows, different), (run['acknowledged'], run['acknowledged']))
                self.assertAlmostEqual(tickets, rows / 8, delta=rows / 80)
                self.assertEqual(self.faults(contender, run), [])

                # Canary: a row that is gone, or there twice under another key, is noticed.
                self.spoil(contender, 'DELETE FROM message WHERE seq = (SELECT max(seq) FROM message)')
                self.assertEqual(self.faults(contender, run), ['1 acknowledged messages are not stored'])
                self.spoil(contender, "UPDATE message SET message = 'twice', chat = 'twice' WHERE seq IN "
                                      '(SELECT seq FROM message LIMIT 2)')
                self.assertIn('1 messages are stored twice', self.faults(contender, run))

    def test_repeats_are_repeats(self):
        contender = self.contender('zalo')
        run = self.loaded(contender)  # as fast as it goes: more than the distance of a repeat
        self.assertEqual(self.faults(contender, run), [])
        sent = run['messages'] + run['repeats']
        self.assertEqual(run['acknowledged'], run['messages'])
        if sent > 1000:
            self.assertGreaterEqual(run['repeats'], (sent - 600) // 100)

    def test_a_wrong_signature_is_no_acknowledgement(self):
        contender = self.contender('zalo')
        contender.secret = 'wrong'
        run = self.loaded(contender, rate=100)
        self.assertEqual((run['acks'], run['acknowledged']), (0, 0))
        self.assertEqual(list(run['refusals']), ['401'])
        self.assertEqual(self.faults(contender, run), [])

    def test_the_desk_is_measured(self):
        if not programs.tool('bench_desk').exists():
            self.skipTest('bench_desk is not built in this preset')
        contender = self.contender('zalo')
        self.addCleanup(setattr, desk, 'OUT', desk.OUT)
        self.addCleanup(setattr, desk, 'RATE', desk.RATE)
        desk.OUT, desk.RATE = self.folder, 100
        options = argparse.Namespace(tickets=200, calls=9, rounds=1, secs=1, warm_up=0.2, max_wait=0)
        with open(self.folder / 'results', 'w', encoding='utf-8') as file:
            alone, (beside, without) = desk.measure(contender, options, file)
        self.assertEqual((alone['tickets'], alone['refused']), (200, 0))
        self.assertGreater(alone['open'], 100)  # what is two days old is not resolved yet
        self.assertEqual(set(alone['took']), {'/viec', '/quahan', '/tim', 'week', 'quarter'})
        self.assertEqual((without['calls'], without['reports']), ([], []))
        self.assertGreater(min(len(beside['calls']), len(beside['reports'])), 0)
        self.assertGreater(min(without['acknowledged'], beside['acknowledged']), 50)
        desk.print_goals(alone, [without, beside])

    def test_a_server_that_is_gone_is_a_failure(self):
        contender = self.contender('zalo')
        with self.server(contender) as (_, port):
            pass
        with self.assertRaises(programs.Failed):
            programs.load(port, contender, seconds=1)


class Medians(unittest.TestCase):
    @staticmethod
    def run_of(value, clean=True, faults=()):
        return {'contender': 'a', 'clean': clean, 'faults': list(faults),
                **{field: value for _, field, _ in report.COLUMNS}}

    def test_noisy_runs_count_only_where_there_is_no_other(self):
        runs = [self.run_of(1), self.run_of(3), self.run_of(2), self.run_of(100, clean=False, faults=['lost'])]
        found = report.medians(runs)['a']
        self.assertEqual((found['acks_per_second'], found['runs'], found['faults']), (2, '3/4', 1))
        self.assertEqual(report.medians(runs[3:])['a']['acks_per_second'], 100)

    def test_a_missed_goal_is_missed(self):
        goals = report.Goals()
        found = {'a': {'x': 4, 'clean': 3}, 'b': {'x': 2, 'clean': 3}, 'c': {'x': 1, 'clean': 2}}
        goals.ratio('x', found, 'a', 'b', 'x', 2, True)
        goals.ratio('x', found, 'a', 'b', 'x', 1.9, False)
        goals.ratio('x', found, 'a', 'nobody', 'x', 1, True)
        goals.one('x', found, 'a', 'x', 5, '')
        goals.ratio('x', found, 'a', 'c', 'x', 2, True)
        goals.one('x', found, 'c', 'x', 0, '')
        self.assertEqual([row[-1] for row in goals.rows], ['met', 'MISSED', 'met', 'not judged', 'not judged'])

    def test_a_busy_machine_is_waited_for_no_longer_than_told(self):
        quiet = machine.QUIET
        self.addCleanup(setattr, machine, 'QUIET', quiet)
        machine.QUIET = -1
        self.assertGreaterEqual(machine.wait_until_quiet(0.6), 0.6)


if __name__ == '__main__':
    unittest.main()
