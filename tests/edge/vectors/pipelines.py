"""Requests one behind the other: answered in order, and never after the end was told."""
from .vector import CANARY, HOOK, Vector, chunked, probe, refused, request, served

GET = request(method=b'GET', target=b'/nowhere')
HEAD = request(method=b'HEAD', target=b'/nowhere')
CLOSE = probe((b'Connection: close',))

VECTORS = [
    served('two at once', 'RFC 9112 9.3.2', probe() + GET, 200, 404),
    served('a body and a chunked one', 'RFC 9112 9.3.2',
           probe() + chunked(b'2\r\n{}\r\n0\r\n\r\n') + GET, 200, 200, 404),
    served('1,000 at once', 'RFC 9112 9.3.2', GET * 1000, *[404] * 1000),
    served('1,000 with bodies', 'RFC 9112 9.3.2', probe() * 1000, *[200] * 1000),
    Vector('nothing after close', 'RFC 9112 9.6', CLOSE + CANARY, (200,)),
    Vector('nothing after close, in 1,000', 'RFC 9112 9.6', probe() * 500 + CLOSE + CANARY * 500, (200,) * 501),
    Vector('nothing after HTTP/1.0', 'RFC 9112 9.3', probe(version=b'HTTP/1.0') + CANARY, (200,)),
    refused('right and then wrong', 'RFC 9112 9.3.2', GET + request((b'Content-Length: x',)), (404, 400)),
    refused('right and then garbage', 'RFC 9112 9.3.2', GET + b'\x00\x01\x02\r\n\r\n', (404, 400)),
    refused('right and then too long', 'RFC 9112 9.3.2', GET + request((b'X: ' + b'a' * 9000,)), (404, 431)),
    refused('wrong and then right', 'RFC 9112 9.3.2', request((b'Content-Length: x',)) + probe(), (400,)),
    Vector('the last one is cut', 'RFC 9112 8', GET * 3 + GET[:-2], (404, 404, 404), unfinished=True),
    served('HEAD and then another', 'RFC 9110 9.3.2', HEAD + GET, 404, 404, bodyless=True),
    refused('an empty line between', 'RFC 9112 2.2', probe() + b'\r\n' + probe(), (200, 400)),
    served('a body that looks like a head', 'RFC 9112 6.3',
           request((b'Content-Length: %d' % len(GET),), GET, target=HOOK) + GET, 401, 404),
]
