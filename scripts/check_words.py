#!/usr/bin/env python3
"""Calls, words and letters that do not belong where they stand, and what a template may not do."""
import re
import sys
import unicodedata
from dataclasses import dataclass

from cpp_source import code_only
from findings import Finding, is_cpp, main


@dataclass(frozen=True)
class Ban:
    rule: str
    pattern: re.Pattern
    where: tuple        # prefixes of paths; '' is everywhere
    but_not: tuple
    instead: str


CALLS = (
    Ban('clock', re.compile(r'\b\w*_clock\s*::\s*now\b'), ('core/',), (), 'time is an argument'),
    Ban('environment', re.compile(r'\b(secure_)?getenv\b'), ('core/',), (), 'configuration is an argument'),
    Ban('thread', re.compile(r'\bstd\s*::\s*(j?thread|async)\b'), ('core/',), (), 'core has no threads'),
    Ban('unsafe-call', re.compile(r'(?<![.>])\b(strcpy|strcat|strncpy|strncat|sprintf|vsprintf|gets|strtok|tmpnam|mktemp'
                                  r'|ato[ifl]|atoll|s?rand|system)\s*\('), ('',), (),
        'use std::string, fmt::format, std::from_chars, a seeded engine'),
    Ban('json-dump', re.compile(r'(\.|->)\s*dump\s*\('), ('',), ('adapters/json/', 'tests/'),
        'it throws on bad UTF-8 and quotes input: go through adapters/json'),
)
# Spelt in two parts so that this file may be checked too.
LEFT_OPEN = re.compile(r'\b(TO' r'DO|FIX' r'ME|XX' r'X)\b')
LEFT_OPEN_IN = ('.cpp', '.hpp', '.py', '.txt', '.cmake', '.toml', '.html', '.mustache', '.css', '.js', '.sql', '.sh')
RAW_TEMPLATE = re.compile(r'\{\{(\{|&|=)')
ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|u\{([0-9a-fA-F]+)\})')
MAY_SPEAK = ('config/', 'tests/')
TABLES_IN_ESCAPES = 'core/text/'


def _line(text, offset):
    return text.count('\n', 0, offset) + 1


def _is_letter(character):
    return ord(character) > 127 and unicodedata.category(character)[0] in 'LM'


def _calls(path, text):
    code = code_only(text)
    for ban in CALLS:
        if path.startswith(ban.where) and not path.startswith(ban.but_not or ('\0',)):
            for match in ban.pattern.finditer(code):
                yield Finding(path, _line(text, match.start()), ban.rule, f'{match[0]}: {ban.instead}')


def _letters(path, text):
    """Sentences belong to config/: code holds signs like an ellipsis at most, core/text its tables in escapes."""
    for number, line in enumerate(text.split('\n'), 1):
        word = next((w for w in re.findall(r'\w*[^\x00-\x7f]\w*', line) if any(map(_is_letter, w))), None)
        if word:
            yield Finding(path, number, 'letters', f'{word}: words for people stand in config/')
    for match in ESCAPE.finditer(text) if is_cpp(path) and not path.startswith(TABLES_IN_ESCAPES) else ():
        code = int(match[1] or match[2] or match[3], 16)
        if code < 0x110000 and _is_letter(chr(code)):
            yield Finding(path, _line(text, match.start()), 'letters', f'{match[0]}: words for people stand in config/')


def _config(path, raw):
    try:
        text = raw.decode('utf-8')
    except UnicodeDecodeError as error:
        return [Finding(path, raw.count(b'\n', 0, error.start) + 1, 'utf-8', 'this is not UTF-8')]
    return [Finding(path, number, 'nfc', 'composed letters only: this line is not NFC')
            for number, line in enumerate(text.split('\n'), 1) if not unicodedata.is_normalized('NFC', line)]


def _lines_with(path, text, pattern, rule, reason):
    return [Finding(path, _line(text, m.start()), rule, f'{m[0]}: {reason}') for m in pattern.finditer(text)]


def check_file(path, raw):
    found = []
    if b'\0' in raw[:8000]:
        return found
    if path.startswith('config/') or path.endswith('.md'):
        found += _config(path, raw)
    text = raw.decode('utf-8', 'replace')
    if is_cpp(path):
        found += _calls(path, text)
    if path.endswith(LEFT_OPEN_IN) or path.startswith('scripts/'):
        found += _lines_with(path, text, LEFT_OPEN, 'left-open', 'finish it or write it down elsewhere')
    if path.endswith(('.mustache', '.html')):
        found += _lines_with(path, text, RAW_TEMPLATE, 'raw-template', 'it goes round the escaping')
    if not path.startswith(MAY_SPEAK) and not path.endswith('.md') and path != 'LICENSE':
        found += _letters(path, text)
    return found


def check(root, paths):
    return [finding for path in paths for finding in check_file(path, (root / path).read_bytes())]


if __name__ == '__main__':
    sys.exit(main(check))
