// A journey for each promise that a browser can see kept, named by it (docs/manual/promises.md), in the sample scheme.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { laptop, launch, phone, signIn, visitor } from './support/browser.mjs';
import * as checks from './support/checks.mjs';
import { demo } from './support/demo.mjs';
import { scratch } from './support/rapport.mjs';

let browser; let server; let mentee; let mentor; let team; let pair;

// Nothing for axe, nothing that scrolls sideways, no complaint of the browser.
const isSound = async (page) => {
  const problems = [...page.hasScript ? await checks.axe(page) : [], ...await checks.overflow(page),
    ...await checks.outline(page), ...page.troubles];
  assert.deepEqual(problems, [], `${page.url()}: ${await page.title()}`);
};

const look = async (page, path) => {
  await page.goto(server.url + path);
  await isSound(page);
  return page.getByRole('main').innerText();
};

const press = (page, name) => page.getByRole('main').getByRole('button', { name }).first().click();

before(async () => {
  browser = await launch();
  server = await demo('--people', '40', '--data', `${scratch()}/data`);
  mentee = await signIn(await visitor(browser, { viewport: phone }), server.links.mentee);
  mentor = await signIn(await visitor(browser, { viewport: phone }), server.links.mentor);
  team = await signIn(await visitor(browser, { viewport: laptop, script: false }), server.links.coordinator);
  pair = new URL(mentee.url()).pathname.match(/^\/s\/[^/]+\/pairs\/\d+/)[0];
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const teamPages = () => {
  const [, scheme, key] = pair.match(/^(\/s\/[^/]+)\/pairs\/(\d+)/);
  return [`${scheme}/team`, `${scheme}/team/pairs`, `${scheme}/team/pairs/${key}`, `${scheme}/team/people`];
};

const isNotOnTeamPages = async (words) => {
  for (const path of teamPages()) assert.doesNotMatch(await look(team, path), words, path);
};

test('P5_the_mentee_offers_times_and_the_mentor_is_told_what_to_do_instead', async () => {
  assert.match(await look(mentee, `${pair}/meetings/new`), /Send/);
  assert.match(await look(mentor, `${pair}/meetings/new`), /mentees offer times\. You can suggest one\./);
});

test('P6_nobody_but_the_mentee_writes_the_goals', async () => {
  await look(mentee, `${pair}/goals`);
  assert.match(await look(mentor, `${pair}/goals`), /to write\. What you suggest stands beside them/);
});

test('P7_the_note_reaches_the_mentor_and_the_team_only_when_ticked', async () => {
  await look(mentee, `${pair}/progress`);
  await mentee.getByLabel('Up and down').check();
  await mentee.getByLabel(/A line to go with it/).fill('Only for the two of us: the reports are hard');
  await press(mentee, /^Send to/);
  assert.match(await look(mentor, `${pair}/progress`), /the reports are hard/);
  await isNotOnTeamPages(/the reports are hard/);
  await look(mentee, `${pair}/progress`);
  await mentee.getByLabel('Going well').check();
  await mentee.getByLabel(/A line to go with it/).fill('For everybody: I passed the interview');
  await mentee.getByLabel(/Also tell the people/).check();
  await press(mentee, /^Send to/);
  assert.match(await look(team, teamPages()[2]), /I passed the interview/);
});

test('P7_the_pulse_goes_to_the_team_and_never_to_the_partner', async () => {
  await look(mentee, `${pair}/pulse`);
  await mentee.getByLabel('Shaky').check();
  await mentee.getByLabel(/A line to go with it/).fill('We have not found a rhythm');
  await press(mentee, 'Send to the team');
  assert.match(await look(team, teamPages()[2]), /We have not found a rhythm/);
  for (const below of ['', '/pulse', '/progress', '/messages']) {
    assert.doesNotMatch(await look(mentor, pair + below), /not found a rhythm|says that it does not go well/);
  }
});

test('P9_a_heads_up_is_between_the_two_on_every_page', async () => {
  await look(mentee, `${pair}/heads-up`);
  await mentee.getByLabel('What I am working on').fill('Being on time in the mornings');
  await press(mentee, /^Tell/);
  assert.match(await look(mentor, `${pair}/heads-up`), /Being on time in the mornings/);
  await press(mentor, 'How can I help?');
  assert.match(await look(mentee, `${pair}/heads-up`), /asks how to help/);
  await isNotOnTeamPages(/on time in the mornings/);
});

test('P15_who_is_away_is_expected_nowhere_and_the_partner_knows', async () => {
  const scheme = pair.match(/^\/s\/[^/]+/)[0];
  await look(mentor, `${scheme}/away`);
  await mentor.getByLabel('The coming 14 days').check();
  await mentor.getByLabel(/A line to go with it/).fill('Moving house');
  await press(mentor, 'Say that I am away');
  assert.match(await look(mentee, pair), /is away until/);
  await isNotOnTeamPages(/Moving house/);
  await look(mentor, `${scheme}/away`);
  await press(mentor, /I am back|I am here after all/);
  assert.doesNotMatch(await look(mentee, pair), /is away until/);
});

test('P16_answers_for_oneself_are_ones_own_until_they_are_shown', async () => {
  const scheme = pair.match(/^\/s\/[^/]+/)[0];
  await look(mentee, `${scheme}/statements`);
  await mentee.getByRole('group', { name: 'I ask things that open a conversation.' }).getByLabel('Sometimes').check();
  await press(mentee, 'Keep my answers');
  assert.match(await look(mentor, `${pair}/statements`), /keeps theirs to themselves/);
  await look(mentee, `${pair}/statements`);
  await press(mentee, /^Show mine to/);
  assert.match(await look(mentor, `${pair}/statements`), /I ask things that open a conversation/);
  await isNotOnTeamPages(/open a conversation/);
});
