"""Methods and versions."""
from .vector import HOOK, probe, refused, request, served

METHODS = [
    ('a bracket', b'PO(ST'),
    ('a colon', b'POST:'),
    ('a comma', b'POST,'),
    ('a slash', b'PO/ST'),
    ('a quote', b'"POST"'),
    ('a byte over 127', b'P\xffST'),
    ('33 characters', b'P' * 33),
    ('8 KB', b'P' * 8000),
    ('nothing', b''),
]
VERSIONS = [
    ('none', b'', 400),
    ('0.9', b'HTTP/0.9', 505),
    ('1.2', b'HTTP/1.2', 505),
    ('1.9', b'HTTP/1.9', 505),
    ('2.0', b'HTTP/2.0', 505),
    ('3.0', b'HTTP/3.0', 505),
    ('9.9', b'HTTP/9.9', 505),
    ('no digit behind the dot', b'HTTP/1.', 400),
    ('no dot', b'HTTP/11', 400),
    ('one digit', b'HTTP/1', 400),
    ('three digits', b'HTTP/1.10', 400),
    ('leading zero', b'HTTP/01.1', 400),
    ('a comma', b'HTTP/1,1', 400),
    ('small letters', b'http/1.1', 400),
    ('a space inside', b'HTTP/ 1.1', 400),
    ('a space behind', b'HTTP/1.1 ', 400),
    ('a word behind', b'HTTP/1.1 X', 400),
    ('another protocol', b'HTTPS/1.1', 400),
    ('a letter', b'HTTP/1.x', 400),
    ('a minus', b'HTTP/-1.1', 400),
    ('17 digits', b'HTTP/1.00000000000000001', 400),
]

VECTORS = [refused(f'method: {name}', 'RFC 9110 9.1', probe(method=method)) for name, method in METHODS]
VECTORS += [refused(f'version: {name}', 'RFC 9112 2.3', request(version=version), status)
            for name, version, status in VERSIONS]
VECTORS += [
    refused('HTTP/0.9', 'RFC 9112 2.3', b'GET ' + HOOK + b'\r\n'),
    refused('the greeting of HTTP/2', 'RFC 9113 3.4', b'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
    refused('SSH', 'RFC 4253 4.2', b'SSH-2.0-OpenSSH_9.2\r\n\r\n'),
    refused('an answer', 'RFC 9112 2.1', b'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'),
    served('TRACE tells nothing back', 'RFC 9110 9.3.8', request(method=b'TRACE', target=b'/nowhere'), 404),
    served('an unknown method', 'RFC 9110 9.1', request(method=b'BREW', target=b'/nowhere'), 404),
    served('a method in small letters is another', 'RFC 9110 9.1', request(method=b'get', target=b'/nowhere'), 404),
    served('PATCH', 'RFC 5789 2', probe(method=b'PATCH', target=b'/nowhere'), 404),
]
