"""What the machine does besides: a run counts as clean when nearly nothing ran next to it."""
import os
import platform
import resource
import statistics
import subprocess
import tempfile
import time

CLEAN = 0.35  # cores that others may use during a run
QUIET = 0.30  # and before it
TICK = os.sysconf('SC_CLK_TCK')


def busy():
    """Seconds of CPU time that the machine has used."""
    with open('/proc/stat', encoding='ascii') as file:
        ticks = [int(word) for word in file.readline().split()[1:9]]
    return (sum(ticks) - ticks[3] - ticks[4]) / TICK


def children():
    """Seconds of CPU time that our ended children used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def wait_until_quiet(longest):
    """Returns the seconds waited; a machine that is never quiet is used all the same."""
    begun = time.monotonic()
    while True:
        before, at = busy(), time.monotonic()
        time.sleep(0.5)
        now = time.monotonic()
        if (busy() - before) / (now - at) < QUIET or now - begun > longest:
            return round(now - begun, 1)


def fsync_median(folder):
    """Milliseconds that 4 KiB take to be on disk; the least of some tries, for others may be writing too."""
    return min(_fsync_median(folder, 100) for _ in range(5))


def _fsync_median(folder, count):
    times = []
    with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
        for _ in range(count):
            file.write(b'x' * 4096)
            at = time.perf_counter()
            os.fdatasync(file.fileno())
            times.append((time.perf_counter() - at) * 1000)
    return round(statistics.median(times), 3)


def memory(process):
    """(resident, anonymous) in MB."""
    with open(f'/proc/{process}/status', encoding='ascii', errors='replace') as file:
        fields = dict(line.split(':', 1) for line in file if ':' in line)
    return tuple(round(int(fields[name].split()[0]) / 1024, 1) for name in ('VmRSS', 'RssAnon'))


def facts(root):
    """Which state of the program, and where."""
    state = subprocess.run(['git', 'describe', '--always', '--dirty'], cwd=root, capture_output=True, text=True, check=False)
    return {'state': state.stdout.strip(), 'kernel': platform.release(), 'cores': os.cpu_count()}


def take_priority(nice):
    """Before others on a shared machine; nice alone does not reach across sessions, their groups have a value too."""
    if nice:
        os.setsid()
        with open('/proc/self/autogroup', 'w', encoding='ascii') as file:
            file.write(str(nice))
        os.setpriority(os.PRIO_PROCESS, 0, nice)
