// From the kit to the keepsake: what two people do besides meeting, and how they end well. On a phone, and again with
// JavaScript off.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { laptop, launch, phone, signIn, visitor } from './support/browser.mjs';
import * as checks from './support/checks.mjs';
import { demo } from './support/demo.mjs';
import { scratch } from './support/rapport.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const isSound = async (page) => {
  const problems = [...page.hasScript ? await checks.axe(page) : [], ...await checks.overflow(page),
    ...await checks.outline(page), ...await checks.targets(page), ...page.troubles];
  assert.deepEqual(problems, [], `${page.url()}: ${await page.title()}`);
};

const open = async (page, address) => {
  await page.goto(address);
  await isSound(page);
};

const follow = async (page, name) => {
  await page.getByRole('main').getByRole('link', { name }).first().click();
  await isSound(page);
};

const press = async (page, name) => {
  await page.getByRole('main').getByRole('button', { name }).first().click();
  await isSound(page);
};

const says = async (page, words) => assert.match(await page.getByRole('main').innerText(), words);

// A4 by the program's own print rules, from a device that prefers the dark.
const sheets = async (page) => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const paper = await page.pdf({ format: 'A4', margin: { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' } });
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  return paper.toString('latin1').match(/\/Type \/Page\b/g).length;
};

const stories = {
  'on a phone': { viewport: phone },
  'on a laptop, with JavaScript off': { viewport: laptop, script: false },
};

for (const [how, options] of Object.entries(stories)) {
  test(`from the kit to the keepsake, ${how}`, async (t) => {
    const server = await demo('--people', '40', '--data', scratch());
    t.after(() => server.stop());
    const enter = async (role) => signIn(await visitor(browser, options), server.links[role]);
    const mentee = await enter('mentee');
    const mentor = await enter('mentor');
    const coordinator = await enter('coordinator');
    const pair = mentee.url();
    const scheme = pair.replace(/\/pairs\/.*/, '');

    await t.test('P3_both_read_one_kit_made_from_what_both_said', async () => {
      await open(mentor, `${scheme}/profile/path`);
      await mentor.getByLabel('The first turn').fill('I failed the eye test and could not fly.');
      await press(mentor, 'Save');
      for (const page of [mentee, mentor]) {
        await open(page, `${pair}/kit`);
        await says(page, /I failed the eye test/);
        await says(page, /The first hour/);
      }
      await open(mentor, `${scheme}/profile/seen`);
      await says(mentor, /I failed the eye test/);
    });

    await t.test('P12_mentors_need_not_know_everything', async () => {
      await open(coordinator, `${scheme}/team/resources`);
      await coordinator.getByLabel('A service, to turn to').check();
      await coordinator.getByLabel('Title').fill('Mock interview service');
      await coordinator.getByLabel('What people should know').fill('Mondays, no appointment.');
      await press(coordinator, 'Put it on the list');
      await open(mentor, `${pair}/questions`);
      await follow(mentor, /^I do not know/);
      await mentor.getByLabel(/Mock interview service/).check();
      await press(mentor, /^Point .* there/);
      await open(mentee, `${pair}/questions`);
      await says(mentee, /knows where to look/);
      await press(mentee, /^I will look there/);
      await open(mentee, `${scheme}/resources`);
      await says(mentee, /Mondays, no appointment/);
    });

    await t.test('F42_a_file_goes_with_a_message_and_comes_back_as_a_download', async () => {
      await open(mentee, `${pair}/messages`);
      await mentee.getByLabel(/^Write to/).fill('Here is my draft.');
      await mentee.getByText('Attach a file').click();
      await mentee.getByLabel('Up to three files').setInputFiles({
        name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('not what it says\x01'),
      });
      await press(mentee, /^Send to/);
      await says(mentee, /this is none/);
      assert.equal(await mentee.getByLabel(/^Write to/).inputValue(), 'Here is my draft.');
      await mentee.getByLabel('Up to three files').setInputFiles({
        name: 'letter.html', mimeType: 'text/html', buffer: Buffer.from('<script>alert(1)</script>'),
      });
      await press(mentee, /^Send to/);
      await open(mentor, `${pair}/messages`);
      const address = await mentor.getByRole('link', { name: 'letter.txt' }).getAttribute('href');
      const answer = await mentor.context().request.get(new URL(address, pair).href);
      assert.match(answer.headers()['content-disposition'], /^attachment/);
      assert.equal(answer.headers()['content-type'], 'text/plain; charset=utf-8');
      assert.equal(answer.headers()['x-content-type-options'], 'nosniff');
      const other = await coordinator.context().request.get(new URL(address, pair).href, { failOnStatusCode: false });
      assert.equal(other.status(), 404);
    });

    await t.test('F66_the_story_so_far_is_drawn_said_and_listed', async () => {
      await open(mentee, pair);
      await follow(mentee, /^Everything/);
      await says(mentee, /You have met/);
      assert.ok(await mentee.locator('svg.braid').count() >= 2);
      await mentee.getByText('The same days as a table').click();
      assert.ok(await mentee.getByRole('table').getByRole('row').count() > 3);
      await follow(mentee, 'Takeaways');
    });

    await t.test('P15_an_ending_takes_three_taps_and_no_reason', async () => {
      await open(mentee, pair);
      await follow(mentee, /^End, complete/);
      await follow(mentee, 'End it');
      await press(mentee, 'End it');
      await says(mentee, /came to its end/);
      await open(mentor, `${pair}/close`);
      await says(mentor, /came to its end/);
      await open(coordinator, `${scheme}/team/endings`);
      await says(coordinator, /Ended, without blame/);
    });

    await t.test('F33_both_look_back_and_take_a_page_of_A4_away', async () => {
      await follow(mentee, 'Look back');
      await press(mentee, 'Keep and go on');
      await mentee.getByLabel(/^One thing you take along/).fill('That asking is no bother.');
      await mentee.getByLabel(/^A thank you to/).fill('Thank you for your patience.');
      await press(mentee, 'Keep and go on');
      await press(mentee, 'Finish');
      await open(mentor, `${pair}/keepsake`);
      await says(mentor, /Thank you for your patience/);
      assert.equal(await sheets(mentor), 1);
      await open(mentor, `${pair}/close/aims`);
      await press(mentor, 'Skip the rest');
    });

    await t.test('F12_the_team_has_sight_of_it_before_anybody_is_paired_again', async () => {
      await press(coordinator, /^I have seen it/);
      await says(coordinator, /nothing waits for you/i);
    });

    await t.test('F31_what_one_was_told_stands_on_a_page_of_ones_own', async () => {
      await open(mentor, `${new URL(pair).origin}/me/notices`);
      await says(mentor, /Your mentoring has ended/);
    });
  });
}
