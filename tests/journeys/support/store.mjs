// What stands in the database of a place(), asked and set beside the program, whichever database it is.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const file = (at) => path.join(at[1], 'rapport.db');

// A key has more digits than a number of JavaScript, so answers are text.
export const word = (at, question) => (at[0] === '--data'
  ? String(Object.values(new DatabaseSync(file(at)).prepare(question).get())[0])
  : execFileSync('psql', ['-qtA', '-c', question, at[1]], { encoding: 'utf8' }).trim());
export const asked = (at, question) => Number(word(at, question));
export const told = (at, statement) => {
  if (at[0] === '--data') new DatabaseSync(file(at)).exec(statement);
  else execFileSync('psql', ['-q', '-c', statement, at[1]]);
};
