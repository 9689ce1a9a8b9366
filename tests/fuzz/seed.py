#!/usr/bin/env python3
"""Writes the seeds of every target's corpus: golden payloads, the files in config/, and hand-made shapes.

  tests/fuzz/seed.py            writes tests/fuzz/corpus/TARGET/seed-NAME and tests/fuzz/dictionaries
  tests/fuzz/seed.py --merge    and takes over, as TARGET/more-NAME, inputs in build/fuzz/corpus that reach what the
                                seeds do not: 40 at most for a target, small and large ones
"""
import hashlib
import json
import struct
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
GOLDEN = ROOT / 'tests/golden/payloads'

MOST_MERGED = 40  # inputs for a target

HOST = 'Host: a\r\n'
REQUESTS = [
    f'GET / HTTP/1.1\r\n{HOST}\r\n',
    f'GET /a?b=c HTTP/1.0\r\n\r\nGET / HTTP/1.1\r\n{HOST}\r\n',
    f'POST /luong-son/hook/zalo HTTP/1.1\r\n{HOST}Content-Length: 5\r\n\r\nhello',
    f'POST / HTTP/1.1\r\n{HOST}Content-Length: 5\r\n\r\nhelloGET / HTTP/1.1\r\n{HOST}\r\n',
    f'POST / HTTP/1.1\r\n{HOST}Content-Length: 700\r\n\r\n',
    f'POST / HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
    f'POST / HTTP/1.1\r\n{HOST}transfer-encoding:CHUNKED\r\n\r\n5;a=b\r\nhello\r\nA\r\n0123456789\r\n0\r\nX: y\r\n\r\nrest',
    f'POST / HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\n0;x="y"\r\nContent-Length: 3\r\n\r\n',
    f'POST / HTTP/1.1\r\n{HOST}Transfer-Encoding: xchunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
    f'POST / HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n',
    f'POST / HTTP/1.1\r\n{HOST}Expect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{{}}',
    f'OPTIONS * HTTP/1.1\r\n{HOST}Connection: keep-alive, Upgrade\r\n\r\n',
    f'HEAD / HTTP/1.1\r\n{HOST}X-Forwarded-For: 1.2.3.4, ::1\r\n\r\n',
    f'GET / HTTP/1.1\r\n{HOST} folded: x\r\n\r\n',
    'GET / HTTP/1.1\nHost: a\n\n',
]
ANSWERS = [
    'HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{"ok":true}',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n{"ok":true}\r\n0\r\n\r\n',
    'HTTP/1.0 200 OK\r\nConnection: close\r\n\r\n{"ok":true}',
    'HTTP/1.1 429 Too Many Requests\r\nRetry-After: 17\r\nContent-Length: 2\r\n\r\n{}',
    'HTTP/1.1 204 No Content\r\n\r\n',
    'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nx',
]
URLS = [
    'https://api.telegram.org/bot1:x/sendMessage', 'http://127.0.0.1:8080?x=1', 'https://[::1]:443/a/b?c=d',
    'http://user@host/', 'https://host:0/', 'localhost:0', '[::1]:8080', '127.0.0.1:65535',
    '10.0.0.0/8\n10.1.2.3\n203.0.113.9, 10.9.9.9', '::1/128\n::1\n2001:db8::1', '::ffff:10.0.0.0/104\n10.0.0.1\nx, 1.2.3.4',
]
VALUES = [
    '{}', '{"a":{"b":[1,2.5,-3,true,null,"x"]},"c":"\\u0111\\ud83d\\ude00"}', '{"id":18446744073709551615,"n":1e308}',
    '{"a":1,"a":2}', '{"":{"":[{"":""}]}}', '[1]', '{"a":"\\u0000"}', '{"a":' * 31 + '1' + '}' * 31,
    '{"x":[[[[[[]]]]]],"12":"12","f":"1.5","i":9223372036854775807}', '\ufeff{}', '{"a":"b"} {}',
]
TYPED = [
    '/start', '/trogiup@langnghe_bot, toi can', '/lienket 7K3QX-9M2AB', '7k3qx 9m2ab', 'LS-26-0042', 'ls26 42',
    'LS260042', 'hồ sơ LS-26-0042 đến đâu rồi?', 'LS-26-0042 môi trường khu 3 lan', 'một phần LS-26-0042 đã sửa',
    'ls26 42 phòng kinh tế - kiểm tra điện', 'LS-26-0042 3 ngày làm việc chờ vật tư', 'LS-26-0042, LS 26 40',
    'verb xong\nticket 7\nkind 1\nfile 3\n\nđã sửa', '/tmp/x', '12/3 mất nước', 'Đường Nguyễn Trãi ngập', '//', '/a@',
]
WORDS = [
    '\x20Kính gửi Ủy ban xã, đèn đường trước số 27 hỏng 3 ngày nay. Gọi tôi 0912 345 678 hoặc a.b@c.vn.',
    '\x05CCCD 012345678901, biển số 29A-123.45, hotline 1900 1234, +84912345678, 500.000 đồng',
    '\x00hoà thuý quý òa', '\x03👨‍👩‍👧‍👦🇻🇳e\u0301\u0323\u0302\u0302\u0302\u0302', '\x40\u200b\u00a0\u202e\ufeff \r\n\t ',
    '\x10ĐĐđð ƠơƯư ﷺ İıſẞ', '\x08\u1112\u1161\u11ab a\u0300\u0323',
]
LINES = [
    '{"version":1,"verb":"ticket.show","arguments":{"code":"LS-26-0042"}}', '{"version":2,"verb":"x"}',
    '{"version":1,"verb":"user.add","arguments":{"name":"Lan","roles":["handler"],"admin":true}}',
    '{"ok":true,"document":{"a":[1,2.0,"x",null]},"error":""}', '{"ok":false,"document":null,"error":"words"}', '[]',
    '{"ok":true,"document":1e400}', '{"version":1,"verb":"x","arguments":' + '{"a":' * 50 + '1' + '}' * 50 + '}',
]
CHATS = [
    'cĐường Nguyễn Trãi ngập\ncThêm một ảnh\naảnh đây\neĐường Nguyễn Trãi ngập nặng\nw     \ncLS-26-0001\nc/trogiup',
    'oBáo cáo mất nước ở thôn 2\nqln:draft:own:1\nqln:draft:behalf:1\nqln:draft:drop:1\no/trogiup\no/lienket $',
    'c/lienket $\nc$\nc/lienket 7K3QX-9M2AB\nc/lienket', 'u/ketnoi $\ng$\ng/trogiup\nu/help\nghello\nrok',
    'cchào\ncxin cảm ơn\npln:my\nc/start\nc/abc\ncán bộ nhận hối lộ, tôi tố cáo\nrthêm', 'c' + '😀' * 300,
]
VERBS = [
    'user.add\n{"name":"Lan","roles":["handler"],"admin":true}', 'user.list\n{}', 'user.link-code\n{"user":"Lan"}',
    'user.disable\n{"user":"Lan"}', 'group.list\n', 'group.code\n{"organization":"x","area":"y"}',
    'ticket.list\n{"status":["received"],"limit":5}', 'ticket.show\n{"code":"LS-26-0001","explain":true}',
    'inbox.list\n{}', 'inbox.replay\n{}', 'outbox.list\n{"state":["failed"]}', 'outbox.requeue\n{"ids":["1"]}',
    'outbox.release\n{}', 'store.head\n{}', 'store.info\n{}', 'nothing\n{}',
]
# Mode, choice and Retry-After stand before the body of an answer.
STAGES = [(b'\x00', b''), (b'\x31', b''), (b'\x77', b'17'), (b'\x08', b''), (b'\x03', b''), (b'\x02', b'')]
LIVES = [bytes([0, 0, 0, 6]), bytes([64 + 1, 0, 0, 13, 3, 0, 4, 0, 13]), bytes([112, 3, 0, 7, 0, 8, 0, 11, 0, 11, 0, 6]),
         bytes([2, 1, 0, 12, 5, 0, 14, 0, 10]), bytes([0x30, 0]) + bytes([0, 8, 3]) * 60]
