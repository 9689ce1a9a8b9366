"""Every call that the daemon makes passes a strict schema of the Bot API, generated from the types of @gramio/types; so
do the recorded updates that it is tested with."""
import json
import unittest

import doubles

from case import ProcessCase  # noqa: E402  (doubles knows where)
from telegram_double import Chats, TelegramDouble, post

LAN, BA, MAI = 5512340987, 731200456, 998877665
FORUM = {'id': -1002588800011, 'title': 'Điều hành', 'is_forum': True, 'type': 'supergroup'}
GROUP = {'id': -1002471352452, 'title': 'Tổ dân phố 5', 'type': 'supergroup'}

# Recorded updates with members that the types do not know, and why.
KNOWN = {
    '09a_forward_hidden_user.json': 'the server still sends the older members of forwards',
    '09b_forward_user.json': 'the same',
    '09c_forward_chat_anonymous_admin.json': 'the same',
    '09d_forward_channel.json': 'the same',
    '26_unknown_update_type.json': 'a kind that does not exist',
    '27_known_type_unknown_content.json': 'content that does not exist',
    '54_private_rich_message.json': 'the types leave out that a rich text may be plain',
}


def setUpModule():
    doubles.install()


class Schema(ProcessCase):
    def setUp(self):
        self.telegram = TelegramDouble()
        self.addCleanup(self.telegram.close)
        self.platform = self.telegram
        self.commune = self.new_commune()
        self.chats = Chats()

    def told(self, chat, count, part=''):
        """The calls of messages to this chat with this part, once there are so many."""
        def found():
            return [call for call in self.telegram.of('sendMessage') if call['chat_id'] == chat and part in call['text']]
        self.eventually(lambda: len(found()) >= count, what=f'{count} messages to {chat} with {part!r}')
        return found()

    def says(self, person, text, chat=None, **more):
        self.assertEqual(post(self.daemon.port, self.chats.said(person, text, chat, **more)), (200, b''))

    def presses(self, person, sent, title):
        row = [button for row in sent['reply_markup']['inline_keyboard'] for button in row]
        data = next(button['callback_data'] for button in row if button['text'] == title)
        self.assertEqual(post(self.daemon.port, self.chats.pressed(person, sent, 9001, data))[0], 200)

    def play(self):
        """A day of the commune, in webhook mode, then in polling mode."""
        self.commune.ask('channel', 'connect', 'telegram')
        self.daemon = self.started()
        self.says(LAN, 'Đèn đường trước nhà văn hóa hỏng ba hôm nay')
        receipt = self.told(LAN, 1, 'LS-')[0]
        self.presses(LAN, receipt, 'Phản ánh của tôi')
        self.told(LAN, 2, 'LS-')
        self.commune.ask('user', 'add', 'Mai', '--role', 'front_officer')
        code = self.commune.ask('user', 'link-code', 'Mai')['code']
        self.says(MAI, f'/lienket {code}')
        self.told(MAI, 1, 'Mai')
        self.says(MAI, 'Nhờ kiểm tra cống ở khu 3')
        draft = self.told(MAI, 1, 'muốn làm gì')[0]
        self.presses(MAI, draft, 'Ghi thay dân')
        self.eventually(lambda: self.telegram.of('editMessageText'), what='the draft keeps its buttons')
        binding = self.commune.ask('group', 'code', '--area', 'khu_1')['code']
        self.says(MAI, f'/ketnoi {binding}', FORUM, message_thread_id=12, is_topic_message=True)
        self.told(FORUM['id'], 1)
        self.says(MAI, '/trogiup', FORUM, message_thread_id=12, is_topic_message=True)
        self.told(FORUM['id'], 2)
        self.says(LAN, 'Xin chào', GROUP)
        self.told(GROUP['id'], 1)
        self.ended_well(self.daemon)
        self.daemon = self.started()  # finds the menus as they are, but for the officer's
        self.eventually(lambda: any(call['scope']['type'] == 'chat' for call in self.telegram.of('setMyCommands')),
                        what='the officer has no menu')
        self.ended_well(self.daemon)

        self.commune.config.write_text(self.commune.config.read_text() + 'receive = "polling"\n')
        self.commune.ask('channel', 'connect', 'telegram')
        self.daemon = self.started()
        self.telegram.updates.append(self.chats.said(BA, 'Rác ở đầu ngõ chợ bốn ngày chưa thu gom'))
        self.told(BA, 1, 'LS-')
        self.eventually(lambda: len(self.telegram.of('getUpdates')) > 1)
        self.ended_well(self.daemon)

    def test_every_call_passes(self):
        self.play()
        calls = list(self.telegram.calls)
        self.assertEqual({method for method, _ in calls}, {
            'getMe', 'setWebhook', 'getWebhookInfo', 'deleteWebhook', 'getUpdates', 'getMyCommands', 'setMyCommands',
            'sendMessage', 'answerCallbackQuery', 'editMessageText'})
        self.assertEqual(doubles.faults(calls), {})
        sent = self.telegram.of('sendMessage')
        for member in ('reply_markup', 'reply_parameters', 'message_thread_id', 'link_preview_options'):
            self.assertTrue(any(member in call for call in sent), f'no message with {member}')
        self.assertEqual(len(self.telegram.of('answerCallbackQuery')), 2)
        self.assertTrue(self.telegram.of('editMessageText')[0]['text'].endswith('✓ Ghi thay dân'))
        # A canary: each of these calls with one thing wrong is noticed.
        wrong = []
        for method, parameters in {method: parameters for method, parameters in calls}.items():
            wrong.append((method, {**parameters, 'disable_web_page_preview': True}))
            wrong += [(method, {**parameters, name: {'wrong': []}}) for name in parameters]
        self.assertEqual(sorted(doubles.faults(wrong)), list(range(len(wrong))))

    def test_the_schema_is_strict(self):
        good = {'chat_id': LAN, 'text': 'Đã nhận'}
        self.assertEqual(doubles.faults([('sendMessage', good)]), {})
        wrong = [{'text': 'x'}, {'chat_id': LAN}, {**good, 'reply_to_message_id': 7}, {**good, 'text': 5},
                 {**good, 'reply_markup': {'inline_keyboard': [{'text': 'a'}]}},
                 {**good, 'entities': [{'type': 'fat', 'offset': 0, 'length': 1}]}]
        found = doubles.faults([('sendMessage', call) for call in wrong] + [('sendMesage', good)])
        self.assertEqual(sorted(found), list(range(len(wrong) + 1)))

    def test_recorded_updates_are_as_the_types_say(self):
        folder = doubles.ROOT / 'tests' / 'golden' / 'payloads' / 'telegram'
        updates = {path.name: json.loads(path.read_text()) for path in sorted(folder.glob('*.json'))}
        self.assertGreater(len(updates), 50)
        found = doubles.faults(('Update', update) for update in updates.values())
        odd = {name: found[place] for place, name in enumerate(updates) if place in found}
        self.assertEqual({name: what for name, what in odd.items() if name not in KNOWN}, {})
        self.assertEqual(set(odd), set(KNOWN))


if __name__ == '__main__':
    unittest.main()
