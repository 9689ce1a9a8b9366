"""Messages out: the program's own way from outbox item to outcome, beside undici's Pool, to the same platform."""
import json
import statistics
import subprocess
import time

import machine
import report
from programs import PEERS, Failed, sink, tool

FIELDS = (('sends/s', 'sends_per_second', 0), ('p50 ms', 'p50_ms', 2), ('p99 ms', 'p99_ms', 2), ('cpu us', 'cpu_us', 1),
          ('rss MB', 'rss_mb', 1))


def commands():
    return {'langnghe': [tool('bench_outbound')], 'undici': ['node', PEERS / 'undici.mjs']}


def run_once(name, command, number, options):
    waited = machine.wait_until_quiet(options.max_wait)
    words = [str(options.connections), str(options.warm_up), str(options.secs)]
    busy, own, at = machine.busy(), machine.children(), time.monotonic()
    with sink() as (port, _):  # ends with it, so that its time is among the children's
        done = subprocess.run([*command, str(port), *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f'{name}: {done.stderr.strip()}')
    run = json.loads(done.stdout)
    other = (machine.busy() - busy - (machine.children() - own)) / (time.monotonic() - at)
    run.update(contender=name, round=number, waited_s=waited, other_cores=round(max(other, 0), 3),
               clean=other < machine.CLEAN and not run['failed'])
    return run


def measure(names, options, file):
    runs = []
    for number in range(1, 2 * options.rounds + 1):
        for name, command in commands().items():
            if name not in names or sum(run['clean'] for run in runs if run['contender'] == name) >= options.rounds:
                continue
            run = run_once(name, command, number, options)
            runs.append(run)
            file.write(json.dumps(run) + '\n')
            file.flush()
            print(f'{number:2} {name:10} {run["sends_per_second"]:7}/s  p99 {run["p99_ms"]:6.2f} ms  '
                  f'cpu {run["cpu_us"]:5.1f} us  other {run["other_cores"]:.2f}  failed {run["failed"]}', flush=True)
    return runs


def print_runs(runs):
    found = {}
    for name in dict.fromkeys(run['contender'] for run in runs):
        own = [run for run in runs if run['contender'] == name]
        clean = [run for run in own if run['clean']]
        found[name] = {field: statistics.median(run[field] for run in clean or own) for _, field, _ in FIELDS}
        found[name].update(clean=len(clean), runs=f'{len(clean)}/{len(own)}')
    print('\nMedians (clean runs / all runs)')
    report.table(['', 'runs', *(heading for heading, _, _ in FIELDS)],
                 [[name, one['runs'], *(f'{one[field]:.{digits}f}' for _, field, digits in FIELDS)]
                  for name, one in found.items()])
    goals = report.Goals()
    goals.ratio('sends/s', found, 'langnghe', 'undici', 'sends_per_second', 2, True)
    goals.one('CPU of a send', found, 'langnghe', 'cpu_us', 15, ' us')
    goals.print()
