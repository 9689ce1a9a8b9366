"""A raw HTTP vector: the bytes of a conversation's one side, and what may come back.

Every vector that could hide a request in another one ends with CANARY. It is answered 405, and nothing else here is:
one 405 in the answers or in the server's counters is a smuggled request.
"""
import dataclasses

HOST = b'langnghe.example.vn'
HOOK = b'/luong-son/hook/zalo'
NL = b'\r\n'
CANARY = b'DELETE /luong-son/hook/telegram HTTP/1.1\r\nHost: ' + HOST + b'\r\nContent-Length: 0\r\n\r\n'
CANARY_STATUS = 405


@dataclasses.dataclass(frozen=True)
class Vector:
    name: str
    source: str             # where the rule stands
    data: bytes
    answers: tuple = (400,)  # one by one: a status, or the set of those that will do
    close: bool = True      # the server ends the connection; otherwise it must still serve another request
    unfinished: bool = False  # we stop in the middle and half-close
    bodyless: bool = False  # the first answer goes without its body (HEAD)


def request(fields=(), body=b'', method=b'POST', target=HOOK, version=b'HTTP/1.1', host=HOST):
    """A request, spelt as it is told: no length of its own."""
    lines = [method + b' ' + target + b' ' + version]
    if host is not None:
        lines.append(b'Host: ' + host)
    return NL.join([*lines, *fields]) + NL + NL + body


def probe(fields=(), **words):
    """Zalo's question whether anybody listens: 200, and nothing is stored."""
    return request((*fields, b'Content-Length: 2'), b'{}', **words)


def chunked(body, fields=()):
    return request((b'Transfer-Encoding: chunked', *fields), body)


# What is asked on a connection that must still be good, and of a proxy after each vector.
LAST = probe((b'Connection: close',))


def refused(name, source, data, status=400, **words):
    """One refusal, and the end; what follows is never read."""
    answers = status if isinstance(status, tuple) else (status,)
    return Vector(name, source, data + CANARY, answers, **words)


def served(name, source, data, *answers, **words):
    """Whole and right: answered, and the connection stays."""
    return Vector(name, source, data, answers or (200,), close=words.pop('close', False), **words)
