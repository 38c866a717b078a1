/* match.mjs - the matching engine beside LEMON and scipy, on instances of every family.
 *
 *     make bench-match                 to 200,000 mentees
 *     make bench-match SIZES=20000     one size; SIZES=1000000 takes LEMON ten minutes
 *
 * Each solver three times, in turn, the median of CPU seconds. Values must agree; rapport verify-match
 * must accept ours and refuse what is tampered with. Prints a table and the bars of the design.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const RAPPORT = 'build/rapport';
const LEMON = 'build/bench/match_lemon';
const BONUS = 1000;
const EACH = 27;
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const sizes = (process.env.SIZES ?? '200,2000,20000,200000').split(',').map(Number);
const families = (process.env.FAMILIES ?? 'likely,planted,uniform,plateau,war').split(',');
/* A solver that would take longer than a coffee is left out at that size. */
const most = { simplex: 200000, scaling: 1000000, scipy: 20000 };
const patience = Number(process.env.PATIENCE ?? 300) * 1000;

const dir = mkdtempSync(join(tmpdir(), 'rapport-bench-match-'));
const file = (name) => join(dir, name);
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));

function numbers(text) {
  const at = text.match(/value (\d+) placed (\d+) seconds ([\d.]+)(?: memory (\d+))?/);
  return at && { value: Number(at[1]), placed: Number(at[2]), seconds: Number(at[3]), memory: Number(at[4] ?? 0) };
}

function run(command, args) {
  const timed = spawnSync('/usr/bin/env', [command, ...args], { encoding: 'utf8', timeout: patience, maxBuffer: 1 << 26 });
  return timed.status === 0 ? numbers(timed.stdout + timed.stderr) : null;
}

/* Most memory of a command, in KiB, by a shell that waits for it. */
function memoryOf(command, args) {
  const script = 'import resource,subprocess,sys;subprocess.run(sys.argv[1:],stdout=-3,stderr=-3);' +
    'print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)';
  return Number(execFileSync('/usr/bin/python3', ['-c', script, command, ...args], { encoding: 'utf8' }));
}

const ours = (objective = 'balanced') => ['match', '--edges', file('E'), '--capacities', file('C'), '--out', file('P'),
  '--certificate', file('proof'), '--floor', '0', '--objective', objective];
const verify = ['verify-match', '--edges', file('E'), '--capacities', file('C'), '--pairs', file('P'), '--certificate', file('proof')];
const solvers = {
  ours: () => run(RAPPORT, ours()),
  simplex: () => run(LEMON, ['simplex', file('E'), file('C'), String(BONUS)]),
  scaling: () => run(LEMON, ['scaling', file('E'), file('C'), String(BONUS)]),
  scipy: () => run('/usr/bin/python3', ['tests/bench/match_scipy.py', file('E'), file('C'), String(BONUS)]),
};

const median = (runs) => runs.map((one) => one.seconds).sort((a, b) => a - b)[Math.floor(runs.length / 2)];
const accepts = () => spawnSync(RAPPORT, verify).status === 0;

function tampered(name, change) {
  const before = readFileSync(file(name), 'utf8');
  writeFileSync(file(name), change(before));
  const isRefused = !accepts();
  writeFileSync(file(name), before);
  return isRefused;
}

