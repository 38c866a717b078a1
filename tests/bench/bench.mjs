// make bench: what pages cost, beside their floors in the same run. Figures, never asserts: read them as ratios.
//
// The floor of a page is a bare libmicrohttpd answer of the same size, plus its own queries run alone in one read
// transaction. PEOPLE=10000 and COUNT=3000 (requests a page) may be changed in the environment.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { launch, phone, signIn, visitor } from '../journeys/support/browser.mjs';
import { demo, roles } from '../journeys/support/demo.mjs';
import { freePort, program, root, scratch, start, until } from '../journeys/support/rapport.mjs';
import { cpu, fetchOnce, load, memory } from './load.mjs';

const built = path.join(root, 'build/bench');
const many = Number(process.env.PEOPLE ?? 10_000);
const few = Math.round(many / 10);
const count = Number(process.env.COUNT ?? 3000);
const clients = 16;

const us = (n) => `${n.toFixed(0)} us`;
const row = (...cells) => console.log(cells.map((c, i) => String(c).padEnd(i ? 13 : 34)).join(''));
const aim = (what, value, wanted, isReached) => console.log(`  ${what}: ${value}, aim ${wanted}: ${isReached ? 'reached' : 'NOT REACHED'}`);

// The sample scheme of `people`, with each role signed in: cookies for plain requests. It is made by a server whose
// statements are traced, and so are those of each page.
const open = async (browser, people) => {
  const data = scratch();
  const trace = path.join(data, 'statements');
  process.env.LD_PRELOAD = path.join(built, 'trace.so');
  process.env.TRACE_FILE = trace;
  const server = await demo('--people', String(people), '--data', data);
  const told = cpu(server.pid) / people;
  delete process.env.LD_PRELOAD;
  delete process.env.TRACE_FILE;
  const home = {};
  const cookie = {};
  for (const role of roles) {
    const page = await signIn(await visitor(browser, { viewport: phone }), server.links[role]);
    home[role] = page.url();
    cookie[role] = (await page.context().cookies()).map((c) => `${c.name}=${c.value}`).join('; ');
    await page.context().close();
  }
  const pages = await pagesOf({ ...server, home, cookie });
  for (const page of pages) {
    const request = { headers: { cookie: cookie[page.as] } };
    for (let tries = 0; tries < 4; tries += 1) { // a job that runs meanwhile is traced as well: the least is the page's
      const before = fs.statSync(trace).size;
      const answer = await fetchOnce(server.url + page.path, request);
      if (answer.status !== 200) throw new Error(`${page.path} answers ${answer.status}`);
      page.bytes = Buffer.byteLength(answer.text);
      const texts = fs.readFileSync(trace).subarray(before);
      if (!page.texts || texts.length < page.texts.length) page.texts = texts;
    }
  }
  await server.stop();
  return { ...await serve(data), data, pages, cookie, told };
};

// A server whose jobs of the first minutes are done: they are no page's cost.
const serve = async (data) => {
  const server = await start('serve', '--data', data, '--mail-dir', scratch(), '--quiet');
  for (let before = -1, now = cpu(server.pid); now !== before; now = cpu(server.pid)) {
    before = now;
    await new Promise((resolve) => { setTimeout(resolve, 1500); });
  }
  return server;
};

