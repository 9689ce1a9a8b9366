// The Zalo webhook with fastify. PEER_MODE=naive|batched PEER_SECRET=... node fastify.mjs PORT STORE
import Fastify from 'fastify';
import crypto from 'node:crypto';
import { openStore } from './store.mjs';

const [port, file] = process.argv.slice(2);
const secret = process.env.PEER_SECRET;
const store = openStore(file);
const app = Fastify({ logger: false });

function isSigned(body, event, header) {
  const digest = crypto.createHash('sha256').update(event.app_id).update(body).update(event.timestamp).update(secret);
  const given = /^mac=([0-9a-f]{64})$/.exec(header ?? '');
  return given !== null && crypto.timingSafeEqual(digest.digest(), Buffer.from(given[1], 'hex'));
}

app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => done(null, body));

app.post('/hook', async (request, reply) => {
  let event;
  try {
    event = JSON.parse(request.body);
  } catch {
    return reply.code(400).send();
  }
  if (!isSigned(request.body, event, request.headers['x-zevent-signature'])) return reply.code(401).send();
  const { sender, message, timestamp } = event;
  await store.take({ channel: 'zalo', id: message.msg_id, chat: sender.id, text: message.text, at: Number(timestamp) });
  return reply.code(200).send();
});

process.on('SIGTERM', async () => {
  await app.close();
  store.close();
});
await app.listen({ port: Number(port), host: '127.0.0.1', backlog: 1024 });
