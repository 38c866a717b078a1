// make pictures: the pages that README.md and the manual show, from the sample scheme, into docs/pictures.
import path from 'node:path';
import { laptop, launch, phone, signIn, visitor } from './journeys/support/browser.mjs';
import { demo } from './journeys/support/demo.mjs';
import { root } from './journeys/support/rapport.mjs';

const wanted = [
  { name: 'mentee-home-phone', as: 'mentee', viewport: phone },
  { name: 'mentee-home-laptop-dark', as: 'mentee', viewport: laptop, colorScheme: 'dark' },
  { name: 'offer-times-phone', as: 'mentee', viewport: phone, below: '/meetings/new' },
  { name: 'mentor-home-phone', as: 'mentor', viewport: phone },
  { name: 'today-laptop', as: 'coordinator', viewport: laptop },
  { name: 'matching-laptop', as: 'coordinator', viewport: laptop, below: '/matching', follow: 'main a[href*="/matching/runs/"]' },
];

const server = await demo();
const browser = await launch();
const signedIn = {};
for (const [role, link] of Object.entries(server.links)) {
  const page = await signIn(await visitor(browser), link);
  signedIn[role] = { home: page.url(), storageState: await page.context().storageState() };
}
for (const { name, as, below = '', follow, ...options } of wanted) {
  const { home, storageState } = signedIn[as];
  const page = await visitor(browser, { ...options, storageState, reducedMotion: 'reduce' });
  await page.goto(home + below);
  if (follow) {
    await page.goto(new URL(await page.locator(follow).first().getAttribute('href'), page.url()).href);
  }
  await page.screenshot({ path: path.join(root, `docs/pictures/${name}.png`) });
  await page.context().close();
}
await browser.close();
await server.stop();
