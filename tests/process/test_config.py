"""A configuration with mistakes: all of them, each with file and line, and status 2."""
import unittest

from case import ProcessCase


class Config(ProcessCase):
    def test_every_problem_is_named_with_its_line(self):
        good = self.commune.config.read_text()
        bad = (good.replace('listen = "127.0.0.1:0"', 'listen = "nowhere"', 1)
               .replace('code = "LS"', 'code = 7')
               .replace('platform = "telegram"', 'platform = "telegrm"')
               .replace('slug = "luong-son"', 'slug = "luong-son"\nslgu = "x"')
               .replace('file:secrets/zalo_access', 'file:secrets/not_there'))
        self.commune.config.write_text(bad)
        lines = bad.splitlines()
        for command in ('serve', 'check'):
            done = self.commune.run(command, seconds=20)
            self.assertEqual(done.returncode, 2, done.stderr)
            for wrong in ('listen = "nowhere"', 'code = 7', 'platform = "telegrm"', 'slgu = "x"',
                          'access_token = "file:secrets/not_there"'):
                where = f'{self.commune.config}:{lines.index(wrong) + 1}: '
                self.assertIn(where, done.stderr + done.stdout)
            self.assertNotIn('Traceback', done.stderr)

    def test_wrong_usage_is_status_2(self):
        for arguments in (('nothing',), ('ticket', 'show'), ('serve', '--no-such-option')):
            done = self.commune.run(*arguments, seconds=20)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)


if __name__ == '__main__':
    unittest.main()
