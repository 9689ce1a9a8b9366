"""How much of a test is done: little in the suite; in a long run what scripts/torture says through the environment."""
import json
import os
import random
import time


def count(otherwise):
    return int(os.environ.get('LANGNGHE_COUNT', otherwise))


def chance():
    return random.Random(int(os.environ.get('LANGNGHE_SEED', '1')))


def minutes(otherwise):
    return float(os.environ.get('LANGNGHE_MINUTES', otherwise))


class Budget:
    """Counts up to `count`, and stops early when LANGNGHE_MINUTES are over."""

    def __init__(self, otherwise, what):
        self.wanted, self.done, self._what = count(otherwise), 0, what
        limit = os.environ.get('LANGNGHE_MINUTES')
        self._until = time.monotonic() + float(limit) * 60 if limit else None
        self._begun = self._told = time.monotonic()

    def more(self):
        return self.done < self.wanted and (self._until is None or time.monotonic() < self._until)

    def add(self, number=1):
        self.done += number
        now = time.monotonic()
        if now - self._told > 2:
            self._told = now
            print(f'{self._what}: {self.done} of {self.wanted}, {self.rate():.2f}/s', flush=True)

    def rate(self):
        return self.done / max(0.001, time.monotonic() - self._begun)


def summary(**facts):
    """One line for machines."""
    print(json.dumps(facts, ensure_ascii=False), flush=True)
