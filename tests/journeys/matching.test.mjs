// Matching in one sitting, from two spreadsheets to published offers and back: by keyboard, on a phone, and again with
// JavaScript off. And what a power cut leaves of a run or of a publication.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { laptop, launch, phone, signIn, visitor } from './support/browser.mjs';
import * as checks from './support/checks.mjs';
import { messages } from './support/mail.mjs';
import { ask, place, root, scratch, start, until } from './support/rapport.mjs';

const fenwick = (file) => path.join(root, 'tests/fixtures/fenwick', file);

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const isSound = async (page) => {
  const problems = [...page.hasScript ? await checks.axe(page) : [], ...await checks.overflow(page),
    ...await checks.outline(page), ...page.troubles];
  assert.deepEqual(problems, [], `${page.url()}: ${await page.title()}`);
};

// By keyboard alone: the control takes the focus, and Enter does the rest.
const enter = async (page, control) => {
  await control.focus();
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  await isSound(page);
};
const button = (page, name) => page.getByRole('main').getByRole('button', { name }).first();
const link = (page, name) => page.getByRole('main').getByRole('link', { name }).first();
const main = (page) => page.getByRole('main').textContent();
const heading = (page) => page.getByRole('heading', { level: 1 }).textContent();

// A scheme with the people of both spreadsheets, and its coordinator signed in.
const fenwickScheme = async (options) => {
  const where = await place();
  const mails = scratch();
  const made = await ask('init', ...where, '--name', 'Fenwick Mentoring', '--email', 'coord@example.org', '--template', 'alumni');
  const [signing, scheme] = made.trim().split('\n');
  for (const as of ['mentors', 'mentees']) {
    await ask('import', ...where, '--scheme', scheme.split('/').at(-1), '--as', as, fenwick(`${as}.csv`)).catch((e) => {
      if (!/status 1/.test(e.message)) throw e; // rows that cannot come in are told, and the rest comes in
    });
  }
  const open = () => start('serve', ...where, '--mail-dir', mails);
  const server = await open();
  const page = await visitor(browser, options);
  await signIn(page, server.url + new URL(signing).pathname);
  return { open, server, mails, scheme, page };
};

// One step of a story. What comes after a step that failed could only fail too.
const stepsOf = (t) => {
  let hasFailed = false;
  return (name, run) => t.test(name, { skip: hasFailed && 'a step before it failed' }, async () => {
    hasFailed = true;
    await run();
    hasFailed = false;
  });
};

const stories = {
  'on a phone': { viewport: phone },
  'on a laptop, with JavaScript off': { viewport: laptop, script: false },
};

