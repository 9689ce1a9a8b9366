"""A backup under load, and the drill: restored into an empty folder, sound, and silent until it is released."""
import hashlib
import os
import unittest

from case import ProcessCase
from driver import Connection, Driver, telegram_event, zalo_photo
from rows import CLAIMED, in_state, stored


class Backup(ProcessCase):
    def back_up(self, commune):
        out = commune.folder / 'backup.tar'
        done = commune.run('backup', '--out', str(out))
        self.assertEqual(done.returncode, 0, done.stderr)
        return out

    def restored(self, out):
        fresh = self.new_commune()
        done = fresh.run('restore', str(out))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn('channel connect zalo', done.stdout)
        self.sound(fresh)
        zalo = fresh.ask('channel', 'list')[1]
        self.assertIn('restored', zalo['tokens']['reconnect_why'])  # its tokens may be spent
        self.assertTrue(fresh.ask('channel', 'connect', 'zalo', '--code', 'any')['connected'])
        return fresh

    def arrived(self):
        return sum(self.platform.copies.values())

    def one_more(self, daemon):
        """Somebody new writes, and is answered: whatever may be sent is being sent."""
        before = self.arrived()
        connection = Connection(daemon.port)
        event = telegram_event(777777, 777777, 'Đèn đường hỏng')
        self.assertEqual(connection.post(event).status, 200)
        connection.close()
        self.eventually(lambda: any(chat == event.chat for chat, _ in self.platform.copies))
        self.eventually(lambda: daemon.rows('queued') + daemon.rows('claimed') == 0)
        return self.arrived() - before

    def test_a_backup_under_load_restores_to_a_silent_store(self):
        daemon = self.started()
        driver = Driver()
        driver.start(daemon.port)
        self.eventually(lambda: len(driver.acknowledged) > 200)
        before = set(driver.acknowledged)
        out = self.back_up(self.commune)
        driver.stop()
        self.ended_well(daemon)

        fresh = self.restored(out)
        with fresh.copy() as store:
            self.assertEqual(before - set(stored(store)), set())
        held = fresh.ask('outbox', 'list', '--state', 'held')
        self.assertGreater(len(held), 0)
        daemon = self.started(fresh)
        self.assertEqual(self.one_more(daemon), 1)
        before = self.arrived()
        released = fresh.run('outbox', 'release')
        self.assertEqual(released.returncode, 0, released.stderr)
        self.eventually(lambda: self.arrived() >= before + len(held), 60, 'not everything goes out after the release')
        self.ended_well(daemon)
        self.sound(fresh)

    def test_what_was_being_sent_at_the_backup_is_held_too(self):
        self.platform.hanging.set()
        daemon = self.started()
        driver = Driver(senders=20)
        driver.start(daemon.port)
        self.assertTrue(self.platform.waiting.wait(20), 'nothing is sent')
        out = self.back_up(self.commune)
        driver.stop()
        daemon.kill()
        self.platform.hanging.clear()
        with self.commune.copy() as store:
            self.assertGreater(in_state(store, CLAIMED), 0)

        daemon = self.started(self.restored(out))
        self.assertEqual(self.one_more(daemon), 1)
        self.ended_well(daemon)

    def test_a_restore_does_not_overwrite(self):
        self.ended_well(self.started())
        out = self.back_up(self.commune)
        again = self.commune.run('restore', str(out))
        self.assertEqual(again.returncode, 1, again.stderr)
        self.sound()

    def file_of(self, commune, name):
        return commune.store.parent / 'files' / name[:2] / name[2:4] / name

    def photographed(self, daemon):
        """A photo that came with a message and was fetched: its bytes, and the name that the ticket gives it."""
        picture = b'\xff\xd8\xff\xe0' + os.urandom(100_000)
        self.platform.files['/anh/1.jpg'] = picture
        connection = Connection(daemon.port)
        self.assertEqual(connection.post(zalo_photo(1, 1, f'{self.platform.url}/anh/1.jpg')).status, 200)
        connection.close()
        self.eventually(lambda: self.attachment(self.commune)['state'] == 'stored')
        return picture, self.attachment(self.commune)['sha256']

    def attachment(self, commune):
        code, = [ticket['code'] for ticket in commune.ask('ticket', 'list')]
        return commune.ask('ticket', 'show', code)['messages'][0]['attachments'][0]

    def test_files_are_backed_up_and_restored_with_their_messages(self):
        daemon = self.started()
        picture, name = self.photographed(daemon)
        self.assertEqual(name, hashlib.sha256(picture).hexdigest())
        out = self.back_up(self.commune)
        self.ended_well(daemon)

        fresh = self.restored(out)
        kept = self.file_of(fresh, name)
        self.assertEqual(kept.read_bytes(), picture)
        self.assertEqual(self.attachment(fresh)['sha256'], name)
        # A file that is another, or gone, is found out.
        kept.write_bytes(picture[:-1] + b'x')
        self.assertEqual(fresh.run('verify').returncode, 1)
        kept.unlink()
        self.assertEqual(fresh.run('verify').returncode, 1)

    def test_a_backup_whose_file_was_altered_is_not_restored(self):
        daemon = self.started()
        picture, name = self.photographed(daemon)
        out = self.back_up(self.commune)
        self.ended_well(daemon)
        archive = out.read_bytes()
        self.assertEqual(archive.count(picture), 1)
        out.write_bytes(archive.replace(picture, picture[:-1] + bytes([picture[-1] ^ 1])))
        fresh = self.new_commune()
        done = fresh.run('restore', str(out))
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertFalse(self.file_of(fresh, name).exists())


if __name__ == '__main__':
    unittest.main()
