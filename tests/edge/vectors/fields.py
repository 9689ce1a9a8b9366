"""Names and values of fields, and what the known ones may say."""
from .vector import probe, refused, served

NAMES = [
    ('a space before the colon', b'X : a'),
    ('a tab before the colon', b'X\t: a'),
    ('a space inside', b'X Y: a'),
    ('no colon', b'X'),
    ('nothing before the colon', b': a'),
    ('brackets', b'X(Y): a'),
    ('a slash', b'X/Y: a'),
    ('a quote', b'"X": a'),
    ('an at sign', b'X@Y: a'),
    ('braces', b'X{Y}: a'),
    ('a letter over 127', 'X\u00e9: a'.encode()),
    ('a delete', b'X\x7f: a'),
    ('an escape', b'X\x1b: a'),
]

VECTORS = [refused(f'field name: {name}', 'RFC 9112 5.1', probe((line,))) for name, line in NAMES]
VECTORS += [
    refused('an expectation nobody knows', 'RFC 9110 10.1.1', probe((b'Expect: miracle',)), 417),
    refused('an expectation and another', 'RFC 9110 10.1.1', probe((b'Expect: 100-continue, x',)), 417),
    served('an expectation met by a body at once', 'RFC 9110 10.1.1', probe((b'Expect: 100-continue',)), {100, 200}),
    served('an expectation in HTTP/1.0 is not heard', 'RFC 9110 10.1.1',
           probe((b'Expect: 100-continue', b'Connection: keep-alive'), version=b'HTTP/1.0')),
    served('the same field 60 times', 'RFC 9110 5.3', probe((b'X: a',) * 60)),
    served('a cookie that is none', 'RFC 6265 4.2.1', probe((b'Cookie: =;;,"=',))),
    served('a method in a field', 'RFC 9110 9.1', probe((b'X-HTTP-Method-Override: DELETE', b'X-Method: DELETE'))),
    served('a target in a field', 'RFC 9110 7.1', probe((b'X-Original-URL: /healthz', b'X-Rewrite-URL: /healthz'))),
]
