"""What /viec, /quahan and /tim take an official as tickets pile up."""
import json
import shutil
import subprocess

import machine
import report
from programs import OUT, TEXTS, Failed, tool

GOAL = 50  # ms, the 99th of a hundred


def measure(contender, options, file):
    rows = []
    for words in ([], ['open']):
        folder = OUT / 'desk'
        contender.prepare(folder, 1)  # nobody sends
        contender.command(folder, 1)  # writes the configuration
        command = [tool('bench_desk'), folder / 'langnghe.toml', TEXTS, options.tickets, *words]
        machine.wait_until_quiet(options.max_wait)
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
        shutil.rmtree(folder)
        if not done.stdout:
            raise Failed(done.stderr.strip())
        file.write(done.stdout)
        file.flush()
        rows.append(json.loads(done.stdout))
    return rows


def print_rows(rows):
    names = list(rows[0]['commands'])
    report.table(['tickets', 'open', *(f'{name} p50/p99 ms' for name in names)],
                 [[f'{row["tickets"]:,}', 'all' if row['all_open'] else '2 %',
                   *(f'{one["p50_ms"]:.2f}/{one["p99_ms"]:.2f}' for one in row['commands'].values())] for row in rows])
    return all(one['p99_ms'] <= GOAL for row in rows for one in row['commands'].values())
