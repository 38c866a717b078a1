// The command line, before any page: what a person meets first.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ask, place, run, scratch, start, until } from './support/rapport.mjs';

test('every route is printed with its method, path, access and sentence', async () => {
  const lines = (await ask('routes')).trim().split('\n');
  assert.ok(lines.length > 0);
  for (const line of lines) assert.match(line, /^(GET|POST) +\/\S* +[a-z_]+ +[A-Z].+/);
});

test('a wrong command says which ones there are, and ends with 2', async () => {
  const { status, err } = await run('sing');
  assert.equal(status, 2);
  assert.match(err, /routes/);
});

test('mail comes from the address that serve was given, and a bad one is refused', async () => {
  const data = await place();
  await ask('init', ...data, '--name', 'Fenwick Mentoring', '--email', 'coord@example.org');
  const wrong = await run('serve', ...data, '--mail-from', 'nobody');
  assert.equal(wrong.status, 2);
  assert.match(wrong.err, /--mail-from/);

  const mails = path.join(scratch(), 'mails');
  const server = await start('serve', ...data, '--mail-dir', mails, '--mail-from', 'office@example.org');
  try {
    const form = await fetch(`${server.url}/sign-in`);
    const token = (await form.text()).match(/name="token" value="([^"]+)"/)[1];
    await fetch(`${server.url}/sign-in`, {
      method: 'POST',
      headers: { cookie: form.headers.getSetCookie()[0].split(';')[0], origin: server.url },
      body: new URLSearchParams({ token, email: 'coord@example.org' }),
    });
    const mail = await until('the mail', () => fs.existsSync(mails) && fs.readdirSync(mails)[0]);
    assert.match(fs.readFileSync(path.join(mails, mail), 'utf8'), /^From: .*<office@example\.org>/m);
  } finally {
    await server.stop();
  }
});
