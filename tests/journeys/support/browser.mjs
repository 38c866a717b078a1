// Debian's Chromium, driven by playwright-core.
import { chromium } from 'playwright-core';

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

export const narrow = { width: 320, height: 640 };
export const phone = { width: 390, height: 844 };
export const laptop = { width: 1366, height: 860 };

export const launch = (...more) => chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: [...flags, ...more],
});

// One person with a browser of their own: nothing is shared with anyone else's. script: false turns JavaScript off.
// `page.troubles` gathers what the browser complains about: script errors, policy violations, failed requests.
export const visitor = async (browser, { viewport = laptop, script = true, ...more } = {}) => {
  const context = await browser.newContext({ viewport, javaScriptEnabled: script, ...more });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.hasScript = script;
  page.troubles = [];
  page.on('console', (m) => {
    const isAnswer = /the server responded with a status of/.test(m.text()); // a refusal is a page like any other
    if (['error', 'warning'].includes(m.type()) && !isAnswer) page.troubles.push(`console: ${m.text()}`);
  });
  // Chromium reports a fade between two pages that came too late as an error of the page; nobody sees anything of it.
  page.on('pageerror', (e) => {
    if (!/^InvalidStateError: Transition was aborted/.test(String(e))) page.troubles.push(`script: ${e}`);
  });
  page.on('requestfailed', (r) => {
    if (r.failure()?.errorText !== 'net::ERR_ABORTED') page.troubles.push(`failed: ${r.url()} ${r.failure()?.errorText}`);
  });
  return page;
};

// Opens a one-time link and presses the button that spends it.
export const signIn = async (page, link) => {
  await page.goto(link);
  await page.getByRole('button', { name: /sign in/i }).click();
  return page;
};
