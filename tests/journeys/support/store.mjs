// What stands in the database of a place(), asked and set beside the program, whichever database it is.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

// PostgreSQL shows the rows of the scheme that a connection names, and no others; a test has one scheme.
const psql = (url, statement, scheme = psql(url, 'SELECT min(id) FROM scheme', -1)) => execFileSync('psql', ['-qtA', '-c', statement, url],
  { encoding: 'utf8', env: { ...process.env, PGOPTIONS: `-c app.scheme=${scheme}` } }).trim();

// A key has more digits than a number of JavaScript, so answers are text.
export const word = (at, question) => (at[0] === '--data'
  ? String(Object.values(new DatabaseSync(path.join(at[1], 'rapport.db')).prepare(question).get())[0])
  : psql(at[1], question));
export const asked = (at, question) => Number(word(at, question));
export const told = (at, statement) => {
  if (at[0] === '--data') new DatabaseSync(path.join(at[1], 'rapport.db')).exec(statement);
  else psql(at[1], statement);
};
