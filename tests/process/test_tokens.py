"""Zalo's tokens through real kills: the refresh token is good once, so a crash must neither lose nor repeat it. And
`channel connect`, beside the daemon and without it."""
import os
import sqlite3
import threading
import time
import unittest
import urllib.parse

from case import ProcessCase
from commune import SECRETS, SLUG
from driver import Connection, zalo_event
from platform_double import PlatformDouble

HOUR = 3600 * 1000
MINUTE = 60 * 1000
OA = '2741853096128840375'


class Struck(Exception):
    """The call ends here: whoever made it is dead."""


class TokenDouble(PlatformDouble):
    """Zalo with a token service: a refresh token is spent by the pair it buys."""

    def __init__(self):
        self.access, self.refresh = SECRETS['zalo_access'], SECRETS['zalo_refresh']
        self.spent, self.spent_twice, self.asked, self.granted = set(), 0, 0, 0
        self.challenges = {}
        self.before = self.after = None  # called once, before or after the next pair is made
        self.oa = OA
        self.refusing = lambda path: None  # asked before a token is refused
        self._tokens = threading.Lock()
        super().__init__()

    def answer(self, path, body):
        if path.endswith('/v4/oa/access_token'):
            with self._tokens:
                return self._grant(dict(urllib.parse.parse_qsl(body.decode())))
        if path.startswith('/v') and self.request.headers.get('access_token') != self.access:
            self.refusing(path)
            return {'error': -216, 'message': 'Access token is invalid'}
        if 'getoa' in path:
            return {'error': 0, 'message': 'Success', 'data': {'oa_id': self.oa, 'name': 'LN'}}
        return super().answer(path, body)

    def _grant(self, form):
        self.asked += 1
        self._strike('before')
        if self.request.headers.get('secret_key') != SECRETS['zalo_app_secret']:
            return {'error': -14004, 'error_name': 'Invalid secret key'}
        if form.get('grant_type') == 'refresh_token':
            token = form.get('refresh_token')
            self.spent_twice += token in self.spent
            if token != self.refresh:
                return {'error': -14014, 'error_name': 'Invalid refresh token', 'error_reason': ''}
        elif form.get('code') != 'good-code' or len(form.get('code_verifier', '')) != 43:
            return {'error': -14010, 'error_name': 'Invalid code'}
        self.spent.add(self.refresh)
        self.granted += 1
        self.access, self.refresh = f'accessCanary{self.granted}xyz', f'refreshCanary{self.granted}xyz'
        self._strike('after')
        return {'access_token': self.access, 'refresh_token': self.refresh, 'expires_in': '90000'}

    def _strike(self, when):
        strike = getattr(self, when)
        setattr(self, when, None)
        if strike:
            strike()
            raise Struck


