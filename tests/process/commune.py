"""A commune on disk and its daemon: the real binary with a configuration of its own, on loopback and free ports."""
import atexit
import contextlib
import http.client
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

BINARY = os.environ['LANGNGHE_BINARY']
SLUG = 'luong-son'

CONFIGURATION = '''
[server]
listen = "127.0.0.1:0"
admin_listen = "127.0.0.1:0"
public_url = "https://langnghe.example.vn"
master_key = "file:secrets/master_key"

[[commune]]
slug = "luong-son"
name = "Xã Lương Sơn"
code = "LS"
timezone = "Asia/Ho_Chi_Minh"
store = "{store}"
files = "{files}"

[commune.rules]
quiet = "off"  # the tests run at any hour

[[commune.channel]]
name = "zalo"
platform = "zalo-oa"
app_id = "3186720551293846017"
oa_id = "2741853096128840375"
oa_secret_key = "file:secrets/zalo_oa_secret"
app_secret_key = "file:secrets/zalo_app_secret"
access_token = "file:secrets/zalo_access"
refresh_token = "file:secrets/zalo_refresh"
api_base = "{platform}"
oauth_base = "{platform}"

[[commune.channel]]
name = "telegram"
platform = "telegram"
token = "file:secrets/telegram_token"
webhook_secret = "file:secrets/telegram_webhook"
api_base = "{platform}"
'''

SECRETS = {
    'master_key': '00112233445566778899aabbccddeeff' * 2,
    'zalo_oa_secret': 'canaryZaloSecretKey9f3C',
    'zalo_app_secret': 'canaryZaloAppSecret77aa',
    'zalo_access': 'canaryZaloAccessToken55',
    'zalo_refresh': 'canaryZaloRefreshToken66',
    'telegram_token': '7012345678:canaryTelegramToken_44',
    'telegram_webhook': 'canaryTelegramWebhook_33',
}


class Commune:
    """The folder of one commune; everything in it goes with it."""

    def __init__(self, platform, store_folder=None):
        self.folder = Path(tempfile.mkdtemp(prefix='langnghe-process-'))
        self.platform = platform
        where = store_folder or self.folder / 'var'
        where.mkdir(exist_ok=True)
        self.store = where / 'luong-son.db'
        self.log = self.folder / 'log'
        secrets = self.folder / 'secrets'
        secrets.mkdir(mode=0o700)
        for name, value in SECRETS.items():
            (secrets / name).write_text(value + '\n')
            (secrets / name).chmod(0o600)
        self.config = self.folder / 'langnghe.toml'
        self.config.write_text(CONFIGURATION.format(store=self.store, files=where / 'files', platform=platform))
        self.daemons = []
        atexit.register(self.close)  # also when the run is interrupted

    def start(self, **environment):
        daemon = Daemon(self, environment)
        self.daemons.append(daemon)
        return daemon

    def run(self, *arguments, seconds=60, **options):
        return subprocess.run([BINARY, *arguments, '--config', str(self.config)], capture_output=True, text=True,
                              timeout=seconds, **options)

    def ask(self, *arguments, seconds=60):
        """The document that a command answers with --json."""
        done = self.run(*arguments, '--json', seconds=seconds)
        if done.returncode != 0:
            raise AssertionError(f'{arguments}: status {done.returncode}: {done.stderr}')
        return json.loads(done.stdout)

    @contextlib.contextmanager
    def copy(self):
        """A connection to a copy of the store of a daemon that has ended."""
        target = self.folder / 'copy'
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        for suffix in ('', '-wal'):
            source = Path(f'{self.store}{suffix}')
            if source.exists():
                shutil.copy(source, target / f'store.db{suffix}')
        connection = sqlite3.connect(target / 'store.db')
        try:
            yield connection
        finally:
            connection.close()

    def close(self):
        atexit.unregister(self.close)
        for daemon in self.daemons:
            daemon.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


class Daemon:
    def __init__(self, commune, environment):
        self.commune = commune
        self.begun = time.monotonic()
        self._log_from = commune.log.stat().st_size if commune.log.exists() else 0
        with open(commune.log, 'ab') as log:
            self.process = subprocess.Popen([BINARY, 'serve', '--config', str(commune.config)], stderr=log,
                                            stdout=log, stdin=subprocess.DEVNULL, env={**os.environ, **environment})
        self.port = self.admin_port = None

    def wait_ready(self, seconds=15, every=0.005):
        """Seconds from the start until it is ready."""
        until = self.begun + seconds
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise AssertionError(f'ended with {self.process.returncode}: {self.words()}')
            if self._started() and self.ready():
                return time.monotonic() - self.begun
            time.sleep(every)
        raise AssertionError(f'not ready after {seconds} s: {self.words()}')

    def _started(self):
        if self.port:
            return True
        for line in self.words().splitlines():
            if '"daemon.started"' in line and line.endswith('}'):  # not one that is being written
                facts = json.loads(line)
                self.port, self.admin_port = facts['port'], facts['admin_port']
                return True
        return False

    def words(self):
        """What it said since it began."""
        with open(self.commune.log, 'rb') as log:
            log.seek(self._log_from)
            return log.read().decode('utf-8', 'replace')

    def admin(self, path):
        connection = http.client.HTTPConnection('127.0.0.1', self.admin_port, timeout=10)
        try:
            connection.request('GET', path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def ready(self):
        try:
            return self.admin('/readyz')[0] == 200
        except OSError:
            return False

    def rows(self, state):
        """Rows of the outbox in this state, over all channels."""
        lines = self.admin('/metrics')[1].splitlines()
        return sum(float(line.rpartition(' ')[2]) for line in lines
                   if line.startswith('langnghe_outbox_rows{') and f'state="{state}"' in line)

    def terminate(self):
        self.process.send_signal(signal.SIGTERM)

    def wait(self, seconds=30):
        return self.process.wait(seconds)

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(30)
