"""What nginx makes of a vector where it is not what the daemon does by itself.

nginx mends some requests and forwards them whole. What follows is then an honest request of the same client, canary or
not: where 405 stands here, nginx itself saw that request, and test_nginx.py compares both sides' counts.
"""
import collections

Outcome = collections.namedtuple('Outcome', 'answers close')
BARE = 'without a head'  # nginx answers what looks like HTTP/0.9 with a page and nothing before it


def _all(begin, *names):
    return [f'{begin}: {name}' for name in names]


_CODINGS = _all('coding', 'xchunked', 'chunkedx', 'chunked and then identity', 'identity and then chunked', 'identity',
                'gzip', 'gzip and then chunked', 'chunked twice', 'a list with an empty member',
                'a list that begins empty', 'a parameter', 'quoted', 'in apostrophes', 'a vertical tab before',
                'a vertical tab behind', 'a form feed behind', 'a space inside', 'a no-break space before',
                'a dotless letter', 'a word after a space', 'nothing')
_BESIDE_A_LENGTH = [f'{coding}, a length {where}' for where in ('before', 'behind') for coding in (
    'xchunked', 'chunkedx', 'chunked and then identity', 'identity and then chunked', 'a vertical tab before',
    'a vertical tab behind')]

# (why, answers, close, names)
_TABLE = [
    ('RFC 9112 6.1 advises 501', (501,), True, [*_CODINGS, *_BESIDE_A_LENGTH, 'a coding between tabs']),
    ('a feed ends a line, too: RFC 9112 2.2', (200, 405), False,
     ['a length behind a bare feed', 'coding: behind a bare feed', 'chunk: a bare feed behind',
      'every line ends with a bare feed', 'the request line ends with a bare feed', 'trailer: a bare feed',
      'trailer: a bare feed at the end']),
    ('the same, of a request without a body', (401, 405), False, ['the empty line is a bare feed']),
    ('extensions and trailers are dropped before they are looked at', (200, 405), False,
     [*_all('chunk extension', 'a control byte inside', 'a NUL inside', '20 KB', 'no name', 'no name but a value'),
      *_all('trailer', 'no colon', 'a space before the colon', 'a NUL', '20 KB', '1,000 of them'),
      'trailers that would frame the message', '65 trailers']),
    ('the same, of a body that is not signed', (401, 405), False, ['chunk extension: 20 KB over many chunks']),
    ('empty lines are skipped: RFC 9112 2.2', (200, 405), False,
     ['an empty line before the request', 'many empty lines before the request']),
    ('the same, between two', (200, 200, 405), False, ['an empty line between']),
    ('fields with a wrong name are dropped', (200, 405), False,
     _all('field name', 'no colon', 'brackets', 'a slash', 'a quote', 'an at sign', 'braces', 'a letter over 127')),
    ('expectations are not forwarded', (200, 405), False,
     ['an expectation nobody knows', 'an expectation and another']),
    ('values are forwarded, and the daemon refuses', (400, 405), False,
     ['a control byte in a value', 'an escape in a value', 'a delete in a value']),
    ('targets and methods are forwarded, and the daemon refuses', (400, 405), False,
     ['target: a byte over 127', 'target: UTF-8 in the raw', 'target: a fragment', 'method: 33 characters',
      'method: 8 KB']),
    ('a name that is not ours', (421, 405), False,
     [*_all('host', 'a query', 'a fragment', 'a user', 'a quote', 'a tag', 'a backslash', 'bytes over 127'),
      'target: absolute, to another']),
    ('a name that is not ours, and nothing behind it', (421,), False,
     ['of another', 'an address', 'an address in brackets']),
    ('no name at all', (421,), True, ['HTTP/1.0 without Host']),
    ('an absolute target is cut to its path: RFC 9112 3.2.2', (200, 405), False,
     ['target: absolute', 'target: absolute, with TLS']),
    ('spaces around the target are skipped: RFC 9112 3', (200, 405), False,
     ['target: two spaces before', 'target: two spaces behind']),
    ('every minor version is understood, and what follows a space is skipped', (401, 405), False,
     _all('version', '1.2', '1.9', 'three digits', 'a space behind', '17 digits')),
    ('it answers these itself', (405,), True, ['target: CONNECT to a path', 'TRACE tells nothing back']),
    ('it takes this for HTTP/0.9', BARE, True, ['target: a bare feed', 'version: none', 'HTTP/0.9']),
    ('it has another status for this', (505,), True, ['version: no dot']),
    ('nginx adds two fields, and the daemon counts them', (431,), False, ['64 fields', 'a head of 8 KiB']),
    ('the same, and the daemon refuses', (431, 405), False, ['65 fields', 'a head of 8 KiB and a byte']),
    ('it refuses what the daemon calls 404', (400,), True,
     ['target: OPTIONS of everything', 'a method in small letters is another',
      *_all('path', '/../../../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/%2E%2E%2Fetc%2Fpasswd',
            '/..%2f..%2fetc/passwd', '/%00', '/luong-son/hook/telegram%00', '/luong-son/hook/telegram%00.html',
            '/%u002e%u002e/etc/passwd', '/%', '/%2', '/%zz', '/%%35%63', '/zalo_verifier%00.html',
            '/../../../../../../../../../../../../../')]),
    ('it says 400 where the daemon has a better word', (400,), True,
     ['tabs and spaces around a value', 'version: 0.9', 'chunk size: 2^64 - 1', 'chunk size: 2^63',
      '1,000 fields', '1,000 fields with names of their own', '100,000 fields', 'a field of 9 KB',
      'a field of 500 KB', 'a name of 9 KB', 'a cookie of 9 KB', 'a Host of 9 KB', 'a line of 9 KB without a colon',
      'a version without end', 'half a head without end', '2^63 promised', '2^64 promised', '2^64 + 2 promised',
      'a promise of 1,000 digits']),
    ('the same, as the second of two', (404, 400), True, ['right and then too long']),
    ('who half-closes has gone, for nginx', (), True, ['an invitation that nobody follows', 'the last one is cut']),
    ('1,000 requests, and the connection has done its work', (404,) * 1000, True, ['1,000 at once']),
    ('the same, with bodies', (200,) * 1000, True, ['1,000 with bodies']),
]

OUTCOMES = {name: Outcome(answers, close) for _, answers, close, names in _TABLE for name in names}
