// Every page, as each role meets it in the sample scheme: axe, reflow, target size, large text, keyboard.
// Pages are found by following links, and compared with `rapport routes`: one that nobody reaches is named here.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { laptop, launch, narrow, phone, signIn, visitor } from '../journeys/support/browser.mjs';
import * as checks from '../journeys/support/checks.mjs';
import { demo, explore, pageRoutes, roles } from '../journeys/support/demo.mjs';

// Opened from a mail or in a step of its own; the journeys check these where they come up.
const elsewhere = [/\{token\}/, /\{step\}/, /^\/static\//, /\.ics$/, /\/sent$/];

let server;
let browser;
let large;
let routes;
const reached = new Set();
before(async () => {
  server = await demo();
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

for (const role of ['visitor', ...roles]) {
  test(`what a ${role} sees`, async (t) => {
    const page = await visitor(browser);
    if (role === 'visitor') await page.goto(`${server.url}/sign-in`);
    else await signIn(page, server.links[role]);
    const big = await visitor(large, { storageState: await page.context().storageState() });
    const found = await explore(page, routes);
    found.reached.forEach((path) => reached.add(path));
    for (const [kind, address] of found.pages) {
      await t.test(`${role} ${kind}`, async () => {
        assert.deepEqual(await inspect(page, big, address), []);
      });
    }
  });
}

test('every page is reached by somebody', () => {
  const missed = routes.map((r) => r.path).filter((p) => !reached.has(p) && !elsewhere.some((e) => e.test(p)));
  assert.deepEqual(missed, []);
});
