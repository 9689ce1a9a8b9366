"""What a daemon uses while it works for a long time, and whether that grows."""
import os
import re
from pathlib import Path

DRIFT = 0.2  # of the p99, from the first third to the last


def sample(daemon, store):
    status = Path(f'/proc/{daemon.process.pid}/status').read_text()
    number = {name: int(re.search(rf'^{name}:\s+(\d+)', status, re.M)[1]) for name in ('RssAnon', 'VmRSS', 'Threads')}
    log = Path(f'{store}-wal')
    return {'anonymous_kb': number['RssAnon'], 'resident_kb': number['VmRSS'], 'threads': number['Threads'],
            'files': len(os.listdir(f'/proc/{daemon.process.pid}/fd')),
            'log_bytes': log.stat().st_size if log.exists() else 0}


def slope(points):
    """Of a straight line through (hours, value): what it gains in an hour."""
    count = len(points)
    if count < 2:
        return 0.0
    middle_x, middle_y = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / spread if spread else 0.0


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def drift(latencies):
    """Of the p99 of the last third against that of the first, as a share."""
    third = len(latencies) // 3
    first, last = percentile(latencies[:third], 0.99), percentile(latencies[-third:], 0.99)
    return last / first - 1 if first else 0.0


def complaints(samples, latencies, limits):
    """`samples`: (hours, sample), the first third is warm-up; `limits`: name to what an hour may add."""
    settled = samples[len(samples) // 3:]
    found = []
    for name, limit in limits.items():
        gain = slope([(hours, facts[name]) for hours, facts in settled])
        if gain > limit:
            found.append(f'{name} grows by {gain:.0f} an hour, over {limit}')
    grown = drift(latencies)
    if grown > DRIFT:
        found.append(f'p99 grows by {grown:.0%}')
    return found
