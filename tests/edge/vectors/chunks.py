"""Chunks: sizes, extensions, trailers."""
from .vector import Vector, chunked, refused, served

SIZES = [
    ('no digit', b'x\r\n'),
    ('nothing', b'\r\n{}\r\n'),
    ('a space', b' \r\n'),
    ('a minus', b'-2\r\n{}\r\n'),
    ('a plus', b'+2\r\n{}\r\n'),
    ('a prefix', b'0x2\r\n{}\r\n'),
    ('a space before', b' 2\r\n{}\r\n'),
    ('a tab before', b'\t2\r\n{}\r\n'),
    ('an underscore', b'0_2\r\n{}\r\n'),
    ('a letter behind', b'2g\r\n{}\r\n'),
    ('quoted', b'"2"\r\n{}\r\n'),
    ('a NUL', b'2\x00\r\n{}\r\n'),
    ('a bare feed behind', b'2\n{}\r\n'),
    ('a bare return behind', b'2\r{}\r\n'),
    ('two returns', b'2\r\r\n{}\r\n'),
    ('a comma', b'2,2\r\n{}\r\n'),
    ('17 digits that overflow', b'10000000000000002\r\n{}\r\n'),
]
DATA = [
    ('longer than its size', b'2\r\n{}}\r\n'),
    ('shorter than its size', b'3\r\n{}\r\n'),
    ('no line end behind', b'2\r\n{}0\r\n\r\n'),
    ('a bare feed behind', b'2\r\n{}\n0\r\n\r\n'),
    ('a bare return behind', b'2\r\n{}\rX0\r\n\r\n'),
    ('two feeds behind', b'2\r\n{}\n\n0\r\n\r\n'),
]
EXTENSIONS = [
    ('a bare feed inside', b'2;a=b\nc\r\n{}\r\n'),
    ('a bare return inside', b'2;a=b\rc\r\n{}\r\n'),
    ('a control byte inside', b'2;a=\x01\r\n{}\r\n'),
    ('a NUL inside', b'2;a=\x00\r\n{}\r\n'),
    ('20 KB', b'2;a=' + b'x' * 20_000 + b'\r\n{}\r\n'),
    ('20 KB over many chunks', (b'1;a=' + b'x' * 500 + b'\r\n \r\n') * 40),
    ('no name', b'2;\r\n{}\r\n'),
    ('no name but a value', b'2;=b\r\n{}\r\n'),
]
TRAILERS = [
    ('no colon', b'0\r\nBad trailer\r\n\r\n'),
    ('a space before the colon', b'0\r\nX : a\r\n\r\n'),
    ('a bare feed', b'0\r\nX: a\nY: b\r\n\r\n'),
    ('a bare feed at the end', b'0\r\n\n'),
    ('a NUL', b'0\r\nX: \x00\r\n\r\n'),
    ('20 KB', b'0\r\nX: ' + b'x' * 20_000 + b'\r\n\r\n'),
    ('1,000 of them', b'0\r\n' + b'X: a\r\n' * 1000 + b'\r\n'),
]

VECTORS = [refused(f'chunk size: {name}', 'RFC 9112 7.1', chunked(body)) for name, body in SIZES]
VECTORS += [refused(f'chunk: {name}', 'RFC 9112 7.1', chunked(body)) for name, body in DATA]
VECTORS += [refused(f'chunk extension: {name}', 'RFC 9112 7.1.1', chunked(body + b'0\r\n\r\n'))
            for name, body in EXTENSIONS]
VECTORS += [refused(f'trailer: {name}', 'RFC 9112 7.1.2', chunked(b'2\r\n{}\r\n' + body)) for name, body in TRAILERS]
VECTORS += [
    refused('chunk size: 2^64 - 1', 'RFC 9112 7.1', chunked(b'ffffffffffffffff\r\n{}'), 413),
    refused('chunk size: 2^63', 'RFC 9112 7.1', chunked(b'8000000000000000\r\n{}'), 413),
    served('chunk size: leading zeros', 'RFC 9112 7.1', chunked(b'0002\r\n{}\r\n000\r\n\r\n')),
    served('chunk size: capitals', 'RFC 9112 7.1', chunked(b'A\r\n0123456789\r\n0\r\n\r\n'), 401),
    served('chunk extension: a name', 'RFC 9112 7.1.1', chunked(b'2;a\r\n{}\r\n0\r\n\r\n')),
    served('chunk extension: a value', 'RFC 9112 7.1.1', chunked(b'2;a=b;c="d e"\r\n{}\r\n0;z\r\n\r\n')),
    served('a trailer', 'RFC 9112 7.1.2', chunked(b'2\r\n{}\r\n0\r\nX-Sum: a\r\n\r\n')),
    refused('trailers that would frame the message', 'RFC 9110 6.5.1',
            chunked(b'2\r\n{}\r\n0\r\nContent-Length: 50\r\nTransfer-Encoding: cow\r\nHost: evil\r\n\r\n')),
    served('trailers that would address the message', 'RFC 9110 6.5.1',
           chunked(b'2\r\n{}\r\n0\r\nHost: evil\r\nConnection: close\r\nX-Forwarded-For: 6.6.6.6\r\n\r\n')),
    served('64 trailers', 'bounds', chunked(b'2\r\n{}\r\n0\r\n' + b'X: a\r\n' * 64 + b'\r\n')),
    refused('65 trailers', 'bounds', chunked(b'2\r\n{}\r\n0\r\n' + b'X: a\r\n' * 65 + b'\r\n')),
    served('a trailer that would vouch for the message', 'RFC 9110 6.5.1',
           chunked(b'5\r\n{"a"}\r\n0\r\nX-ZEvent-Signature: mac=00\r\n\r\n'), 401),
    Vector('it ends inside a size', 'RFC 9112 8', chunked(b'2'), (), unfinished=True),
    Vector('it ends inside a chunk', 'RFC 9112 8', chunked(b'2\r\n{'), (), unfinished=True),
    Vector('it ends before the last chunk', 'RFC 9112 8', chunked(b'2\r\n{}\r\n'), (), unfinished=True),
    Vector('it ends inside the trailers', 'RFC 9112 8', chunked(b'2\r\n{}\r\n0\r\nX: a\r\n'), (), unfinished=True),
]
