#!/usr/bin/env python3
"""Files stay under 300 lines and functions under 40, but for those that scripts/size_exceptions.txt gives a reason for.

A Catch2 test case is no function here: it is a list of steps, and its file is bounded.
"""
import re
import sys

from cpp_source import Source
from findings import Finding, is_cpp, main, read

FILE_LIMIT = 300
FUNCTION_LIMIT = 40
EXCEPTIONS = 'scripts/size_exceptions.txt'
NOT_A_NAME = {'decltype', 'noexcept', 'alignas', 'requires', 'explicit', 'template'}
TEST_CASES = {'TEST_CASE', 'TEST_CASE_METHOD', 'TEMPLATE_TEST_CASE', 'SCENARIO'}


def exceptions(root):
    """{what: (line, reason)}; what is `path` for a file's length or `path#function`."""
    listed = {}
    text = (root / EXCEPTIONS).read_text('utf-8') if (root / EXCEPTIONS).exists() else ''
    for number, line in enumerate(text.split('\n'), 1):
        if line.strip() and not line.startswith('#'):
            what, _, reason = line.partition(':')
            listed[what.strip()] = (number, reason.strip())
    return listed


def _name(source, body):
    start = source.statement_start(body)
    for i in source.outside_lambdas(start, body):
        named = source.words[i] == '(' and re.fullmatch(r'\w+|[^\w(]+', source.word(i - 1))
        if named and source.word(i - 1) not in NOT_A_NAME:
            return source.word(i - 1)
    return source.word(start)


def functions(text):
    """(name, line of the opening brace, number of lines with both braces)."""
    source = Source(text)
    for body in source.functions():
        first, last = source.line(body), source.line(source.partner.get(body, body))
        yield _name(source, body), first, last - first + 1


def check(root, paths):
    allowed, used, found = exceptions(root), set(), []

    def report(what, finding):
        used.add(what)
        if what not in allowed:
            found.append(finding)

    for path in paths:
        text = read(root, path) if is_cpp(path) or path.startswith('scripts/') else None
        if text is None or path == EXCEPTIONS:
            continue
        lines = text.count('\n')
        if lines > FILE_LIMIT:
            report(path, Finding(path, lines, 'file-length', f'{lines} lines, over {FILE_LIMIT}'))
        for name, line, length in functions(text) if is_cpp(path) else ():
            if length > FUNCTION_LIMIT and name not in TEST_CASES:
                report(f'{path}#{name}', Finding(path, line, 'function-length',
                                                 f'{name} has {length} lines, over {FUNCTION_LIMIT}'))
    for what, (number, reason) in allowed.items():
        if len(reason.split()) < 3:
            found.append(Finding(EXCEPTIONS, number, 'no-reason', f'{what} wants a reason: `path: why it may be long`'))
        file = what.partition('#')[0]
        if what not in used and (file in paths or not (root / file).exists()):
            found.append(Finding(EXCEPTIONS, number, 'needless', f'{what} needs no exception'))
    return found


if __name__ == '__main__':
    sys.exit(main(check))
