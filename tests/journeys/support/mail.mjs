// What people found in their mail: each message of a --mail-dir, read by Python's email and icalendar libraries.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { until } from './rapport.mjs';

const reader = path.join(import.meta.dirname, 'read_mail.py');

// All messages of the folder, or those to one address, oldest first:
// { to, subject, text, links, invite: { method, uid, ... } or null, ... }.
export const messages = (dir, to = '') => {
  if (!fs.existsSync(dir)) return [];
  return JSON.parse(execFileSync('/usr/bin/python3', [reader, dir, to], { encoding: 'utf8', maxBuffer: 256 << 20 }));
};

// Waits for a message to `to` whose subject matches, and gives the newest one not in `seen`; remembers it there.
export const mailTo = (dir, to, subject, seen = new Set()) => until(`a mail to ${to}: ${subject}`, () => {
  const found = messages(dir, to).filter((m) => subject.test(m.subject) && !seen.has(m.file)).at(-1);
  if (found) seen.add(found.file);
  return found;
});

// The first link of a message whose address matches.
export const linkIn = (message, pattern) => {
  const link = message.links.find((l) => pattern.test(l));
  if (!link) throw new Error(`no link like ${pattern} in "${message.subject}":\n${message.text}`);
  return link;
};
