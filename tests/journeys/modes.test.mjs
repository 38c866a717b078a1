// Each way in which two people find each other: a mentee asks, a coordinator picks, a newcomer is offered somebody at
// once, and pairs come in from before. By keyboard alone on a phone, and again on a laptop with JavaScript off.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { laptop, launch, phone, signIn, visitor } from './support/browser.mjs';
import * as checks from './support/checks.mjs';
import { linkIn, mailTo, messages } from './support/mail.mjs';
import { ask, place, scratch, start } from './support/rapport.mjs';
import { told } from './support/store.mjs';

const mentors = `Number,Name,Email,Sector,Can help with,Languages,Mentees (max),How
M1,Ingrid Solberg,ingrid@example.org,Engineering,Interviews; Confidence,English,1,Video
M2,Rosa Mbeki,rosa@example.org,Engineering,Interviews,English,2,Video
M3,Hugo Tan,hugo@example.org,Law,Presenting,English,1,Video
`;
const mentees = `Number,Name,Email,Career area,What would help,Languages,How
S1,Amara Okafor,amara@example.org,Engineering,Interviews,English,Video
S2,Theo Daly,theo@example.org,Engineering,Interviews,English,Video
S3,Lin Wei,lin@example.org,Law,Presenting,English,Video
`;

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const isSound = async (page) => {
  const problems = [...page.hasScript ? await checks.axe(page) : [], ...await checks.overflow(page),
    ...await checks.targets(page), ...await checks.outline(page),
    // Chromium says so when a key is quicker than the fade to the next page.
    ...page.troubles.filter((said) => !/Transition was (aborted|skipped)/.test(said))];
  assert.deepEqual(problems, [], `${page.url()}: ${await page.title()}`);
};
const heading = (page) => page.getByRole('heading', { level: 1 }).textContent();

// By keyboard: whatever has the focus is pressed with Enter.
const press = async (page, role, name) => {
  const what = page.getByRole('main').getByRole(role, { name }).first();
  await what.focus();
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  await isSound(page);
};
const openFold = async (page, name) => {
  await page.locator('summary', { hasText: name }).focus();
  await page.keyboard.press('Enter');
};
const type = async (page, label, text) => {
  const field = page.getByLabel(label).first();
  await field.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
};

const ways = {
  'by keyboard on a phone': { viewport: phone },
  'on a laptop, with JavaScript off': { viewport: laptop, script: false },
};

// A scheme with three mentors and three mentees who wait; set: settings of its matching page.
const scheme = async (t, options, set) => {
  const where = await place();
  const mails = scratch();
  const lists = scratch();
  fs.writeFileSync(path.join(lists, 'mentors.csv'), mentors);
  fs.writeFileSync(path.join(lists, 'mentees.csv'), mentees);
  const made = await ask('init', ...where, '--name', 'Fenwick Mentoring', '--email', 'coord@example.org', '--template', 'alumni');
  const [link, at] = made.trim().split('\n');
  const slug = at.split('/').at(-1);
  for (const as of ['mentors', 'mentees']) await ask('import', ...where, '--scheme', slug, '--as', as, path.join(lists, `${as}.csv`));
  told(where, "UPDATE cohort SET state = 'open'"); // what a lead needs for it is the main job's story
  const server = await start('serve', ...where, '--mail-dir', mails);
  t.after(() => server.stop());
  const here = (address) => server.url + new URL(address).pathname;
  const someone = async (email) => {
    const one = await ask('login-link', ...where, '--email', email, '--base-url', server.url);
    return signIn(await visitor(browser, options), one.match(/http\S+/)[0]);
  };
  const team = await signIn(await visitor(browser, options), here(link));
  await team.goto(`${server.url}${at}/team/settings/matching`);
  for (const [label, value] of Object.entries(set)) {
    const field = team.getByLabel(label);
    if (value === true) await field.check();
    else await field.fill(value);
  }
  await team.getByRole('main').getByRole('button', { name: /^(Adopt|Save)/ }).first().click();
  await team.waitForLoadState();
  return { inside: server.url + at, mails, lists, here, someone, team, plain: () => visitor(browser, options) };
};

