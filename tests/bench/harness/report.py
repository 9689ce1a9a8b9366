"""Medians and how they compare with what is wanted."""
import statistics

COLUMNS = (
    # heading, field, digits
    ('acks/s', 'acks_per_second', 0), ('p50 ms', 'p50_ms', 2), ('p99 ms', 'p99_ms', 2), ('p99.9 ms', 'p999_ms', 2),
    ('cpu us', 'cpu_us', 1), ('rss MB', 'rss_mb', 1), ('anon MB', 'anon_mb', 1), ('idle rss', 'idle_rss_mb', 1),
    ('idle anon', 'idle_anon_mb', 1), ('start ms', 'start_empty_ms', 0), ('restart ms', 'start_existing_ms', 0),
)


ENOUGH = 3  # clean runs for a verdict


def medians(runs):
    """Of the clean runs, or of all where none is clean; by contender."""
    found = {}
    for name in dict.fromkeys(run['contender'] for run in runs):
        own = [run for run in runs if run['contender'] == name]
        clean = [run for run in own if run['clean']]
        found[name] = {field: statistics.median(run[field] for run in clean or own) for _, field, _ in COLUMNS}
        found[name].update(clean=len(clean), runs=f'{len(clean)}/{len(own)}')
        found[name]['faults'] = sum(bool(run['faults']) for run in own)
    return found


def table(header, rows):
    widths = [max(len(row[i]) for row in [header, *rows]) for i in range(len(header))]
    for row in (header, *rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:]))]
        print('  '.join(cells).rstrip())


def print_medians(found):
    print('\nMedians (clean runs / all runs; noisy ones count only where no run is clean)')
    table(['', 'runs', *(heading for heading, _, _ in COLUMNS), 'rows'],
          [[name, one['runs'], *(f'{one[field]:.{digits}f}' for _, field, digits in COLUMNS),
            'WRONG' if one['faults'] else 'ok'] for name, one in found.items()])


class Goals:
    """Judged on clean runs only."""

    def __init__(self):
        self.rows = []

    def add(self, what, value, wanted, at_least, unit='', judged=True):
        met = value >= wanted if at_least else value <= wanted
        verdict = ('met' if met else 'MISSED') if judged else 'not judged'
        self.rows.append([what, f'{value:.2f}{unit}', f'{">=" if at_least else "<="} {wanted:g}{unit}', verdict])

    def one(self, what, found, ours, field, wanted, unit):
        """At most so much of what this contender takes."""
        self.add(f'{what}: {ours}', found[ours][field], wanted, False, unit, found[ours]['clean'] >= ENOUGH)

    def ratio(self, what, found, ours, theirs, field, wanted, at_least):
        if ours in found and theirs in found and found[theirs][field]:
            self.add(f'{what}: {ours} / {theirs}', found[ours][field] / found[theirs][field], wanted, at_least, ' x',
                     min(found[ours]['clean'], found[theirs]['clean']) >= ENOUGH)

    def print(self):
        if self.rows:
            print('\nGoals (judged on clean runs only)')
            table(['', 'measured', 'wanted', ''], self.rows)


FAST_DISK = 0.3  # ms for an fsync
PAIRS = (('langnghe', 'fastify', 'null'), ('langnghe-telegram', 'grammy', 'null-telegram'))


def inbound_goals(found, options, fsync_ms):
    goals = Goals()
    for ours, peer, null in PAIRS:
        if ours not in found:
            continue
        naive, batched = f'{peer}-naive', f'{peer}-batched'
        if options.slow_disk:
            goals.ratio('acks/s', found, ours, naive, 'acks_per_second', 20, True)
        elif options.rate:
            if fsync_ms < FAST_DISK:
                goals.one('p99', found, ours, 'p99_ms', 2, ' ms')
            else:
                best = min((naive, batched), key=lambda name: found.get(name, found[ours])['p99_ms'])
                goals.ratio('p99', found, ours, best, 'p99_ms', 0.6, False)
        else:
            goals.ratio('acks/s', found, ours, naive, 'acks_per_second', 8, True)
            goals.ratio('acks/s', found, ours, batched, 'acks_per_second', 1.8, True)
            goals.ratio('acks/s', found, ours, null, 'acks_per_second', 0.3, True)
            goals.ratio('p99', found, ours, batched, 'p99_ms', 0.6, False)
            goals.ratio('CPU', found, ours, batched, 'cpu_us', 0.7, False)
        goals.one('idle anonymous memory', found, ours, 'idle_anon_mb', 12, ' MB')
        goals.one('memory under load', found, ours, 'rss_mb', 100, ' MB')
        goals.one('ready on an existing store', found, ours, 'start_existing_ms', 50, ' ms')
    goals.print()
