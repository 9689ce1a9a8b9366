import unittest

from harness import FixtureCase

from check_words import check, check_file


class Words(FixtureCase):
    def test_fixtures(self):
        self.compare(check, 'words')

    def test_config_is_utf_8(self):
        found = check_file('config/messages.vi.toml', b'good = "a"\nbad = "\xe9"\n')
        self.assertEqual([(f.line, f.rule) for f in found], [(2, 'utf-8')])

    def test_binary_files_are_left_alone(self):
        self.assertEqual(check_file('config/logo.png', b'\x89PNG\0\0\xff'), [])


if __name__ == '__main__':
    unittest.main()
