"""What every checker shares: findings, the list of files, and a command line."""
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = ('build', '.git', 'node_modules', '__pycache__')
FIXTURES = 'tests/scripts/fixtures/'


@dataclass(frozen=True, order=True)
class Finding:
    path: str
    line: int
    rule: str
    text: str

    def __str__(self):
        return f'{self.path}:{self.line}: {self.rule}: {self.text}'


def tracked_files(root=ROOT):
    """Paths under root as git lists them; without git (an archive, another user's clone) as the folders hold them."""
    names = _listed(root) or _walk(root)
    return sorted(n for n in names if not n.startswith(FIXTURES) and (root / n).is_file())


def _listed(root):
    if not (root / '.git').exists() or not shutil.which('git'):
        return []
    listed = subprocess.run(['git', '-C', str(root), 'ls-files', '-z'], capture_output=True, check=False)
    return [name for name in listed.stdout.decode().split('\0') if name]


def _walk(root):
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(NOT_OURS)]
        for name in files:
            yield os.path.relpath(os.path.join(folder, name), root)


def read(root, path):
    """The text, or None when it is not UTF-8 (an image, a database)."""
    try:
        return (root / path).read_bytes().decode('utf-8')
    except UnicodeDecodeError:
        return None


def is_cpp(path):
    return path.endswith(('.cpp', '.hpp'))


def main(check):
    """Runs check(root, paths) over the paths of the command line, or over all tracked files."""
    paths = [os.path.relpath(Path(p).resolve(), ROOT) for p in sys.argv[1:]] or tracked_files()
    found = sorted(check(ROOT, paths))
    for finding in found:
        print(finding)
    return 1 if found else 0
