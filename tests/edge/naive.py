"""Servers as one writes them in an afternoon. The tests of the edge must find them wanting, or they test nothing."""
import re
import socket
import threading

ANSWER = b'HTTP/1.1 %d X\r\nContent-Length: 0\r\n\r\n'


class Naive:
    """Believes the first length it finds, takes every Transfer-Encoding that contains `chunked`, ends lines with a
    feed, ignores what it does not understand, and waits for ever."""

    def __init__(self):
        self._listener = socket.create_server(('127.0.0.1', 0), backlog=1024)
        self.port = self._listener.getsockname()[1]
        self.open = set()
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def _accept(self):
        while True:
            try:
                connection = self._listener.accept()[0]
            except OSError:
                return
            self.open.add(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        try:
            with connection.makefile('rb') as source:
                while (status := self._one(source)) is not None:
                    connection.sendall(ANSWER % status)
        except (OSError, ValueError):
            pass
        self.open.discard(connection)
        connection.close()

    @staticmethod
    def _one(source):
        """The status for the next request, or nothing at the end."""
        line = source.readline()
        while line in (b'\r\n', b'\n'):
            line = source.readline()
        head = b''
        while (field := source.readline()) not in (b'\r\n', b'\n', b''):
            head += field
        if not line:
            return None
        length = re.search(rb'content-length\s*:\s*(\d+)', head, re.I)
        if b'chunked' in head.lower() and not length:
            while int(source.readline().split(b';')[0] or b'0', 16):
                source.readline()
            source.readline()
        elif length:
            source.read(int(length[1]))
        return 405 if line.startswith(b'DELETE') else 200

    def close(self):
        self._listener.close()
        for connection in list(self.open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
