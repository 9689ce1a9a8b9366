"""A Bot API that remembers how it was set up and every call that it got, as the call was meant: a double for tests that
look at what the daemon says. Updates are posted to the webhook or handed out to getUpdates."""
import email.parser
import email.policy
import http.client
import itertools
import json
import threading
import time

from commune import SECRETS, SLUG
from platform_double import PlatformDouble

BOT = {'id': 7012345678, 'is_bot': True, 'first_name': 'Lương Sơn', 'username': 'ln_bot', 'can_join_groups': True,
       'can_read_all_group_messages': False}


def form_of(content_type, body):
    """The fields of a form; a file is {'$file': its name}."""
    head = f'Content-Type: {content_type}\r\n\r\n'.encode()
    message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
    fields = {'$form': True}
    for part in message.iter_parts():
        name = part.get_param('name', header='content-disposition')
        file_name = part.get_filename()
        fields[name] = {'$file': file_name} if file_name else part.get_payload(decode=True).decode()
    return fields


class TelegramDouble(PlatformDouble):
    def __init__(self):
        super().__init__()
        self.webhook = {}
        self.calls = []      # (method, parameters), in their order
        self.refusals = {}   # method: description of a 400
        self.updates = []    # for getUpdates
        self.menus = {}
        self.serial = itertools.count(9001)
        self.fresh = threading.Condition()

    def of(self, method):
        return [parameters for called, parameters in list(self.calls) if called == method]

    def reply(self, path, body, headers):
        if not path.startswith('/bot'):
            return super().reply(path, body, headers)
        return json.dumps(self.taken(path, body, headers.get('Content-Type') or 'application/json')).encode()

    def taken(self, path, body, content_type):
        method = path.rpartition('/')[2]
        is_form = content_type.startswith('multipart/')
        parameters = form_of(content_type, body) if is_form else json.loads(body or b'{}')
        self.calls.append((method, parameters))
        if method in self.refusals:
            return {'ok': False, 'error_code': 400, 'description': self.refusals[method]}
        return {'ok': True, 'result': getattr(self, '_' + method, self._message)(parameters)}

    def _getMe(self, _):
        return BOT

    def _setWebhook(self, parameters):
        self.webhook = parameters
        return True

    def _deleteWebhook(self, _):
        self.webhook = {}
        return True

    def _getWebhookInfo(self, _):
        return {'url': self.webhook.get('url', ''), 'has_custom_certificate': False, 'pending_update_count': 3,
                'ip_address': '203.0.113.7', 'allowed_updates': self.webhook.get('allowed_updates', [])}

    def _getMyCommands(self, parameters):
        return self.menus.get(json.dumps(parameters['scope'], sort_keys=True), [])

    def _setMyCommands(self, parameters):
        self.menus[json.dumps(parameters['scope'], sort_keys=True)] = parameters['commands']
        return True

    def _deleteMyCommands(self, parameters):
        self.menus.pop(json.dumps(parameters['scope'], sort_keys=True), None)
        return True

    def _answerCallbackQuery(self, _):
        return True

    def _getUpdates(self, parameters):
        self.updates = [update for update in self.updates if update['update_id'] >= parameters['offset']]
        until = time.monotonic() + 2
        with self.fresh:
            while not self.updates and time.monotonic() < until:
                self.fresh.wait(0.05)
        return self.updates[:parameters['limit']]

    def _message(self, parameters):
        chat = int(parameters['chat_id'])
        return {'message_id': next(self.serial), 'date': int(time.time()), 'text': parameters.get('text', ''),
                'chat': {'id': chat, 'type': 'private' if chat > 0 else 'supergroup'}}


class Chats:
    """Makes updates of what people do, in order."""

    def __init__(self):
        self.serial = itertools.count(884201001)

    def said(self, person, text, chat=None, **more):
        serial = next(self.serial)
        return {'update_id': serial, 'message': {
            'message_id': serial - 884201000, 'from': {'id': person, 'is_bot': False, 'first_name': 'Lan'},
            'chat': chat or {'id': person, 'type': 'private', 'first_name': 'Lan'}, 'date': int(time.time()),
            'text': text, **more}}

    def pressed(self, person, sent, message, data):
        """A button of what was sent by this call, as Telegram shows it."""
        return {'update_id': next(self.serial), 'callback_query': {
            'id': str(next(self.serial)), 'from': {'id': person, 'is_bot': False, 'first_name': 'Lan'},
            'message': {'message_id': message, 'from': BOT, 'date': int(time.time()), 'text': sent['text'],
                        'chat': {'id': person, 'type': 'private', 'first_name': 'Lan'},
                        'reply_markup': sent['reply_markup']},
            'chat_instance': '-3141592653589793238', 'data': data}}


def post(port, update):
    connection = http.client.HTTPConnection('127.0.0.1', port, timeout=20)
    try:
        connection.request('POST', f'/{SLUG}/hook/telegram', json.dumps(update),
                           {'Content-Type': 'application/json',
                            'X-Telegram-Bot-Api-Secret-Token': SECRETS['telegram_webhook']})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
