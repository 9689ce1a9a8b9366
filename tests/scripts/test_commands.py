"""README.md names every command that officials may type, as the table in the code has it, and no other."""

import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VERBS = ROOT / 'core/officer/verbs.cpp'
REQUESTS = ROOT / 'core/officer/requests.cpp'
# What is no step on a ticket, nor asked for: read elsewhere.
OTHERS = {('ghi', 'ticket'), ('canhbao', 'alert'), ('lienket', 'link'), ('ketnoi', 'bind')}


def of_verbs(text):
    return set(re.findall(r'Command\{Verb::\w+, "(\w+)", "(\w+)"', text))


def of_requests(text):
    return set(re.findall(r'Request\{\w+, "(\w+)", "/\w+', text))


def written(text):
    return re.findall(r'^\| `/(\w+)[^`]*` \| `/(\w+)` \|', text, re.M)


class Commands(unittest.TestCase):
    def setUp(self):
        self.rows = written((ROOT / 'README.md').read_text(encoding='utf-8'))

    def test_each_is_there_once(self):
        verbs = of_verbs(VERBS.read_text(encoding='utf-8'))
        self.assertGreater(len(verbs), 20)
        requests = [row for row in self.rows if row[1] in of_requests(REQUESTS.read_text(encoding='utf-8'))]
        self.assertEqual(len(requests), 2)
        self.assertEqual(sorted(self.rows), sorted(verbs | OTHERS | set(requests)))

    def test_another_name_is_found_out(self):
        changed = VERBS.read_text(encoding='utf-8').replace('"tuchoi"', '"khongnhan"')
        self.assertNotEqual(of_verbs(changed) - set(self.rows), set())


if __name__ == '__main__':
    unittest.main()
