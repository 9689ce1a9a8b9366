"""Content-Length that is no number, or more than one."""
from .vector import CANARY, HOOK, HOST, NL, Vector, refused, request, served

WRONG = [
    ('a list of the same', b'2, 2'),
    ('a list of two', b'2, 0'),
    ('a list with an empty member', b'2,'),
    ('a list that begins empty', b',2'),
    ('a plus', b'+2'),
    ('a minus', b'-2'),
    ('hexadecimal', b'0x2'),
    ('a fraction', b'2.0'),
    ('an exponent', b'2e0'),
    ('a space inside', b'2 0'),
    ('a word', b'two'),
    ('nothing', b''),
    ('quoted', b'"2"'),
    ('a semicolon', b'2;q=1'),
    ('an underscore', b'0_2'),
    ('a vertical tab', b'\x0b2'),
    ('a form feed behind', b'2\x0c'),
    ('digits of another script', '\u0662'.encode()),
    ('a no-break space', b'\xc2\xa02'),
    ('a NUL behind', b'2\x00'),
]

VECTORS = [refused(f'length: {name}', 'RFC 9112 6.3', request((b'Content-Length: ' + value,), b'{}'))
           for name, value in WRONG]
VECTORS += [
    refused('two lengths, the same', 'RFC 9112 6.3',
            request((b'Content-Length: 2', b'Content-Length: 2'), b'{}')),
    refused('two lengths, the larger first', 'RFC 9112 6.3',
            request((b'Content-Length: %d' % (2 + len(CANARY)), b'Content-Length: 2'), b'{}')),
    refused('two lengths, the smaller first', 'RFC 9112 6.3',
            request((b'Content-Length: 2', b'Content-Length: %d' % (2 + len(CANARY))), b'{}')),
    refused('two lengths in other cases', 'RFC 9110 5.1',
            request((b'Content-Length: 2', b'CONTENT-LENGTH: 0'), b'{}')),
    refused('a space before the colon of a length', 'RFC 9112 5.1', request((b'Content-Length : 2',), b'{}')),
    refused('a tab before the colon of a length', 'RFC 9112 5.1', request((b'Content-Length\t: 2',), b'{}')),
    refused('a length in a folded line', 'RFC 9112 5.2', request((b'X: a', b' Content-Length: 2'), b'{}')),
    refused('a length behind a bare feed', 'RFC 9112 2.2', request((b'X: a\nContent-Length: 2',), b'{}')),
    refused('a length behind a bare return', 'RFC 9112 2.2', request((b'X: a\rContent-Length: 2',), b'{}')),
    served('leading zeros', 'RFC 9110 8.6', request((b'Content-Length: 0002',), b'{}')),
    served('another name with an underscore', 'RFC 9110 5.6.2',
           request((b'Content_Length: 99', b'Content-Length: 2'), b'{}')),
    served('a name that only begins alike', 'RFC 9110 5.1',
           request((b'Content-Length-X: 99', b'Content-Length: 2'), b'{}')),
    Vector('less than was promised', 'RFC 9112 8', request((b'Content-Length: 3',), b'{}'), (), unfinished=True),
    served('more than was promised is the next request', 'RFC 9112 9.3', request((b'Content-Length: 2',), b'{}') +
           NL.join([b'GET /nowhere HTTP/1.1', b'Host: ' + HOST, b'', b'']), 200, 404),
    refused('more than was promised is no request', 'RFC 9112 9.3', request((b'Content-Length: 2',), b'{}}') +
            NL.join([b'POST ' + HOOK + b' HTTP/1.0', b'', b'']), (200, 400)),
]
