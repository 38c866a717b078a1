// The main job, from two spreadsheets to a first meeting, as coordinator, mentee and mentor: on a phone, and again with
// JavaScript off. What people do between pages they do from their mail.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { laptop, launch, phone, signIn, visitor } from './support/browser.mjs';
import * as checks from './support/checks.mjs';
import { ask, place, root, scratch, start } from './support/rapport.mjs';

const fenwick = (file) => path.join(root, 'tests/fixtures/fenwick', file);

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

// The page as it stands: nothing for axe (which is a script itself), nothing that scrolls sideways, no complaint.
const isSound = async (page) => {
  const problems = [...page.hasScript ? await checks.axe(page) : [], ...await checks.overflow(page),
    ...await checks.outline(page), ...page.troubles];
  assert.deepEqual(problems, [], `${page.url()}: ${await page.title()}`);
};

const press = async (page, name) => {
  await page.getByRole('main').getByRole('button', { name }).first().click();
  await isSound(page);
};

const heading = (page) => page.getByRole('heading', { level: 1 }).textContent();

const stories = {
  'on a phone': { viewport: phone },
  'on a laptop, with JavaScript off': { viewport: laptop, script: false },
};

for (const [how, options] of Object.entries(stories)) {
  test(`from two spreadsheets to a first meeting, ${how}`, async (t) => {
    const where = await place();
    const mails = scratch();
    const made = await ask('init', ...where, '--name', 'Fenwick Mentoring', '--email', 'coord@example.org', '--template', 'alumni');
    const server = await start('serve', ...where, '--mail-dir', mails);
    t.after(() => server.stop());
    const [link, scheme] = made.trim().split('\n');
    const inside = server.url + scheme;
    const coordinator = await visitor(browser, options);

    await t.test('the coordinator signs in by the printed link, which works once', async () => {
      const here = server.url + new URL(link).pathname;
      await signIn(coordinator, here);
      assert.equal(new URL(coordinator.url()).pathname.startsWith(scheme), true);
      const stranger = await visitor(browser, options);
      await stranger.goto(here);
      assert.match(await heading(stranger), /done its work/);
      await stranger.context().close();
    });

    await t.test('the list says what the cohort still needs', async () => {
      await coordinator.goto(`${inside}/team/cohort`);
      await isSound(coordinator);
      await coordinator.getByRole('link', { name: /do this.*safeguarding lead/i }).click();
      await isSound(coordinator);
    });

    for (const [kind, people, kept] of [['Mentors', 313, 7], ['Mentees', 415, 5]]) {
      await t.test(`${kind.toLowerCase()} come in from their spreadsheet, and nothing before it is confirmed`, async () => {
        await coordinator.goto(`${inside}/team/people/import`);
        await coordinator.getByLabel(kind, { exact: true }).check();
        await coordinator.locator('input[type=file]').setInputFiles(fenwick(`${kind.toLowerCase()}.csv`));
        await press(coordinator, /read the file/i);
        await press(coordinator, /see what would come in/i);
        assert.match(await heading(coordinator), new RegExp(`${people} people would come in, ${kept} cannot`));
        await press(coordinator, new RegExp(`import ${people} people`, 'i'));
        assert.match(await heading(coordinator), new RegExp(`${people} people came in`));
      });
    }

    await t.test('what only a mentee may tell is nowhere the team can look', async () => {
      await coordinator.goto(`${inside}/team/people?q=Ogunleye`);
      await isSound(coordinator);
      await coordinator.getByRole('main').getByRole('link', { name: 'Tomasz Ogunleye' }).click();
      await isSound(coordinator);
      assert.doesNotMatch(await coordinator.content(), /being on time/);
    });
  });
}
