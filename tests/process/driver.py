"""Citizens who write on Zalo and Telegram at once, as the platforms deliver it: signed webhooks on kept connections,
repeated until they are acknowledged, now and then a second time though they were."""
import collections
import hashlib
import json
import random
import socket
import threading
import time

from commune import SECRETS, SLUG

Event = collections.namedtuple('Event', 'key chat path body headers')
Answer = collections.namedtuple('Answer', 'status headers body')

APP = '3186720551293846017'


def zalo_event(sender, serial, text, at=None):
    sender, message = f'60933188277455{sender:05}', f'z{serial}'
    return signed(('zalo', sender, message), sender,
                  {'app_id': APP, 'sender': {'id': sender}, 'user_id_by_app': f'1{sender}',
                   'recipient': {'id': '2741853096128840375'}, 'event_name': 'user_send_text',
                   'message': {'text': text, 'msg_id': message}, 'timestamp': str(int((at or time.time()) * 1000))})


def zalo_photo(sender, serial, url):
    sender, message = f'60933188277455{sender:05}', f'z{serial}'
    photo = {'type': 'image', 'payload': {'thumbnail': url, 'url': url}}
    return signed(('zalo', sender, message), sender,
                  {'app_id': APP, 'sender': {'id': sender}, 'user_id_by_app': f'1{sender}',
                   'recipient': {'id': '2741853096128840375'}, 'event_name': 'user_send_image',
                   'message': {'msg_id': message, 'attachments': [photo]},
                   'timestamp': str(int(time.time() * 1000))})


def signed(key, chat, event):
    body = json.dumps(event, ensure_ascii=False).encode()
    parts = APP.encode() + body + event['timestamp'].encode() + SECRETS['zalo_oa_secret'].encode()
    mac = f'mac={hashlib.sha256(parts).hexdigest()}'
    return Event(key, chat, 'zalo', body, {'X-ZEvent-Signature': mac})


def telegram_event(sender, serial, text, at=None):
    sender = 5512000000 + sender
    person = {'id': sender, 'first_name': 'Lan', 'is_bot': False}
    body = json.dumps({'update_id': 880000000 + serial,
                       'message': {'message_id': serial, 'from': person,
                                   'chat': {'id': sender, 'type': 'private', 'first_name': 'Lan'},
                                   'date': int(at or time.time()), 'text': text}}, ensure_ascii=False).encode()
    headers = {'X-Telegram-Bot-Api-Secret-Token': SECRETS['telegram_webhook']}
    return Event(('telegram', str(sender), str(serial)), str(sender), 'telegram', body, headers)


class Connection:
    """One kept connection; whatever goes wrong is an OSError."""

    def __init__(self, port, seconds=20):
        self._socket = socket.create_connection(('127.0.0.1', port), timeout=seconds)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._rest = b''

    def post(self, event):
        head = f'POST /{SLUG}/hook/{event.path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n'
        for name, value in event.headers.items():
            head += f'{name}: {value}\r\n'
        self._socket.sendall(f'{head}Content-Length: {len(event.body)}\r\n\r\n'.encode() + event.body)
        return self._read()

    def _read(self):
        head, _, self._rest = self._until(lambda data: b'\r\n\r\n' in data).partition(b'\r\n\r\n')
        lines = head.decode('latin-1').split('\r\n')
        headers = dict(line.lower().split(': ', 1) for line in lines[1:])
        length = int(headers.get('content-length', 0))
        data = self._until(lambda data: len(data) >= length)
        body, self._rest = data[:length], data[length:]
        return Answer(int(lines[0].split(' ')[1]), headers, body)

    def _until(self, enough):
        while not enough(self._rest):
            more = self._socket.recv(65536)
            if not more:
                raise ConnectionError('closed')
            self._rest += more
        return self._rest

    def close(self):
        self._socket.close()


class Driver:
    """`senders` of 0: every message is from somebody new. `channels`: what makes the events."""

    def __init__(self, connections=6, senders=200, duplicates=0.05, seed=1, word='đèn đường hỏng',
                 channels=(zalo_event, telegram_event)):
        self.acknowledged = {}
        self.other = []      # (status, headers) of whatever was neither 200 nor 503
        self.refused = []    # headers of the 503s
        self.late = []       # keys acknowledged though they were sent after `nothing_after`
        self.nothing_after = None
        self.connections = connections
        self._senders, self._duplicates, self._word = senders, duplicates, word
        self._channels = channels
        self._random = random.Random(seed)
        self._waiting = collections.deque()
        self._keys = []
        self._serial = 0
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._threads = []

    def start(self, port, fresh=True):
        """Sends until stop(); without `fresh` only what was not acknowledged yet."""
        self._stop.clear()
        self._threads = [threading.Thread(target=self._work, args=(port, fresh), daemon=True) for _ in range(self.connections)]
        for thread in self._threads:
            thread.start()

    def stop(self):
        self._stop.set()
        self.join()

    def join(self):
        for thread in self._threads:
            thread.join(60)
            if thread.is_alive():
                raise AssertionError('a request hangs')

    def finish(self, port, seconds=30):
        """Sends what was not acknowledged until it is."""
        self.start(port, fresh=False)
        until = time.monotonic() + seconds
        while self.unacknowledged() and time.monotonic() < until:
            time.sleep(0.01)
        self.stop()
        if self.unacknowledged():
            raise AssertionError(f'{self.unacknowledged()} events are not acknowledged after {seconds} s')

    def unacknowledged(self):
        with self._lock:
            return len(self._waiting)

    def _next(self, fresh):
        with self._lock:
            if self._waiting:
                return self._waiting.popleft()
            if not fresh:
                return None
            if self._keys and self._random.random() < self._duplicates:
                return self.acknowledged[self._random.choice(self._keys)]
            self._serial += 1
            make = self._random.choice(self._channels)
            text = f'{self._word}, tin thứ {self._serial}'
            sender = self._random.randrange(self._senders) if self._senders else self._serial
            return make(sender, self._serial, text)

    def _work(self, port, fresh):
        connection = None
        while not self._stop.is_set():
            event = self._next(fresh)
            if event is None:
                self._stop.wait(0.01)
                continue
            at = time.monotonic()
            try:
                connection = connection or Connection(port)
                answer = connection.post(event)
            except OSError:
                connection = connection and connection.close()
                self._again(event)
                self._stop.wait(0.005)
                continue
            self._note(event, answer, at)
        if connection:
            connection.close()

    def _note(self, event, answer, at):
        if answer.status == 200:
            with self._lock:
                if event.key not in self.acknowledged:
                    self.acknowledged[event.key] = event
                    self._keys.append(event.key)
                if self.nothing_after and at > self.nothing_after:
                    self.late.append(event.key)
            return
        if answer.status == 503:
            self.refused.append(answer.headers)
        else:
            self.other.append((answer.status, answer.headers))
        self._again(event)
        self._stop.wait(0.02)

    def _again(self, event):
        with self._lock:
            if event.key not in self.acknowledged:
                self._waiting.append(event)


class Replay(Driver):
    """Delivers these events in this order and nothing else: kept by the platforms until they are acknowledged."""

    def __init__(self, events, connections=8):
        super().__init__(connections=connections)
        self._waiting.extend(events)

    def go_on(self, port):
        self.start(port, fresh=False)
