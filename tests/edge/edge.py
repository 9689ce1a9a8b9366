"""What the tests of the edge have in common: a daemon with a commune of its own, and its counters."""
import mmap
import re
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'process'))

from case import ProcessCase  # noqa: E402
from commune import BINARY  # noqa: E402
from wire import Plain  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]


def sanitized():
    """Whether the daemon is built with a sanitizer: then its memory and its speed say nothing."""
    with open(BINARY, 'rb') as binary, mmap.mmap(binary.fileno(), 0, prot=mmap.PROT_READ) as content:
        return content.find(b'__asan_init') >= 0 or content.find(b'__tsan_init') >= 0


class EdgeCase(ProcessCase):
    """`server` holds lines for the [server] section."""

    server = ''

    def serving(self, server=None, **environment):
        text = self.commune.config.read_text()
        lines = self.server if server is None else server
        self.commune.config.write_text(text.replace('[server]', f'[server]\n{lines}', 1))
        self.daemon = self.started(**environment)
        return self.daemon

    def direct(self):
        return Plain(('127.0.0.1', self.daemon.port))

    def as_specified(self, faults):
        if faults:
            self.fail('\n'.join(f'{fault.vector} ({fault.way}): {fault.what}' for fault in faults))

    def answered(self, status):
        """How often the daemon says it has answered so on its public side."""
        metrics = self.daemon.admin('/metrics')[1]
        counts = re.findall(rf'^langnghe_http_requests_total{{[^}}]*status="{status}"[^}}]*}} (\d+)', metrics, re.M)
        return sum(map(int, counts))


main = unittest.main