ROUNDS = [bytes([0x4a]) + bytes([8, 255, 1 + 40, 8, 255]) * 5, bytes([0, 0x43, 2, 7, 4, 1, 9, 1, 33, 4, 129, 3, 0xff])]
# A photo's block of Exif with a place, in both byte orders; and the beginnings of other files.
PLACE = [(n, 1) for n in (21, 1, 43, 105, 51, 15)]


def exif(order):
    folder = struct.pack(order + 'HHHIHxxHHII', 2, 0x112, 3, 1, 6, 0x8825, 4, 1, 38)
    places = (1, 2, 2, b'N'), (2, 5, 3, 92), (3, 2, 2, b'E'), (4, 5, 3, 116)
    gps = struct.pack(order + 'H', 4)
    for tag, kind, count, value in places:
        gps += struct.pack(order + 'HHI', tag, kind, count)
        gps += value.ljust(4, b'\0') if isinstance(value, bytes) else struct.pack(order + 'I', value)
    values = b''.join(struct.pack(order + 'II', *fraction) for fraction in PLACE)
    block = {'<': b'II', '>': b'MM'}[order] + struct.pack(order + 'HI', 42, 8) + folder + bytes(4) + gps + bytes(4) + values
    segment = b'Exif\0\0' + block
    return b'\xff\xd8\xff\xe1' + struct.pack('>H', len(segment) + 2) + segment + b'\xff\xda\0\2\xff\xd9'


