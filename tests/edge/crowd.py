"""Many clients at once that want little or are slow, from as many addresses of loopback as the cap for each needs."""
import errno
import http.client
import os
import re
import resource
import select
import socket
import threading
import time

from vectors.vector import HOST, LAST, probe, request

PER_ADDRESS = 200  # the daemon takes 256 connections of one address
GET = request(method=b'GET', target=b'/nowhere')

# What each kind says at once, and what it then says byte by byte.
KINDS = {
    'silent': (b'', b''),
    'half a head': (GET[:-10], b''),
    'kept': (probe(), b''),
    'slow head': (b'GET / HTTP/1.1\r\nHost: ' + HOST + b'\r\nX: ', b'a'),
    'slow body': (request((b'Content-Length: 1000',)), b'a'),
    'slow chunks': (request((b'Transfer-Encoding: chunked',)), b'1\r\n \r\n'),
    'never reads': (b'', GET * 20_000),
}
SLOW = ('slow head', 'slow body', 'slow chunks')
DEAF = ('never reads',)  # each makes the daemon answer until the kernel holds 4 MB
IDLE = ('silent', 'half a head', 'kept')


def allow_descriptors(count):
    """Whether this process may open so many."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    wanted = count if hard == resource.RLIM_INFINITY else min(count, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return wanted >= count


def descriptors(pid):
    return len(os.listdir(f'/proc/{pid}/fd'))


def anonymous_memory(pid):
    """In bytes."""
    with open(f'/proc/{pid}/status') as status:
        return int(re.search(r'RssAnon:\s+(\d+) kB', status.read())[1]) * 1024


def processor_seconds(pid):
    with open(f'/proc/{pid}/stat') as stat:
        fields = stat.read().rpartition(')')[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


def _connected(port, index, narrow):
    client = socket.socket()
    if narrow:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    client.bind((f'127.0.{1 + index // PER_ADDRESS // 250}.{1 + index // PER_ADDRESS % 250}', 0))
    client.settimeout(10)
    client.connect(('127.0.0.1', port))
    return client


class Crowd:
    def __init__(self, port, count, kinds):
        self.sockets = {}
        self.cut = 0
        self._drips = {}
        for index in range(count):
            kind = kinds[index % len(kinds)]
            first, then = KINDS[kind]
            client = _connected(port, index, kind == 'never reads')
            client.sendall(first)
            client.setblocking(False)
            self.sockets[client.fileno()] = client
            if then:
                self._drips[client.fileno()] = then
        self._poll = select.epoll()
        for descriptor in self.sockets:
            self._poll.register(descriptor, select.EPOLLRDHUP)

    def drip(self):
        """Each slow one says a little more."""
        for descriptor, words in list(self._drips.items()):
            try:
                self.sockets[descriptor].send(words)
            except OSError as error:
                if error.errno not in (errno.EAGAIN, errno.EWOULDBLOCK):
                    del self._drips[descriptor]

    def look(self):
        """How many are still open."""
        for descriptor, _ in self._poll.poll(0, len(self.sockets) + 1):
            self._poll.unregister(descriptor)
            self._drips.pop(descriptor, None)
            self.sockets.pop(descriptor).close()
            self.cut += 1
        return len(self.sockets)

    def until_cut(self, seconds):
        """How long it took until all were cut; more than `seconds` when some were not."""
        begun = time.monotonic()
        while self.look() and time.monotonic() - begun <= seconds:
            self.drip()
            time.sleep(0.25)
        return time.monotonic() - begun

    def close(self):
        for client in self.sockets.values():
            client.close()
        self.sockets.clear()


class Health:
    """Asks the daemon how it is, on a new connection each time, and remembers how long that took."""

    def __init__(self, port, path='/healthz'):
        self.seconds, self.failures = [], 0
        self._port, self._path = port, path
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._end.set()
        self._thread.join(30)

    def _work(self):
        while not self._end.is_set():
            begun = time.monotonic()
            try:
                connection = http.client.HTTPConnection('127.0.0.1', self._port, timeout=10)
                connection.request('GET', self._path, headers={'Connection': 'close'})
                self.failures += connection.getresponse().status != 200
                connection.close()
            except OSError:
                self.failures += 1
            self.seconds.append(time.monotonic() - begun)
            time.sleep(0.005)

    def percentile(self, share):
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def still_served(port):
    """Whether a new client gets its answer."""
    with socket.create_connection(('127.0.0.1', port), timeout=10) as client:
        client.sendall(LAST)
        data = b''
        while more := client.recv(4096):
            data += more
    return data.startswith(b'HTTP/1.1 200 ')
