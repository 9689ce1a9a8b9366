"""A commune as a run finds it: one channel whose platform is a sink, one linked officer, one bound group."""
import hashlib
import http.client
import json
import os
import shutil
import socket
import subprocess
import time

SLUG = 'luong-son'
APP = '3186720551293846017'
OA = '2741853096128840375'
SECRETS = {
    'master_key': '00112233445566778899aabbccddeeff' * 2,
    'zalo_secret': 'benchZaloSecretKey9f3C',
    'zalo_app_secret': 'benchZaloAppSecret77aa',
    'zalo_access': 'benchZaloAccessToken55',
    'zalo_refresh': 'benchZaloRefreshToken66',
    'telegram_token': '7012345678:benchTelegramToken_44',
    'telegram_secret': 'benchTelegramWebhook_33',
}
CHANNELS = {
    'zalo': f'''
platform = "zalo-oa"
app_id = "{APP}"
oa_id = "{OA}"
oa_secret_key = "file:secrets/zalo_secret"
app_secret_key = "file:secrets/zalo_app_secret"
access_token = "file:secrets/zalo_access"
refresh_token = "file:secrets/zalo_refresh"
''',
    'telegram': '''
platform = "telegram"
token = "file:secrets/telegram_token"
webhook_secret = "file:secrets/telegram_secret"
''',
}


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def configure(folder, platform, port, admin, sink):
    """Writes langnghe.toml for these ports."""
    secrets = folder / 'secrets'
    secrets.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / 'var').mkdir(exist_ok=True)
    for name, value in SECRETS.items():
        (secrets / name).write_text(value)
        (secrets / name).chmod(0o600)
    (folder / 'langnghe.toml').write_text(f'''[server]
listen = "127.0.0.1:{port}"
admin_listen = "127.0.0.1:{admin}"
public_url = "https://langnghe.example.vn"
master_key = "file:secrets/master_key"

[[commune]]
slug = "{SLUG}"
name = "Xã Lương Sơn"
code = "LS"
timezone = "Asia/Ho_Chi_Minh"
store = "var/store.db"
files = "var/files"

[commune.rules]
quiet = "off"

[[commune.channel]]
name = "{platform}"
api_base = "http://127.0.0.1:{sink}"{CHANNELS[platform]}''')


def post(port, platform, body, headers):
    connection = http.client.HTTPConnection('127.0.0.1', port, timeout=10)
    try:
        connection.request('POST', f'/{SLUG}/hook/{platform}', body, headers)
        status = connection.getresponse().status
    finally:
        connection.close()
    if status != 200:
        raise AssertionError(f'the webhook answered {status}')


def type_zalo(port, sender, number, text, recipient=OA, name='user_send_text'):
    """One message of this person, signed."""
    stamp = str(int(time.time() * 1000))
    event = {'app_id': APP, 'sender': {'id': sender}, 'recipient': {'id': recipient}, 'event_name': name, 'oa_id': OA,
             'message': {'text': text, 'msg_id': f'seed{number}'}, 'timestamp': stamp}
    body = json.dumps(event).encode()
    digest = hashlib.sha256(APP.encode() + body + stamp.encode() + SECRETS['zalo_secret'].encode()).hexdigest()
    post(port, 'zalo', body, {'X-ZEvent-Signature': f'mac={digest}'})


def say_zalo(port, number, text, group):
    if group:
        type_zalo(port, '777000777', number, text, 'g7c1e90a4d2b835f6e1a9', 'user_send_group_text')
    else:
        type_zalo(port, '777000777', number, text)


def say_telegram(port, number, text, group):
    chat = {'id': -1001234567890, 'type': 'supergroup', 'title': 'Ban'} if group else {'id': 777, 'type': 'private'}
    message = {'message_id': number, 'from': {'id': 777, 'is_bot': False, 'first_name': 'Mai'}, 'chat': chat,
               'date': int(time.time()), 'text': text}
    post(port, 'telegram', json.dumps({'update_id': number, 'message': message}).encode(),
         {'X-Telegram-Bot-Api-Secret-Token': SECRETS['telegram_secret']})


def make(binary, folder, platform, sink, start):
    """The folder of such a commune, its daemon stopped. `start` starts a daemon and returns it when it is ready."""
    shutil.rmtree(folder, ignore_errors=True)
    port, admin = free_port(), free_port()
    configure(folder, platform, port, admin, sink)
    say = say_zalo if platform == 'zalo' else say_telegram

    def ask(*words):
        done = subprocess.run([binary, *words, '--json', '--config', folder / 'langnghe.toml'], capture_output=True,
                              text=True, check=False, env={**os.environ})
        if done.returncode:
            raise AssertionError(f'langnghe {" ".join(words)}: {done.stderr.strip()}')
        return json.loads(done.stdout)

    daemon = start(folder, admin)
    try:
        ask('user', 'add', 'Mai', '--role', 'front_officer')
        say(port, 1, f'/lienket {ask("user", "link-code", "Mai")["code"]}', False)
        say(port, 2, f'/ketnoi {ask("group", "code", "--organization", "mttq")["code"]}', True)
        if not any(group.get('bound', True) for group in ask('group', 'list')):
            raise AssertionError('the group is not bound')
    finally:
        daemon.terminate()
        daemon.wait(30)
