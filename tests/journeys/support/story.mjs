// How a journey is told: steps, each page of which is looked at as it comes up.
import assert from 'node:assert/strict';
import * as checks from './checks.mjs';

// The page as it stands: nothing for axe (which is a script itself), nothing that scrolls sideways, no complaint.
export const isSound = async (page) => {
  const problems = [...page.hasScript ? await checks.axe(page) : [], ...await checks.overflow(page),
    ...await checks.outline(page), ...page.troubles];
  assert.deepEqual(problems, [], `${page.url()}: ${await page.title()}`);
};

export const press = async (page, name) => {
  await page.getByRole('main').getByRole('button', { name }).first().click();
  await isSound(page);
};

// One step of a story. What comes after a step that failed could only fail too.
export const stepsOf = (t) => {
  let hasFailed = false;
  return (name, run) => t.test(name, { skip: hasFailed && 'a step before it failed' }, async () => {
    hasFailed = true;
    await run();
    hasFailed = false;
  });
};

export const heading = (page) => page.getByRole('heading', { level: 1 }).textContent();
