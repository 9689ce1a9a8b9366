"""The command line from outside: statuses, one line for an error, one document for --json."""
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

from case import ProcessCase
from commune import BINARY

LEAVES = ('serve', 'sandbox', 'check', 'init', 'migrate', 'user add', 'user list', 'user link-code', 'user disable',
          'user enable', 'user change', 'user unlink', 'user quiet', 'group list', 'group code', 'group unbind', 'group quiet', 'channel list', 'channel connect',
          'channel pause', 'channel resume',
          'ticket list', 'ticket show', 'ticket verify', 'ticket classify', 'ticket transfer', 'ticket accept',
          'ticket assign', 'ticket return', 'ticket ask', 'ticket answer', 'ticket answer-now', 'ticket resolve',
          'ticket publish', 'ticket close', 'ticket reject', 'ticket merge', 'ticket unmerge', 'ticket reopen',
          'ticket extend', 'ticket approve', 'ticket nature', 'ticket keep-from', 'ticket let-in', 'inbox list',
          'inbox replay', 'outbox list', 'outbox requeue', 'outbox release', 'report day', 'report week', 'report month',
          'report quarter', 'report list', 'report remark', 'backup', 'restore', 'verify', 'retention', 'person copy',
          'person erase')


def bare(*arguments, **options):
    return subprocess.run([BINARY, *arguments], capture_output=True, text=True, timeout=30, **options)


class CommandLine(ProcessCase):
    def refused(self, done, status, *words):
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertEqual(done.stdout, '')
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        self.assertTrue(done.stderr.startswith('langnghe: '), done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)

    def test_every_command_has_help_with_an_example(self):
        for leaf in LEAVES:
            done = bare(*leaf.split(), '--help')
            self.assertEqual(done.returncode, 0, leaf)
            self.assertIn(f'Example: langnghe {leaf}', done.stdout)
            self.assertEqual(done.stderr, '')
        self.assertRegex(bare('--version').stdout, r'^langnghe \d+\.\d+\.\d+\n$')

    def test_wrong_usage_is_status_2_and_one_line(self):
        for arguments in ((), ('fly',), ('ticket',), ('ticket', 'show'), ('user', 'add'), ('check', '--fast'),
                          ('ticket', 'list', '--limit', '0'), ('group', 'code'), ('inbox', 'replay'),
                          ('group', 'code', '--area', 'a', '--organization', 'b'), ('outbox', 'requeue'),
                          ('backup', '--out', '-', '--json')):
            self.refused(bare(*arguments), 2, '--help')

    def test_a_missing_configuration_is_status_2(self):
        done = bare('user', 'list', '--config', '/nowhere/langnghe.toml')
        self.refused(done, 2, '/nowhere/langnghe.toml')
        self.refused(self.commune.run('user', 'list', '--commune', 'xa-khac'), 2, 'xa-khac', 'luong-son')

    def test_json_is_one_document_and_nothing_else(self):
        user = self.commune.ask('user', 'add', 'An', '--admin')
        self.assertEqual(user['roles'], ['administrator'])
        self.assertEqual(self.commune.ask('user', 'list'), [user])
        code = self.commune.ask('user', 'link-code', 'An')
        self.assertRegex(code['code'], r'^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$')
        self.assertEqual(self.commune.ask('ticket', 'list'), [])
        channels = self.commune.run('channel', 'list', '--json')
        self.assertEqual([c['name'] for c in json.loads(channels.stdout)], ['telegram', 'zalo'])
        self.assertEqual(channels.stderr, '')
        self.assertNotIn('canary', channels.stdout)

    def test_what_cannot_be_done_is_status_1(self):
        self.refused(self.commune.run('restore', '/nowhere.tar'), 1, '/nowhere.tar')
        self.refused(self.commune.run('ticket', 'show', 'LS-26-0042', '--json'), 1, 'LS-26-0042')
        self.refused(self.commune.run('user', 'add', 'An', '--role', 'king'), 1, 'king', 'front_officer')
        self.refused(self.commune.run('group', 'code', '--area', 'moon'), 1, 'moon')

    def test_the_daemon_is_asked_while_it_owns_the_store(self):
        daemon = self.started()
        self.assertEqual(self.commune.ask('user', 'add', 'An', '--admin')['id'], '1')
        self.refused(self.commune.run('user', 'add', 'An', '--admin'), 1, 'already')
        self.refused(self.commune.run('migrate'), 1, 'stop the daemon')
        self.refused(self.commune.run('restore', '/nowhere.tar'), 1, 'stop the daemon')
        self.sound_live()
        self.ended_well(daemon)
        self.assertEqual(len(self.commune.ask('user', 'list')), 1)

    def sound_live(self):
        report = self.commune.ask('verify')
        self.assertTrue(report['sound'], report)
        anchored = self.commune.run('verify', '--anchor', report['anchor'], '--json')
        self.assertEqual(anchored.returncode, 0, anchored.stderr)
        forged = report['anchor'][:-1] + ('0' if report['anchor'][-1] != '0' else '1')
        self.assertEqual(self.commune.run('verify', '--anchor', forged).returncode, 1)

    def test_a_backup_and_its_restore(self):
        self.commune.ask('user', 'add', 'An', '--admin')
        self.commune.ask('user', 'link-code', 'An')
        out = self.commune.folder / 'backup.tar'
        summary = self.commune.ask('backup', '--out', str(out))
        self.assertEqual(out.stat().st_mode & 0o777, 0o600)
        self.refused(self.commune.run('restore', str(out)), 1, 'is there already')
        piped = subprocess.run([BINARY, 'backup', '--out', '-', '--config', str(self.commune.config)],
                               capture_output=True, timeout=30)
        self.assertEqual((piped.returncode, piped.stderr), (0, b''))
        self.assertIn(b'manifest.json', piped.stdout)

        fresh = self.new_commune()
        restored = fresh.ask('restore', str(out))
        self.assertEqual(str(restored['restored_at_seq']), summary['anchor'].split(':')[0])
        self.assertEqual([user['name'] for user in fresh.ask('user', 'list')], ['An'])
        with fresh.copy() as store:
            self.assertEqual(store.execute('SELECT count(*) FROM link_code').fetchone(), (0,))
        self.assertEqual(sorted(p.name for p in fresh.store.parent.iterdir() if 'restore' in p.name), [])
        self.sound(fresh)

    def test_a_written_configuration_is_in_order(self):
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / 'conf'
            done = bare('init', str(target), '--json')
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn(str(target / 'langnghe.toml'), json.loads(done.stdout)['written'])
            self.assertEqual((target / 'secrets' / 'master_key').stat().st_mode & 0o777, 0o600)
            self.refused(bare('init', str(target)), 1, 'already')
            environment = dict(os.environ, LANGNGHE_CONFIG=str(target / 'langnghe.toml'))
            checked = bare('check', '--offline', '--json', env=environment)
            self.assertEqual(checked.returncode, 0, checked.stdout)
            self.assertTrue(json.loads(checked.stdout)['ok'])
            self.assertEqual(bare('migrate', '--dry-run', env=environment).returncode, 0)

    def test_check_tells_what_does_not_answer(self):
        text = self.commune.config.read_text()
        self.commune.config.write_text(text.replace(self.platform.url, 'http://127.0.0.1:1'))
        done = self.commune.run('check')
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn('Telegram may be blocked', done.stderr)
        self.assertIn(f'{self.commune.config}:', done.stderr)
        self.assertNotIn('canary', done.stderr + done.stdout)
        self.assertEqual(self.commune.run('check', '--offline').returncode, 0)


if __name__ == '__main__':
    unittest.main()
