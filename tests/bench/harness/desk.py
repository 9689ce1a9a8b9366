"""What /viec, /quahan, /tim and the weekly report take as tickets pile up, and what they take from the webhook."""
import json
import shutil
import statistics
import subprocess
import threading
import time

import inbound
import machine
import report
import seed
from programs import OUT, TEXTS, Failed, load, sink, tool

CALL = 50        # ms, the 99th of a hundred calls
REPORT = 2000    # ms
BESIDE = 1.5     # the webhook's p99 beside calls and reports / without them
COMMANDS = ('/viec', '/quahan', '/tim đèn đường')
OFFICIALS = 3
PACE = 10        # calls a second of each official
REPORT_EVERY = 2  # seconds
RATE = 1000      # messages a second at the webhook


def grow(contender, folder, tickets, calls):
    """A store with so many tickets; what bench_desk says of it."""
    contender.empty(folder, 1)  # nobody sends
    contender.command(folder, 1)  # writes the configuration
    command = [tool('bench_desk'), folder / 'langnghe.toml', TEXTS, tickets, calls]
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(done.stderr.strip())
    return json.loads(done.stdout)


class Official(threading.Thread):
    """Types the commands in turn, at his pace, until told to stop; a call is over when its answer is committed."""

    def __init__(self, port, number, stop, serial):
        super().__init__()
        self.port, self.number, self.stop, self.serial = port, number, stop, serial
        self.took = []

    def run(self):
        due = time.monotonic() + self.number / PACE / OFFICIALS
        turn = self.number
        while not self.stop.wait(max(0, due - time.monotonic())):
            begun = time.monotonic()
            seed.type_zalo(self.port, f'900000000000000000{self.number + 1}', f'{self.serial}-{turn}',
                           COMMANDS[turn % len(COMMANDS)])
            self.took.append((COMMANDS[turn % len(COMMANDS)].split()[0], (time.monotonic() - begun) * 1000))
            turn += 1
            due = max(due + 1 / PACE, time.monotonic() - 1)


class Reader(threading.Thread):
    """Has the weekly report made again and again."""

    def __init__(self, contender, folder, stop):
        super().__init__()
        self.command = [contender.binary, 'report', 'week', '--json', '--config', folder / 'langnghe.toml']
        self.stop, self.took = stop, []

    def run(self):
        while not self.stop.is_set():
            begun = time.monotonic()
            subprocess.run(self.command, stdout=subprocess.DEVNULL, check=True)
            self.took.append((time.monotonic() - begun) * 1000)
            self.stop.wait(max(0, begun + REPORT_EVERY - time.monotonic()))


def run_once(contender, grown, options, number, beside):
    """On a copy of the store: every run finds the same."""
    folder = OUT / 'run'
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(grown, folder, ignore=shutil.ignore_patterns('*.sock'))
    with sink() as (port_of_sink, accessory):
        contender.sink = port_of_sink
        waited = machine.wait_until_quiet(options.max_wait)
        process, port, _ = contender.start(folder, {})
        stop = threading.Event()
        desk = [Official(port, official, stop, number) for official in range(OFFICIALS)] if beside else []
        reader = [Reader(contender, folder, stop)] if beside else []
        try:
            for thread in (*desk, *reader):
                thread.start()
            run = load(port, contender, seed=number, connections=64, rate=RATE,
                       warm_up=options.warm_up, seconds=options.secs, server=process.pid, accessory=accessory)
        finally:
            stop.set()
            for thread in (*desk, *reader):
                thread.join()
            inbound.stop(process)
    if run['refusals'] or run['unanswered']:
        raise Failed(f'messages were refused: {run["refusals"]}, {run["unanswered"]} without an answer')
    run.update(contender='beside' if beside else 'alone', round=number, waited_s=waited,
               calls=[call for official in desk for call in official.took],
               reports=[took for each in reader for took in each.took])
    return run


def measure(contender, options, file):
    """(what the store takes by itself, runs of the daemon with and without officials in turn)."""
    folder = OUT / 'desk'
    runs = []
    try:
        alone = grow(contender, folder, options.tickets, options.calls)
        file.write(json.dumps(alone) + '\n')
        print_alone(alone)
        for number in range(1, 2 * options.rounds + 1):
            # One after the other, and each goes first as often.
            run = run_once(contender, folder, options, number, beside=number % 4 in (0, 1))
            runs.append(run)
            file.write(json.dumps(run) + '\n')
            file.flush()
            print(line_of(run), flush=True)
    finally:
        for each in (folder, OUT / 'run'):
            shutil.rmtree(each, ignore_errors=True)
    return alone, runs


def line_of(run):
    more = ''
    if run['calls']:
        more = f'  {len(run["calls"])} calls p99 {p99([ms for _, ms in run["calls"]]):.1f} ms'
    if run['reports']:
        more += f'  {len(run["reports"])} reports, {statistics.median(run["reports"]):.0f} ms'
    return (f'{run["round"]:2} {run["contender"]:6} {run["acks_per_second"]:6.0f}/s  p50 {run["p50_ms"]:6.2f}  '
            f'p99 {run["p99_ms"]:6.2f} ms  cpu {run["cpu_us"]:6.1f} us  other {run["other_cores"]:.2f}{more}')


def p99(values):
    return sorted(values)[len(values) * 99 // 100]


def print_alone(alone):
    print(f'\n{alone["tickets"]:,} tickets, {alone["open"]:,} open; in one process, each alone', flush=True)
    report.table(['', 'p50 ms', 'p99 ms', 'cpu ms', 'found'],
                 [[name, *(f'{one[field]:.2f}' for field in ('p50_ms', 'p99_ms', 'cpu_ms', 'found'))]
                  for name, one in alone['took'].items()])


def print_goals(alone, runs):
    """What runs beside officials is compared with its neighbour, so that noise is shared."""
    goals = report.Goals()
    for name, one in alone['took'].items():
        if name.startswith('/'):
            goals.add(f'{name}, p99', one['p99_ms'], CALL, False, ' ms')
        elif name == 'week':
            goals.add('report of a week, p99', one['p99_ms'], REPORT, False, ' ms')
    calls = [call for run in runs for call in run['calls']]
    for name in dict.fromkeys(name for name, _ in calls):
        took = [ms for which, ms in calls if which == name]
        goals.add(f'{name} beside {RATE}/s, p99 of {len(took)}', p99(took), CALL, False, ' ms')
    reports = [ms for run in runs for ms in run['reports']]
    if reports:
        goals.add(f'report of a week beside {RATE}/s, the slowest of {len(reports)}', max(reports), REPORT, False, ' ms')
    by_name = {name: [run['p99_ms'] for run in runs if run['contender'] == name] for name in ('alone', 'beside')}
    if all(by_name.values()):
        ratio = statistics.median(by_name['beside']) / statistics.median(by_name['alone'])
        goals.add('the webhook\'s p99 beside them / without', ratio, BESIDE, False, ' x')
    goals.print()