IMAGES = [exif('<'), exif('>'), b'\xff\xd8\xff\xe0\0\4JF\xff\xda', b'\x89PNG\r\n\x1a\n', b'RIFF\0\0\0\0WEBP', b'%PDF-1.7',
          b'\0\0\0\x1cftypmif1\0\0\0\0mif1miafheic', b'PK\3\4[Content_Types].xml word/', b'BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28',
          b'\xff\xf1\x50\x80', b'\xff\xfb\x90\x44', '<svg/> lời'.encode()]
KEY = 'A' * 42 + 'E'
COMMUNE = ('[[commune]]\nslug = "luong-son"\nname = "Xã Lương Sơn"\ncode = "LS"\nstore = "a.db"\nfiles = "a.files"\n'
           '[commune.rules]\njoin_minutes = 20\nreopen_days = 10\nquiet = "22:30-05:15"\n')
SERVER = (f'[server]\npublic_url = "https://langnghe.example.vn"\nmaster_key = "{KEY}"\nlisten = "[::]:80"\n'
          'trusted_proxies = ["10.0.0.0/8", "::1"]\n')
CHANNELS = ('[[commune.channel]]\nname = "zalo"\nplatform = "zalo-oa"\napp_id = "40"\noa_id = "30"\n'
            'oa_secret_key = "s"\napp_secret_key = "s"\naccess_token = "s"\nrefresh_token = "s"\n'
            '[[commune.channel]]\nname = "telegram"\nplatform = "telegram"\ntoken = "7:x"\nwebhook_secret = "s"\n'
            'receive = "polling"\napi_base = "http://127.0.0.1:1/x"\nproxy = "http://127.0.0.1:3128"\n')


def payloads(folder, pattern='*.json'):
    """(name, bytes) of golden bodies, without the white space."""
    for path in sorted((GOLDEN / folder).glob(pattern)):
        if not path.name.startswith('_'):
            body = json.dumps(json.loads(path.read_bytes()), ensure_ascii=False, separators=(',', ':'))
            yield path.stem, body.encode()


def numbered(texts):
    return [(f'{i:02}', text if isinstance(text, bytes) else text.encode('utf-8', 'surrogatepass'))
            for i, text in enumerate(texts)]


