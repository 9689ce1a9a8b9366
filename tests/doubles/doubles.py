"""What independent programs say about the Bot API: installed from npm by scripts/install-doubles, on loopback only."""
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / 'build' / 'doubles'
sys.path.insert(0, str(ROOT / 'tests' / 'process'))


def install():
    done = subprocess.run([ROOT / 'scripts' / 'install-doubles'], capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip())


def faults(values):
    """What the strict schema of the Bot API holds against each of the (type, value), where it is something: by place."""
    done = subprocess.run(['node', 'check.mjs'], cwd=FOLDER, input=json.dumps(list(values)), capture_output=True,
                          text=True, timeout=60, check=True)
    found = {}
    for line in done.stdout.splitlines():
        place, _, what = line.partition(' ')
        found.setdefault(int(place), []).append(what)
    return found
