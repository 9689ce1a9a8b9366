#!/usr/bin/env python3
"""Flags coroutine shapes that g++ 12 compiles and then runs wrongly, and co_spawn without a completion handler.

One co_await stands in a statement of one of five forms:
    co_await f(args);   auto x = co_await f(args);   x = co_await f(args);
    co_return co_await f(args);   for (auto& x : co_await f(args))
`// coro-ok: reason` on the line of a finding silences it; without a reason it is a finding itself.
"""
import re
import sys

from cpp_source import Source
from findings import Finding, is_cpp, main, read

BUILT_IN = {'void', 'bool', 'char', 'short', 'int', 'long', 'unsigned', 'signed', 'float', 'double', 'auto', 'const'}
NOT_A_TYPE = {'return', 'co_return', 'co_await', 'co_yield', 'throw', 'new', 'delete', 'using', 'typedef', 'goto', 'else'}
COROUTINE_WORDS = {'co_await', 'co_return', 'co_yield'}
WAIVER = re.compile(r'//.*\bcoro-ok\b(:?)[ \t]*(.*)')


def check_text(path, text):
    source = Source(text)
    lines = text.split('\n')
    found = []
    for index, rule in _shapes(source):
        line = source.line(index)
        waiver = WAIVER.search(lines[line - 1])
        if not waiver:
            found.append(Finding(path, line, rule, lines[line - 1].strip()))
    for number, line in enumerate(lines, 1):
        waiver = WAIVER.search(line)
        if waiver and not (waiver[1] and waiver[2].strip()):
            found.append(Finding(path, number, 'waiver', 'coro-ok wants ": reason"'))
    return found


def _shapes(source):
    found = set()
    for index, word in enumerate(source.words):
        if word == 'co_await':
            found.update((index, rule) for rule in _await_rules(source, index))
        elif word == 'co_spawn' and source.word(index + 1) == '(' and source.word(index - 1) != 'awaitable':
            found.update((index, rule) for rule in _spawn_rules(source, index + 1))
        elif word == 'awaitable' and source.word(index + 1) == '<':
            found.update(_default_arguments(source, index))
    for body in [*source.functions(), *source.lambdas.values()]:
        found.update(_local_declarations(source, body))
    return sorted(found)


def _await_rules(source, index):
    """Climbs from the co_await to its statement, then looks at the statement."""
    level = index
    while (around := source.parent[level]) != -1 and around not in source.blocks:
        if source.words[around] == '{':
            yield 'braces'
        if source.words[around] == '(' and source.is_control_head(around):
            if _is_condition(source, around, level):
                yield 'condition'
            break
        level = around
    yield from _statement_rules(source, source.statement_start(level), source.statement_end(level))


def _is_condition(source, head, level):
    """In the parentheses of a control statement: all but `init;` and the range of a for."""
    end = source.statement_end(level)
    keyword = source.word(head - 1)
    first = source.statement_start(level) == head + 1
    if keyword == 'for':
        ranged = any(source.words[i] == ':' for i in source.outside_lambdas(head + 1, level)) and \
            source.word(end) == ')'
        return not (ranged or first and source.word(end) == ';')
    return not (first and source.word(end) == ';')


def _statement_rules(source, first, last):
    for i in source.outside_lambdas(first, last):
        word = source.words[i]
        if word in ('&&', '||') and not _is_reference(source, i):
            yield 'and-or'
        elif word == '?':
            yield 'ternary'
        elif word == '{':
            yield 'braces'
        elif i in source.lambdas and _captures_values(source, i):
            yield 'capturing-lambda'


def _is_reference(source, index):
    """`auto&&`, `T&&)`, `T&&,` and `T&&>` are types."""
    return source.words[index] == '&&' and (source.word(index - 1) == 'auto' or source.word(index + 1) in (')', ',', '>'))


def _captures_values(source, index):
    """Whether a lambda holds a copy of anything: references, pointers made on the spot and `this` are harmless."""
    captures = _split(source, index + 1, source.partner.get(index, index))
    for first, last in captures:
        words = source.words[first:last]
        by_pointer = len(words) > 2 and words[1] == '=' and words[2] == '&'
        if words and words[0] != '&' and words != ['this'] and not by_pointer:
            return True
    return False


