"""Webhooks in, durable acknowledgements out: runs side by side, one contender after the other and round after round."""
import json
import subprocess
import time

import machine
from programs import OUT, Failed, load, sink, tool

SLOW_MICROS = 2000
DRAIN = 30  # seconds for a server to end


def judge(run, rows, different):
    """What is wrong with what a server stored, compared with what it acknowledged; nothing is a pass."""
    faults = []
    if different < run['acknowledged']:
        faults.append(f'{run["acknowledged"] - different} acknowledged messages are not stored')
    if rows > different:
        faults.append(f'{rows - different} messages are stored twice')
    unsure = run['unanswered'] + sum(run['refusals'].values())
    if different > run['acknowledged'] + unsure:
        faults.append(f'{different - run["acknowledged"] - unsure} messages are stored that nobody sent')
    return faults


def stop(process):
    process.terminate()
    try:
        process.wait(DRAIN)
    except subprocess.TimeoutExpired as error:
        process.kill()
        process.wait()
        raise Failed(f'it did not end within {DRAIN} s') from error


def start_time(contender, folder, environment):
    process, _, seconds = contender.start(folder, environment)
    stop(process)
    return round(seconds * 1000, 1)


def slow_disk():
    return {'LD_PRELOAD': str(tool('libslow_fsync.so')), 'LANGNGHE_SLOW_FSYNC_US': str(SLOW_MICROS)}


def run_once(contender, options, number, platform_sink):
    """One contender on a fresh store: how fast it starts, what it holds idle, what it does under load, what it kept."""
    port_of_sink, sink_process = platform_sink
    folder = OUT / 'run'
    environment = slow_disk() if options.slow_disk else {}
    run = {'contender': contender.name, 'round': number, 'slow_disk': options.slow_disk,
           'waited_s': machine.wait_until_quiet(options.max_wait)}
    contender.empty(folder, port_of_sink)
    run['start_empty_ms'] = start_time(contender, folder, environment)
    contender.prepare(folder, port_of_sink)
    process, port, _ = contender.start(folder, environment)
    try:
        time.sleep(0.5)
        run['idle_rss_mb'], run['idle_anon_mb'] = machine.memory(process.pid)
        run.update(load(port, contender, seed=number, connections=options.connections, rate=options.rate,
                        warm_up=options.warm_up, seconds=options.secs, server=process.pid, accessory=sink_process))
    finally:
        stop(process)
    run['faults'] = []
    if contender.stores:
        rows, different, run['tickets'] = contender.rows(folder)
        run['faults'] = judge(run, rows, different)
    run['start_existing_ms'] = start_time(contender, folder, environment)
    run['clean'] = run['other_cores'] < machine.CLEAN and not run['faults']
    return run


def line_of(run):
    return (f'{run["round"]:2} {run["contender"]:18} {run["acks_per_second"]:7.0f}/s  p50 {run["p50_ms"]:7.2f}  '
            f'p99 {run["p99_ms"]:7.2f} ms  cpu {run["cpu_us"]:6.1f} us  other {run["other_cores"]:.2f}  '
            f'{"clean" if run["clean"] else "noisy"}  {"; ".join(run["faults"]) or "rows ok"}')


def measure(contenders, options, file):
    """(runs, failures). Whoever still lacks clean runs goes again, up to twice as often as asked for."""
    runs, failures = [], 0
    with sink() as platform_sink:
        for number in range(1, 2 * options.rounds + 1):
            for contender in contenders:
                clean = sum(run['clean'] for run in runs if run['contender'] == contender.name)
                if clean >= options.rounds:
                    continue
                try:
                    run = run_once(contender, options, number, platform_sink)
                except Failed as failure:
                    print(f'{number:2} {contender.name:18} FAILED: {failure}', flush=True)
                    failures += 1
                    continue
                runs.append(run)
                file.write(json.dumps(run) + '\n')
                file.flush()
                print(line_of(run), flush=True)
    return runs, failures
