"""Bodies: at most 256 KiB for a webhook, whatever they promise."""
from .vector import Vector, chunked, refused, request, served

CAP = 256 * 1024
SPACES = b' ' * (CAP + 1)


def many(count):
    """So many chunks of one byte."""
    return b'1\r\n \r\n' * count


VECTORS = [
    served('as much as there may be', 'bounds', request((b'Content-Length: %d' % CAP,), SPACES[:CAP]), 401),
    refused('a byte more', 'RFC 9110 15.5.14', request((b'Content-Length: %d' % (CAP + 1),), SPACES), 413),
    refused('much more', 'RFC 9110 15.5.14', request((b'Content-Length: 800000',), b' ' * 800_000), 413),
    refused('2^31 promised', 'RFC 9110 15.5.14', request((b'Content-Length: 2147483648',), b'{}'), 413),
    refused('2^32 + 2 promised', 'RFC 9110 15.5.14', request((b'Content-Length: 4294967298',), b'{}'), 413),
    refused('2^63 - 1 promised', 'RFC 9110 15.5.14', request((b'Content-Length: 9223372036854775807',), b'{}'), 413),
    refused('2^63 promised', 'RFC 9110 15.5.14', request((b'Content-Length: 9223372036854775808',), b'{}'), 413),
    refused('2^64 promised', 'RFC 9110 15.5.14', request((b'Content-Length: 18446744073709551616',), b'{}'), 413),
    refused('2^64 + 2 promised', 'RFC 9110 8.6', request((b'Content-Length: 18446744073709551618',), b'{}'), 413),
    refused('a promise of 1,000 digits', 'RFC 9110 8.6', request((b'Content-Length: ' + b'9' * 1000,), b'{}'), 413),
    served('chunks as much as there may be', 'bounds',
           chunked(b'20000\r\n%b\r\n20000\r\n%b\r\n0\r\n\r\n' % (SPACES[:CAP // 2], SPACES[:CAP // 2])), 401),
    refused('a chunk of a byte more', 'RFC 9110 15.5.14', chunked(b'40001\r\n' + SPACES), 413),
    refused('two chunks of a byte more', 'RFC 9110 15.5.14',
            chunked(b'20000\r\n%b\r\n20001\r\n%b\r\n' % (SPACES[:CAP // 2], SPACES[:CAP // 2 + 1])), 413),
    refused('chunks without end', 'RFC 9110 15.5.14', chunked((b'1000\r\n%b\r\n' % SPACES[:4096]) * 100), 413),
    served('20,000 chunks of a byte', 'RFC 9112 7.1', chunked(many(20_000) + b'0\r\n\r\n'), 401),
    refused('chunks of a byte without end', 'RFC 9110 15.5.14', chunked(many(100_000 + CAP)[:6 * (CAP + 1)]), 413),
    refused('an invitation to too much', 'RFC 9110 10.1.1',
            request((b'Expect: 100-continue', b'Content-Length: %d' % (CAP + 1))), 413),
    Vector('an invitation that nobody follows', 'RFC 9110 10.1.1',
           request((b'Expect: 100-continue', b'Content-Length: 2')), (100,), unfinished=True),
    served('gzip', 'RFC 9110 8.4', request((b'Content-Encoding: gzip', b'Content-Length: 20'),
                                           bytes.fromhex('1f8b08000000000000ffabae05004300bfa60200')), {401, 415}),
    served('another kind of content', 'RFC 9110 8.3',
           request((b'Content-Type: application/xml', b'Content-Length: 4'), b'<a/>'), {401, 415}),
    served('not UTF-8', 'RFC 8259 8.1', request((b'Content-Length: 2',), b'\xff\xfe'), {400, 401}),
    served('a NUL', 'RFC 8259 7', request((b'Content-Length: 3',), b'{\0}'), {400, 401}),
    served('33 deep', 'bounds', request((b'Content-Length: 66',), b'[' * 33 + b']' * 33), {400, 401}),
    served('100,000 deep', 'bounds',
           request((b'Content-Length: 200000',), b'[' * 100_000 + b']' * 100_000), {400, 401}),
]
