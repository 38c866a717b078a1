// A load of a fixed number of requests over connections that stay open, and what a process spent meanwhile.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';

const tick = 1e6 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

// User and system time of a process so far, in microseconds.
export const cpu = (pid) => {
  const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tick;
};

// KiB of memory that are the process's own and written to, and its fair share of all that it maps.
export const memory = (pid) => {
  const rollup = fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const of = (name) => Number(rollup.match(new RegExp(`^${name}: +(\\d+)`, 'm'))[1]);
  return { dirty: of('Private_Dirty'), pss: of('Pss') };
};

const one = (agent, url, { method = 'GET', headers, body } = {}) => new Promise((resolve, reject) => {
  const request = http.request(url, { agent, method, headers }, (answer) => {
    let text = '';
    answer.setEncoding('utf8');
    answer.on('data', (d) => { text += d; });
    answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
  });
  request.on('error', reject);
  request.end(body);
});

export const fetchOnce = async (url, options) => {
  const agent = new http.Agent();
  try { return await one(agent, url, options); } finally { agent.destroy(); }
};

// Sends `count` requests over `clients` connections; `next(i)` gives { url, ...options } of the i-th. Each must be
// answered with a status under 400. Gives { us: CPU of the process a request, rate: requests a second }.
export const load = async (pid, { count, clients, next }) => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
  let sent = 0;
  const client = async () => {
    while (sent < count) {
      const { url, ...options } = next(sent);
      sent += 1;
      const { status, text } = await one(agent, url, options);
      if (status >= 400) throw new Error(`${url} answers ${status}: ${text.slice(0, 300)}`);
    }
  };
  const [cpuBefore, timeBefore] = [cpu(pid), process.hrtime.bigint()];
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = Number(process.hrtime.bigint() - timeBefore) / 1e9;
  agent.destroy();
  return { us: (cpu(pid) - cpuBefore) / count, rate: count / seconds };
};
