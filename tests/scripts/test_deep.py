import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from harness import SCRIPTS

STATS = 'echo "#2 INITED cov: 10 ft: 1"; echo "#9 DONE cov: 12 ft: 9"; echo "stat::number_of_executed_units: 9"\n'
DIES = 'echo "broken promise: the canary lives"; exit 77\n'
FINDS = '''for word; do case $word in -artifact_prefix=*) prefix=${word#*=};; esac; done
echo "broken promise: one and one"; printf x > "${prefix}crash-1"; printf x > "${prefix}slow-unit-1"; exit 77
'''


class Deep(unittest.TestCase):
    """scripts/check --deep with targets that are shell scripts."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        shutil.copytree(SCRIPTS, self.root / 'scripts', ignore=shutil.ignore_patterns('__pycache__'))
        (self.root / 'tests/fuzz').mkdir(parents=True)
        (self.root / 'build/fuzz/tests/fuzz').mkdir(parents=True)
        self.program(self.root / 'bin/cmake', 'true\n')
        self.target('canary', DIES)
        self.target('good', STATS)

    def program(self, path, text):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('#!/bin/sh\n' + text)
        path.chmod(0o755)

    def target(self, name, text):
        (self.root / f'tests/fuzz/{name}.cpp').write_text('')
        self.program(self.root / f'build/fuzz/tests/fuzz/fuzz_{name}', text)

    def check(self, *options):
        environment = {**os.environ, 'PATH': f'{self.root}/bin:{os.environ["PATH"]}'}
        return subprocess.run([self.root / 'scripts/check', '--deep', '--fuzz-seconds', '1', *options], timeout=60,
                              env=environment, capture_output=True, text=True, check=False)

    def test_what_was_run_is_told(self):
        done = self.check()
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn('canary     ok', done.stdout)
        row = next(line.split() for line in done.stdout.splitlines() if line.startswith('good'))
        self.assertEqual(row, ['good', '9', '0', '12', '2', '0'])

    def test_a_find_fails_and_is_kept(self):
        self.target('bad', FINDS)
        done = self.check()
        self.assertEqual(done.returncode, 1)
        self.assertIn('bad: broken promise: one and one', done.stdout)
        self.assertIn('replay: build/fuzz/tests/fuzz/fuzz_bad tests/fuzz/found/bad/crash-1', done.stdout)
        self.assertEqual([path.name for path in (self.root / 'tests/fuzz/found/bad').iterdir()], ['crash-1'])

    def test_a_target_that_ran_nothing_fails(self):
        self.target('bad', 'true\n')
        self.assertEqual(self.check('--only', 'bad').returncode, 1)

    def test_a_blind_fuzzer_fails(self):
        self.target('canary', STATS)
        done = self.check()
        self.assertEqual(done.returncode, 1)
        self.assertIn('blind', done.stdout)

    def test_only_what_is_named_runs(self):
        self.target('bad', FINDS)
        self.assertEqual(self.check('--only', 'good').returncode, 0)
        self.assertEqual(self.check('--only', 'godo').returncode, 1)

    def test_a_broken_build_fails(self):
        self.program(self.root / 'bin/cmake', 'echo no such preset; exit 1\n')
        done = self.check()
        self.assertEqual(done.returncode, 1)
        self.assertIn('no such preset', done.stdout)


if __name__ == '__main__':
    unittest.main()
