"""The daemon against telegram-test-api, a Telegram that others wrote: it fetches, answers, takes a press and edits."""
import http.client
import json
import socket
import subprocess
import time
import unittest

import doubles

from case import ProcessCase  # noqa: E402  (doubles knows where)

TOKEN = '666:canaryTelegramToken_44'  # the only bot that it knows
LAN = 5512340987
MAI = 998877665


def setUpModule():
    doubles.install()


class TestApi:
    """The server, and the people who use it."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(('127.0.0.1', 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(['node', 'server.mjs', str(self.port)], cwd=doubles.FOLDER,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                        text=True)
        if self.process.stdout.readline() != 'ready\n':
            raise RuntimeError('telegram-test-api did not start')
        self.url = f'http://127.0.0.1:{self.port}'

    def ask(self, path, body):
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=20)
        try:
            connection.request('POST', path, json.dumps({'botToken': TOKEN, 'token': TOKEN, **body}),
                               {'Content-Type': 'application/json'})
            return json.loads(connection.getresponse().read())
        finally:
            connection.close()

    @staticmethod
    def common(person):
        return {'from': {'id': person, 'first_name': 'Lan', 'is_bot': False}, 'date': int(time.time()),
                'chat': {'id': person, 'type': 'private', 'first_name': 'Lan'}}

    def says(self, person, text):
        self.ask('/sendMessage', {**self.common(person), 'text': text})

    def presses(self, person, sent, title):
        buttons = [button for row in sent['message']['reply_markup']['inline_keyboard'] for button in row]
        data = next(button['callback_data'] for button in buttons if button['text'] == title)
        message = {**self.common(person), 'message_id': sent['messageId'], 'text': sent['message']['text'],
                   'reply_markup': sent['message']['reply_markup']}
        self.ask('/sendCallback', {'from': self.common(person)['from'], 'message': message, 'data': data})

    def heard(self, person):
        """What the bot said to this person, as it stands now."""
        history = self.ask('/getUpdatesHistory', {})['result']
        return [entry for entry in history if str(entry.get('message', {}).get('chat_id')) == str(person)]

    def close(self):
        self.process.stdin.close()
        self.process.wait(20)
        self.process.stdout.close()


class Polling(ProcessCase):
    def setUp(self):
        self.api = TestApi()
        self.addCleanup(self.api.close)
        self.platform = self.api
        self.commune = self.new_commune()
        (self.commune.folder / 'secrets' / 'telegram_token').write_text(TOKEN + '\n')
        text = self.commune.config.read_text()
        telegram = text.index('[[commune.channel]]\nname = "telegram"')
        zalo = text.index('[[commune.channel]]\nname = "zalo"')
        self.commune.config.write_text(text[:zalo] + text[telegram:] + 'receive = "polling"\n')

    def hears(self, person, part, count=1):
        def found():
            return [entry for entry in self.api.heard(person) if part in entry['message']['text']]
        self.eventually(lambda: len(found()) >= count, what=f'nothing with {part!r} came')
        return found()

    def test_a_report_a_press_and_an_edit(self):
        daemon = self.started()
        self.api.says(LAN, 'Đèn đường trước nhà văn hóa hỏng ba hôm nay')
        receipt = self.hears(LAN, 'Mã: LS-')[0]
        self.api.presses(LAN, receipt, 'Phản ánh của tôi')
        self.hears(LAN, 'đã tiếp nhận, cập nhật')

        self.commune.ask('user', 'add', 'Mai', '--role', 'front_officer')
        code = self.commune.ask('user', 'link-code', 'Mai')['code']
        self.api.says(MAI, f'/lienket {code}')
        self.hears(MAI, 'Mai')
        self.api.says(MAI, 'Nhờ kiểm tra cống ở khu 3')
        draft = self.hears(MAI, 'muốn làm gì')[0]
        self.api.presses(MAI, draft, 'Ghi thay dân')
        self.hears(MAI, 'Đã ghi thành phản ánh')
        edited = self.hears(MAI, '✓ Ghi thay dân')
        self.assertEqual([entry['messageId'] for entry in edited], [draft['messageId']])
        self.assertEqual(len(self.commune.ask('ticket', 'list')), 2)
        self.assertEqual(self.commune.ask('inbox', 'list'), [])
        self.ended_well(daemon)
        self.assertNotIn('canary', daemon.words())


if __name__ == '__main__':
    unittest.main()
