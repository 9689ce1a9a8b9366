"""Host: exactly one in HTTP/1.1, and a name."""
from .vector import HOST, probe, refused, served

VALUES = [
    ('nothing', b''),
    ('a space inside', HOST + b' evil'),
    ('a list', HOST + b', evil'),
    ('a path', HOST + b'/evil'),
    ('a query', HOST + b'?evil'),
    ('a fragment', HOST + b'#evil'),
    ('a user', b'user@' + HOST),
    ('a whole address', b'http://' + HOST),
    ('a quote', b'"' + HOST + b'"'),
    ('a tag', b'<script>'),
    ('a backslash', HOST + b'\\evil'),
    ('bytes over 127', 'l\u01b0\u01a1ng.vn'.encode()),
    ('a tab inside', HOST + b'\tevil'),
    ('a control byte', HOST + b'\x01'),
]

VECTORS = [refused(f'host: {name}', 'RFC 9112 3.2', probe(host=value)) for name, value in VALUES]
VECTORS += [
    refused('no Host', 'RFC 9112 3.2', probe(host=None)),
    refused('two Hosts, the same', 'RFC 9112 3.2', probe((b'Host: ' + HOST,))),
    refused('two Hosts', 'RFC 9112 3.2', probe((b'Host: evil.example',))),
    refused('two Hosts in other cases', 'RFC 9112 3.2', probe((b'hOsT: evil.example',))),
    refused('a space before the colon of a Host', 'RFC 9112 5.1', probe((b'Host : ' + HOST,), host=None)),
    refused('two Hosts in HTTP/1.0', 'RFC 9112 3.2', probe((b'Host: evil',), version=b'HTTP/1.0')),
    served('a port', 'RFC 9110 7.2', probe(host=HOST + b':443')),
    served('in capitals', 'RFC 9110 4.2.3', probe(host=HOST.upper())),
    served('of another', 'RFC 9110 7.4', probe(host=b'evil.example')),
    served('an address', 'RFC 9110 7.2', probe(host=b'127.0.0.1:8080')),
    served('an address in brackets', 'RFC 9110 7.2', probe(host=b'[::1]:8080')),
    served('X-Forwarded-Host is not heard', 'RFC 9110 7.2', probe((b'X-Forwarded-Host: evil.example',))),
]
