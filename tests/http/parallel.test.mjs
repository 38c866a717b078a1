// A hundred people say yes at the same moment: never more pairs than places, on whichever database.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { messages } from '../journeys/support/mail.mjs';
import { ask, place, scratch, start, until } from '../journeys/support/rapport.mjs';
import { asked, told, word } from '../journeys/support/store.mjs';
import { person } from './person.mjs';

const people = 100;
const places = 3;

test('a hundred parallel yeses to requests never exceed a mentor\'s places', async () => {
  const at = await place();
  const dir = scratch();
  const mail = path.join(dir, 'mail');
  await ask('init', ...at, '--name', 'Fenwick Mentoring', '--email', 'lead@example.org', '--template', 'alumni');
  const slug = (fs.writeFileSync(path.join(dir, 'mentors.csv'),
    `Number,Name,Email,Sector,Can help with,Languages,Mentees (max)\nM1,Ingrid Solberg,ingrid@example.org,Engineering,Interviews,English,${places}\n`),
  'alumni-mentoring');
  const rows = Array.from({ length: people }, (_, i) => `S${i},Mentee ${String.fromCharCode(65 + (i % 26))}${i},mentee${i}@example.org,Engineering,Interviews,English`);
  fs.writeFileSync(path.join(dir, 'mentees.csv'), `Number,Name,Email,Career area,What would help,Languages\n${rows.join('\n')}\n`);
  for (const who of ['mentors', 'mentees']) await ask('import', ...at, '--scheme', slug, '--as', who, path.join(dir, `${who}.csv`));
  told(at, "UPDATE scheme_text SET body = replace(body, 'open 0  days 7', 'open 3  days 7')");
  told(at, "UPDATE participant SET state = 'ready' WHERE state = 'gated'");
  const mentor = word(at, "SELECT CAST(id AS TEXT) FROM participant WHERE role = 'mentor'");

  const server = await start('serve', ...at, '--mail-dir', mail);
  for (let i = 0; i < people; i += 10) {
    await Promise.all(Array.from({ length: 10 }, async (_, k) => {
      const link = (await ask('login-link', ...at, '--email', `mentee${i + k}@example.org`, '--base-url', server.url)).match(/http\S+/)[0];
      const one = person(server.url);
      await one.send(link, {});
      const answer = await one.send(`/s/${slug}/mentors/${mentor}/ask`, { hopes: `A hope of ${i + k}` });
      assert.equal(answer.status, 303, `${i + k}: ${answer.status}`);
    }));
  }
  const mails = await until('a hundred requests by mail', () => {
    const found = messages(mail, 'ingrid@example.org').filter((m) => /asks you to be their mentor/.test(m.subject));
    return found.length === people && found;
  });
  const links = mails.map((m) => m.links.find((l) => /\/a\//.test(l)));
  const answers = await Promise.all(links.map((link) => fetch(link.replace(/^https?:\/\/[^/]+/, server.url),
    { method: 'POST', redirect: 'manual', body: new URLSearchParams({ answer: 'yes' }) })));
  const broken = answers.filter((a) => a.status >= 500 && a.status !== 503);
  assert.equal(broken.length, 0, `${broken[0]?.status}`);

  assert.equal(asked(at, "SELECT count(*) FROM pair WHERE state = 'introduced'"), places);
  assert.equal(asked(at, "SELECT count(*) FROM pair"), places);
  assert.equal(asked(at, `SELECT used FROM participant WHERE id = ${mentor}`), places);
  assert.equal(asked(at, 'SELECT count(*) FROM participant WHERE used > capacity'), 0);
  assert.equal(asked(at, "SELECT count(*) FROM request WHERE state = 'accepted'"), places);
  await until('the others to be told', () => asked(at, 'SELECT count(*) FROM request WHERE settled_at IS NULL') === 0);
  await server.stop();
});