/* One number more in the first place, of a price, a gain, the value; a pair given to another. */
function refusesAll() {
  const up = (pattern) => (text) => text.replace(pattern, (all, head, n) => head + (Number(n) + 1));
  return [
    tampered('proof', up(/("u": \{\s*"[^"]*": )(\d+)/)),
    tampered('proof', up(/("p": \{\s*"[^"]*": )(\d+)/)),
    tampered('proof', up(/("value": )(\d+)/)),
    tampered('proof', (text) => text.replace(/("input": ")(.)/, (all, head, c) => head + (c === '0' ? '1' : '0'))),
    tampered('P', (text) => text.replace(/\t(b\d+)\t([^]*?)\t(b\d+)\t/, '\t$3\t$2\t$1\t')),
    tampered('P', (text) => text.slice(text.indexOf('\n') + 1)),
  ].every(Boolean);
}

const rows = [];
function measure(family, mentees) {
  const mentors = Math.round(mentees * (family === 'planted' ? 0.55 : 0.6));
  const option = family === 'likely' ? [] : ['--' + family];
  execFileSync(RAPPORT, ['match', '--instance-from-seed', mentees, mentors, EACH, 5, ...option, '--out-edges', file('E'),
    '--out-capacities', file('C')].map(String));
  const runs = {};
  const at = Object.keys(solvers).filter((name) => mentees <= (most[name] ?? Infinity));
  for (let round = 0; round < ROUNDS; round++)
    for (const name of at) {
      if (runs[name] === null) continue;
      const result = solvers[name]();
      if (result) (runs[name] ??= []).push(result);
      else runs[name] = null;
    }
  run(RAPPORT, ours());
  const row = { family, mentees, mentors, edges: Number(execFileSync('wc', ['-l', file('E')], { encoding: 'utf8' }).split(' ')[0]) };
  for (const name of at) row[name] = runs[name] ? median(runs[name]) : undefined;
  row.value = runs.ours[0].value;
  row.agree = at.every((name) => !runs[name] || runs[name].every((one) => one.value === row.value));
  row.certificate = accepts();
  row.refused = mentees <= 20000 ? refusesAll() : undefined;
  row.memory = memoryOf(RAPPORT, ours());
  row.lemonMemory = runs.simplex ? runs.simplex[0].memory : undefined;
  if (family === 'likely') row.stable = run(RAPPORT, ours('stable')).seconds;
  rows.push(row);
  print(row);
}

const times = (number, by) => (number === undefined || by === undefined ? '-' : (number / by).toFixed(1));
const s = (number) => (number === undefined ? '-' : number.toFixed(number < 1 ? 4 : 2));
function print(row) {
  console.log(`| ${row.family} | ${row.mentees} x ${row.mentors} | ${row.edges} | ${row.value} | ${row.agree ? 'yes' : 'NO'} | ${row.certificate ? 'yes' : 'NO'} | ` +
    `${s(row.ours)} | ${s(row.simplex)} | ${times(row.simplex, row.ours)} | ${s(row.scaling)} | ${times(row.scaling, row.ours)} | ${s(row.scipy)} | ` +
    `${Math.round(row.memory / 1024)} | ${row.lemonMemory ? Math.round(row.lemonMemory / 1024) : '-'} |`);
}

console.log('| family | size | edges | value | all agree | certificate | ours s | simplex s | times | scaling s | times | scipy s | ours MiB | simplex MiB |');
console.log('|---|---|---|---|---|---|---|---|---|---|---|---|---|---|');
for (const mentees of sizes) for (const family of families) measure(family, mentees);

const find = (family, mentees) => rows.find((row) => row.family === family && row.mentees === mentees);
const bar = (number, text, isHeld, seen) =>
  console.log(`${number}. ${isHeld === undefined ? 'not measured' : isHeld ? 'held' : 'NOT HELD'}: ${text}${seen ? ` (${seen})` : ''}`);
const atLeast = (row, name, by) => (row && row[name] !== undefined ? row[name] / row.ours >= by : undefined);

console.log('\nBars');
bar(1, 'every value equals LEMON and is certified; tampering is refused',
  rows.every((row) => row.agree && row.certificate && row.refused !== false));
for (const [mentees, name, by] of [[20000, 'simplex', 10], [200000, 'simplex', 20], [1000000, 'scaling', 30]])
  bar(2, `likely, ${mentees}: ${by} times as fast as ${name}`, atLeast(find('likely', mentees), name, by),
    times(find('likely', mentees)?.[name], find('likely', mentees)?.ours));
const largest = rows.filter((row) => row.lemonMemory && row.family === 'likely').at(-1);
bar(2, 'memory at most a quarter of network simplex', largest && largest.memory * 4 <= largest.lemonMemory,
  largest && `${times(largest.lemonMemory, largest.memory)} times less, files and all`);
const hard = rows.filter((row) => ['planted', 'uniform', 'plateau'].includes(row.family) && row.scaling !== undefined);
bar(3, 'planted, uniform and plateau never slower than cost scaling', hard.length ? hard.every((row) => row.ours <= row.scaling) : undefined,
  hard.map((row) => times(row.scaling, row.ours)).join(', '));
for (const family of families) {
  const small = find(family, 20000), large = find(family, Math.max(...sizes));
  const growth = small && large && large !== small ? Math.log(large.ours / small.ours) / Math.log(large.edges / small.edges) : undefined;
  bar(3, `${family}: growth exponent at most 1.3 from 20,000 to ${Math.max(...sizes)}`, growth === undefined ? undefined : growth <= 1.3,
    growth?.toFixed(2));
}
const stable = find('likely', 200000)?.stable;
bar(4, 'deferred acceptance of 200,000 in at most 0.3 s, no blocking pair', stable === undefined ? undefined : stable <= 0.3, s(stable));
bar(5, 'candidates of all pairs: the engine for people looks at each pair, so there is no shortlist; at 200,000 not built', undefined);
bar(6, 'arrival or withdrawal at 200,000 in 20 ms', undefined);
if (find('likely', 20000)) {
  execFileSync(RAPPORT, ['match', '--instance-from-seed', '20000', '12000', String(EACH), '5', '--out-edges', file('E'), '--out-capacities', file('C')]);
  const before = performance.now();
  execFileSync(RAPPORT, ours(), { stdio: 'ignore' });
  const wall = (performance.now() - before) / 1000;
  bar(7, 'read, solve, prove and write at 20,000 x 12,000 in at most 1 s', wall <= 1, `${wall.toFixed(2)} s by the wall`);
}
execFileSync(RAPPORT, ['match', '--instance-from-seed', '500', '500', '400', '5', '--out-edges', file('E'), '--out-capacities', file('C')]);
const dense = run(RAPPORT, ours());
bar(7, '500 x 500, dense, in at most 5 ms of solving', dense.seconds <= 0.005, `${(1000 * dense.seconds).toFixed(1)} ms`);
/* The same people a year later: 3 % of mentees and 2 % of mentors gone, others as they were. */
let rematchSeen;
function rematch() {
  const mentees = sizes.includes(20000) ? 20000 : Math.min(...sizes);
  execFileSync(RAPPORT, ['match', '--instance-from-seed', String(mentees), String(Math.round(mentees * 0.6)), String(EACH), '5', '--out-edges', file('E'), '--out-capacities', file('C')]);
  run(RAPPORT, ours());
  const gone = (name, of) => Number(name.slice(1)) % of === 7;
  const kept = (text, mentee, mentor) => text.split('\n').filter((line) => {
    const fields = line.split('\t');
    return line && !(mentee !== null && gone(fields[mentee], 33)) && !(mentor !== null && gone(fields[mentor], 50));
  }).join('\n') + '\n';
  const before = new Map(kept(readFileSync(file('P'), 'utf8'), 0, 1).trim().split('\n').map((line) => line.split('\t')));
  writeFileSync(file('previous'), [...before].map(([a, b]) => `${a}\t${b}\n`).join(''));
  writeFileSync(file('E'), kept(readFileSync(file('E'), 'utf8'), 0, 1));
  writeFileSync(file('C'), kept(readFileSync(file('C'), 'utf8'), null, 0));
  run(RAPPORT, [...ours(), '--previous', file('previous'), '--stay', '200']);
  const after = new Map(readFileSync(file('P'), 'utf8').trim().split('\n').map((line) => line.split('\t')));
  const lost = [...before.keys()].filter((mentee) => !after.has(mentee)).length;
  const moved = [...before].filter(([mentee, mentor]) => after.has(mentee) && after.get(mentee) !== mentor).length;
  rematchSeen = `${(100 * moved / before.size).toFixed(2)} % moved, ${lost} lost`;
  return moved / before.size <= 0.01 && lost === 0;
}

const isHeld = rematch();
bar(8, 'rematch with 200 for staying: at most 1 % moved, nobody lost', isHeld, rematchSeen);
