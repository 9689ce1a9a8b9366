// The Telegram webhook with grammY. PEER_MODE=naive|batched PEER_SECRET=... node grammy.mjs PORT STORE
import { Bot, webhookCallback } from 'grammy';
import http from 'node:http';
import { openStore } from './store.mjs';

const [port, file] = process.argv.slice(2);
const store = openStore(file);
const bot = new Bot('7012345678:peer', {
  botInfo: { id: 7012345678, is_bot: true, first_name: 'LN', username: 'ln_bot', can_join_groups: true,
    can_read_all_group_messages: false, supports_inline_queries: false, can_connect_to_business: false,
    has_main_web_app: false },
});

bot.on('message:text', ({ msg }) =>
  store.take({ channel: 'telegram', id: `${msg.chat.id}/${msg.message_id}`, chat: String(msg.chat.id), text: msg.text,
    at: msg.date * 1000 }));

const server = http.createServer(webhookCallback(bot, 'http', { secretToken: process.env.PEER_SECRET }));
process.on('SIGTERM', () => {
  server.close(() => store.close());
  server.closeIdleConnections();
});
server.listen(Number(port), '127.0.0.1', 1024);
