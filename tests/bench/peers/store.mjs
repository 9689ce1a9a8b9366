// The peers' store: better-sqlite3, as durable as ours. For each message: known already? the chat's open ticket or a new
// one, message, event, two rows to send, the ticket touched. `naive` commits each message; `batched` commits together
// what came in one turn of the event loop, and resolves after the commit.
import Database from 'better-sqlite3';
import fs from 'node:fs';

const schema = new URL('schema.sql', import.meta.url);
const recipients = ['officer-1', 'group-1'];

export function openStore(file) {
  const db = new Database(file);
  for (const setting of ['journal_mode=WAL', 'synchronous=FULL', 'cache_size=-65536', 'temp_store=MEMORY'])
    db.pragma(setting);
  if (!db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'ticket'").get())
    db.exec(fs.readFileSync(schema, 'utf8'));

  const known = db.prepare('SELECT 1 FROM message WHERE channel = ? AND external_id = ?');
  const open = db.prepare('SELECT id, code FROM ticket WHERE channel = ? AND chat = ? AND status < 9');
  const addTicket = db.prepare(
    'INSERT INTO ticket(code, channel, chat, subject, created_at, updated_at) VALUES(?, ?, ?, ?, ?, ?)');
  const addMessage = db.prepare(
    'INSERT INTO message(channel, external_id, ticket, sender, text, sent_at) VALUES(?, ?, ?, ?, ?, ?)');
  const addEvent = db.prepare('INSERT INTO event(ticket, action, actor, facts, at) VALUES(?, ?, ?, ?, ?)');
  const addOutbox = db.prepare('INSERT INTO outbox(channel, chat, payload, ticket, next_at) VALUES(?, ?, ?, ?, ?)');
  const touch = db.prepare('UPDATE ticket SET updated_at = ? WHERE id = ?');
  let number = db.prepare('SELECT count(*) AS n FROM ticket').get().n;

  function openTicket({ channel, chat, text, at }) {
    const code = `LS-26-${String(++number).padStart(4, '0')}`;
    const { lastInsertRowid } = addTicket.run(code, channel, chat, text.slice(0, 60), at, at);
    return { id: lastInsertRowid, code };
  }

  function take(message) {
    const { channel, id, chat, text, at } = message;
    if (known.get(channel, id)) return;
    const found = open.get(channel, chat);
    const ticket = found ?? openTicket(message);
    addMessage.run(channel, id, ticket.id, chat, text, at);
    addEvent.run(ticket.id, found ? 'message' : 'receive', chat, id, at);
    for (const recipient of recipients) {
      const payload = JSON.stringify({ chat_id: recipient, text: `[${ticket.code}] ${text}` });
      addOutbox.run(channel, recipient, payload, ticket.id, at);
    }
    if (found) touch.run(at, ticket.id);
  }

  const takeAll = db.transaction((waiting) => {
    for (const { message } of waiting) take(message);
  }).immediate;
  let waiting = [];
  function flush() {
    const batch = waiting;
    waiting = [];
    try {
      takeAll(batch);
    } catch (error) {
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const { resolve } of batch) resolve();
  }

  const naive = db.transaction(take).immediate;
  const batched = (message) =>
    new Promise((resolve, reject) => {
      if (waiting.push({ message, resolve, reject }) === 1) setImmediate(flush);
    });
  return { take: process.env.PEER_MODE === 'batched' ? batched : naive, close: () => db.close() };
}
