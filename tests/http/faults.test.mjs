// What goes wrong around a server: one clear line or page, nothing lost, nothing half done.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { ask, run, scratch, start } from '../journeys/support/rapport.mjs';

const installation = async (data = path.join(scratch(), 'data')) => {
  await ask('init', '--data', data, '--name', 'Fenwick Mentoring', '--email', 'coord@example.org', '--template', 'alumni');
  return data;
};
const serve = (data, ...more) => start('serve', '--data', data, '--mail-dir', path.join(data, '../mail'), ...more);
const isOneLine = (text) => assert.equal(text.trim().split('\n').length, 1, `one line, not:\n${text}`);

test('a second server on the same data says so in one line', async () => {
  const data = await installation();
  const first = await serve(data);
  const { status, out, err } = await run('serve', '--data', data, '--listen', '127.0.0.1:0');
  assert.equal(status, 1);
  isOneLine(out + err);
  assert.match(err, /another|already|in use|using/);
  assert.equal((await fetch(`${first.url}/sign-in`)).status, 200);
  await first.stop();
});

test('a port that is taken is named in one line', async () => {
  const first = await serve(await installation());
  const { status, err } = await run('serve', '--data', await installation(), '--listen', `127.0.0.1:${first.port}`);
  assert.equal(status, 1);
  isOneLine(err);
  assert.match(err, new RegExp(String(first.port)));
  await first.stop();
});

test('a database of a newer program is left as it is', async () => {
  const data = await installation();
  const file = path.join(data, 'rapport.db');
  const db = new DatabaseSync(file);
  const columns = db.prepare('PRAGMA table_info(migration)').all();
  const row = db.prepare('SELECT * FROM migration ORDER BY name DESC LIMIT 1').get();
  const values = columns.map((c) => (c.name === 'name' ? '9999_later' : row[c.name]));
  db.prepare(`INSERT INTO migration VALUES (${columns.map(() => '?').join(', ')})`).run(...values);
  db.close();
  const { status, err } = await run('serve', '--data', data, '--listen', '127.0.0.1:0');
  assert.equal(status, 1);
  assert.match(err, /newer/);
});

test('a password in an address is refused before anything is opened', async () => {
  for (const args of [
    ['serve', '--database', 'postgresql://rapport:secret@127.0.0.1/rapport'],
    ['serve', '--data', scratch(), '--smtp', 'smtp://rapport:secret@127.0.0.1'],
  ]) {
    const { status, out, err } = await run(...args);
    assert.ok(status === 1 || status === 2, `ended with ${status}`);
    assert.match(err, /password/);
    assert.doesNotMatch(out + err, /secret/);
  }
});

test('wrong use ends with 2 and says what is right', async () => {
  for (const args of [['serve'], ['serve', '--data'], ['serve', '--dat', 'x'], ['import', '--as', 'cats'], ['login-link']]) {
    const { status, err } = await run(...args);
    assert.equal(status, 2, args.join(' '));
    assert.match(err, /--/, args.join(' '));
  }
});

test('every command explains itself', async () => {
  const { out } = await run('--help');
  const commands = [...out.matchAll(/^ {2}([a-z-]+) /gm)].map((m) => m[1]);
  assert.ok(commands.length >= 10, commands.join(' '));
  for (const command of commands) {
    const help = await run(command, '--help');
    assert.equal(help.status, 0, command);
    assert.match(help.out, new RegExp(`rapport ${command}`));
  }
});

const isRoot = process.getuid() === 0;
test('a full disk answers a page, and goes on once there is room', { skip: !isRoot && 'mounting needs root' }, async () => {
  const mount = scratch();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', mount]);
  try {
    const data = await installation(path.join(mount, 'data'));
    const server = await start('serve', '--data', data, '--mail-dir', scratch());
    const ask1 = () => fetch(`${server.url}/sign-in`);
    const page = await ask1();
    const token = (await page.text()).match(/name="token" value="([^"]+)"/)[1];
    const cookie = page.headers.getSetCookie().map((c) => c.split(';')[0]).join('; ');
    const submit = () => fetch(`${server.url}/sign-in`, { method: 'POST', redirect: 'manual',
      headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token, email: 'coord@example.org' }) });
    const filler = path.join(mount, 'filler');
    try { fs.writeFileSync(filler, Buffer.alloc(16 << 20)); } catch { /* it is full now, as meant */ }
    const full = await submit();
    assert.equal(full.status, 503);
    assert.match(await full.text(), /<h1/);
    assert.equal((await ask1()).status, 200);
    fs.rmSync(filler);
    assert.equal((await submit()).status, 303);
    await server.stop();
  } finally {
    execFileSync('umount', ['-l', mount]);
  }
});
