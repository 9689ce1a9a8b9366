import tempfile
import unittest
from pathlib import Path

import harness  # finds the scripts

from check_sizes import check, functions


def function(name, lines, qualifier=''):
    return f'{name}(int a){qualifier}\n{{\n' + '    call([a] { return a; });\n' * (lines - 2) + '}\n'


class Sizes(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        (self.root / 'scripts').mkdir()
        (self.root / 'core').mkdir()

    def rules(self, text, exceptions=''):
        (self.root / 'core/a.cpp').write_text(text)
        (self.root / 'scripts/size_exceptions.txt').write_text(exceptions)
        return sorted(f.rule for f in check(self.root, ['core/a.cpp', 'scripts/size_exceptions.txt']))

    def test_functions_are_found_where_they_stand(self):
        text = ('namespace a {\nenum class E : int { x };\ntemplate <class T>\nstruct S : B<T>, C {\n'
                '    S() : a_{1}, b_(2) {}\n    int go() const noexcept { if (x) { y(); } return [] { return 1; }(); }\n'
                '    auto late(T t) -> std::map<int, T>\n    {\n    }\n    int a_{};\n};\n'
                'bool operator==(S a, S b)\n{\n    struct Local { void f() {} };\n}\n}\nint x = [] { return 1; }();\n')
        self.assertEqual(list(functions(text)),
                         [('S', 5, 1), ('go', 6, 1), ('late', 8, 2), ('==', 13, 3)])

    def test_forty_lines_pass_and_forty_one_do_not(self):
        self.assertEqual(self.rules(function('void f', 40)), [])
        self.assertEqual(self.rules(function('void f', 41)), ['function-length'])
        self.assertEqual(self.rules('namespace a {\nstruct S {\n' + function('int f', 41, ' const') + '};\n}\n'),
                         ['function-length'])

    def test_three_hundred_lines_pass_and_one_more_does_not(self):
        self.assertEqual(self.rules('int a;\n' * 300), [])
        self.assertEqual(self.rules('int a;\n' * 301), ['file-length'])

    def test_a_test_case_is_no_function(self):
        self.assertEqual(self.rules('TEST_CASE("a", "[b]")\n{\n' + '    f();\n' * 60 + '}\n'), [])

    def test_an_exception_wants_a_reason_and_a_need(self):
        long_file = 'int a;\n' * 301
        self.assertEqual(self.rules(long_file, 'core/a.cpp: one table of the law\n'), [])
        self.assertEqual(self.rules(long_file, 'core/a.cpp:\n'), ['no-reason'])
        self.assertEqual(self.rules(function('void f', 41), 'core/a.cpp#f: a single switch over all kinds\n'), [])
        self.assertEqual(self.rules('int a;\n', 'core/a.cpp: one table of the law\n'), ['needless'])
        self.assertEqual(self.rules('int a;\n', 'core/gone.cpp: one table of the law\n'), ['needless'])


if __name__ == '__main__':
    unittest.main()
