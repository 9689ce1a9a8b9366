"""Raw HTTP against the daemon itself: every vector as specified, and never two answers to one request."""
from edge import EdgeCase, main
from judge import play_all
from vectors import ALL, FAMILIES
from vectors.vector import CANARY, CANARY_STATUS, LAST, Vector


class Vectors(EdgeCase):
    def setUp(self):
        super().setUp()
        self.serving()

    def test_every_vector(self):
        self.assertGreaterEqual(len(ALL), 200)
        names = [vector.name for vector in ALL]
        self.assertEqual(len(set(names)), len(names), 'two vectors bear one name')
        for family, vectors in FAMILIES.items():
            with self.subTest(family=family):
                self.as_specified(play_all(self.direct, vectors))
        self.assertEqual(self.answered(CANARY_STATUS), 0, 'a canary was served')
        self.ended_well(self.daemon)
        self.sound()

    def test_a_canary_that_is_served_shows(self):
        honest = Vector('honest', '', CANARY + LAST, (200,))
        faults = play_all(self.direct, [honest], ways=('whole',))
        self.assertEqual([fault.what for fault in faults], ['the canary was answered: [405, 200]'])
        self.assertEqual(self.answered(CANARY_STATUS), 1)


if __name__ == '__main__':
    main()
