"""More of everything than there is room for: 8 KiB and 64 fields in a head."""
from .vector import HOOK, HOST, probe, refused, request, served


def sized(size):
    """A head of exactly so many bytes."""
    empty = len(request((b'Content-Length: 0', b'X: ')))
    return request((b'Content-Length: 0', b'X: ' + b'a' * (size - empty)))


VECTORS = [
    served('64 fields', 'bounds', probe([b'X: a'] * 62)),
    refused('65 fields', 'bounds', probe([b'X: a'] * 63), 431),
    refused('1,000 fields', 'bounds', probe([b'X: a'] * 1000), 431),
    refused('1,000 fields with names of their own', 'bounds', probe([b'X-%d: a' % i for i in range(1000)]), 431),
    refused('100,000 fields', 'bounds', probe([b'X: a'] * 100_000), 431),
    served('a head of 8 KiB', 'bounds', sized(8192), 401),
    refused('a head of 8 KiB and a byte', 'bounds', sized(8193), 431),
    refused('a field of 9 KB', 'bounds', probe((b'X: ' + b'a' * 9000,)), 431),
    refused('a field of 500 KB', 'bounds', probe((b'X: ' + b'a' * 500_000,)), 431),
    refused('a name of 9 KB', 'bounds', probe((b'X' * 9000 + b': a',)), 431),
    refused('a cookie of 9 KB', 'bounds', probe((b'Cookie: ' + b'a=b; ' * 1800,)), 431),
    refused('a Host of 9 KB', 'bounds', probe(host=b'a' * 9000), 431),
    refused('a line of 9 KB without a colon', 'bounds', probe((b'a' * 9000,)), 431),
    served('a target of 7 KB', 'bounds', probe(target=HOOK + b'?' + b'a' * 7000)),
    refused('a target of 9 KB', 'RFC 9110 15.5.15', probe(target=HOOK + b'?' + b'a' * 9000), 414),
    refused('a target of 500 KB', 'RFC 9110 15.5.15', probe(target=b'/' + b'a' * 500_000), 414),
    refused('a path of slashes', 'RFC 9110 15.5.15', probe(target=b'/' * 9000), 414),
    refused('a method without end', 'bounds', b'A' * 20_000, 414),
    refused('a version without end', 'bounds', b'GET / HTTP/1.1' + b'1' * 20_000, 414),
    refused('half a head without end', 'bounds', b'GET / HTTP/1.1\r\nHost: ' + HOST + b'\r\nX: ' + b'a' * 20_000, 431),
]
