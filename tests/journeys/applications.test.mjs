// From a new scheme to the first people in it, by the application form: on a phone, and again with JavaScript off.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { laptop, launch, phone, signIn, visitor } from './support/browser.mjs';
import { answerAll, begin, send } from './support/apply.mjs';
import { linkIn, mailTo } from './support/mail.mjs';
import { ask, place, scratch, start } from './support/rapport.mjs';
import { openCohort } from './support/setup.mjs';
import { heading, isSound, press, stepsOf } from './support/story.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const stories = {
  'on a phone': { viewport: phone },
  'on a laptop, with JavaScript off': { viewport: laptop, script: false },
};

for (const [how, options] of Object.entries(stories)) {
  test(`from an application to taking part, ${how}`, async (t) => {
    const where = await place();
    const mails = scratch();
    const made = await ask('init', ...where, '--name', 'Fenwick Mentoring', '--email', 'coord@example.org', '--template', 'alumni');
    const server = await start('serve', ...where, '--mail-dir', mails);
    t.after(() => server.stop());
    const step = stepsOf(t);
    const [link, scheme] = made.trim().split('\n');
    const inside = server.url + scheme;
    const here = (address) => server.url + new URL(address).pathname;
    const lead = await visitor(browser, options);
    const applicant = await visitor(browser, options);
    const noor = { name: 'Noor Haddad', email: 'noor@example.org' };

    await step('the lead goes through the list and opens the cohort', async () => {
      await signIn(lead, here(link));
      await openCohort(lead, inside);
      assert.match(await heading(lead), /applications are open/i);
    });

    await step('a question that is left open is asked for, and what was typed stays', async () => {
      await applicant.goto(inside);
      await isSound(applicant);
      await begin(applicant, inside, 'mentee', noor);
      await applicant.getByRole('textbox', { name: 'Which year are you in?' }).fill('Second');
      await press(applicant, 'Continue');
      assert.match(await applicant.title(), /^Error: /);
      assert.equal(await applicant.getByRole('textbox', { name: 'Which year are you in?' }).inputValue(), 'Second');
    });

    await step('on another device the mailed link goes on with the same answers', async () => {
      const asked = await mailTo(mails, noor.email, /application/i);
      const other = await visitor(browser, options);
      await other.goto(here(linkIn(asked, /\/apply\/go-on\//)));
      await isSound(other);
      await press(other, /go on/i);
      await answerAll(other, 'mentee');
      assert.match(await heading(other), /check your answers/i);
      await press(other, /send/i);
      assert.match(await other.title(), /^Error: /, 'nothing is sent before they agree');
      await send(other);
      await mailTo(mails, noor.email, /received|we have your/i);
    });

    await step('somebody under 18 is told kindly, and nothing of them is kept', async () => {
      const young = await visitor(browser, options);
      await begin(young, inside, 'mentee', { name: 'Kit Doyle', email: 'kit@example.org', adult: 'No, not yet' });
      assert.match(await heading(young), /for adults/);
      const told = await mailTo(mails, 'coord@example.org', /under 18/);
      assert.doesNotMatch(told.text, /Kit|Doyle/);
    });

    await step('the coordinator reads it and accepts, and the newcomer is let in by mail', async () => {
      await lead.goto(`${inside}/team/applications`);
      await isSound(lead);
      await lead.getByRole('main').getByRole('link', { name: noor.name }).click();
      await isSound(lead);
      await press(lead, /^accept/i);
      const welcome = await mailTo(mails, noor.email, /you have a place/i);
      await signIn(applicant, here(linkIn(welcome, /\/sign-in\//)));
      await isSound(applicant);
      assert.match(await heading(applicant), /on the list/);
      await lead.goto(`${inside}/team/people?q=Haddad`);
      assert.match(await lead.getByRole('main').textContent(), /Noor Haddad/);
    });
  });
}