def tables(name):
    """The tables of a file in config/, each a seed: small ones are changed more often."""
    lines = (ROOT / 'config' / name).read_text('utf-8').split('\n')
    text = '\n'.join(line for line in lines if line and not line.startswith('#'))
    return [f'[{part}' for part in f'\n{text}'.split('\n[')[1:]]


def words_of(value):
    """Every key of a document, and texts that are names."""
    if isinstance(value, dict):
        for key, member in value.items():
            yield key
            yield from words_of(member)
    elif isinstance(value, list):
        for member in value:
            yield from words_of(member)
    elif isinstance(value, str) and value.replace('_', '').replace('-', '').isalpha() and len(value) < 30:
        yield value


def keys_in(inputs):
    return [word for _, body in inputs for word in words_of(json.loads(body))]


def keys_of(name):
    return list(words_of(tomllib.loads((ROOT / 'config' / name).read_text('utf-8'))))


def dictionaries():
    toml = ['[[', ']]', '\\n', '\\u001b', '"""', "'''", ' = ', '\n', '[a]\n', '{}', '[]', 'true', '1979-05-27']
    typed = ['/lienket ', '/ketnoi ', '@langnghe_bot', 'LS-26-0042', '7K3QX-9M2AB']
    http = ['Content-Length: ', 'Transfer-Encoding: chunked', 'Connection: ', 'Expect: 100-continue', '\r\n', '\r\n\r\n',
            'HTTP/1.1 ', 'HTTP/1.0', 'Host: a\r\n', '0\r\n\r\n', ';a="b"', 'Proxy-Connection: ', 'Upgrade: ', 'Trailer: ']
    yield 'telegram', keys_in(payloads('telegram'))
    yield 'zalo_bot', keys_in(payloads('zalo_bot')) + ['first_name', 'webhook.test', 'GROUP', '@Bot ']
    yield 'zalo_oa', keys_in(payloads('zalo_oa'))
    yield 'answer', keys_in([*payloads('telegram/responses'), *payloads('zalo_oa/api', 'error*')]) + ['error_name']
    yield 'configuration', keys_of('langnghe.toml') + list(words_of(tomllib.loads(SERVER + COMMUNE + CHANNELS))) + toml
    yield 'taxonomy', ['field', 'area', 'department', 'organization', 'aliases', 'key', 'name', 'words', 'suspicions',
                       'greetings', 'questions', 'working_days', 'needs_evidence'] + toml
    yield 'messages', keys_of('messages.vi.toml')[:40] + ['{code}', '{commune}', '{{', '}}'] + toml
    yield 'header_check', http
    yield 'http_answer', http
    yield 'commands', typed
    yield 'chat', typed + ['$', '\nc', '\no', '\ng', '\nw    ', 'ln:', 'draft:']
    yield 'operations', ['name', 'user', 'roles', 'admin', 'code', 'explain', 'status', 'limit', 'state', 'organization',
                         'area', 'ids', 'channel', 'department', 'ticket', 'all'] + [v.split('\n')[0] for v in VERBS]
    yield 'control', ['version', 'verb', 'arguments', 'ok', 'document', 'error', '\\u0000', '1e999', 'null', 'true']
    yield 'text', ['\u0301', '\u0323', '\u200d', '\u00a0', '0912345678', '+84', '29A-123.45', 'a@b.vn', '\ud83d\ude00'.encode(
        'utf-16', 'surrogatepass').decode('utf-16'), '\u202e', 'CCCD ', ' đồng', '\u01b0\u01a1']


def quoted(word):
    return ''.join(chr(b) if 32 <= b < 127 and b not in b'"\\' else f'\\x{b:02x}' for b in word.encode())


