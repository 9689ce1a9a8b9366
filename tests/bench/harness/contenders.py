"""Who is measured: the program itself, its server without a store, and the peers. Each knows how to start on a store and
how to count what it stored."""
import http.client
import os
import shutil
import socket
import sqlite3
import subprocess
import time

import seed
from programs import BUILD, PEERS, Failed, tool


def is_answering(port, path):
    try:
        connection = http.client.HTTPConnection('127.0.0.1', port, timeout=5)
        try:
            connection.request('GET', path)
            return connection.getresponse().status == 200
        finally:
            connection.close()
    except OSError:
        return False


def is_listening(port):
    try:
        socket.create_connection(('127.0.0.1', port), 1).close()
        return True
    except OSError:
        return False


def service_environment():
    """As a service has it: where SSL_CERT_FILE names a bundle, all of it is read at the start, which takes 35 ms."""
    return {name: value for name, value in os.environ.items() if name not in ('SSL_CERT_FILE', 'SSL_CERT_DIR')}


class Contender:
    stores = True

    def __init__(self, name, platform):
        self.name, self.platform = name, platform
        self.secret = seed.SECRETS[f'{platform}_secret']
        self.path = '/hook'
        self.store = 'store.db'

    def prepare(self, folder, sink):
        """A fresh folder as every run begins with."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)

    def empty(self, folder, sink):
        """A folder without a store."""
        Contender.prepare(self, folder, sink)

    def start(self, folder, environment):
        """(process, port, seconds until it was ready)."""
        port = seed.free_port()
        command = self.command(folder, port)
        with open(folder / 'log', 'ab') as log:
            begun = time.perf_counter()
            process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                                       env={**service_environment(), **self.environment(), **environment})
        while not self.is_ready(port):
            if process.poll() is not None or time.perf_counter() - begun > 30:
                process.kill()
                raise Failed(f'{self.name} does not start; see {folder}/log')
            time.sleep(0.0005)
        return process, port, time.perf_counter() - begun

    def environment(self):
        return {}

    def is_ready(self, port):
        return is_listening(port)

    def rows(self, folder):
        """(messages stored, different ones among them, tickets)."""
        with sqlite3.connect(folder / self.store) as store:
            return store.execute(self.count).fetchone()


class Langnghe(Contender):
    count = '''SELECT count(*), count(DISTINCT channel || '/' || chat || '/' || message),
                      (SELECT count(*) FROM ticket) FROM message'''

    def __init__(self, name, platform, binary, seeds):
        super().__init__(name, platform)
        self.binary, self.seed, self.sink = binary, seeds / name, None
        self.path = f'/{seed.SLUG}/hook/{platform}'
        self.store = 'var/store.db'
        self.admin = None

    def make_seed(self, sink):
        def start(folder, admin):
            self.admin = admin
            process = subprocess.Popen([self.binary, 'serve', '--config', folder / 'langnghe.toml'],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            until = time.monotonic() + 20
            while not self.is_ready(0) and time.monotonic() < until:
                time.sleep(0.01)
            return process
        seed.make(self.binary, self.seed, self.platform, sink, start)

    def prepare(self, folder, sink):
        if not (self.seed / self.store).exists():
            self.make_seed(sink)
        self.sink = sink
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.seed, folder, ignore=shutil.ignore_patterns('*.sock'))

    def empty(self, folder, sink):
        super().empty(folder, sink)
        self.sink = sink

    def command(self, folder, port):
        self.admin = seed.free_port()
        seed.configure(folder, self.platform, port, self.admin, self.sink)
        return [self.binary, 'serve', '--config', folder / 'langnghe.toml']

    def is_ready(self, port):
        return is_answering(self.admin, '/readyz')


class Null(Contender):
    """Our server, verification and parsing, and nothing stored: the limit."""
    stores = False

    def command(self, folder, port):
        return [tool('bench_null'), self.platform, str(port), self.secret]


class Peer(Contender):
    count = "SELECT count(*), count(DISTINCT external_id), (SELECT count(*) FROM ticket) FROM message"

    def __init__(self, name, platform, script, mode):
        super().__init__(name, platform)
        self.script, self.mode = script, mode

    def environment(self):
        return {'PEER_MODE': self.mode, 'PEER_SECRET': self.secret, 'NODE_ENV': 'production'}

    def command(self, folder, port):
        return ['node', PEERS / self.script, str(port), 'store.db']


def all_contenders(seeds, binary=None, also=None):
    """`also`: a second program to measure, another state of ours."""
    binary = binary or BUILD / 'bot/langnghe'
    others = [Langnghe('langnghe-also', 'zalo', also, seeds),
              Langnghe('langnghe-also-telegram', 'telegram', also, seeds)] if also else []
    return [
        Langnghe('langnghe', 'zalo', binary, seeds),
        Peer('fastify-naive', 'zalo', 'fastify.mjs', 'naive'),
        Peer('fastify-batched', 'zalo', 'fastify.mjs', 'batched'),
        Null('null', 'zalo'),
        Langnghe('langnghe-telegram', 'telegram', binary, seeds),
        Peer('grammy-naive', 'telegram', 'grammy.mjs', 'naive'),
        Peer('grammy-batched', 'telegram', 'grammy.mjs', 'batched'),
        Null('null-telegram', 'telegram'),
        *others,
    ]
