"""Reports from the command line, beside a running daemon and without one: every form, frozen versions, remarks."""
import hashlib
import json
import subprocess
import tempfile
import unittest
import zipfile
from pathlib import Path

from case import ProcessCase


class Reports(ProcessCase):
    def out(self, *arguments):
        done = self.commune.run('report', *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def refused(self, *arguments, status=1):
        done = self.commune.run('report', *arguments)
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        return done.stderr

    def in_file(self, form):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f'report.{form}'
            self.out('week', '--of', '2026-11-25', '--format', form, '--out', str(path))
            self.assertEqual(path.stat().st_mode & 0o777, 0o600)
            if form == 'xlsx':
                with zipfile.ZipFile(path) as book:
                    self.assertIsNone(book.testzip())
                    self.assertIn('xl/workbook.xml', book.namelist())
            if form == 'pdf':
                return subprocess.run(['pdftotext', str(path), '-'], capture_output=True, text=True, timeout=20,
                                      check=True).stdout
            return ''

    def test_every_form_of_an_empty_week(self):
        text = self.out('week', '--of', '2026-11-25')
        self.assertIn('Xã Lương Sơn: phản ánh, kiến nghị tuần 48 (23/11 – 29/11/2026)', text)
        self.assertLessEqual(len(text), 601)
        self.assertIn('<html lang="vi">', self.out('week', '--of', '2026-11-25', '--format', 'html'))
        self.assertTrue(self.out('quarter', '--of', '2026-11-25', '--format', 'csv').startswith('\ufeff'))
        document = json.loads(self.out('month', '--of', '2026-11-25', '--json'))
        self.assertEqual(document['period'], {'kind': 'month', 'from': '2026-11-01', 'to': '2026-11-30', 'number': 11,
                                              'year': 2026})
        self.assertEqual(document['flow']['received'], 0)
        self.in_file('xlsx')
        self.assertIn('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', self.in_file('pdf'))

    def test_what_is_issued_stays(self):
        first = self.out('week', '--of', '2025-11-25', '--issue', '--format', 'json')
        self.assertIn('--corrects', self.refused('week', '--of', '2025-11-25', '--issue'))
        second = self.out('week', '--of', '2025-11-25', '--issue', '--corrects', 'sai tên khu', '--format', 'json')
        self.assertEqual(json.loads(second)['corrects'], 'sai tên khu')
        self.started()
        self.assertEqual(self.out('week', '--of', '2025-11-25', '--version', '1', '--format', 'json'), first)
        listed = self.commune.ask('report', 'list')
        self.assertEqual([one['version'] for one in listed], [2, 1])
        self.assertEqual(listed[1]['sha256'], hashlib.sha256(first.rstrip('\n').encode()).hexdigest())
        self.refused('week', '--of', '2025-11-25', '--version', '3')
        self.refused('week', '--of', '2099-01-01', '--issue')
        self.sound()

    def test_the_front_alone_remarks(self):
        self.commune.ask('user', 'add', 'Hòa', '--role', 'supervisor')
        self.commune.ask('user', 'add', 'An', '--role', 'leader')
        self.commune.ask('report', 'remark', 'week', '--of', '2025-11-25', '--by', 'Hòa', 'Trả lời còn chậm.')
        self.assertIn('An', self.refused('remark', 'week', '--by', 'An', 'Rất tốt.'))
        self.assertIn('Mặt trận nhận xét: Trả lời còn chậm.', self.out('week', '--of', '2025-11-25'))

    def test_wrong_usage(self):
        self.refused('week', '--format', 'pdf', status=2)
        self.refused('week', '--format', 'docx', status=2)
        self.refused('week', '--corrects', 'x', status=2)
        self.assertIn('2026-11-28', self.refused('week', '--of', '28/11/2026'))


if __name__ == '__main__':
    unittest.main()
