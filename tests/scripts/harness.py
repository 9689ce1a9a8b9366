"""Runs a checker over fixture files whose lines say what must be found: `expect: rule, rule` at the end of a line,
or `expect-next: rule` on the line before."""
import re
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCRIPTS = HERE.parent.parent / 'scripts'
FIXTURES = HERE / 'fixtures'
sys.path.insert(0, str(SCRIPTS))

MARK = re.compile(r'expect(-next)?: ([a-z, -]+)')


def expected(root, paths):
    wanted = set()
    for path in paths:
        for number, line in enumerate((root / path).read_text('utf-8').split('\n'), 1):
            mark = MARK.search(line)
            for rule in mark[2].split(',') if mark else ():
                wanted.add((path, number + bool(mark[1]), rule.strip(' -')))
    return wanted


class FixtureCase(unittest.TestCase):
    maxDiff = None

    def compare(self, check, folder):
        root = FIXTURES / folder
        paths = sorted(str(p.relative_to(root)) for p in root.rglob('*') if p.is_file())
        self.assertTrue(paths)
        found = {(f.path, f.line, f.rule) for f in check(root, paths)}
        self.assertEqual(sorted(found), sorted(expected(root, paths)))
