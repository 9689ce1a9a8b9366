"""Reads what a server said, strictly: whatever is not a whole answer with a length is a fault."""
import collections

Answer = collections.namedtuple('Answer', 'status fields body')


class Malformed(Exception):
    """Bytes that are no answer."""


def _head(raw):
    line, *rest = raw.decode('latin-1').split('\r\n')
    version, _, words = line.partition(' ')
    if version != 'HTTP/1.1' or not words[:3].isdigit():
        raise Malformed(f'no answer begins with {line[:60]!r}')
    fields = collections.defaultdict(list)
    for field in rest:
        name, colon, value = field.partition(':')
        if not colon or not name or name != name.strip() or '\n' in field or '\r' in field:
            raise Malformed(f'no field looks like {field[:60]!r}')
        fields[name.lower()].append(value.strip())
    return int(words[:3]), fields


def _chunked(data, begin):
    """(body, end)"""
    body = b''
    while True:
        line = data.find(b'\r\n', begin)
        if line < 0:
            raise Malformed('a chunk is cut')
        size = int(data[begin:line], 16)
        body += data[line + 2:line + 2 + size]
        begin = line + 2 + size + 2
        if data[begin - 2:begin] != b'\r\n':
            raise Malformed('a chunk is cut')
        if size == 0:
            return body, begin


def _body(data, begin, fields):
    """(body, end)"""
    if fields['transfer-encoding'] == ['chunked']:
        return _chunked(data, begin)
    lengths = fields['content-length']
    if len(lengths) != 1 or not lengths[0].isdigit():
        raise Malformed(f'an answer of unknown length: {lengths}')
    end = begin + int(lengths[0])
    if end > len(data):
        raise Malformed('an answer is cut')
    return data[begin:end], end


def read(data, bodyless=False):
    """All answers, in order; the first goes without its body when it answers HEAD."""
    found, begin = [], 0
    while begin < len(data):
        end = data.find(b'\r\n\r\n', begin)
        if end < 0:
            raise Malformed(f'an answer is cut: {data[begin:begin + 60]!r}')
        status, fields = _head(data[begin:end])
        body, begin = b'', end + 4
        silent = status < 200 or status in (204, 304) or (bodyless and not found)
        if not silent:
            body, begin = _body(data, begin, fields)
        found.append(Answer(status, fields, body))
    return found
