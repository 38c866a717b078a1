// What happens at the same moment to one mentor: two times that overlap are picked, and a form is sent twice. On
// PostgreSQL each request has a connection of its own, so the two really run at once.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { mailTo, messages } from '../journeys/support/mail.mjs';
import { ask, place, scratch, start, until } from '../journeys/support/rapport.mjs';
import { asked, told, word } from '../journeys/support/store.mjs';
import { person } from './person.mjs';

const slug = 'alumni-mentoring';
const dir = scratch();
const mail = path.join(dir, 'mail');
let at;
let server;
const mentees = [];

const csv = (name, text) => {
  const file = path.join(dir, name);
  fs.writeFileSync(file, text);
  return file;
};

// The signed links of a mail, at the address of this server.
const linksOf = (message) => message.links.filter((l) => /\/a\//.test(l)).map((l) => l.replace(/^https?:\/\/[^/]+/, server.url));

// At night mails wait for the morning; these do not.
const leave = () => told(at, 'UPDATE mail SET next_at = 0 WHERE sent_at IS NULL');

before(async () => {
  at = await place();
  await ask('init', ...at, '--name', 'Fenwick Mentoring', '--email', 'lead@example.org', '--template', 'alumni');
  await ask('import', ...at, '--scheme', slug, '--as', 'mentors', csv('mentors.csv',
    'Number,Name,Email,Sector,Can help with,Languages,Mentees (max)\nM1,Ingrid Solberg,ingrid@example.org,Engineering,Interviews,English,2\n'));
  await ask('import', ...at, '--scheme', slug, '--as', 'mentees', csv('mentees.csv',
    'Number,Name,Email,Career area,What would help,Languages\nS1,Ada Quill,ada@example.org,Engineering,Interviews,English\nS2,Ben Rook,ben@example.org,Engineering,Interviews,English\n'));
  told(at, "UPDATE scheme_text SET body = replace(body, 'open 0  days 7', 'open 3  days 7')");
  told(at, "UPDATE participant SET state = 'ready' WHERE state = 'gated'");
  server = await start('serve', ...at, '--mail-dir', mail);
  const mentor = word(at, "SELECT CAST(id AS TEXT) FROM participant WHERE role = 'mentor'");
  for (const email of ['ada@example.org', 'ben@example.org']) {
    const one = person(server.url);
    const link = await ask('login-link', ...at, '--email', email, '--base-url', server.url);
    await one.send(link.match(/http\S+/)[0], {});
    assert.equal((await one.send(`/s/${slug}/mentors/${mentor}/ask`, { hopes: 'To change fields' })).status, 303);
    mentees.push({ ...one, email });
  }
  leave();
  const requests = await until('two requests by mail', () => {
    const found = messages(mail, 'ingrid@example.org').filter((m) => /asks you to be their mentor/.test(m.subject));
    return found.length === 2 && found;
  });
  for (const message of requests) {
    await fetch(linksOf(message)[0], { method: 'POST', redirect: 'manual', body: new URLSearchParams({ answer: 'yes' }) });
  }
  for (const one of mentees) {
    one.pair = `/s/${slug}/pairs/${word(at, `SELECT CAST(pair.id AS TEXT) FROM pair JOIN person ON person.id = pair.mentee WHERE person.email = '${one.email}'`)}`;
  }
});

after(() => server?.stop());

test('two mentees offer the same hour, and the mentor taps both at once: one meeting is set', async () => {
  const links = [];
  const seen = new Set();
  for (const one of mentees) {
    const page = await (await one.go(`${one.pair}/meetings/new`)).text();
    const slots = [...page.matchAll(/name="slot" value="([^"]+)"/g)].map(([, value]) => value);
    const answer = await one.send(`${one.pair}/meetings/new`, [['zone', 'Europe/London'], ['slot', slots[4]],
      ['slot', slots[7]], ['how', 'video'], ['minutes', '60'], ['may_be_quiet', 'yes']]);
    assert.equal(answer.status, 303, await answer.text());
    leave();
    links.push(linksOf(await mailTo(mail, 'ingrid@example.org', /offers two times/, seen))[0]);
  }
  const visitors = links.map(() => person(server.url));
  const forms = await Promise.all(links.map(async (link, i) => {
    const page = await (await visitors[i].go(link)).text();
    return { slot: page.match(/name="slot" value="(\d+)" checked/)[1], version: page.match(/name="version" value="(\d+)"/)[1] };
  }));
  const answers = await Promise.all(links.map((link, i) => visitors[i].go(link, { method: 'POST', body: new URLSearchParams(forms[i]) })));
  const pages = await Promise.all(answers.map((a) => a.text()));

  const [set, refused] = answers[0].status === 303 ? [0, 1] : [1, 0];
  assert.deepEqual([answers[set].status, answers[refused].status], [303, 422]);
  assert.match(pages[refused], /another meeting/i, 'the page says why, beside the times that are left');
  assert.equal(asked(at, "SELECT count(*) FROM meeting WHERE state = 'set'"), 1);
  assert.equal(asked(at, "SELECT count(*) FROM meeting WHERE state = 'offered'"), 1, 'the other offer still stands');
});

test('a form that is sent twice at once does its work once, and both are led on', async () => {
  const [one] = mentees;
  const page = await (await one.go(`${one.pair}/goals`)).text();
  const [token, once] = ['token', 'once'].map((name) => page.match(new RegExp(`name="${name}" value="([^"]*)"`))[1]);
  const body = () => new URLSearchParams({ token, once, title: 'Understand a drawing', sign: '', due_on: '' });
  const answers = await Promise.all([1, 2, 3].map(() => one.go(`${one.pair}/goals`, { method: 'POST', body: body() })));

  assert.deepEqual(answers.map((a) => a.status), [303, 303, 303]);
  assert.equal(asked(at, 'SELECT count(*) FROM goal'), 1);
});
