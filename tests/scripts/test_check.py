import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from harness import SCRIPTS


class Check(unittest.TestCase):
    """The command as a whole, on a small tree of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        shutil.copytree(SCRIPTS, self.root / 'scripts', ignore=shutil.ignore_patterns('__pycache__'))
        shutil.copy(SCRIPTS.parent / '.clang-format', self.root)
        (self.root / 'scripts/size_exceptions.txt').write_text('')
        (self.root / 'core').mkdir()
        self.write('int good();\n')

    def write(self, text):
        (self.root / 'core/a.cpp').write_text(text)

    def check(self, *options):
        return subprocess.run([self.root / 'scripts/check', *options], capture_output=True, text=True, timeout=60,
                              check=False)

    def test_a_clean_tree_passes(self):
        done = self.check('--quick')
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(done.stdout.count(' ok\n'), 5)

    def test_each_check_fails_the_command(self):
        for name, text in {
            'format': 'int  bad();\n',
            'layers': '#include "bot/main.hpp"\n',
            'coroutines': 'awaitable<void> f() { co_await g({1}); }\n',
            'sizes': 'int a();\n' * 301,
            'words': 'auto now = std::chrono::system_clock::now();\n',
        }.items():
            with self.subTest(name):
                self.write(text)
                done = self.check('--quick')
                self.assertEqual(done.returncode, 1)
                failed = [line.split()[0] for line in done.stdout.splitlines() if line.endswith('FAILED')]
                self.assertEqual(failed, [name], done.stdout)
                self.assertIn('core/a.cpp', done.stdout)

    def test_tidy_without_a_build_says_so(self):
        done = self.check('--tidy')
        self.assertEqual(done.returncode, 1)
        self.assertIn('run scripts/test first', done.stdout)

    def test_only_tracked_files_count(self):
        git = ['git', '-C', str(self.root)]
        if not shutil.which('git') or subprocess.run([*git, 'init', '-q'], check=False).returncode:
            self.skipTest('no git')
        subprocess.run([*git, 'add', 'scripts'], check=True)
        self.write('int  bad();\n')
        self.assertEqual(self.check('--quick').returncode, 0)

    def test_without_git_every_file_counts(self):
        (self.root / '.git').write_text('nothing that git knows')
        self.write('int  bad();\n')
        self.assertEqual(self.check('--quick').returncode, 1)


if __name__ == '__main__':
    unittest.main()
