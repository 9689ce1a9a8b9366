"""One store that grows: what the usual questions take, what the intake manages, what a ticket weighs."""
import json
import shutil
import sqlite3
import subprocess
import time

import machine
import report
from programs import OUT, TEXTS, Failed, tool

QUESTIONS = 50      # us, the median
SEARCH = 1000       # us
REPORT = 2000       # ms
BYTES = 1536        # of a ticket with four messages
INTAKE = 0.35       # of the rate at the smallest size
IN_A_TICKET = 4


def weigh(store):
    """Bytes by table and index, and how many messages there are."""
    with sqlite3.connect(store) as connection:
        sizes = dict(connection.execute('SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC'))
        messages = connection.execute('SELECT count(*) FROM message').fetchone()[0]
    return sizes, messages


def grow_once(folder, before, tickets, options):
    """From so many tickets to so many."""
    command = [tool('bench_growth'), folder / 'langnghe.toml', TEXTS, before, tickets, options.messages]
    waited = machine.wait_until_quiet(options.max_wait)
    begun, busy, own = time.monotonic(), machine.busy(), machine.children()
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(done.stderr.strip())
    step = json.loads(done.stdout)
    other = (machine.busy() - busy - (machine.children() - own)) / (time.monotonic() - begun)
    sizes, messages = weigh(folder / 'var/store.db')
    news = sum(size for name, size in sizes.items() if name.startswith('outbox'))
    step.update(waited_s=waited, took_s=round(time.monotonic() - begun, 1), other_cores=round(other, 3),
                clean=other < machine.CLEAN, messages=messages, sizes=sizes, file_mb=round(sum(sizes.values()) / 1e6, 1),
                ticket_bytes=round((sum(sizes.values()) - news) * IN_A_TICKET / messages),
                outbox_bytes=round(news * IN_A_TICKET / messages))
    return step


def print_steps(steps):
    names = list(steps[0]['lookups'])
    print('\nThe outbox is weighed apart: what is sent need not be kept.')
    report.table(['tickets', *(f'{name} p50/p99 us' for name in names), 'messages/s', 'B/ticket', 'outbox B/ticket',
                  'file MB'],
                 [[f'{step["tickets"]:,}', *(f'{one["p50_us"]:.1f}/{one["p99_us"]:.1f}' for one in step['lookups'].values()),
                   f'{step["intake_per_second"]:,}', str(step['ticket_bytes']), str(step['outbox_bytes']),
                   f'{step["file_mb"]:.0f}'] for step in steps])


def print_goals(steps):
    goals = report.Goals()
    last = steps[-1]
    for name, one in last['lookups'].items():
        goals.add(f'{name}, {last["tickets"]:,} tickets', one['p50_us'], SEARCH if 'search' in name else QUESTIONS,
                  False, ' us', last['clean'])
    for name, one in last['reports'].items():
        goals.add(f'report of a {name}, {one["cases"]:,} cases', one['ms'], REPORT, False, ' ms', last['clean'])
    if len(steps) > 1:
        goals.add(f'intake at {last["tickets"]:,} / at {steps[0]["tickets"]:,}',
                  last['intake_per_second'] / steps[0]['intake_per_second'], INTAKE, True, ' x',
                  last['clean'] and steps[0]['clean'])
    goals.add('bytes of a 4-message ticket', last['ticket_bytes'], BYTES, False)
    goals.print()


def measure(contender, options, file):
    folder = OUT / 'growth'
    contender.prepare(folder, 1)  # nobody sends
    contender.command(folder, 1)  # writes the configuration
    steps = []
    for tickets in options.sizes:
        steps.append(grow_once(folder, steps[-1]['tickets'] if steps else 0, tickets, options))
        file.write(json.dumps(steps[-1]) + '\n')
        file.flush()
        print(f'{tickets:,} tickets after {steps[-1]["took_s"]} s, others used {steps[-1]["other_cores"]:.2f} cores',
              flush=True)
    if not options.keep:
        shutil.rmtree(folder)
    return steps
