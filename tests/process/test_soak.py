"""A daemon under steady load: what it uses does not grow. LANGNGHE_MINUTES says for how long; a run of ten minutes or
more is judged strictly."""
import threading
import time
import unittest

from case import ProcessCase
from driver import Connection, telegram_event, zalo_event
from scale import chance, minutes, summary
from soak import complaints, drift, percentile, sample, slope

RATE = 40          # messages a second
PEOPLE = 2000
STRICT = {'anonymous_kb': 1024, 'files': 0.5, 'threads': 0.5, 'log_bytes': 16 << 20}  # an hour
SHORT = {'files': 60, 'threads': 60, 'log_bytes': 10 << 30}                           # it has hardly warmed up


class Soak(ProcessCase):
    def steady(self, daemon, until):
        """Latencies in the order of time."""
        random, connection, serial, latencies = chance(), Connection(daemon.port), 0, []
        next_at = time.monotonic()
        while time.monotonic() < until:
            serial += 1
            make = random.choice((telegram_event, zalo_event))
            event = make(random.randrange(PEOPLE), serial, f'đèn đường hỏng, tin thứ {serial}')
            begun = time.monotonic()
            self.assertEqual(connection.post(event).status, 200)
            latencies.append(time.monotonic() - begun)
            next_at = max(next_at + 1 / RATE, time.monotonic() - 1)
            time.sleep(max(0, next_at - time.monotonic()))
        connection.close()
        return latencies

    def test_nothing_grows(self):
        length = minutes(0.4)
        daemon = self.started()
        begun = time.monotonic()
        until, latencies, samples, over = begun + length * 60, [], [], threading.Event()

        def work():
            try:
                latencies.extend(self.steady(daemon, until))
            finally:
                over.set()

        worker = threading.Thread(target=work, daemon=True)
        worker.start()
        every = max(0.5, min(10.0, length * 60 / 50))
        while not over.wait(every):
            hours = (time.monotonic() - begun) / 3600
            samples.append((hours, sample(daemon, self.commune.store)))
            if len(samples) % 6 == 0:
                print(f'soak: {hours * 60:.1f} of {length} minutes, {samples[-1][1]}', flush=True)
        worker.join(30)
        self.assertGreater(len(latencies), length * 60 * RATE / 2)
        strict = length >= 10
        found = complaints(samples, latencies if strict else [], STRICT if strict else SHORT)
        settled = samples[len(samples) // 3:]
        summary(minutes=length, messages=len(latencies), p99_ms=round(percentile(latencies, 0.99) * 1000, 2),
                p99_drift=round(drift(latencies), 3), last=samples[-1][1],
                anonymous_kb_an_hour=round(slope([(hours, facts['anonymous_kb']) for hours, facts in settled])))
        self.assertEqual(found, [])
        self.ended_well(daemon)
        self.sound()

    def test_growth_is_found(self):
        def grown(**steps):
            facts = {'anonymous_kb': 9000, 'files': 20, 'threads': 5, 'log_bytes': 0}
            return [(i / 100, {name: value + i * steps.get(name, 0) for name, value in facts.items()}) for i in range(60)]

        calm = [0.001, 0.002] * 500
        self.assertEqual(complaints(grown(), calm, STRICT), [])
        self.assertEqual(len(complaints(grown(anonymous_kb=50), calm, STRICT)), 1)
        self.assertEqual(len(complaints(grown(files=1, threads=1), calm, STRICT)), 2)
        self.assertEqual(len(complaints(grown(), [0.001] * 500 + [0.003] * 500, STRICT)), 1)


if __name__ == '__main__':
    unittest.main()
