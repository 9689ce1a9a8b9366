#!/usr/bin/env python3
"""Who may include what, as data. A folder without a line here may include nothing: add the line with the folder."""
import re
import sys
from dataclasses import dataclass

from cpp_source import literals, without_comments
from findings import Finding, is_cpp, main, read

# A library is known by how its headers begin. `std` and `posix` are told by their shape below.
LIBRARIES = {
    'archive': ('archive.h', 'archive_entry.h'),
    'asio': ('boost/asio.hpp', 'boost/asio/'),
    'beast': ('boost/beast.hpp', 'boost/beast/'),
    'boost/json': ('boost/json/',),
    'boost/system': ('boost/system/',),
    'catch2': ('catch2/',),
    'cli11': ('CLI/',),
    'fmt': ('fmt/',),
    'icu': ('unicode/',),
    'jpeg': ('jpeglib.h', 'jerror.h'),
    'mustache': ('kainjow/',),
    'nlohmann': ('nlohmann/',),
    'openssl': ('openssl/',),
    'pango': ('cairo.h', 'cairo-pdf.h', 'pango/'),
    'png': ('png.h',),
    'prometheus': ('prometheus/',),
    'sodium': ('sodium.h', 'sodium/'),
    'spdlog': ('spdlog/',),
    'sqlite': ('SQLiteCpp/', 'sqlite3.h'),
    'toml': ('toml++/',),
    'xlsxwriter': ('xlsxwriter.h',),
}
POSIX = re.compile(r'(arpa|linux|net|netinet|sys)/\w+\.h$|(dirent|dlfcn|fcntl|grp|netdb|poll|pwd|signal|spawn|termios|unistd)\.h$')


@dataclass(frozen=True)
class Layer:
    ours: tuple       # folders of this project
    libraries: tuple
    forbidden: tuple = ()  # single headers that the folder may not have all the same


CORE = ('std', 'fmt', 'boost/system')
NO_THREADS = ('thread', 'future', 'condition_variable')
ADAPTER = (*CORE, 'posix', 'asio')


def adapter(name, *libraries):
    """An adapter knows core and itself; net, json and posix serve the others."""
    return Layer(('core', f'adapters/{name}', 'adapters/net', 'adapters/json', 'adapters/posix'), (*ADAPTER, *libraries))


# The longest prefix decides.
LAYERS = {
    'core': Layer(('core',), CORE, NO_THREADS),
    'core/hash': Layer(('core',), (*CORE, 'openssl'), NO_THREADS),
    'core/text': Layer(('core',), (*CORE, 'icu'), NO_THREADS),
    'adapters/files': adapter('files'),
    'adapters/images': adapter('images', 'jpeg', 'png'),
    'adapters/json': adapter('json', 'boost/json', 'nlohmann'),
    'adapters/metrics': adapter('metrics', 'prometheus'),
    'adapters/net': adapter('net', 'beast', 'openssl'),
    'adapters/posix': adapter('posix'),
    'adapters/report': Layer(('core', 'adapters/report', 'adapters/json', 'embedded'),
                             (*CORE, 'posix', 'mustache', 'nlohmann', 'pango', 'xlsxwriter')),
    # embedded: made by scripts/cmake/embed.cmake
    'adapters/sandbox': Layer(('core', 'adapters/sandbox', 'adapters/net', 'adapters/json', 'embedded'),
                              (*ADAPTER, 'nlohmann')),
    'adapters/sql': adapter('sql', 'sqlite', 'nlohmann'),
    'adapters/telegram': adapter('telegram', 'nlohmann'),
    'adapters/zalo_bot': adapter('zalo_bot', 'nlohmann'),
    'adapters/zalo_oa': adapter('zalo_oa', 'nlohmann'),
    'bot': Layer(('bot', 'core', 'adapters', 'embedded'),
                 (*ADAPTER, 'archive', 'cli11', 'nlohmann', 'sodium', 'spdlog', 'toml')),
    'tests': Layer(('tests', 'bot', 'core', 'adapters'), ('std', 'posix', *(set(LIBRARIES) - {'beast'}))),
    'tests/unit/net': Layer(('tests', 'core', 'adapters/net'), ('catch2', 'beast', 'openssl', *ADAPTER)),
}

# Costly to compile, so never in a header that others include: nlohmann's forward declarations are what a header gets.
SOURCE_ONLY = {
    'boost/json': lambda path, header: path.endswith('.cpp'),
    'nlohmann': lambda path, header: path.endswith('.cpp') or header == 'nlohmann/json_fwd.hpp',
    'beast': lambda path, header: path.endswith(('.cpp', '_impl.hpp')),
}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.M)
SQL = re.compile(
    r'\s*(SELECT\s+\S|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|PRAGMA\s+\w'
    r'|CREATE\s+(TABLE|INDEX|UNIQUE|TRIGGER|VIEW|VIRTUAL|TEMP)|DROP\s+(TABLE|INDEX|TRIGGER|VIEW)\s|ALTER\s+TABLE\s'
    r'|BEGIN\s+(IMMEDIATE|EXCLUSIVE|DEFERRED)|WITH\s+(RECURSIVE\s+)?\w+(\s*\([^)]*\))?\s+AS\s*\()')


def layer_of(path):
    prefixes = [p for p in LAYERS if path.startswith(p + '/')]
    return LAYERS[max(prefixes, key=len)] if prefixes else Layer((), ())


def library_of(header):
    if re.fullmatch(r'[a-z_0-9]+', header):
        return 'std'
    if POSIX.fullmatch(header):
        return 'posix'
    return next((name for name, starts in LIBRARIES.items() if header.startswith(starts)), None)


def _refusal(path, quote, header):
    """The rule an include breaks, or None."""
    layer = layer_of(path)
    if quote == '"':
        return None if header.startswith(tuple(f'{folder}/' for folder in layer.ours)) else 'layer'
    library = library_of(header)
    if library not in layer.libraries or header in layer.forbidden:
        return 'library'
    allowed = SOURCE_ONLY.get(library)
    return 'source-only' if allowed and not allowed(path, header) else None


def check_text(path, text):
    found = []
    for match in INCLUDE.finditer(without_comments(text)):
        rule = _refusal(path, match[1], match[2])
        if rule:
            line = text.count('\n', 0, match.start(1)) + 1
            found.append(Finding(path, line, rule, f'{match[2]} is not for this file'))
    if not path.startswith(('adapters/sql/', 'tests/')):
        found += [Finding(path, text.count('\n', 0, offset) + 1, 'sql', 'SQL stands in adapters/sql only')
                  for offset, body in literals(text) if SQL.match(body)]
    return found


def check(root, paths):
    return [finding for path in paths if is_cpp(path) for finding in check_text(path, read(root, path) or '')]


if __name__ == '__main__':
    sys.exit(main(check))
