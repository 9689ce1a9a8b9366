"""Connections that speak bytes, plain or over TLS, and say when they were closed."""
import collections
import random
import socket
import ssl
import time

Heard = collections.namedtuple('Heard', 'data end')  # end: closed, reset, or None when there was none


class Plain:
    def __init__(self, address, seconds=20):
        self.socket = socket.create_connection(address, timeout=seconds)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, data):
        self.socket.sendall(data)

    def receive(self):
        """Nothing when the other side has ended."""
        return self.socket.recv(65536)

    def half_close(self):
        self.socket.shutdown(socket.SHUT_WR)

    def close(self):
        self.socket.close()


class Secure(Plain):
    """TLS over memory, so that half-closing closes the socket's half and no more."""

    def __init__(self, address, context, name, seconds=20):
        super().__init__(address, seconds)
        self._in, self._out = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._in, self._out, server_hostname=name)
        while True:
            try:
                self._tls.do_handshake()
                break
            except ssl.SSLWantReadError:
                self._exchange()
        self._flush()

    def _flush(self):
        self.socket.sendall(self._out.read())

    def _exchange(self):
        self._flush()
        data = self.socket.recv(65536)
        if data:
            self._in.write(data)
        else:
            self._in.write_eof()

    def send(self, data):
        if data:
            self._tls.write(data)
            self._flush()

    def receive(self):
        while True:
            try:
                return self._tls.read(65536)
            except ssl.SSLWantReadError:
                self._exchange()
            except (ssl.SSLEOFError, ssl.SSLZeroReturnError):
                return b''


def pieces(data, way, seed=0):
    """The data whole, byte by byte, or cut at random places."""
    if way == 'whole' or len(data) < 2:
        return [data]
    if way == 'bytes' and len(data) <= 600:
        return [data[i:i + 1] for i in range(len(data))]
    source = random.Random(seed)
    cuts = sorted({0, len(data), *(source.randrange(1, len(data)) for _ in range(8 if way == 'bytes' else 3))})
    return [data[a:b] for a, b in zip(cuts, cuts[1:])]


def _say(connection, parts, unfinished):
    try:
        for part in parts:
            connection.send(part)
            time.sleep(0.0001 if len(part) == 1 else 0.001)
        if unfinished:
            connection.half_close()
    except ConnectionError:
        pass  # refused before the end: what counts is what it says


def converse(connection, parts, unfinished, seconds=15):
    """Says the parts and listens until the end."""
    data, until = b'', time.monotonic() + seconds
    try:
        _say(connection, parts, unfinished)
        while time.monotonic() < until:
            more = connection.receive()
            if not more:
                return Heard(data, 'closed')
            data += more
        return Heard(data, None)
    except ConnectionError:
        return Heard(data, 'reset')
    except TimeoutError:
        return Heard(data, None)
    finally:
        connection.close()
