import json
import os
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from harness import SCRIPTS


class Torture(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.build = Path(folder.name)
        self.program('bot/langnghe', 'exit 0')

    def program(self, path, body):
        program = self.build / path
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text('#!/bin/sh\n' + body + '\n')
        program.chmod(0o755)

    def start(self, *arguments):
        return subprocess.Popen([SCRIPTS / 'torture', *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                text=True, env={**os.environ, 'LANGNGHE_BUILD': str(self.build)})

    def run_script(self, *arguments):
        child = self.start(*arguments)
        said, _ = child.communicate(timeout=60)
        return child.returncode, said

    def test_what_there_is(self):
        status, said = self.run_script('list')
        self.assertEqual(status, 0)
        self.assertIn('power', said)
        self.assertEqual(self.run_script('boredom')[0], 2)

    def test_it_says_how_much_and_sums_up(self):
        self.program('tests/faults/faults_power_cut', 'echo "{\\"cuts\\": $LANGNGHE_CUTS, \\"seed\\": $LANGNGHE_SEED}"')
        status, said = self.run_script('power', '--count', '7', '--seed', '3')
        document = json.loads(said)
        self.assertEqual((status, document['ok'], document['facts']), (0, True, [{'cuts': 7, 'seed': 3}]))

    def test_a_failure_is_one(self):
        self.program('tests/faults/faults_power_cut', 'exit 4')
        status, said = self.run_script('power')
        self.assertEqual((status, json.loads(said)['ok']), (1, False))

    def test_nothing_built_is_no_success(self):
        self.assertEqual(self.run_script('io')[0], 1)

    def test_interrupted_it_says_how_far_it_came(self):
        self.program('tests/faults/faults_power_cut', 'echo "cuts 500, lost 0"; exec sleep 60')
        child = self.start('power')
        self.assertEqual(child.stderr.readline(), 'cuts 500, lost 0\n')
        begun = time.monotonic()
        child.send_signal(signal.SIGINT)
        said, _ = child.communicate(timeout=30)
        self.assertLess(time.monotonic() - begun, 20)
        document = json.loads(said)
        self.assertEqual((child.returncode, document['interrupted_at']), (130, 'cuts 500, lost 0'))


if __name__ == '__main__':
    unittest.main()
