import os
import subprocess
import tempfile
import unittest
from pathlib import Path

from harness import SCRIPTS

# Programs that stand in for Debian's: they note how they were called, and know what is installed from a file.
PROGRAMS = {
    'dpkg-query': 'shift 2\nfor p; do grep -qx "$p" "$STATE/installed" && echo "$p installed"; done\nexit 1\n',
    'apt-get': 'echo "apt-get $*" >> "$STATE/calls"\nexit "$APT_STATUS"\n',
}


class InstallPackages(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.state = Path(folder.name)
        (self.state / 'bin').mkdir()
        for name, body in PROGRAMS.items():
            program = self.state / 'bin' / name
            program.write_text('#!/bin/sh\n' + body)
            program.chmod(0o755)
        for name in ('bash', 'sed', 'grep', 'mktemp', 'rm', 'tail', 'env', 'sh'):
            self.link(name)

    def link(self, name):
        found = next(p for p in ('/usr/bin', '/bin') if (Path(p) / name).exists())
        (self.state / 'bin' / name).symlink_to(Path(found) / name)

    def run_script(self, *arguments, apt_status=0, installed=()):
        (self.state / 'installed').write_text('\n'.join(installed) + '\n')
        (self.state / 'calls').write_text('')
        environment = {'PATH': str(self.state / 'bin'), 'STATE': str(self.state), 'APT_STATUS': str(apt_status)}
        done = subprocess.run(['/bin/bash', SCRIPTS / 'install-packages', *arguments], env=environment, text=True,
                              capture_output=True, timeout=30, check=False)
        return done, (self.state / 'calls').read_text().splitlines()

    def wanted(self, which):
        done, _ = self.run_script(which)
        return done.stderr.split('Debian: ')[1].split('\n')[0].split()

    @unittest.skipUnless(os.geteuid() == 0, 'as root')
    def test_installs_only_what_is_missing_and_then_asks_apt_nothing(self):
        everything = self.wanted('run')
        self.assertIn('libboost1.81-dev', everything)
        done, calls = self.run_script('run', installed=[p for p in everything if p != 'libfmt-dev'])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([c.split()[-1] for c in calls], ['update', 'libfmt-dev'])
        self.assertNotIn('libicu-dev', calls[1])
        done, calls = self.run_script('run', installed=everything)
        self.assertEqual((done.returncode, done.stdout, done.stderr, calls), (0, '', '', []))

    @unittest.skipUnless(os.geteuid() == 0, 'as root')
    def test_testing_needs_more_than_running(self):
        self.assertLess(set(self.wanted('run')), set(self.wanted('test')))

    @unittest.skipUnless(os.geteuid() == 0, 'as root')
    def test_a_failure_is_told(self):
        done, _ = self.run_script('run', apt_status=100)
        self.assertEqual(done.returncode, 1)
        self.assertIn('install-packages: failed: apt-get', done.stderr)

    def test_wrong_usage(self):
        done, calls = self.run_script('everything')
        self.assertEqual((done.returncode, calls), (2, []))
        self.assertEqual(done.stderr.count('\n'), 1)

    def test_elsewhere_than_debian_says_what_is_needed(self):
        (self.state / 'bin/dpkg-query').unlink()
        done, calls = self.run_script('run')
        self.assertEqual((done.returncode, calls), (1, []))
        self.assertIn('libboost1.81-dev', done.stderr)
        self.assertEqual(done.stderr.count('\n'), 1)


if __name__ == '__main__':
    unittest.main()
