"""Transfer-Encoding that some read and some do not: after any doubt there is one refusal and the end."""
from .vector import CANARY, HOOK, HOST, NL, refused, request, served

END = b'0\r\n\r\n'
BODY = b'2\r\n{}\r\n' + END

# Refused alone, and refused with a length beside it, whichever comes first.
CODINGS = [
    ('xchunked', b'xchunked'),
    ('chunkedx', b'chunkedx'),
    ('chunked and then identity', b'chunked, identity'),
    ('identity and then chunked', b'identity, chunked'),
    ('identity', b'identity'),
    ('gzip', b'gzip'),
    ('gzip and then chunked', b'gzip, chunked'),
    ('chunked twice', b'chunked, chunked'),
    ('a list with an empty member', b'chunked,'),
    ('a list that begins empty', b', chunked'),
    ('a parameter', b'chunked;q=1'),
    ('quoted', b'"chunked"'),
    ('in apostrophes', b"'chunked'"),
    ('a vertical tab before', b'\x0bchunked'),
    ('a vertical tab behind', b'chunked\x0b'),
    ('a form feed behind', b'chunked\x0c'),
    ('a NUL behind', b'chunked\x00'),
    ('a space inside', b'chun ked'),
    ('a no-break space before', b'\xc2\xa0chunked'),
    ('a dotless letter', 'chun\u212aed'.encode()),
    ('a word after a space', b'chunked cow'),
    ('nothing', b''),
    ('a bare return behind', b'chunked\rX: a'),
]

SPELLINGS = [
    ('a space before the colon', b'Transfer-Encoding : chunked'),
    ('a tab before the colon', b'Transfer-Encoding\t: chunked'),
    ('a space before the name', b' Transfer-Encoding: chunked'),
    ('a vertical tab before the name', b'\x0bTransfer-Encoding: chunked'),
    ('folded', b'Transfer-Encoding:\r\n chunked'),
    ('folded with a tab', b'Transfer-Encoding:\r\n\tchunked'),
    ('twice', b'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked'),
    ('twice, the second unknown', b'Transfer-Encoding: chunked\r\nTransfer-Encoding: cow'),
    ('twice, the first unknown', b'Transfer-Encoding: cow\r\nTransfer-Encoding: chunked'),
    ('twice, the second identity', b'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity'),
    ('behind a bare feed', b'X: a\nTransfer-Encoding: chunked'),
    ('behind a bare return', b'X: a\rTransfer-Encoding: chunked'),
    ('a NUL in the name', b'Transfer-Encoding\x00: chunked'),
]


def both(length, coding):
    """(name, fields) with a length before and behind the coding."""
    return (('a length before', (length, coding)), ('a length behind', (coding, length)))


VECTORS = [refused(f'coding: {name}', 'RFC 9112 6.1', request((b'Transfer-Encoding: ' + value,), BODY))
           for name, value in CODINGS]
VECTORS += [refused(f'coding: {name}', 'RFC 9112 5.1', request((line,), BODY)) for name, line in SPELLINGS]

# CL.TE: a front that takes the length forwards the canary as body. TE.CL: one that takes the coding forwards it too.
for where, fields in both(b'Content-Length: %d' % (len(END) + len(CANARY)), b'Transfer-Encoding: chunked'):
    VECTORS.append(refused(f'CL.TE, {where}', 'RFC 9112 6.1', request(fields, END)))
INNER = b'%x\r\n' % len(CANARY) + CANARY + b'\r\n' + END
for where, fields in both(b'Content-Length: %d' % (INNER.index(NL) + 2), b'Transfer-Encoding: chunked'):
    VECTORS.append(refused(f'TE.CL, {where}', 'RFC 9112 6.1', request(fields, INNER)))
for name, value in CODINGS[:4] + CODINGS[13:15]:
    for where, fields in both(b'Content-Length: %d' % len(BODY), b'Transfer-Encoding: ' + value):
        VECTORS.append(refused(f'{name}, {where}', 'RFC 9112 6.1', request(fields, BODY)))
for name, line in SPELLINGS[:6]:
    fields = (b'Content-Length: %d' % len(END), line)
    VECTORS.append(refused(f'length and coding: {name}', 'RFC 9112 6.1', request(fields, END)))

VECTORS += [
    refused('a length of zero and a coding', 'RFC 9112 6.1',
            request((b'Content-Length: 0', b'Transfer-Encoding: chunked'), END)),
    refused('a coding in HTTP/1.0', 'RFC 9112 6.1',
            request((b'Transfer-Encoding: chunked',), BODY, version=b'HTTP/1.0')),
    refused('a coding in HTTP/1.0 that wants to stay', 'RFC 9112 6.1',
            request((b'Transfer-Encoding: chunked', b'Connection: keep-alive'), BODY, version=b'HTTP/1.0')),
    refused('a length and a coding with GET', 'RFC 9112 6.1',
            request((b'Content-Length: 5', b'Transfer-Encoding: chunked'), END, method=b'GET')),
    served('a coding in capitals', 'RFC 9112 7', request((b'TRANSFER-ENCODING: CHUNKED',), BODY)),
    served('a coding between tabs', 'RFC 9110 5.5', request((b'Transfer-Encoding: \tchunked\t ',), BODY)),
    served('a coding with an underscore is another', 'RFC 9110 5.6.2',
           request((b'Transfer_Encoding: chunked', b'Content-Length: 2'), b'{}')),
    served('a coding that Connection names', 'RFC 9110 7.6.1',
           request((b'Connection: Transfer-Encoding', b'Transfer-Encoding: chunked'), BODY)),
    served('a length that Connection names', 'RFC 9110 7.6.1',
           request((b'Connection: Content-Length', b'Content-Length: 2'), b'{}')),
    served('a request inside a body stays there', 'RFC 9112 6.3',
           request((b'Content-Length: %d' % len(CANARY),), CANARY), 401),
    served('a request inside a chunk stays there', 'RFC 9112 7.1',
           request((b'Transfer-Encoding: chunked',), INNER), 401),
    served('a request inside a value stays there', 'RFC 9110 5.5',
           request((b'Content-Length: 2', b'X: ' + CANARY.split(NL, maxsplit=1)[0]), b'{}')),
    served('a request inside the trailers stays there', 'RFC 9112 7.1.2',
           request((b'Transfer-Encoding: chunked',), b'2\r\n{}\r\n0\r\nX: DELETE ' + HOOK + b' HTTP/1.1\r\nHost: ' +
                   HOST + b'\r\n\r\n')),
]
