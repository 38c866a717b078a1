// The pages that a running scheme shows no more: from a new installation to two people who have just been introduced.
// Each is handed to `look` as it comes up, with whoever meets it.
import fs from 'node:fs';
import path from 'node:path';
import { signIn, visitor } from '../journeys/support/browser.mjs';
import { answerAll, begin, send } from '../journeys/support/apply.mjs';
import { linkIn, mailTo, messages } from '../journeys/support/mail.mjs';
import { ask, place, root, scratch, start } from '../journeys/support/rapport.mjs';
import { openCohort } from '../journeys/support/setup.mjs';

const press = (page, name) => page.getByRole('main').getByRole('button', { name }).first().click();
const follow = (page, name) => page.getByRole('main').getByRole('link', { name }).first().click();

// The first rows of a list, so that what takes minutes for hundreds of people takes none here.
const few = (kind) => {
  const file = path.join(scratch(), kind);
  const rows = fs.readFileSync(path.join(root, 'tests/fixtures/fenwick', kind), 'utf8').split('\n');
  fs.writeFileSync(file, `${rows.slice(0, 20).join('\n')}\n`);
  return file;
};

export const beginning = async (browser, look) => {
  const where = await place();
  const mails = scratch();
  const made = await ask('init', ...where, '--name', 'Fenwick Mentoring', '--email', 'coord@example.org', '--template', 'alumni');
  const scheme = made.trim().split('\n')[1];
  const server = await start('serve', ...where, '--mail-dir', mails);
  const inside = server.url + scheme;
  const here = (address) => server.url + new URL(address).pathname;
  const as = async (email) => signIn(await visitor(browser), here((await ask('login-link', ...where, '--email', email)).trim()));

  const lead = await visitor(browser);
  await lead.goto(`${server.url}/sign-in`);
  await lead.getByLabel('Your e-mail address').fill('coord@example.org');
  await press(lead, /link/i);
  await look('lead', lead);
  await lead.goto(here(linkIn(await mailTo(mails, 'coord@example.org', /./), /\/sign-in\//)));
  await look('lead', lead);
  await press(lead, /sign in/i);
  await look('lead', lead);
  await lead.goto(`${inside}/team/cohort`);
  await look('lead', lead);
  await openCohort(lead, inside);
  await look('lead', lead);

  for (const [role, name] of [['mentee', 'Noor Haddad'], ['mentor', 'Ewan Sorley']]) {
    const applicant = await visitor(browser);
    const email = `${name.split(' ')[0].toLowerCase()}@example.org`;
    await applicant.goto(inside);
    await look('applicant', applicant);
    await applicant.goto(`${inside}/apply/${role}`);
    await look('applicant', applicant);
    await begin(applicant, inside, role, { name, email });
    await answerAll(applicant, role, (page) => look('applicant', page));
    await send(applicant);
    await look('applicant', applicant);
    const other = await visitor(browser);
    await other.goto(here(linkIn(await mailTo(mails, email, /go on any time/i), /\/apply\/go-on\//)));
    await look('applicant', other);
  }
  await lead.goto(`${inside}/team/applications`);
  await look('lead', lead);
  await follow(lead, 'Noor Haddad');
  await look('lead', lead);
  await press(lead, /^accept/i);

  for (const kind of ['Mentors', 'Mentees']) {
    await lead.goto(`${inside}/team/people/import`);
    await lead.getByLabel(kind, { exact: true }).check();
    await lead.locator('input[type=file]').setInputFiles(few(`${kind.toLowerCase()}.csv`));
    await press(lead, /read the file/i);
    await look('lead', lead);
    await press(lead, /see what would come in/i);
    await look('lead', lead);
    await press(lead, /^import/i);
    await look('lead', lead);
  }

  await lead.goto(`${inside}/team/matching`);
  await look('lead', lead);
  await press(lead, /start a run/i);
  await press(lead, /^pin /i);
  await look('lead', lead);
  await press(lead, /run again/i);
  await look('lead', lead);
  const run = lead.url();
  await follow(lead, /compare with run/i);
  await look('lead', lead);
  await lead.goto(run);
  await follow(lead, /check and publish/i);
  await look('lead', lead);
  await press(lead, /^publish/i);
  await press(lead, /send now/i);
  await look('lead', lead);

  // Whoever is asked says yes; the first of the mentees shows what each page of it looks like.
  await mailTo(mails, '', /mentor for you/i);
  const guest = await visitor(browser);
  const asked = messages(mails).filter((m) => /mentor for you|could you help/i.test(m.subject));
  const mentee = asked.find((m) => /mentor for you/i.test(m.subject)).to[0];
  for (const mail of asked.sort((a, b) => (b.to[0] === mentee) - (a.to[0] === mentee))) {
    await guest.goto(here(linkIn(mail, /\/a\//)));
    if (mail.to[0] === mentee) await look('mentee', guest);
    await press(guest, /yes, introduce us/i);
    if (mail.to[0] === mentee) {
      await look('mentee', guest);
      const waiting = await as(mentee);
      await look('mentee', waiting);
    }
  }
  const home = await as(mentee);
  await look('mentee', home);
  const pair = home.url();
  for (const below of ['hello', 'introduction', 'agreement', 'meetings', 'goals', 'questions', 'messages']) {
    await home.goto(`${pair}/${below}`);
    await look('mentee', home);
  }
  const stops = messages(mails).flatMap((m) => m.links).find((l) => /\/u\//.test(l));
  if (stops) {
    await guest.goto(here(stops));
    await look('mentee', guest);
  }
  await server.stop();
};
