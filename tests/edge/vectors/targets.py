"""Forms of the target that are no path, and bytes that may not stand in one."""
from .vector import HOOK, HOST, probe, refused, request, served

FORMS = [
    ('absolute', b'http://' + HOST + HOOK),
    ('absolute, to another', b'http://evil.example' + HOOK),
    ('absolute, with TLS', b'https://' + HOST + HOOK),
    ('absolute, of another kind', b'file:///etc/passwd'),
    ('absolute, without a slash', b'http:' + HOOK),
    ('an authority', HOST + b':443'),
    ('a bare word', b'luong-son/hook/zalo'),
    ('an asterisk', b'*'),
    ('a query alone', b'?a=b'),
    ('a fragment alone', b'#a'),
    ('a backslash first', b'\\luong-son'),
    ('a percent sign first', b'%2fluong-son'),
]
BYTES = [
    ('a space', b'/a b'),
    ('a tab', b'/a\tb'),
    ('a control byte', b'/a\x01b'),
    ('a delete', b'/a\x7fb'),
    ('a byte over 127', b'/\xff'),
    ('UTF-8 in the raw', '/l\u01b0\u01a1ng-s\u01a1n'.encode()),
    ('a fragment', HOOK + b'#a'),
    ('a vertical tab', b'/a\x0bb'),
    ('a bare feed', b'/a\nb'),
    ('a bare return', b'/a\rb'),
]

VECTORS = [refused(f'target: {name}', 'RFC 9112 3.2', probe(target=target)) for name, target in FORMS + BYTES]
VECTORS += [
    refused('target: none', 'RFC 9112 3', b'POST HTTP/1.1\r\nHost: ' + HOST + b'\r\n\r\n'),
    refused('target: two spaces before', 'RFC 9112 3', probe(target=b' ' + HOOK)),
    refused('target: two spaces behind', 'RFC 9112 3', probe(target=HOOK + b' ')),
    refused('target: tabs around', 'RFC 9112 3', probe().replace(b' ' + HOOK + b' ', b'\t' + HOOK + b'\t')),
    refused('target: CONNECT', 'RFC 9110 9.3.6', request(method=b'CONNECT', target=HOST + b':443')),
    refused('target: CONNECT to a path', 'RFC 9110 9.3.6', request(method=b'CONNECT', target=b'/')),
    served('target: OPTIONS of everything', 'RFC 9112 3.2.4', request(method=b'OPTIONS', target=b'*'), 404),
    served('target: a query', 'RFC 9110 4.1', probe(target=HOOK + b'?a=b&c=d?e/f')),
    served('target: a query of nothing', 'RFC 9110 4.1', probe(target=HOOK + b'?')),
    served('target: an encoded request', 'RFC 3986 2.1',
           request(method=b'GET', target=b'/a%20HTTP/1.1%0d%0aHost:%20evil%0d%0a%0d%0a'), 404),
    served('target: every character a path may have', 'RFC 3986 3.3',
           request(method=b'GET', target=b"/aZ09-._~!$&'()*+,;=:@%41"), 404),
]
