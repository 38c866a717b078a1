// make bench: what a what-if on 500 mentees and 500 mentors costs the server. The people are those of the fenwick
// files, some of them twice under another address. The aim is 200 ms of CPU for the whole page.
import fs from 'node:fs';
import path from 'node:path';
import { launch, signIn, visitor } from '../journeys/support/browser.mjs';
import { ask, root, run as command, scratch, start } from '../journeys/support/rapport.mjs';
import { cpu, fetchOnce } from './load.mjs';

const many = 500;
const rounds = 20;
const aim = 200;

// A line whose person is somebody else: another number and another address.
const again = (line) => line.replace(/\b21(\d{5})/, '29$1').replace(/\bA1/, 'B1').replace(/([\w.-]+)@/, 'second.$1@');

// Exactly 500 of them come in: lines are doubled until nobody is missing.
const bringIn = async (where, scheme, as) => {
  const [header, ...lines] = fs.readFileSync(path.join(root, `tests/fixtures/fenwick/${as}.csv`), 'utf8').trimEnd().split('\n');
  const file = path.join(scratch(), `${as}.csv`);
  // A cell of several lines spans several: only records of one line are doubled.
  const whole = lines.filter((l) => l.split('"').length % 2 === 1 && l.split(/[,;]/).length > 12);
  const add = async (doubled, ...more) => {
    fs.writeFileSync(file, [header, ...lines, ...whole.slice(0, doubled).map(again)].join('\n'));
    const { out, err } = await command('import', ...where, '--scheme', scheme, '--as', as, '--json', ...more, file);
    if (!out) throw new Error(err);
    return JSON.parse(out).add;
  };
  let doubled = 0;
  for (let come = await add(0, '--dry-run'); come < many; come = await add(doubled, '--dry-run')) doubled += many - come;
  return add(doubled);
};

const where = ['--data', path.join(scratch(), 'data')];
const [link, home] = (await ask('init', ...where, '--name', 'What if', '--email', 'coord@example.org', '--template', 'alumni')).trim().split('\n');
const came = [];
for (const as of ['mentors', 'mentees']) came.push(await bringIn(where, home.split('/').at(-1), as));
const server = await start('serve', ...where, '--mail-dir', scratch(), '--quiet');
const browser = await launch();
try {
  const page = await signIn(await visitor(browser), server.url + new URL(link).pathname);
  await page.goto(`${server.url}${home}/team/matching`);
  await page.getByRole('button', { name: /start a run/i }).click();
  const matchRun = page.url().split('?')[0];
  const cookie = (await page.context().cookies()).map((c) => `${c.name}=${c.value}`).join('; ');
  console.log(`\nWhat if, ${came[1]} mentees and ${came[0]} mentors (ms of server CPU a page)`);
  for (const [what, query] of [['other weights', 'topics=300&interests=450'], ['another floor', 'floor=550'],
    ['the most people', 'objective=1&floor=550'], ['stable', 'objective=3']]) {
    const url = `${matchRun}/what-if?try=1&${query}`;
    const ask1 = async () => {
      const answer = await fetchOnce(url, { headers: { cookie } });
      if (answer.status !== 200 || !answer.text.includes('Keep this as a new run')) throw new Error(`${url} answers ${answer.status}`);
    };
    await ask1();
    const before = cpu(server.pid);
    for (let i = 0; i < rounds; i += 1) await ask1();
    const ms = (cpu(server.pid) - before) / 1000 / rounds;
    console.log(`  ${what.padEnd(18)}${ms.toFixed(0).padStart(5)}, aim ${aim}: ${ms <= aim ? 'reached' : 'NOT REACHED'}`);
  }
} finally {
  await browser.close();
  await server.stop();
}
