// Sends messages to a platform with undici's Pool, the quickest client that Node has.
// node undici.mjs PORT CONNECTIONS WARM_UP SECONDS; one line of JSON.
import { Pool } from 'undici';

const [port, connections, warmUp, seconds] = process.argv.slice(2).map(Number);
const pool = new Pool(`http://127.0.0.1:${port}`, { connections, pipelining: 1 });
const path = '/bot7012345678:peer/sendMessage';
const headers = { 'content-type': 'application/json' };
const text = 'LS-26-0042: phản ánh của bà con đã được chuyển đến bộ phận phụ trách.';
const begun = performance.now() + warmUp * 1000;
const end = begun + seconds * 1000;
const latencies = [];
let failed = 0;

async function work(worker) {
  for (let i = 0; performance.now() < end; i++) {
    const at = performance.now();
    const body = JSON.stringify({ chat_id: 5512000000 + worker, text: `${text} (${i})` });
    const answer = await pool.request({ path, method: 'POST', headers, body });
    const { ok, result } = await answer.body.json();
    if (!ok || !(result.message_id > 0)) failed++;
    else if (at >= begun) latencies.push(performance.now() - at);
  }
}

const workers = Array.from({ length: connections }, (_, i) => work(i));
let cpu;
setTimeout(() => (cpu = process.cpuUsage()), warmUp * 1000);
await Promise.all(workers);
const spent = process.cpuUsage(cpu);
const measured = (performance.now() - begun) / 1000;
latencies.sort((a, b) => a - b);
const quantile = (share) => latencies[Math.min(Math.floor(latencies.length * share), latencies.length - 1)];
console.log(JSON.stringify({
  sends: latencies.length, sends_per_second: Math.round(latencies.length / measured), failed,
  p50_ms: quantile(0.5), p99_ms: quantile(0.99), cpu_us: (spent.user + spent.system) / latencies.length,
  rss_mb: process.memoryUsage.rss() / 1048576 }));
process.exit(0);