def seeds():
    updates, events = list(payloads('telegram')), list(payloads('zalo_oa'))
    replies = list(payloads('telegram/responses')) + list(payloads('zalo_oa/api', '*response*'))
    replies += list(payloads('zalo_oa/api', 'error*')) + [(f'bot_{name}', body) for name, body in payloads('zalo_bot/responses')]
    yield 'canary', [('00', b'hey!')]
    yield 'telegram', updates
    yield 'zalo_bot', [(name, b'z' + body) for name, body in payloads('zalo_bot')] + [('empty', b'z'), ('none', b'n{}')]
    yield 'zalo_oa', events
    yield 'json', numbered(VALUES) + updates[:2] + events[:2]
    yield 'telegram_verify', numbered(['Khe-Ro_2026\n{"update_id":1}', 'Khe-Ro_2026\n[', 'Khe-Ro_2027\n{}', '\n{}'])
    heads = ['mac=@\n1795230061337\n', '@\n1795230061337\n', ' MAC =\t@ \n1795230061337\n', 'mac=@\n\n', '\n\n']
    yield 'zalo_oa_verify', [(f'{i}', head.encode() + events[0][1]) for i, head in enumerate(heads)] + [
        ('probe', b'\n\n{}'), ('bare', b'mac=@\n1\n{"timestamp":"2","app_id":"3186720551293846017"}')]
    yield 'header_check', numbered(REQUESTS)
    yield 'http_answer', numbered([method + answer for answer in ANSWERS for method in 'GH'])
    yield 'image', numbered(IMAGES)
    yield 'url', numbered(URLS)
    yield 'answer', [(f'{name}-{i}', mode + pause + b'\n' + body) for name, body in replies
                     for i, (mode, pause) in enumerate(STAGES[:3])]
    yield 'configuration', numbered([SERVER + COMMUNE + CHANNELS, SERVER + COMMUNE, SERVER, CHANNELS, 'a.b.c = 1',
                                     'a' + '.a' * 100 + ' = 1',
                                     '[server]\nlisten = 1\n', '"a\\nb\\u001b" = 1\n'])
    yield 'taxonomy', numbered(tables('taxonomy.toml'))
    yield 'messages', numbered(tables('messages.vi.toml') + ['{code}', '{{a}} {b', 'a = "{code}"', '"a.b" = 1'])
    yield 'commands', numbered(TYPED)
    yield 'text', numbered(WORDS)
    yield 'control', numbered(LINES)
    yield 'chat', numbered(CHATS)
    yield 'operations', numbered(VERBS)
    yield 'outbox', numbered(LIVES)
    yield 'dispatch', numbered(ROUNDS)


def merge(target):
    program = ROOT / f'build/fuzz/tests/fuzz/fuzz_{target}'
    gathered = ROOT / 'build/fuzz/corpus' / target
    if not program.exists() or not gathered.exists():
        return
    folder = HERE / 'corpus' / target
    with tempfile.TemporaryDirectory() as chosen:
        # Edges alone, without counts: a few hundred inputs would follow each other's tracks.
        subprocess.run([program, '-merge=1', '-use_counters=0', '-use_value_profile=0', chosen, folder, gathered],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        known = {path.read_bytes() for path in folder.iterdir()}
        fresh = sorted({path.read_bytes() for path in Path(chosen).iterdir()} - known, key=lambda data: (len(data), data))
        for data in fresh[::-(-len(fresh) // MOST_MERGED) or 1]:
            (folder / f'more-{hashlib.sha1(data).hexdigest()[:12]}').write_bytes(data)


def main():
    for target, inputs in seeds():
        folder = HERE / 'corpus' / target
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob('seed-*'):
            old.unlink()
        for name, data in inputs:
            (folder / f'seed-{name}').write_bytes(data)
        if '--merge' in sys.argv[1:] and target != 'canary':
            for old in folder.glob('more-*'):
                old.unlink()
            merge(target)
    (HERE / 'dictionaries').mkdir(exist_ok=True)
    for target, words in dictionaries():
        lines = [f'"{quoted(word)}"\n' for word in dict.fromkeys(words) if word]
        (HERE / f'dictionaries/{target}.dict').write_text(''.join(lines), 'ascii')


if __name__ == '__main__':
    main()
