// The command line, before any page: what a person meets first.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, run } from './support/rapport.mjs';

test('every route is printed with its method, path, access and sentence', async () => {
  const lines = (await ask('routes')).trim().split('\n');
  assert.ok(lines.length > 0);
  for (const line of lines) assert.match(line, /^(GET|POST) +\/\S* +[a-z_]+ +[A-Z].+/);
});

test('a wrong command says which ones there are, and ends with 2', async () => {
  const { status, err } = await run('sing');
  assert.equal(status, 2);
  assert.match(err, /routes/);
});
