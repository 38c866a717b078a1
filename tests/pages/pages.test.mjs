// Every page, as each role meets it: axe, reflow, target size, large text, keyboard. In the sample scheme pages are found
// by following links; what only comes up while a scheme begins, in the order of its beginning. Both are compared with
// `rapport routes`: a page that nobody reaches is named here.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { laptop, launch, narrow, phone, signIn, visitor } from '../journeys/support/browser.mjs';
import * as checks from '../journeys/support/checks.mjs';
import { demo, explore, kindOf, pageRoutes, roles, routeOf } from '../journeys/support/demo.mjs';
import { run, scratch } from '../journeys/support/rapport.mjs';
import { beginning } from './beginning.mjs';

// Pictures, files and the like.
const elsewhere = [/^\/static\//, /\.ics$/];

// The sample scheme asks nobody from a directory, has no training and no concern. Journeys go through these, most of
// them with the same axe: modes, endings, matching; a concern and the training have page tests alone.
const unmet = new Set([
  '/s/{scheme}/mentors', '/s/{scheme}/mentors/{mentor}', '/s/{scheme}/mentors/{mentor}/ask', '/s/{scheme}/requests',
  '/s/{scheme}/requests/{request}', '/s/{scheme}/shortlists/{shortlist}', '/s/{scheme}/team/pairs/moving/{moving}',
  '/s/{scheme}/pairs/{pair}/kit', '/s/{scheme}/pairs/{pair}/close/{step}',
  '/s/{scheme}/team/matching/runs/{run}/what-if', '/s/{scheme}/training', '/s/{scheme}/concern/{concern}',
  '/s/{scheme}/concern/kept/{token}', '/s/{scheme}/safeguarding/{concern}', '/sign-in/second', '/u/{token}',
]);

let server;
let where;
let browser;
let large;
let routes;
const reached = new Set();
before(async () => {
  where = ['--data', scratch()];
  server = await demo(...where);
  browser = await launch();
  // 200 % text is the browser's own default size: a font-size on html is another test, rem media queries ignore it.
  large = await launch('--blink-settings=defaultFontSize=32');
  routes = await pageRoutes();
});
after(async () => {
  await browser?.close();
  await large?.close();
  await server?.stop();
});

// Runs a check and puts where it was seen before each problem.
const seen = async (where, problems) => (await problems).map((p) => `${where}: ${p}`);

const inspect = async (page, big, address) => {
  const found = [];
  page.troubles.length = 0;
  await page.goto(address);
  for (const colorScheme of ['light', 'dark']) {
    for (const viewport of [narrow, phone, laptop]) {
      const where = `${colorScheme} ${viewport.width}`;
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize(viewport);
      found.push(...await seen(where, checks.axe(page)));
      if (colorScheme === 'light') {
        found.push(...await seen(where, checks.overflow(page)), ...await seen(where, checks.targets(page)));
      }
    }
  }
  found.push(...await checks.outline(page), ...await seen('laptop keyboard', checks.keyboard(page)));
  await page.setViewportSize(phone);
  await page.goto(address);
  found.push(...await seen('phone keyboard', checks.keyboard(page)));
  for (const viewport of [phone, laptop]) {
    await big.setViewportSize(viewport);
    await big.goto(address);
    found.push(...await seen(`200 % text, ${viewport.width}`, checks.overflow(big)));
  }
  return [...found, ...page.troubles];
};

// The same person with large text.
const twin = async (page) => visitor(large, { storageState: await page.context().storageState() });

for (const role of ['visitor', ...roles]) {
  test(`what a ${role} sees`, async (t) => {
    const page = await visitor(browser);
    if (role === 'visitor') await page.goto(`${server.url}/sign-in`);
    else await signIn(page, server.links[role]);
    const big = await twin(page);
    const found = await explore(page, routes);
    found.reached.forEach((path) => reached.add(path));
    for (const [kind, address] of found.pages) {
      await t.test(`${role} ${kind}`, async () => {
        assert.deepEqual(await inspect(page, big, address), []);
      });
    }
  });
}

// Whoever else is in the sample scheme: people who wait, are new, have ended or look after safety. Only pages that
// nobody has met so far are looked at.
const others = ['safeguarding', ...Array.from({ length: 30 }, (_, i) => [`mentee${i + 2}`, `mentor${i + 2}`]).flat()];

test('what others meet', async (t) => {
  for (const name of others) {
    const { status, out } = await run('login-link', ...where, '--email', `${name}@example.org`);
    if (status !== 0) continue;
    const page = await signIn(await visitor(browser), server.url + new URL(out.trim()).pathname);
    const found = await explore(page, routes);
    const big = await twin(page);
    for (const [kind, address] of found.pages) {
      if (reached.has(routeOf(routes, new URL(address).pathname)?.path)) continue;
      await t.test(`${name} ${kind}`, async () => {
        assert.deepEqual(await inspect(page, big, address), []);
      });
    }
    found.reached.forEach((path) => reached.add(path));
    await page.context().close();
    await big.context().close();
  }
});

// The files that a page links to are reached as well.
const download = async (page) => {
  for (const link of await page.locator('main a[href]').evaluateAll((all) => all.map((a) => a.href))) {
    const path = link.startsWith(new URL(page.url()).origin) && routeOf(routes, new URL(link).pathname)?.path;
    if (!path || reached.has(path)) continue;
    const answer = await page.request.get(link);
    if (answer.ok() && !/^text\/html/.test(answer.headers()['content-type'])) reached.add(path);
  }
};

test('what comes up while a scheme begins', async (t) => {
  const looked = new Set();
  await beginning(browser, async (who, page) => {
    const kind = `${who} ${kindOf(page.url())} ${await page.title()}`;
    if (looked.has(kind)) return;
    looked.add(kind);
    reached.add(routeOf(routes, new URL(page.url()).pathname)?.path);
    await download(page);
    const big = await twin(page);
    await t.test(kind, async () => {
      assert.deepEqual(await inspect(page, big, page.url()), []);
    });
    await big.context().close();
  });
});

test('every page is reached by somebody', () => {
  const missed = routes.map((r) => r.path).filter((p) => !reached.has(p) && !unmet.has(p) && !elsewhere.some((e) => e.test(p)));
  assert.deepEqual(missed, []);
});
