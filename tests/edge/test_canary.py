"""What the tests of the edge say of a naive server: nearly every family must find something."""
import unittest

import wire
from judge import play_all
from naive import Naive
from vectors import FAMILIES

# Right requests, and paths that are nowhere in particular, trouble nobody; those who never end would last long here.
TELLING = ('lengths', 'smuggling', 'lines', 'fields', 'hosts', 'methods')


class Canary(unittest.TestCase):
    def setUp(self):
        self.server = Naive()
        self.addCleanup(self.server.close)

    def opened(self):
        return wire.Plain(('127.0.0.1', self.server.port), 0.5)

    def test_every_family_that_guards_the_framing_complains(self):
        for family in TELLING:
            vectors = [vector for vector in FAMILIES[family] if not vector.unfinished]
            with self.subTest(family=family):
                faults = play_all(self.opened, vectors, ways=('whole',))
                self.assertGreater(len(faults), len(vectors) / 2)

    def test_smuggling_is_called_by_its_name(self):
        faults = play_all(self.opened, FAMILIES['smuggling'], ways=('whole',))
        smuggled = [fault for fault in faults if fault.what.startswith('the canary was answered')]
        self.assertGreater(len(smuggled), 10)


if __name__ == '__main__':
    unittest.main()
