// telegram-test-api on loopback, on the port of the first argument, until standard input ends.
import TelegramServer from 'telegram-test-api';

const Server = TelegramServer.default ?? TelegramServer.TelegramServer ?? TelegramServer;
const server = new Server({ port: Number(process.argv[2]), host: '127.0.0.1' });
await server.start();
console.log('ready');
process.stdin.resume();
process.stdin.on('end', async () => {
    await server.stop();
    process.exit(0);
});