// The addresses that are measured, as the person who opens them.
const pagesOf = async (scheme) => {
  const inside = new URL(scheme.home.coordinator).pathname.match(/^\/s\/[^/]+/)[0];
  const { text } = await fetchOnce(scheme.home.mentee, { headers: { cookie: scheme.cookie.mentee } });
  const pair = new URL(scheme.home.mentee).pathname.match(/\/s\/[^/]+\/pairs\/\d+/)?.[0]
    ?? text.match(/\/s\/[^/"]+\/pairs\/\d+/)[0];
  return [
    { name: 'pair home', path: pair, as: 'mentee', most: 2.5 },
    { name: 'table of people', path: `${inside}/team/people`, as: 'coordinator', most: 3.5 },
    { name: 'table of people, searched', path: `${inside}/team/people?q=an`, as: 'coordinator' },
    { name: 'Today', path: `${inside}/team`, as: 'coordinator' },
  ].map((p) => ({ ...p, pair }));
};

const statementsOf = (texts) => texts.filter((s) => /^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)/i.test(s)).length;

const bare = async (bytes) => {
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const child = spawn(path.join(built, 'floor'), [String(port), String(bytes)], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}/`;
  await until('the floor', () => fetchOnce(url).catch(() => null));
  await load(child.pid, { count: 500, clients, next: () => ({ url }) });
  const spent = await load(child.pid, { count, clients, next: () => ({ url }) });
  child.kill();
  return spent.us;
};

const measure = async (scheme, page) => {
  const request = { url: scheme.url + page.path, headers: { cookie: scheme.cookie[page.as] } };
  const file = path.join(scheme.data, 'page');
  fs.writeFileSync(file, page.texts);
  await load(scheme.pid, { count: 300, clients, next: () => request });
  const { us: cost, rate } = await load(scheme.pid, { count, clients, next: () => request });
  const alone = spawnSync(path.join(built, 'queries'), [path.join(scheme.data, 'rapport.db'), file, '500'], { encoding: 'utf8' });
  if (alone.status !== 0) throw new Error(`queries: ${alone.stderr}`);
  const floor = await bare(page.bytes);
  const queries = Number(alone.stdout);
  return { cost, rate, floor, queries, bytes: page.bytes,
    statements: statementsOf(page.texts.toString().split('\0')), ratio: cost / (floor + queries) };
};

// One durable write: the mentee rewords a goal. Each submit has its own `once`, as each opened page would.
const write = async (scheme, pair, clientsAtOnce, writes) => {
  const list = await fetchOnce(`${scheme.url}${pair}/goals`, { headers: { cookie: scheme.cookie.mentee } });
  const url = scheme.url + list.text.match(/href="([^"]+\/goals\/\d+)"/)[1];
  const headers = { cookie: scheme.cookie.mentee, 'sec-fetch-site': 'same-origin', origin: scheme.url,
    'content-type': 'application/x-www-form-urlencoded' };
  const { text } = await fetchOnce(url, { headers: { cookie: scheme.cookie.mentee } });
  const token = text.match(/name="token" value="([^"]+)"/)[1];
  const once = text.match(/name="once" value="([^"]*)"/)?.[1] ?? '';
  const another = () => [...once].map((c) => (/[0-9a-z]/.test(c) ? 'abcdefghijklmnop'[Math.floor(Math.random() * 16)] : c)).join('');
  return load(scheme.pid, { count: writes, clients: clientsAtOnce, next: (i) => ({ url, method: 'POST', headers,
    body: new URLSearchParams({ token, once: another(), do: 'save', title: `Goal ${i}`, sign: '', due_on: '' }).toString() }) });
};

const durable = async (data) => {
  const rates = {};
  for (const [name, preload] of [['cheap', ''], ['3 ms', path.join(built, 'slow_sync.so')]]) {
    if (preload) process.env.LD_PRELOAD = preload;
    const server = await serve(data.data);
    delete process.env.LD_PRELOAD;
    const scheme = { ...data, url: server.url, pid: server.pid };
    await write(scheme, data.pair, clients, 200);
    const lone = await write(scheme, data.pair, 1, 200);
    const together = await write(scheme, data.pair, clients, 1500);
    rates[name] = { lone: lone.rate, together: together.rate, us: together.us };
    await server.stop();
  }
  return rates;
};

// From the start of the process to the last byte of a page, asked for again and again from the first moment.
const firstPage = (port) => new Promise((resolve) => {
  const ask = () => {
    let said = '';
    const socket = net.connect(port, '127.0.0.1', () => socket.write('GET /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'));
    socket.on('data', (d) => { said += d; });
    socket.on('error', () => {});
    socket.on('close', () => (said.includes('</html>') ? resolve() : setTimeout(ask, 1)));
  };
  ask();
});

const coldStart = async (data) => {
  const times = [];
  for (let i = 0; i < 15; i += 1) {
    const port = await freePort();
    const before = process.hrtime.bigint();
    const child = spawn(program, ['serve', '--data', data, '--mail-dir', scratch(), '--quiet', '--listen', `127.0.0.1:${port}`], { stdio: 'ignore' });
    await firstPage(port);
    times.push(Number(process.hrtime.bigint() - before) / 1e6);
    child.kill();
    await new Promise((resolve) => { child.on('exit', resolve); });
  }
  return times.sort((a, b) => a - b)[7];
};

const firstView = async (browser, scheme, page) => {
  const person = await visitor(browser, { viewport: phone });
  const [name, ...value] = scheme.cookie[page.as].split('; ')[0].split('=');
  await person.context().addCookies([{ name, value: value.join('='), url: scheme.url }]);
  const devtools = await person.context().newCDPSession(person);
  let bytes = 0;
  let requests = 0;
  await devtools.send('Network.enable');
  devtools.on('Network.loadingFinished', (e) => { bytes += e.encodedDataLength; requests += 1; });
  await person.goto(scheme.url + page.path, { waitUntil: 'networkidle' });
  await person.context().close();
  return { bytes, requests };
};

const browser = await launch();
console.log(`${new Date().toISOString().slice(0, 10)}, ${os.cpus().length} cores: ${count} requests a page, ${clients} clients, CPU of the server (user + system) a request\n`);
const schemes = {};
const results = {};
for (const people of [few, many]) {
  const scheme = await open(browser, people);
  schemes[people] = scheme;
  scheme.idle = memory(scheme.pid);
  row(`${people} people`, 'page', 'bare', 'queries', 'ratio', 'statements', 'bytes', 'requests/s');
  for (const page of scheme.pages) {
    const m = await measure(scheme, page);
    results[`${people} ${page.name}`] = m;
    row(page.name, us(m.cost), us(m.floor), us(m.queries), m.ratio.toFixed(2), m.statements, m.bytes, m.rate.toFixed(0));
  }
  scheme.loaded = memory(scheme.pid);
  console.log(`made in ${(scheme.told / 1000).toFixed(1)} ms CPU a person\n`);
}

const big = schemes[many];
const { pages } = big;
console.log('aims');
for (const page of pages) {
  const m = results[`${many} ${page.name}`];
  const before = results[`${few} ${page.name}`];
  if (page.most) aim(`${page.name} / floor`, m.ratio.toFixed(2), `at most ${page.most}`, m.ratio <= page.most);
  aim(`${page.name}, statements`, m.statements, `at most 12 and as many at ${few}`, m.statements <= 12 && m.statements === before.statements);
  aim(`${page.name}, ${many} / ${few} people`, (m.cost / before.cost).toFixed(2), 'at most 1.5', m.cost / before.cost <= 1.5);
}
const view = await firstView(browser, big, pages[0]);
aim('first view', `${(view.bytes / 1024).toFixed(1)} KiB in ${view.requests} requests`, 'at most 60 KiB in 8', view.bytes <= 61440 && view.requests <= 8);
aim('private dirty memory, idle', `${(big.idle.dirty / 1024).toFixed(1)} MB (PSS ${(big.idle.pss / 1024).toFixed(1)})`, 'at most 8 MB', big.idle.dirty <= 8192);
aim('private dirty memory, loaded', `${(big.loaded.dirty / 1024).toFixed(1)} MB (PSS ${(big.loaded.pss / 1024).toFixed(1)})`, 'at most 32 MB', big.loaded.dirty <= 32768);
for (const people of [few, many]) await schemes[people].stop();
await browser.close();

const rates = await durable({ ...big, pair: pages[0].pair });
for (const [name, r] of Object.entries(rates)) {
  console.log(`  durable writes, a sync ${name}: ${r.together.toFixed(0)}/s at ${clients} clients, ${r.lone.toFixed(0)}/s alone, ${us(r.us)} each`);
}
aim('durable writes where a sync costs 3 ms', `${(rates['3 ms'].together / rates['3 ms'].lone).toFixed(1)} times`, 'at least 8', rates['3 ms'].together >= 8 * rates['3 ms'].lone);
aim('durable writes where syncs are cheap', `${(rates.cheap.together / rates.cheap.lone).toFixed(1)} times`, 'at least 1', rates.cheap.together >= rates.cheap.lone);
const cold = await coldStart(big.data);
aim('first page after start', `${cold.toFixed(0)} ms`, 'at most 60 ms', cold <= 60);
const stripped = path.join(built, 'rapport');
execFileSync('strip', ['-o', stripped, program]);
const size = fs.statSync(stripped).size;
aim('installed program', `${(size / 1e6).toFixed(2)} MB`, 'at most 4 MB', size <= 4e6);
