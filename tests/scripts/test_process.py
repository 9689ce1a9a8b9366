"""README.md tells the life of a ticket as tests/golden/transitions.txt does, which is held to the table in the code.

`python3 tests/scripts/test_process.py --write` writes the section anew.
"""
import re
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / 'tests' / 'golden' / 'transitions.txt'
README = ROOT / 'README.md'
HEAD = ('| step | from | to | who may | what it must bring | who is told |', '|---|---|---|---|---|---|')
STATES = 11


def rules(golden):
    """Each row of the golden file: from, action, to, demands, tells, who."""
    rows = [line.split() for line in golden.splitlines()[1:] if line.strip()]
    for row in rows:
        if len(row) != 6:
            raise ValueError(f'a row of {len(row)} columns: {row}')
    return rows


def table(golden):
    """The rules as a Markdown table, one row for the states in which a step is the same."""
    merged = {}
    for state, action, to, demands, tells, who in rules(golden):
        merged.setdefault((action, to, demands, tells, who), []).append(state)
    lines = list(HEAD)
    for (action, to, demands, tells, who), states in merged.items():
        where = 'any' if len(states) == STATES else ', '.join(states)
        brings = '' if demands == 'nothing' else demands
        told = '' if tells == 'nobody' else tells.replace('+', ', ')
        lines.append(f'| `{action}` | {where} | {to.rstrip("*").strip("()")} | {who.replace(",", ", ")} | {brings} | {told} |')
    return lines


def written(readme):
    """The table as it stands in the readme."""
    lines = readme.splitlines()
    if HEAD[0] not in lines:
        return []
    begin = lines.index(HEAD[0])
    end = begin
    while end < len(lines) and lines[end].startswith('|'):
        end += 1
    return lines[begin:end]


class Process(unittest.TestCase):
    def test_the_readme_tells_the_table(self):
        self.assertEqual(table(GOLDEN.read_text()), written(README.read_text()),
                         'write it anew: python3 tests/scripts/test_process.py --write')

    def test_another_table_is_noticed(self):
        golden = GOLDEN.read_text()
        changed = golden.replace('front_officer,leader,keeper', 'front_officer,leader', 1)
        self.assertNotEqual(golden, changed)
        self.assertNotEqual(table(changed), written(README.read_text()))

    def test_every_row_of_the_golden_file_is_read(self):
        self.assertEqual(len(re.findall(r'^\w+ +\w+ +\S+ +\S+ +\S+ +\S+$', GOLDEN.read_text(), re.M)),
                         len(rules(GOLDEN.read_text())) + 1)


if __name__ == '__main__':
    if '--write' in sys.argv:
        text = README.read_text()
        old = '\n'.join(written(text)) or HEAD[0]
        README.write_text(text.replace(old, '\n'.join(table(GOLDEN.read_text()))))
    else:
        unittest.main()
