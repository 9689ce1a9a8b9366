"""A Telegram Bot API and a Zalo OA that take everything, late, or hang: what a daemon needs to send to. It counts what
arrived."""
import collections
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class PlatformDouble:
    def __init__(self):
        self.copies = collections.Counter()  # (chat, text) that arrived
        self.hanging = threading.Event()     # answers wait until it is cleared
        self.waiting = threading.Event()     # a call is being kept waiting
        self.broken = threading.Event()      # every answer is a 500
        self.arrived = threading.Event()     # a message has come; whoever waits for the next clears it
        self.delay = lambda: 0               # seconds until a message is answered
        self.files = {}                      # path: content
        self.request = threading.local()     # .headers: of the call that is being answered
        self._released = threading.Event()
        self._lock = threading.Lock()
        self._serial = 0
        double = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'
            timeout = 60

            def do_GET(self):
                self._reply()

            def do_POST(self):
                self._reply()

            def _reply(self):
                body = self.rfile.read(int(self.headers.get('Content-Length') or 0))
                broken = double.broken.is_set()
                double.request.headers = self.headers
                answer = b'broken' if broken else double.reply(self.path, body, self.headers)
                self.send_response(500 if broken else 200)
                self.send_header('Content-Type', 'application/json')
                self.send_header('Content-Length', str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, *_):
                pass  # the daemon was killed in the middle of a call

        self._server = Server(('127.0.0.1', 0), Handler)
        self.url = f'http://127.0.0.1:{self._server.server_port}'
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def reply(self, path, body, headers):
        return self.files[path] if path in self.files else json.dumps(self.answer(path, body)).encode()

    def answer(self, path, body):
        method = path.rpartition('/')[2]
        if method == 'getMe':
            return {'ok': True, 'result': {'id': 7012345678, 'is_bot': True, 'first_name': 'LN', 'username': 'ln_bot'}}
        if 'getoa' in path:
            return {'error': 0, 'message': 'Success', 'data': {'oa_id': '2741853096128840375', 'name': 'LN'}}
        if method.endswith('MyCommands') or method == 'answerCallbackQuery':
            return {'ok': True, 'result': [] if method.startswith('get') else True}
        if path.endswith('/v4/oa/access_token'):
            return {'access_token': 'canaryAccessOfTheDouble', 'refresh_token': 'canaryRefresh', 'expires_in': '90000'}
        if 'listrecentchat' in path or 'oa/conversation' in path:
            return {'error': 0, 'message': 'Success', 'data': []}
        message = self._arrived(json.loads(body))
        self.arrived.set()
        time.sleep(self.delay())
        if self.hanging.is_set():
            self.waiting.set()
            self._released.wait(60)
        if path.startswith('/bot'):
            return {'ok': True, 'result': {'message_id': message}}
        return {'error': 0, 'message': 'Success', 'data': {'message_id': f'm{message}'}}

    def _arrived(self, call):
        if 'chat_id' in call:
            what = (str(call['chat_id']), call.get('text', ''))
        else:
            recipient = call.get('recipient', {})
            text = json.dumps(call.get('message', {}), ensure_ascii=False, sort_keys=True)
            what = (recipient.get('user_id') or recipient.get('group_id') or '', text)
        with self._lock:
            self.copies[what] += 1
            self._serial += 1
            return self._serial

    def close(self):
        self._released.set()
        self._server.shutdown()
        self._server.server_close()
