"""Runs the fuzz targets, for scripts/check --deep: the canary first, then every target for the same time."""
import os
import platform
import re
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from findings import ROOT

SOURCES = ROOT / 'tests/fuzz'
BUILD = ROOT / 'build/fuzz'
NO_TARGETS = ('canary', 'replay')
CANARY_SECONDS = 30
GRACE = 300  # seconds to read the corpus and to end, on a busy machine
LIMITS = ('-timeout=20', '-rss_limit_mb=512', '-print_final_stats=1', '-verbosity=1')
LONGEST = {'configuration': 2048, 'dispatch': 256, 'outbox': 256, 'text': 512, 'commands': 256, 'url': 256}  # bytes
LONGEST_OTHERWISE = 4096
SYMBOLIZER = '/usr/lib/llvm-14/bin/llvm-symbolizer'
ENVIRONMENT = {
    'ASAN_OPTIONS': f'quarantine_size_mb=32:detect_stack_use_after_return=1:external_symbolizer_path={SYMBOLIZER}',
    'UBSAN_OPTIONS': f'halt_on_error=1:print_stacktrace=1:external_symbolizer_path={SYMBOLIZER}',
}


@dataclass
class Ran:
    target: str
    failed: bool
    output: str
    kept: list  # inputs that broke a promise, relative to the root

    def number(self, pattern):
        found = re.findall(pattern, self.output)
        return int(found[-1]) if found else 0

    @property
    def executions(self):
        return self.number(r'stat::number_of_executed_units:\s*(\d+)')

    @property
    def rate(self):
        return self.number(r'stat::average_exec_per_sec:\s*(\d+)')

    @property
    def coverage(self):
        return self.number(r'\bcov: (\d+)')

    @property
    def fresh(self):
        """Edges that the corpus did not reach."""
        begun = re.search(r'INITED cov: (\d+)', self.output)
        return max(0, self.coverage - int(begun[1])) if begun else 0


def target_names():
    return sorted(path.stem for path in SOURCES.glob('*.cpp') if path.stem not in NO_TARGETS)


def build(names):
    """What failed, or nothing."""
    for command in (('cmake', '--preset', 'fuzz'),
                    ('cmake', '--build', '--preset', 'fuzz', '--target', *(f'fuzz_{name}' for name in names))):
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if done.returncode:
            return done.stdout
    return None


def fixed_map():
    """A randomised memory map may collide with the shadow memory of clang 14's sanitizers."""
    command = ('setarch', platform.machine(), '-R')
    works = shutil.which('setarch') and subprocess.run((*command, 'true'), check=False, capture_output=True).returncode == 0
    return command if works else ()


def launch(target, seconds, corpora, artifacts):
    dictionary = SOURCES / f'dictionaries/{target}.dict'
    command = (*fixed_map(), str(BUILD / f'tests/fuzz/fuzz_{target}'), *LIMITS, f'-max_total_time={seconds}',
               f'-max_len={LONGEST.get(target, LONGEST_OTHERWISE)}', f'-artifact_prefix={artifacts}/',
               *([f'-dict={dictionary}'] if dictionary.exists() else []), *map(str, corpora))
    try:
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                              env={**os.environ, **ENVIRONMENT}, timeout=seconds + GRACE)
    except subprocess.TimeoutExpired as late:
        return 1, (late.stdout or b'').decode('utf-8', 'replace') + '\ndid not end in time'
    return done.returncode, done.stdout.decode('utf-8', 'replace')


def keep(target, artifacts):
    kept = []
    for artifact in sorted(artifacts.iterdir()):
        if artifact.name.startswith('slow-unit-'):
            continue
        found = SOURCES / 'found' / target / artifact.name
        found.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(artifact, found)
        kept.append(str(found.relative_to(ROOT)))
    return kept


def fuzz(target, seconds):
    gathered = BUILD / 'corpus' / target
    gathered.mkdir(parents=True, exist_ok=True)
    corpora = [gathered, *(folder for folder in (SOURCES / 'corpus' / target, SOURCES / 'found' / target) if folder.exists())]
    with tempfile.TemporaryDirectory() as folder:
        status, output = launch(target, seconds, corpora, folder)
        kept = keep(target, Path(folder)) if status else []
    ran = Ran(target, status != 0, output, kept)
    ran.failed |= ran.executions == 0
    return ran


def canary_dies():
    """From an empty corpus: a fuzzer that sees no coverage does not get through to the planted fault."""
    with tempfile.TemporaryDirectory() as corpus, tempfile.TemporaryDirectory() as artifacts:
        status, output = launch('canary', CANARY_SECONDS, [corpus], artifacts)
    return status != 0 and 'the canary lives' in output


def describe(ran):
    words = [line for line in ran.output.split('\n') if re.search(r'broken promise|runtime error|ERROR: |in time$', line)]
    lines = [f'{ran.target}: {words[0] if words else "failed"}', *ran.output.rstrip().split('\n')[-40:]]
    lines += [f'replay: build/fuzz/tests/fuzz/fuzz_{ran.target} {path}' for path in ran.kept]
    return '\n'.join(lines)


ROW = '{:<18}{:>12}{:>9}{:>9}{:>7}{:>10}'
HEAD = ROW.format('target', 'executions', 'exec/s', 'edges', 'new', 'findings')


def row(ran):
    return ROW.format(ran.target, ran.executions, ran.rate, ran.coverage, ran.fresh, int(ran.failed))


def fuzz_all(names, seconds, jobs):
    """The runs, each told when it and those before it have ended."""
    runs = []
    print(HEAD, flush=True)
    with ThreadPoolExecutor(jobs) as pool:
        for ran in pool.map(lambda name: fuzz(name, seconds), names):
            print(row(ran), flush=True)
            runs.append(ran)
    print(ROW.format('all', sum(r.executions for r in runs), '', '', '', sum(r.failed for r in runs)), flush=True)
    return runs


def check(seconds, only, jobs):
    """True when something failed."""
    unknown = sorted(set(only) - set(target_names()))
    if unknown:
        print(f'no such target: {", ".join(unknown)}; there are {", ".join(target_names())}')
        return True
    names = sorted(only) or target_names()
    failure = build(('canary', *names))
    if failure:
        print('fuzz build FAILED', failure, sep='\n')
        return True
    if not canary_dies():
        print(f'canary     FAILED\nthe planted fault was not found in {CANARY_SECONDS} s: the fuzzer is blind')
        return True
    print('canary     ok', flush=True)
    runs = fuzz_all(names, seconds, jobs)
    for ran in runs:
        if ran.failed:
            print('', describe(ran), sep='\n', flush=True)
    return any(ran.failed for ran in runs)
