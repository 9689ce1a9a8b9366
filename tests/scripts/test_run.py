import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from harness import SCRIPTS

PROJECT = '''cmake_minimum_required(VERSION 3.25)
project(small C)
add_subdirectory(bot)
enable_testing()
add_test(NAME echoes COMMAND langnghe)
'''
PROGRAM = '#include <stdio.h>\nint main(int n, char** v) { while (*++v) puts(*v); return n == 99; }\n'


class RunAndTest(unittest.TestCase):
    """scripts/run and scripts/test on a small project with our presets; packages count as installed."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve() / 'a project'
        (self.root / 'scripts').mkdir(parents=True)
        (self.root / 'bot').mkdir()
        for name in ('run', 'test', 'common.sh'):
            shutil.copy(SCRIPTS / name, self.root / 'scripts')
        shutil.copy(SCRIPTS.parent / 'CMakePresets.json', self.root)
        for name in ('install-packages', 'install-doubles'):
            installer = self.root / 'scripts' / name
            installer.write_text('#!/bin/sh\nexit 0\n')
            installer.chmod(0o755)
        (self.root / 'CMakeLists.txt').write_text(PROJECT)
        (self.root / 'bot/CMakeLists.txt').write_text('add_executable(langnghe main.c)\n')
        self.write(PROGRAM)

    def write(self, program):
        (self.root / 'bot/main.c').write_text(program)

    def script(self, name, *arguments):
        return subprocess.run([self.root / 'scripts' / name, *arguments], cwd='/', capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=50, check=False)

    def test_run_builds_once_and_becomes_the_sandbox(self):
        for expected in ('Building; the first time takes some minutes.\n', ''):
            done = self.script('run', '--listen', '127.0.0.1:1')
            self.assertEqual((done.returncode, done.stderr), (0, expected))
            self.assertEqual(done.stdout.split(), ['sandbox', '--listen', '127.0.0.1:1'])

    def test_a_failed_build_is_one_line_with_its_log(self):
        self.write('int main(void) { return nothing; }\n')
        done = self.script('run')
        self.assertEqual((done.returncode, done.stdout), (1, ''))
        last = done.stderr.splitlines()[-1]
        log = self.root / 'build/log/build-release.log'
        self.assertEqual(last, f"run: 'build release' failed; all of it is in {log}")
        self.assertIn('nothing', log.read_text())

    def test_a_failed_configuration_is_told_and_tried_again(self):
        (self.root / 'CMakeLists.txt').write_text(PROJECT + 'find_package(Nowhere REQUIRED)\n')
        self.assertIn("test: 'configure dev' failed", self.script('test').stderr)
        (self.root / 'CMakeLists.txt').write_text(PROJECT)
        self.assertEqual(self.script('test').returncode, 0)

    def test_test_ends_with_the_words_and_the_status_of_ctest(self):
        done = self.script('test')
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn('100% tests passed, 0 tests failed out of 1', done.stdout)
        self.assertTrue(done.stdout.splitlines()[-1].startswith('Total Test time'), done.stdout)
        self.write(PROGRAM.replace('n == 99', 'n == 1'))
        done = self.script('test')
        self.assertEqual(done.returncode, 8)
        self.assertIn('echoes (Failed)', done.stdout + done.stderr)
        self.assertEqual(self.script('test', '-R', 'no_such_test').returncode, 8)


if __name__ == '__main__':
    unittest.main()
