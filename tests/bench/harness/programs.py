"""The programs of a run: built in the release preset, the peers installed beside them."""
import contextlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
HERE = ROOT / 'tests/bench'
BUILD = ROOT / 'build/release'
OUT = ROOT / 'build/bench'
PEERS = OUT / 'peers'
TEXTS = HERE / 'data/reports.txt'


class Failed(Exception):
    """Something without which there is no measurement."""


def tool(name):
    return BUILD / 'tests/bench' / name


def build(*targets):
    environment = {**os.environ, 'CCACHE_BASEDIR': str(ROOT), 'CCACHE_NOHASHDIR': 'true'}
    for command in (['cmake', '--preset', 'release'],
                    ['cmake', '--build', '--preset', 'release', '--target', *targets]):
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Failed(f'{" ".join(command)}:\n{(done.stdout + done.stderr)[-2000:]}')


def install_peers():
    """False, with a word, where there is no Node: then only our own programs run."""
    if not shutil.which('node') or not shutil.which('npm'):
        print('bench: no node or npm here, so no peers run', file=sys.stderr)
        return False
    PEERS.mkdir(parents=True, exist_ok=True)
    lock = (HERE / 'peers/package-lock.json').read_bytes()
    installed = PEERS / 'installed-lock.json'
    for source in (HERE / 'peers').iterdir():
        shutil.copy(source, PEERS)
    if not installed.exists() or installed.read_bytes() != lock:
        done = subprocess.run(['npm', 'ci', '--no-audit', '--no-fund'], cwd=PEERS, capture_output=True, text=True,
                              check=False)
        if done.returncode:
            raise Failed(f'npm ci in {PEERS}:\n{done.stderr[-2000:]}')
        installed.write_bytes(lock)
    return True


@contextlib.contextmanager
def sink():
    """(port, process id) of a platform that takes everything."""
    with subprocess.Popen([tool('bench_sink')], stdout=subprocess.PIPE, text=True) as process:
        try:
            yield int(process.stdout.readline()), process.pid
        finally:
            process.kill()


def load(port, contender, **options):
    """What the load generator says of a server at this port."""
    command = [tool('bench_loadgen'), '--port', port, '--platform', contender.platform, '--path', contender.path,
               '--secret', contender.secret, '--texts', TEXTS]
    for name, value in options.items():
        for one in value if isinstance(value, (list, tuple)) else [value]:
            command += [f'--{name.replace("_", "-")}', one]
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f'the load generator ended with {done.returncode}: {done.stderr.strip()}')
    return json.loads(done.stdout)