class Tokens(ProcessCase):
    def setUp(self):
        super().setUp()
        self.zalo = TokenDouble()
        self.addCleanup(self.zalo.close)
        self.town = self.new_commune(platform=self.zalo)

    def begin(self):
        daemon = self.town.start()
        self.eventually(daemon._started)
        return daemon

    def age(self, **columns):
        """Between two lives of the daemon: so much time went by for its tokens."""
        store = sqlite3.connect(self.town.store)
        with store:
            for column, time_ago in columns.items():
                store.execute(f'UPDATE credential SET {column} = {column} - ?', (time_ago,))
        store.close()

    def due(self):
        """A store whose pair is to be renewed at the next start."""
        daemon = self.begin()
        self.eventually(daemon.ready)
        self.ended_well(daemon)
        self.age(obtained_at=13 * HOUR, expires_at=13 * HOUR)

    def killed(self, when):
        self.due()
        daemon = self.town.start()
        setattr(self.zalo, when, daemon.kill)
        self.eventually(lambda: daemon.process.poll() is not None)
        self.assertEqual(self.zalo.asked, 1)
        self.age(begun_at=MINUTE)  # whatever was on its way has arrived

    def tokens(self):
        channels = {channel['name']: channel for channel in self.town.ask('channel', 'list')}
        self.assertIsNone(channels['telegram']['tokens'])
        return channels['zalo']['tokens']

    def test_killed_before_the_platform_took_the_refresh(self):
        self.killed('before')
        daemon = self.begin()
        self.eventually(lambda: 'token.doubt_settled' in daemon.words())
        self.assertNotIn('reconnect_needed', daemon.words())
        self.ended_well(daemon)
        daemon = self.begin()  # due, and nothing stands against it
        self.eventually(lambda: 'token.renewed' in daemon.words())
        self.assertTrue(self.tokens()['connected'])
        self.assertEqual((self.zalo.granted, self.zalo.spent_twice), (1, 0))
        self.ended_well(daemon)
        self.none_in_the_open()

    def test_killed_between_the_new_pair_and_storing_it(self):
        self.killed('after')
        daemon = self.begin()
        self.eventually(lambda: 'reconnect needed' in daemon.admin('/readyz')[1])
        self.assertEqual(daemon.words().count('"channel.reconnect_needed"'), 1)
        self.assertIn('langnghe_channel_reconnect_needed{channel="zalo",commune="luong-son"} 1',
                      daemon.admin('/metrics')[1])
        self.assertIsNotNone(self.tokens()['reconnect_needed_since'])
        self.assertIn('RECONNECT NEEDED', self.town.run('channel', 'list').stdout)
        answer = Connection(daemon.port).post(zalo_event(1, 1, 'đèn đường hỏng'))  # inbound is still accepted
        self.assertEqual(answer.status, 200)
        self.assertEqual(len(self.town.ask('ticket', 'list')), 1)

        done = self.town.ask('channel', 'connect', 'zalo', '--code', 'good-code')  # beside the daemon
        self.assertTrue(done['connected'])
        self.assertEqual(done['verification'], 'site_verification is not set yet')
        self.eventually(daemon.ready)
        self.assertIsNone(self.tokens()['reconnect_needed_since'])
        self.eventually(lambda: daemon.rows('sent') == 1)  # what waited went out
        self.assertEqual((self.zalo.asked, self.zalo.spent_twice), (2, 0))
        self.ended_well(daemon)
        self.none_in_the_open()

    def test_killed_after_the_pair_was_stored(self):
        self.due()
        daemon = self.town.start()
        self.eventually(lambda: 'token.renewed' in daemon.words())
        daemon.kill()
        daemon = self.begin()
        self.eventually(daemon.ready)
        self.assertEqual((self.zalo.asked, self.zalo.granted, self.zalo.spent_twice), (1, 1, 0))
        self.ended_well(daemon)

    def test_a_late_refusal_of_the_old_token_does_not_count_against_the_new_one(self):
        slow = self.town.folder / 'slow'
        sanitizer = os.environ.get('ASAN_OPTIONS', '') + ':verify_asan_link_order=0'
        daemon = self.town.start(LD_PRELOAD=os.environ['LANGNGHE_SLOW_FSYNC_LIBRARY'], ASAN_OPTIONS=sanitizer,
                                 LANGNGHE_SLOW_FSYNC_US='1000000', LANGNGHE_SLOW_FSYNC_WHEN=str(slow))
        self.eventually(daemon._started)
        self.eventually(daemon.ready)
        sends, asked, granted = [], threading.Event(), threading.Event()

        def refuse_late(path):
            """The first send is refused when both are on their way, the second while the new pair is being stored."""
            if 'message' not in path:
                return
            sends.append(path)
            if len(sends) == 1:
                asked.wait(30)
            elif len(sends) == 2:
                granted.wait(30)
                time.sleep(0.3)

        self.zalo.refusing = refuse_late
        self.zalo.access = 'another'
        connection = Connection(daemon.port)
        for sender in (1, 2):
            self.assertEqual(connection.post(zalo_event(sender, sender, 'đèn đường hỏng')).status, 200)
        connection.close()
        self.eventually(lambda: len(sends) == 2)
        slow.touch()
        asked.set()
        self.eventually(lambda: self.zalo.granted == 1)
        granted.set()
        self.eventually(lambda: 'token.renewed' in daemon.words())
        slow.unlink()
        self.eventually(lambda: daemon.rows('sent') == 2, 20, 'the new token is held to be refused')
        self.assertEqual((self.zalo.asked, self.zalo.spent_twice), (1, 0))
        self.ended_well(daemon)

    def test_connect_without_a_daemon(self):
        step = self.town.ask('channel', 'connect', 'zalo')
        self.assertFalse(step['connected'])
        url = urllib.parse.urlparse(step['authorize_url'])
        query = dict(urllib.parse.parse_qsl(url.query))
        self.assertEqual(url.path, '/v4/oa/permission')
        self.assertEqual(len(query['code_challenge']), 43)
        self.assertEqual(query['redirect_uri'], f'https://langnghe.example.vn/{SLUG}/')
        self.assertEqual(step['webhook'], f'https://langnghe.example.vn/{SLUG}/hook/zalo')

        def refused(pasted, *words):
            done = self.town.run('channel', 'connect', 'zalo', '--code', pasted)
            self.assertEqual((done.returncode, done.stdout), (1, ''), done.stderr)
            for word in words:
                self.assertIn(word, done.stderr)
            self.assertFalse(self.zalo.granted)

        back = f"{query['redirect_uri']}?code=good-code&oa_id={{}}&state={{}}"
        refused(back.format(OA, 'another'), 'another authorisation')
        refused(back.format('1', query['state']), 'OA 1')
        refused('bad-code', '-14010')
        refused('   ', 'no code')
        done = self.town.ask('channel', 'connect', 'zalo', '--code', back.format(OA, query['state']))
        self.assertTrue(done['connected'])
        daemon = self.begin()
        self.eventually(daemon.ready)
        self.ended_well(daemon)
        self.none_in_the_open()

    def test_tokens_of_another_account_are_not_stored(self):
        self.zalo.oa = '1'
        done = self.town.run('channel', 'connect', 'zalo', '--code', 'good-code')
        self.assertEqual(done.returncode, 1)
        self.assertIn('another official account', done.stderr)
        self.assertFalse(self.tokens()['connected'])

    def test_the_guide_asks_for_the_code(self):
        done = self.town.run('channel', 'connect', 'zalo', input='good-code\n')
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn('/v4/oa/permission?app_id=', done.stdout)
        self.assertIn('user_send_text', done.stdout)
        self.assertNotIn('{', done.stdout)
        self.assertEqual(self.town.run('channel', 'connect', 'nobody').returncode, 1)

    def none_in_the_open(self):
        """No token stands readable in the store, its log or ours."""
        secrets = [SECRETS['zalo_access'], SECRETS['zalo_refresh'], *self.zalo.spent, self.zalo.access, self.zalo.refresh]
        for path in (self.town.store, self.town.store.with_name(self.town.store.name + '-wal'), self.town.log):
            content = path.read_bytes() if path.exists() else b''
            for secret in secrets:
                self.assertNotIn(secret.encode(), content, path)


if __name__ == '__main__':
    unittest.main()
