"""`channel connect telegram`: beside a running daemon and without one, and what it says when Telegram is out of reach."""
import socket
import unittest

from case import ProcessCase
from telegram_double import TelegramDouble

HOOK = 'https://langnghe.example.vn/luong-son/hook/telegram'


class Connect(ProcessCase):
    def setUp(self):
        self.telegram = TelegramDouble()
        self.addCleanup(self.telegram.close)
        self.platform = self.telegram
        self.commune = self.new_commune()

    def test_without_a_daemon(self):
        said = self.commune.ask('channel', 'connect', 'telegram')
        self.assertEqual(said['facts']['webhook'], HOOK)
        self.assertEqual(said['facts']['bot'], '@ln_bot')
        self.assertEqual(said['facts']['waiting_updates'], '3')
        self.assertEqual(said['warnings'], [])
        body = self.telegram.of('setWebhook')[0]
        self.assertEqual((body['url'], body['drop_pending_updates']), (HOOK, False))
        self.assertEqual(body['secret_token'], 'canaryTelegramWebhook_33')
        self.assertEqual(len(self.telegram.menus), 2)
        shown = self.commune.run('channel', 'connect', 'telegram')
        self.assertEqual(shown.returncode, 0, shown.stderr)
        self.assertIn('Channel "telegram" is connected.', shown.stdout)
        self.assertNotIn('canary', shown.stdout + shown.stderr)
        self.sound()

    def test_beside_a_running_daemon(self):
        daemon = self.started()
        said = self.commune.ask('channel', 'connect', 'telegram')
        self.assertEqual(said['facts']['webhook'], HOOK)
        self.assertTrue(daemon.ready())
        self.ended_well(daemon)
        self.assertNotIn('canary', daemon.words())
        self.sound()

    def test_polling_takes_the_address_away(self):
        text = self.commune.config.read_text()
        self.commune.config.write_text(text + 'receive = "polling"\n')
        self.telegram.webhook = {'url': 'https://elsewhere.example.vn/'}
        said = self.commune.ask('channel', 'connect', 'telegram')
        self.assertEqual(said['facts']['receive'], 'polling')
        self.assertEqual(self.telegram.of('deleteWebhook'), [{'drop_pending_updates': False}])
        self.assertEqual(self.telegram.of('setWebhook'), [])

    def test_a_refusal_is_told_in_one_line(self):
        self.telegram.refusals['setWebhook'] = 'Bad Request: bad webhook: HTTPS url must be provided for webhook'
        done = self.commune.run('channel', 'connect', 'telegram')
        self.assertEqual(done.returncode, 1)
        self.assertIn('HTTPS url must be provided', done.stderr)
        self.assertIn('public_url', done.stderr)
        self.assertEqual(done.stderr.count('\n'), 1)

    def test_out_of_reach_names_the_block_and_the_proxy(self):
        with socket.socket() as closed:
            closed.bind(('127.0.0.1', 0))
            nowhere = f'http://127.0.0.1:{closed.getsockname()[1]}'
        text = self.commune.config.read_text()
        self.commune.config.write_text(text.replace(self.telegram.url, nowhere))
        done = self.commune.run('channel', 'connect', 'telegram')
        self.assertEqual(done.returncode, 1)
        self.assertIn('blocked in Vietnam', done.stderr)
        self.assertIn('proxy', done.stderr)
        self.commune.config.write_text(text + f'proxy = "{nowhere}"\n')
        done = self.commune.run('channel', 'connect', 'telegram')
        self.assertEqual(done.returncode, 1)
        self.assertIn(f'look at the proxy ({nowhere})', done.stderr)

    def test_other_channels(self):
        done = self.commune.run('channel', 'connect', 'post')
        self.assertEqual(done.returncode, 1)
        self.assertIn('there is no channel "post"', done.stderr)
        self.assertEqual(self.commune.run('channel', 'connect').returncode, 2)
        self.assertIn('Example: langnghe channel connect telegram',
                      self.commune.run('channel', 'connect', '--help').stdout)


if __name__ == '__main__':
    unittest.main()