for (const [how, options] of Object.entries(ways)) {
  test(`a mentee finds and asks a mentor, who asks first and says yes, ${how}`, async (t) => {
    const { inside, mails, here, someone, plain } = await scheme(t, options, { 'Requests a mentee may have open': '3' });
    const amara = await someone('amara@example.org');
    await amara.goto(`${inside}/home`);
    await isSound(amara);
    await press(amara, 'link', /Look for a mentor yourself/);
    assert.match(await heading(amara), /Find a mentor/);
    assert.match(await amara.getByRole('main').textContent(), /You both chose\s+Engineering/);
    assert.doesNotMatch(await amara.getByRole('main').textContent(), /Hugo Tan/);
    await type(amara, 'Job, skill, course or name', 'ingrid');
    await press(amara, 'button', /^Search$/);
    await press(amara, 'link', /Ingrid Solberg/);
    await press(amara, 'link', /^Ask Ingrid Solberg/);
    await type(amara, /What do you hope for/, '');
    await amara.keyboard.press('Delete');
    await press(amara, 'button', /^Send to Ingrid Solberg/);
    assert.match(await amara.title(), /^Error: /);
    await type(amara, /What do you hope for/, 'A summer in a design office');
    await press(amara, 'button', /^Send to Ingrid Solberg/);
    assert.match(await heading(amara), /Requests/);

    const mentor = await plain();
    const first = await mailTo(mails, 'ingrid@example.org', /asks you to be their mentor/);
    await mentor.goto(here(linkIn(first, /\/a\//)));
    await isSound(mentor);
    await openFold(mentor, 'Ask a question first');
    await type(mentor, 'What would you like to know?', 'Which branch of engineering?');
    await press(mentor, 'button', /^Send the question/);

    const asked = await mailTo(mails, 'amara@example.org', /would like to know something first/);
    await amara.goto(here(linkIn(asked, /\/a\//)));
    await isSound(amara);
    await type(amara, 'Your answer', 'Bridges, I think');
    await press(amara, 'button', /^Send to Ingrid Solberg/);

    const second = await mailTo(mails, 'ingrid@example.org', /has answered/);
    await mentor.goto(here(linkIn(second, /\/a\//)));
    assert.match(await mentor.getByRole('main').textContent(), /Bridges, I think/);
    await press(mentor, 'button', /^Yes, introduce us/);
    assert.match(await mentor.getByRole('main').textContent(), /You and Amara Okafor have been introduced/);
    await mailTo(mails, 'amara@example.org', /You and Ingrid Solberg have been introduced/);

    const theo = await someone('theo@example.org');
    await theo.goto(`${inside}/mentors`);
    assert.doesNotMatch(await theo.getByRole('main').textContent(), /Ingrid Solberg/, 'her place is taken');
  });

  test(`a no is kind and leads on, ${how}`, async (t) => {
    const { inside, mails, here, someone, plain } = await scheme(t, options, { 'Requests a mentee may have open': '3' });
    const amara = await someone('amara@example.org');
    await amara.goto(`${inside}/mentors`);
    await press(amara, 'link', /^Ask Ingrid Solberg/);
    await type(amara, /What do you hope for/, 'A summer in a design office');
    await press(amara, 'button', /^Send to Ingrid Solberg/);
    const mentor = await plain();
    await mentor.goto(here(linkIn(await mailTo(mails, 'ingrid@example.org', /asks you/), /\/a\//)));
    await openFold(mentor, 'Not this time');
    await mentor.getByRole('radio', { name: /do not have the time/ }).focus();
    await mentor.keyboard.press('Space');
    await press(mentor, 'button', /^Send: not this time/);
    const no = await mailTo(mails, 'amara@example.org', /Not this time/);
    assert.match(no.text, /Rosa Mbeki/);
  });

  test(`a coordinator picks from explained proposals, in the published order, ${how}`, async (t) => {
    const { inside, mails, team } = await scheme(t, options, {});
    await team.goto(`${inside}/team/waiting`);
    await isSound(team);
    assert.match(await heading(team), /3 mentees wait/);
    await press(team, 'link', /^Theo Daly/);
    await press(team, 'button', /^Move up/);
    assert.match(await team.title(), /^Error: /);
    await type(team, 'Move up, because', 'Has an interview next week');
    await press(team, 'button', /^Move up/);
    assert.match(await team.getByRole('main').textContent(), /Has an interview next week/);
    assert.match(await team.getByRole('main').textContent(), /The same area of work: Engineering/);
    await press(team, 'button', /^Ask both/);
    const asked = await mailTo(mails, 'theo@example.org', /A mentor for you/);
    assert.match(asked.text, /Engineering/);
  });

  test(`pairs that run already come in quietly, and go again, ${how}`, async (t) => {
    const { inside, lists, mails, team } = await scheme(t, options, {});
    const file = path.join(lists, 'pairs.csv');
    fs.writeFileSync(file, 'Mentee,Mentor,Start\nS1,M1,2026-01-12\nlin@example.org,hugo@example.org,12/01/2026\nS9,M2,2026-01-12\n');
    await team.goto(`${inside}/team/pairs/moving`);
    await isSound(team);
    await team.getByLabel('The file').setInputFiles(file);
    await press(team, 'button', /^Read the file/);
    assert.match(await heading(team), /2 pairs would come in/);
    assert.match(await team.getByRole('main').textContent(), /Nobody among the mentees/);
    await press(team, 'button', /^Bring them in/);
    assert.match(await heading(team), /2 pairs came in/);
    assert.equal(messages(mails, 'amara@example.org').length, 0);
    await press(team, 'button', /^Take them out again/);
    assert.match(await heading(team), /taken out again/);
  });
}
