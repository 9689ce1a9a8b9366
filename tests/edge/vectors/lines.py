"""Ends of lines, control bytes, folded lines."""
from .vector import CANARY, HOOK, HOST, NL, Vector, probe, refused, request, served

REQUEST_LINE = b'POST ' + HOOK + b' HTTP/1.1'


def spelt(*lines):
    return NL.join([*lines, b'', b'{}'])


VECTORS = [
    refused('every line ends with a bare feed', 'RFC 9112 2.2', probe().replace(NL, b'\n')),
    refused('the request line ends with a bare feed', 'RFC 9112 2.2', probe().replace(NL, b'\n', 1)),
    refused('the empty line is a bare feed', 'RFC 9112 2.2', request((b'Content-Length: 0\r\n',))[:-4] + b'\n'),
    refused('a feed, a return', 'RFC 9112 2.2', probe().replace(NL, b'\n\r')),
    refused('every line ends with a bare return', 'RFC 9112 2.2', probe().replace(NL, b'\r')),
    refused('two returns', 'RFC 9112 2.2', probe().replace(NL, b'\r\r\n')),
    refused('a bare return in the request line', 'RFC 9112 2.2', probe(target=HOOK + b'\r')),
    refused('a bare return in a value', 'RFC 9112 2.2', probe((b'X: a\rb',))),
    refused('a bare return in a name', 'RFC 9112 2.2', probe((b'X\rY: a',))),
    refused('an empty line before the request', 'RFC 9112 2.2', NL + probe()),
    refused('many empty lines before the request', 'RFC 9112 2.2', NL * 1000 + probe()),
    refused('a space before the request', 'RFC 9112 3', b' ' + probe()),
    refused('a byte order mark before the request', 'RFC 9112 3', b'\xef\xbb\xbf' + probe()),
    refused('a line of space behind the request line', 'RFC 9112 2.2', spelt(REQUEST_LINE, b' ', b'Host: ' + HOST)),
    refused('a folded field', 'RFC 9112 5.2', probe((b'X: a', b' b'))),
    refused('a field folded with a tab', 'RFC 9112 5.2', probe((b'X: a', b'\tb'))),
    refused('a fold of nothing', 'RFC 9112 5.2', probe((b'X: a', b' '))),
    refused('the first field is folded', 'RFC 9112 5.2', spelt(REQUEST_LINE, b' X: a', b'Host: ' + HOST)),
    refused('a folded Host', 'RFC 9112 5.2', spelt(REQUEST_LINE, b'Host:', b' ' + HOST, b'Content-Length: 2')),
    refused('a NUL in a value', 'RFC 9110 5.5', probe((b'X: a\x00b',))),
    refused('a NUL in a name', 'RFC 9110 5.1', probe((b'X\x00Y: a',))),
    refused('a NUL in the target', 'RFC 9112 3.2', probe(target=HOOK + b'\x00')),
    refused('a NUL in the method', 'RFC 9110 9.1', probe(method=b'PO\x00ST')),
    refused('a NUL before everything', 'RFC 9112 3', b'\x00' + probe()),
    refused('nothing but NULs', 'RFC 9112 3', b'\x00' * 100 + NL * 2),
    refused('a control byte in a value', 'RFC 9110 5.5', probe((b'X: a\x01b',))),
    refused('an escape in a value', 'RFC 9110 5.5', probe((b'X: \x1b[31m',))),
    refused('a delete in a value', 'RFC 9110 5.5', probe((b'X: \x7f',))),
    refused('a TLS greeting', 'RFC 8446 4.1.2', b'\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03' + b'a' * 64 + NL * 2),
    Vector('half a request line', 'RFC 9112 8', b'POST ' + HOOK, (), unfinished=True),
    Vector('half a head', 'RFC 9112 8', b'POST ' + HOOK + b' HTTP/1.1\r\nHost: ' + HOST + NL, (), unfinished=True),
    Vector('nothing at all', 'RFC 9112 9.5', b'', (), unfinished=True),
    served('a feed inside a body is no line', 'RFC 9112 6.2',
           request((b'Content-Length: %d' % (len(CANARY) + 4),), b'\n\n\r\n' + CANARY), 401),
]