for (const [how, options] of Object.entries(stories)) {
  test(`from a run to offers that are taken back, ${how}`, async (t) => {
    const { server, mails, scheme, page } = await fenwickScheme(options);
    t.after(() => server.stop());
    const matching = `${server.url}${scheme}/team/matching`;
    let run;
    const step = stepsOf(t);

    await step('a run says why each is proposed', async () => {
      await page.goto(matching);
      await enter(page, button(page, /start a run/i));
      run = page.url();
      assert.match(await heading(page), /415 of 415 mentees would have a mentor/);
      assert.match(await main(page), /Why Rohan Clarke and Owen Nielsen/);
    });

    await step('a what-if says for whom it would be different, and the run stays as it is', async () => {
      const dial = page.getByLabel('Kinds of help', { exact: true });
      await dial.focus();
      for (let i = 0; i < 20; i += 1) await page.keyboard.press('ArrowLeft');
      assert.equal(await dial.inputValue(), '300');
      await enter(page, button(page, /try it, keep this run/i));
      assert.match(await heading(page), /\d+ people’s mentors would change/);
      assert.match(await main(page), /would get somebody else.*would lose theirs.*Worst off/s);
      await page.goto(matching);
      assert.equal(await page.getByRole('link', { name: /^run \d/i }).count(), 1);
      await page.goto(run);
      assert.match(await heading(page), /415 of 415/);
    });

    await step('why not: any two by name, and a name that several have is asked for again', async () => {
      await enter(page, link(page, /why not these two/i));
      await page.getByLabel('Mentee').fill('rohan clarke');
      await page.getByLabel('Mentor').fill('nielsen');
      await enter(page, button(page, /^ask$/i));
      assert.match(await page.title(), /^Error/);
      assert.match(await main(page), /people are called so.*Owen Nielsen #\d+/s);
      await page.getByLabel('Mentor').fill('lucia da silva');
      await enter(page, button(page, /^ask$/i));
      assert.match(await heading(page), /Why not Rohan Clarke and Lucía da Silva/);
      assert.match(await main(page), /A rule keeps them apart|Others fit better/);
    });

    await step('what each objective would cost, how groups fare, and who would rather', async () => {
      for (const [name, says] of [[/each objective/i, /Stable/], [/groups fare/i, /All smaller groups together/],
        [/both rather/i, /in all/]]) {
        await page.goto(run);
        await enter(page, link(page, name));
        assert.match(await main(page), says);
      }
    });

    await step('a pin and a block change the run: it says so, and can be made again and compared', async () => {
      await page.goto(run);
      await enter(page, button(page, /^pin rohan clarke/i));
      await page.goto(run);
      await enter(page, link(page, /one by one/i));
      await enter(page, link(page, /next pair/i));
      const blocked = (await heading(page)).split(' with ');
      await enter(page, button(page, /^block/i));
      await page.goto(run);
      const told = await main(page);
      assert.match(told, /Something has changed since this run.*Rohan Clarke is pinned to Owen Nielsen/s);
      assert.ok(told.includes(`${blocked[0]} and ${blocked[1]} are blocked by the team`));
      await enter(page, button(page, /run again/i));
      await enter(page, link(page, /compare with run 1/i));
      assert.ok((await main(page)).includes(blocked[0]));
      await enter(page, link(page, /back to run 2/i));
      run = page.url().split('?')[0];
    });

    await step('both mails are read as anybody would get them; publishing is undone while it is held', async () => {
      await enter(page, link(page, /check and publish/i));
      await page.getByLabel('See the mails of').fill('rohan clarke');
      await enter(page, button(page, /^show$/i));
      assert.match(await main(page), /What Rohan Clarke and Owen Nielsen would get.*A mentor for you: Owen Nielsen/s);
      await enter(page, button(page, /publish \d+ pairs/i));
      assert.match(await main(page), /held until/);
      await enter(page, button(page, /take it back/i));
      assert.match(await main(page), /Taken back/);
      assert.equal(messages(mails).length, 0);
    });

    await step('five first; whoever was told gets one line when it is taken back', async () => {
      await page.goto(matching);
      await enter(page, button(page, /start a new run/i));
      await enter(page, link(page, /check and publish/i));
      await page.getByLabel(/the five that fit best/i).focus();
      await page.keyboard.press('Space');
      await enter(page, button(page, /publish \d+ pairs/i));
      await enter(page, button(page, /send now/i));
      assert.match(await main(page), /\d+ pairs have not been told yet/);
      await until('ten mails', () => messages(mails).length === 10);
      await enter(page, button(page, /take all of it back/i));
      await until('ten lines more', () => messages(mails).length === 20);
      assert.equal(new Set(messages(mails).map((m) => String(m.to))).size, 10);
    });
    await page.context().close();
  });
}

test('a power cut in mid-run or mid-publish leaves the scheme as it was, and nothing is sent twice', async (t) => {
  const { open, server: first, mails, scheme, page } = await fenwickScheme({});
  let server = first;
  t.after(() => server.stop());
  // The browser's own page about a server that is gone comes late, and may come over the next one.
  const go = async (where) => {
    for (;;) {
      try {
        return await page.goto(where);
      } catch (e) {
        if (!/interrupted by another navigation/.test(e.message)) throw e;
      }
    }
  };
  const list = () => go(`${server.url}${scheme}/team/matching`);
  // The cookie is for the host, whatever the port, so whoever was signed in still is.
  const cutAfter = async (ms, press) => {
    const pressed = press.click({ noWaitAfter: true }).catch(() => {});
    await new Promise((done) => { setTimeout(done, ms); });
    await server.stop('SIGKILL');
    await pressed;
    server = await open();
  };

  for (const ms of [30, 150, 400, 900]) {
    await list();
    await cutAfter(ms, button(page, /start a (new )?run/i));
    await list();
    const rows = await page.getByRole('table').first().getByRole('row').allTextContents().catch(() => []);
    for (const row of rows.slice(1)) assert.match(row, /Verified.*415 of 415/s, `cut after ${ms} ms`);
  }
  await list();
  await button(page, /start a (new )?run/i).click();
  await link(page, /check and publish/i).click();
  await button(page, /publish 415 pairs/i).click();
  const run = page.url().split('?')[0].replace(server.url, '');
  for (const ms of [5, 60, 200]) {
    await go(server.url + run);
    if (await button(page, /send now/i).count() === 0) break;
    await cutAfter(ms, button(page, /send now/i));
  }
  await go(server.url + run);
  const held = button(page, /send now/i);
  if (await held.count()) await held.click();
  await until('all mails', () => messages(mails).length >= 830);
  await server.stop('SIGKILL');
  server = await open();
  await new Promise((done) => { setTimeout(done, 1500); });
  const sent = messages(mails);
  const keys = sent.map((m) => `${m.to} ${m.subject}`);
  assert.equal(keys.length, new Set(keys).size, 'nobody is told the same twice');
  assert.equal(sent.length, 830);
});
