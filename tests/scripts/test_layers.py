import unittest

from harness import FixtureCase

from check_layers import check


class Layers(FixtureCase):
    def test_fixtures(self):
        self.compare(check, 'layers')


if __name__ == '__main__':
    unittest.main()
