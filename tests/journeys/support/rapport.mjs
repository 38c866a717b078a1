// The real program, as a person who installs it would run it: on a free port, with a data directory of its own.
import { execFile, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../../..');
export const program = path.join(root, 'build/rapport');

// Runs one command to its end: { status, out, err }.
export const run = (...args) => new Promise((resolve) => {
  execFile(program, args, { cwd: root, maxBuffer: 64 << 20 }, (failed, out, err) => {
    resolve({ status: failed ? failed.code : 0, out, err });
  });
});

// Runs one command that must succeed, and gives what it printed.
export const ask = async (...args) => {
  const { status, out, err } = await run(...args);
  if (status !== 0) throw new Error(`rapport ${args.join(' ')}: status ${status}\n${out}${err}`);
  return out;
};

export const scratch = () => fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-journey-'));

let databases = 0;

// A new and empty place for an installation, as options of every command: a data directory, or a database of its own
// where the tests run beside PostgreSQL (tests/support/postgres.sh).
export const place = async () => {
  const owner = process.env.TEST_POSTGRES_OWNER;
  if (!owner) return ['--data', path.join(scratch(), 'data')];
  databases += 1;
  const name = `journey_${process.pid}_${databases}`;
  const of = (url) => url.replace('/postgres?', `/${name}?`);
  execFileSync('psql', ['-q', '-c', `CREATE DATABASE ${name}`, owner]);
  await ask('migrate', '--database', of(owner));
  return ['--database', of(process.env.TEST_POSTGRES)];
};

export const freePort = () => new Promise((resolve) => {
  const server = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

// Starts `rapport COMMAND ... --listen` and waits for its first answer.
// Gives { url, said(), stop() }; said() is everything printed so far.
export const start = async (command, ...args) => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(program, [command, ...args, '--listen', `127.0.0.1:${port}`],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let ended = null;
  const end = new Promise((resolve) => {
    child.on('exit', (status, signal) => { ended = signal ?? status; resolve(ended); });
  });
  child.stdout.on('data', (d) => { said += d; });
  child.stderr.on('data', (d) => { said += d; });
  const stop = async (signal = 'SIGTERM') => {
    child.kill(signal);
    return end;
  };
  for (let tries = 0; tries < 12_000; tries += 1) {
    if (ended !== null) throw new Error(`rapport ${command} ended with ${ended}:\n${said}`);
    try {
      await fetch(`${url}/`, { redirect: 'manual' });
      return { url, port, pid: child.pid, said: () => said, stop };
    } catch { await pause(50); }
  }
  await stop('SIGKILL');
  throw new Error(`rapport ${command} did not answer:\n${said}`);
};

// Tries until `see` gives something, for at most a minute.
export const until = async (what, see) => {
  for (let tries = 0; tries < 300; tries += 1) {
    const seen = await see();
    if (seen) return seen;
    await pause(200);
  }
  throw new Error(`waited a minute for ${what}`);
};
