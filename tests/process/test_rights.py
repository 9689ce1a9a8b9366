"""Who asks to be forgotten: the words are in no file of the store's folder, and an old backup does not bring them back."""
import json
import shutil
import unittest
from datetime import date
from pathlib import Path

from case import ProcessCase
from driver import Connection, telegram_event

WORD = 'zyxwv4711'  # in the words, and as it is in the search index
HALF_SAID = WORD + 'half'
AN, BINH, MAI = 7, 8, 9


class Rights(ProcessCase):
    def setUp(self):
        super().setUp()
        self.serial = 100

    def say(self, daemon, sender, text):
        """Says it and waits until the answer has arrived."""
        self.serial += 1
        event = telegram_event(sender, self.serial, text)
        before = self.answers(event.chat)
        connection = Connection(daemon.port)
        self.assertEqual(connection.post(event).status, 200)
        connection.close()
        self.eventually(lambda: len(self.answers(event.chat)) > len(before), what=f'no answer to {text}')
        self.eventually(lambda: daemon.rows('queued') + daemon.rows('claimed') == 0)
        return event.chat

    def answers(self, chat):
        return [text for to, text in self.platform.copies if to == chat]

    def holding(self, commune, word=WORD):
        """The files beside and below the store that have the word in them."""
        found = []
        for path in commune.store.parent.rglob('*'):
            if path.is_file() and word.encode() in path.read_bytes():
                found.append(path.name)
        return found

    def register(self, commune):
        path = Path(f'{commune.store}.erased')
        return path.read_text() if path.exists() else ''

    def half_said(self, daemon):
        """An official begins a command whose note has the word, and is asked for what it lacks."""
        self.commune.ask('user', 'add', 'Mai', '--role', 'front_officer')
        code = self.commune.ask('user', 'link-code', 'Mai')['code']
        self.say(daemon, MAI, f'/lienket {code}')
        self.say(daemon, MAI, f'/chuyen LS-{date.today().year % 100}-0001 gọi {HALF_SAID}')
        self.assertNotEqual(self.holding(self.commune, HALF_SAID), [])

    def copy_of_a_migration(self):
        """Beside the store as a migration leaves it, with the words in it."""
        copy = Path(f'{self.commune.store}.before-v2')
        wal = Path(f'{self.commune.store}-wal')
        copy.write_bytes(self.commune.store.read_bytes() + wal.read_bytes())
        self.assertIn(copy.name, self.holding(self.commune))

    def erased_after_backup(self):
        """A backup with the words in it, and the commune after the erasure."""
        daemon = self.started()
        self.say(daemon, AN, f'Cống tắc, gọi {WORD}')
        self.say(daemon, BINH, 'Đèn đường hỏng')
        self.eventually(lambda: self.holding(self.commune))
        backup = self.commune.folder / 'backup.tar'
        done = self.commune.run('backup', '--out', str(backup))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.half_said(daemon)
        self.copy_of_a_migration()
        chat = self.say(daemon, AN, 'xóa dữ liệu của tôi')
        self.assertIn('đồng ý xóa', self.answers(chat)[-1])
        self.say(daemon, AN, 'đồng ý xóa')
        self.assertTrue(any('Đã xóa' in text for text in self.answers(chat)), self.answers(chat))
        self.eventually(lambda: 'request' in self.register(self.commune), 30, 'the register does not know')
        return daemon, backup

    def test_the_words_are_in_no_file_while_it_runs_nor_after(self):
        daemon, _ = self.erased_after_backup()
        self.eventually(lambda: self.holding(self.commune) == [], 30, 'the words are still there')
        self.ended_well(daemon)
        self.assertEqual(self.holding(self.commune), [])
        self.sound()
        lines = self.register(self.commune).splitlines()
        self.assertEqual(len(lines), 1)
        self.assertNotIn(str(5512000000 + AN), lines[0])
        self.assertEqual(Path(f'{self.commune.store}.erased').stat().st_mode & 0o777, 0o600)

    def restored(self, backup, register):
        fresh = self.new_commune()
        if register:
            shutil.copy(f'{self.commune.store}.erased', f'{fresh.store}.erased')
        done = fresh.run('restore', str(backup), '--json')
        self.assertEqual(done.returncode, 0, done.stderr)
        return fresh, json.loads(done.stdout)

    def restarted(self, commune):
        """Restored, it is not ready before its account is connected again."""
        daemon = commune.start()
        self.eventually(lambda: 'daemon.started' in daemon.words(), 15, 'it did not start')
        return daemon

    def test_a_restored_backup_is_erased_again(self):
        daemon, backup = self.erased_after_backup()
        self.ended_well(daemon)
        bare, told = self.restored(backup, register=False)
        self.assertEqual(told['erased_again'], 0)
        self.assertIn('luong-son.db', self.holding(bare))  # the canary: they are in the backup

        fresh, told = self.restored(backup, register=True)
        self.assertEqual(told['erased_again'], 1)
        self.assertEqual(self.holding(fresh), [])
        self.sound(fresh)
        with fresh.copy() as store:
            self.assertEqual(store.execute("SELECT count(*) FROM journal WHERE text = 'Đèn đường hỏng'").fetchone(), (1,))

        # The register comes late: the daemon erases before it does anything else.
        shutil.copy(f'{self.commune.store}.erased', f'{bare.store}.erased')
        daemon = self.restarted(bare)
        self.eventually(lambda: self.holding(bare) == [], 30, 'the words are still there')
        self.ended_well(daemon)
        self.assertIn('register.erased_again', daemon.words())
        self.sound(bare)
        daemon = self.restarted(bare)  # and only once
        self.ended_well(daemon)
        self.assertNotIn('register.erased_again', daemon.words())

    def test_an_unreadable_register_keeps_the_daemon_from_starting(self):
        self.ended_well(self.started())
        Path(f'{self.commune.store}.erased').mkdir()
        daemon = self.commune.start()
        self.assertNotEqual(daemon.wait(20), 0)
        self.assertIn('.erased', daemon.words())

    def test_retention_counts_before_it_erases(self):
        self.ended_well(self.started())
        dry = self.commune.ask('retention', '--dry-run')
        self.assertTrue(dry['dry_run'])
        self.assertEqual([each['name'] for each in dry['categories']],
                         ['anonymous', 'deliveries', 'details', 'refused', 'handled'])
        self.assertEqual([each['days'] for each in dry['categories']], [30, 90, 365, 365, 1825])
        self.assertEqual({each['rows'] for each in dry['categories']}, {0})
        done = self.commune.run('retention')
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn('WHAT', done.stdout)

    def test_verify_takes_anchors_and_names_the_first_fault(self):
        daemon = self.started()
        self.say(daemon, AN, 'Cống tắc')
        self.ended_well(daemon)
        anchor = self.commune.ask('verify')['anchor']
        seq = int(anchor.split(':')[0])
        done = self.commune.run('verify', '--anchor', anchor, '--anchor', f'{seq}:{"0" * 32}')
        self.assertEqual(done.returncode, 1)
        self.assertIn(f'first fault: entry {seq} is not the one of the anchor', done.stdout)
        self.assertEqual(self.commune.run('verify', '--anchor', anchor).returncode, 0)
        wrong = self.commune.run('verify', '--anchor', 'x')
        self.assertEqual(wrong.returncode, 1)
        self.assertIn('32 hex digits', wrong.stderr)


if __name__ == '__main__':
    unittest.main()
