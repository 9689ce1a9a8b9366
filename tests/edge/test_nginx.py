"""The same vectors through nginx, with the configuration that config/ advises."""
from edge import main
from judge import play_all, poisoned
from proxy import NAME, ProxiedCase, trusting
from vectors import ALL, FAMILIES
from vectors.behind import OUTCOMES
from vectors.vector import CANARY, CANARY_STATUS, LAST, Vector
from wire import Secure


class BehindNginx(ProxiedCase):
    def setUp(self):
        super().setUp()
        self.context = trusting(self.proxy.certificate)

    def through(self):
        return Secure(('127.0.0.1', self.proxy.port), self.context, NAME)

    def test_every_vector(self):
        for family, vectors in FAMILIES.items():
            with self.subTest(family=family):
                self.as_specified(play_all(self.through, vectors, proxied=True))
        self.assertEqual(self.answered(CANARY_STATUS), self.forwarded_canaries(), 'a request passed nginx unseen')
        self.assertGreater(self.forwarded_canaries(), 0)
        masked = '"DELETE /luong-son/hook/telegram"' not in self.proxy.log.read_text()
        self.assertTrue(masked, 'the log holds the last part of an address, which may be a secret')

    def forwarded_canaries(self):
        return self.proxy.log.read_text().count('"DELETE /luong-son/hook/***" 405 ')

    def test_the_table_names_what_there_is(self):
        self.assertEqual(sorted(OUTCOMES.keys() - {vector.name for vector in ALL}), [])

    def test_a_canary_that_is_served_shows(self):
        honest = Vector('honest', '', CANARY + LAST, (200,))
        faults = play_all(self.through, [honest], proxied=True, ways=('whole',))
        self.assertEqual([fault.what for fault in faults], ['the canary was answered: [405, 200]'])
        self.assertIsNone(poisoned(self.through))


if __name__ == '__main__':
    main()