def _split(source, first, last):
    """(first, last) of the comma-separated parts of a bracket; commas of template arguments do not part."""
    parts, start, angle, i = [], first, 0, first
    while i < last:
        word = source.words[i]
        if word in '([{':
            i = source.partner.get(i, i)
        elif word == '<' and re.match(r'[A-Za-z_]', source.word(i - 1)):
            angle += 1
        elif word == '>' and angle:
            angle -= 1
        elif word == ',' and angle == 0:
            parts.append((start, i))
            start = i + 1
        i += 1
    return parts + [(start, last)] if start < last else parts


def _spawn_rules(source, opening):
    closing = source.partner.get(opening, opening)
    arguments = _split(source, opening + 1, closing)
    for i in source.outside_lambdas(opening + 1, closing):
        if i in source.lambdas and _captures_values(source, i):
            yield 'capturing-lambda'
    handlers = [source.words[i] for first, last in arguments[2:] for i in source.outside_lambdas(first, last)]
    if not handlers or 'detached' in handlers or 'detached_t' in handlers:
        yield 'no-handler'


def _default_arguments(source, index):
    """`awaitable<T> f(Options o = {})` and the same with a trailing return type."""
    opening = _parameters_after(source, index) or _parameters_before(source, index)
    if not opening:
        return
    for first, last in _split(source, opening + 1, source.partner.get(opening, opening)):
        words = source.words[first:last]
        default = words[words.index('=') + 1:] if '=' in words else []
        makes = len(default) > 2 and default[-2:] == ['(', ')'] and re.match('[A-Z]', default[-3])
        if '{' in default or makes:
            yield first, 'default-argument'


def _parameters_after(source, index):
    depth, i = 0, index + 1
    while i < len(source.words) and source.words[i] not in (';', '{', '}'):
        depth += (source.words[i] == '<') - (source.words[i] == '>')
        i += 1
        if depth == 0:
            break
    while re.fullmatch(r'\w+|::|~|&', source.word(i)):
        i += 1
    return i if source.word(i) == '(' and re.fullmatch(r'\w+', source.word(i - 1)) else None


def _parameters_before(source, index):
    i = index - 1
    while re.fullmatch(r'\w+|::', source.word(i)):
        i -= 1
    if source.word(i) != '->':
        return None
    i -= 1
    while source.word(i) in ('const', 'noexcept', 'mutable'):
        i -= 1
    return source.partner.get(i) if source.word(i) == ')' else None


def _local_declarations(source, block):
    """A function declared inside a coroutine: g++ 12 refuses it, with a message about something else."""
    closing = source.partner.get(block, block)
    own = [i for i in source.outside_lambdas(block + 1, closing)]
    if not any(source.words[i] in COROUTINE_WORDS for i in own):
        return
    for i in own:
        if source.words[i] != '(' or source.parent[i] not in source.blocks or source.word(source.partner.get(i, i) + 1) != ';':
            continue
        head = source.words[source.statement_start(i):i]
        typed = len(head) > 1 and re.fullmatch(r'\w+', head[-1]) and re.fullmatch(r'\w+|>|\*|&', head[-2])
        if typed and not NOT_A_TYPE & set(head) and not {'=', '.', '->'} & set(head) and _declares(source, i):
            yield i, 'local-function'


def _declares(source, opening):
    """`T f();` and `T f(int)`, `T f(const T& a)`, `T f(T a)` declare; `T x(a)` and `T x(a, b)` make an object."""
    parameters = _split(source, opening + 1, source.partner.get(opening, opening))
    if not parameters:
        return True
    words = [source.words[i] for i in source.outside_lambdas(*parameters[0])]
    named = any(re.fullmatch(r'[A-Za-z_]\w*', a) and re.fullmatch(r'[A-Za-z_]\w*', b) and a not in NOT_A_TYPE
                for a, b in zip(words, words[1:]))
    return named or words[0] in BUILT_IN and '(' not in words


def check(root, paths):
    return [finding for path in paths if is_cpp(path) for finding in check_text(path, read(root, path) or '')]


if __name__ == '__main__':
    sys.exit(main(check))
