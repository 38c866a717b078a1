// The main job, from two spreadsheets to a first meeting, as coordinator, mentee and mentor: on a phone, and again with
// JavaScript off. What people do between pages they do from their mail.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import ICAL from 'ical.js';
import { laptop, launch, phone, signIn, visitor } from './support/browser.mjs';
import { linkIn, mailTo, messages } from './support/mail.mjs';
import { ask, place, root, scratch, start, until } from './support/rapport.mjs';
import { heading, isSound, press, stepsOf } from './support/story.mjs';

const fenwick = (file) => path.join(root, 'tests/fixtures/fenwick', file);

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

const stories = {
  'on a phone': { viewport: phone },
  'on a laptop, with JavaScript off': { viewport: laptop, script: false },
};

for (const [how, options] of Object.entries(stories)) {
  test(`from two spreadsheets to a first meeting, ${how}`, async (t) => {
    const where = await place();
    const mails = scratch();
    const made = await ask('init', ...where, '--name', 'Fenwick Mentoring', '--email', 'coord@example.org', '--template', 'alumni');
    let server = await start('serve', ...where, '--mail-dir', mails);
    t.after(() => server.stop());
    const step = stepsOf(t);
    const [link, scheme] = made.trim().split('\n');
    const inside = server.url + scheme;
    const here = (address) => server.url + new URL(address).pathname;
    const mentee = { name: 'Rohan Clarke', email: 'rohan.clarke@student.example.ac.uk' };
    const mentor = { name: 'Owen Nielsen', email: 'owen.nielsen@alum.example.ac.uk' };
    let pair;
    let meeting;
    let met;
    const seenMails = new Set();
    const coordinator = await visitor(browser, options);
    const dayFrom = (days) => new Date(Date.now() + days * 864e5).toISOString().slice(0, 10);
    const sayHowItWent = async (page, { mark, words, promise, confirm }) => {
      await page.goto(`${server.url}${met}/after`);
      await isSound(page);
      const main = page.getByRole('main');
      await main.getByLabel(mark).check();
      for (const [label, text] of Object.entries(words)) await main.getByLabel(label).fill(text);
      if (confirm) await main.getByLabel(confirm).check();
      await main.getByLabel('Something I promised').fill(promise);
      await main.getByLabel(/^By/).fill(dayFrom(7));
      await press(page, 'Save');
    };

    await step('the coordinator signs in by the printed link, which works once', async () => {
      await signIn(coordinator, here(link));
      assert.equal(new URL(coordinator.url()).pathname.startsWith(scheme), true);
      const stranger = await visitor(browser, options);
      await stranger.goto(here(link));
      assert.match(await heading(stranger), /done its work/);
      await stranger.context().close();
    });

    await step('the list says what the cohort still needs', async () => {
      await coordinator.goto(`${inside}/team/cohort`);
      await isSound(coordinator);
      await coordinator.getByRole('link', { name: /do this.*safeguarding lead/i }).click();
      await isSound(coordinator);
    });

    for (const [kind, people, kept] of [['Mentors', 313, 7], ['Mentees', 415, 5]]) {
      await step(`${kind.toLowerCase()} come in from their spreadsheet, and nothing before it is confirmed`, async () => {
        await coordinator.goto(`${inside}/team/people/import`);
        await coordinator.getByLabel(kind, { exact: true }).check();
        await coordinator.locator('input[type=file]').setInputFiles(fenwick(`${kind.toLowerCase()}.csv`));
        await press(coordinator, /read the file/i);
        await press(coordinator, /see what would come in/i);
        assert.match(await heading(coordinator), new RegExp(`${people} people would come in, ${kept} cannot`));
        await press(coordinator, new RegExp(`import ${people} people`, 'i'));
        assert.match(await heading(coordinator), new RegExp(`${people} people came in`));
      });
    }

    await step('what only a mentee may tell is nowhere the team can look', async () => {
      await coordinator.goto(`${inside}/team/people?q=Ogunleye`);
      await isSound(coordinator);
      await coordinator.getByRole('main').getByRole('link', { name: 'Tomasz Ogunleye' }).click();
      await isSound(coordinator);
      assert.doesNotMatch(await coordinator.content(), /being on time/);
    });

    await step('a run proposes pairs with reasons, a pin holds, and nothing leaves before it is published', async () => {
      await coordinator.goto(`${inside}/team/matching`);
      await press(coordinator, /start a run/i);
      assert.match(await heading(coordinator), /415 of 415 mentees would have a mentor/);
      assert.match(await coordinator.getByRole('main').textContent(), /Best possible result, verified/);
      await coordinator.getByRole('link', { name: `Why ${mentee.name} with ${mentor.name}` }).click();
      await isSound(coordinator);
      await coordinator.goBack();
      await press(coordinator, `Pin ${mentee.name} with ${mentor.name}`);
      await press(coordinator, /run again/i);
      assert.match(await coordinator.getByRole('main').textContent(), /Pinned/);
      await coordinator.getByRole('main').getByRole('link', { name: /check and publish/i }).click();
      await isSound(coordinator);
      assert.equal(messages(mails).length, 0);
      await press(coordinator, /publish 415 pairs/i);
      assert.match(await coordinator.getByRole('main').textContent(), /Nothing has left yet/);
      await press(coordinator, /send now/i);
    });

    await step('both say yes from their mail; looking at the link says nothing yet', async () => {
      for (const someone of [mentee, mentor]) {
        const asked = await mailTo(mails, someone.email, /mentor for you|could you help/i);
        assert.deepEqual(asked.defects, []);
        someone.page = await visitor(browser, { ...options, viewport: phone });
        await someone.page.goto(here(linkIn(asked, /\/a\//)));
        await isSound(someone.page);
        const other = someone === mentee ? mentor : mentee;
        assert.doesNotMatch(await someone.page.content(), new RegExp(other.email), 'no address before both said yes');
        await press(someone.page, /yes, introduce us/i);
      }
      assert.match(await heading(mentor.page), /have been introduced/);
      for (const someone of [mentee, mentor]) {
        await mailTo(mails, someone.email, /introduc|meet/i);
        await signIn(someone.page, here((await ask('login-link', ...where, '--email', someone.email)).trim()));
        await isSound(someone.page);
      }
      pair = new URL(mentee.page.url()).pathname;
      assert.match(pair, /\/pairs\/\d+$/);
      assert.equal(new URL(mentor.page.url()).pathname, pair);
    });

    await step('the mentee proposes how they work together, and the mentor agrees from the mail', async () => {
      const { page } = mentee;
      await page.goto(`${server.url}${pair}/agreement/rhythm`);
      await isSound(page);
      await page.getByLabel('Every three weeks').check();
      await press(page, 'Continue');
      await page.goto(`${server.url}${pair}/agreement/check`);
      await isSound(page);
      await press(page, /agree, and send it/i);
      const proposed = await mailTo(mails, mentor.email, /proposes how you two work together/);
      await mentor.page.goto(here(linkIn(proposed, /\/a\//)));
      await press(mentor.page, /agree to this/i);
      assert.match(await heading(mentor.page), /settled/);
      const settled = await mailTo(mails, mentee.email, /agreed/);
      assert.match(settled.text, /How often: Every three weeks/);
    });

    await step('the mentee offers two times, the mentor taps one in the mail, and each calendar names one person', async () => {
      const { page } = mentee;
      await page.goto(`${server.url}${pair}/meetings/new`);
      await isSound(page);
      await press(page, /send to/i);
      assert.match(await page.title(), /^Error/, 'no time was picked');
      const times = page.getByRole('main').getByRole('checkbox');
      await times.nth(4).check();
      await times.nth(7).check();
      await press(page, /send to/i);
      // At night the times wait for the mentor's morning, unless whoever offers them says otherwise.
      if (await page.getByRole('main').getByRole('button', { name: /now/i }).count()) await press(page, /now/i);
      const offered = await mailTo(mails, mentor.email, /offers two times/);
      const choices = offered.links.filter((l) => /\/a\//.test(l));
      assert.equal(choices.length, 3, 'two times, and none of these');
      await mentor.page.goto(here(choices[1]));
      await isSound(mentor.page);
      await press(mentor.page, /send my answer/i);
      assert.match(await heading(mentor.page), /it is set/i);

      const ours = {};
      for (const [someone, other] of [[mentee, mentor], [mentor, mentee]]) {
        const { invite, defects } = await mailTo(mails, someone.email, /^(meeting|it is set|set)/i);
        assert.deepEqual(defects, []);
        assert.equal(invite.method, 'REQUEST');
        assert.equal(invite.type_method, invite.method);
        assert.deepEqual(invite.attendees.map((a) => a.toLowerCase()), [`mailto:${someone.email}`]);
        assert.match(invite.summary, new RegExp(other.name));
        assert.match(invite.text.replace(/\r\n /g, ''), /RSVP=FALSE/);
        assert.match(invite.text.replace(/\r\n /g, ''), /can't make it: http/);
        const read = new ICAL.Event(new ICAL.Component(ICAL.parse(invite.text)).getFirstSubcomponent('vevent'));
        assert.equal(read.startDate.toJSDate().toISOString(), new Date(invite.start).toISOString(), 'two libraries agree');
        ours[someone.email] = invite;
      }
      assert.equal(ours[mentee.email].start, ours[mentor.email].start);
      meeting = (await page.goto(`${server.url}${pair}/meetings`), await page.getByRole('link', { name: /open this meeting/i })
        .first().getAttribute('href'));
    });

    await step('a link that was used shows what came of it, and does not act again', async () => {
      const offered = await mailTo(mails, mentor.email, /offers two times/);
      await mentor.page.goto(here(linkIn(offered, /\/a\//)));
      await isSound(mentor.page);
      assert.equal(await mentor.page.getByRole('button', { name: /send my answer/i }).count(), 0);
    });

    await step('the mentee prepares with questions, and the mentor reads one page', async () => {
      const { page } = mentee;
      await page.goto(`${server.url}${meeting}/prepare`);
      await isSound(page);
      await page.getByRole('textbox', { name: 'What I am stuck on' }).fill('Which of two offers to take.');
      await page.getByRole('textbox', { name: 'One more question' }).fill('What would you do in my place?');
      await press(page, /add it/i);
      assert.equal(await page.getByRole('textbox', { name: 'What I am stuck on' }).inputValue(), 'Which of two offers to take.');
      await press(page, /share with/i);
      await mentor.page.goto(`${server.url}${meeting}/prepare`);
      await isSound(mentor.page);
      assert.match(await mentor.page.getByRole('main').textContent(), /Which of two offers to take.*What would you do in my place/s);
    });

    await step('the team sees that they are set, and never a word of it', async () => {
      await coordinator.goto(`${inside}/team/pairs`);
      await isSound(coordinator);
      const ours = `${inside}/team/pairs/${pair.match(/\d+$/)[0]}`;
      await coordinator.goto(ours);
      await isSound(coordinator);
      assert.doesNotMatch(await coordinator.content(), /two offers|in my place/);
      for (const foreign of [pair, `${pair}/messages`, meeting]) {
        const answer = await coordinator.goto(server.url + foreign);
        assert.equal(answer.status(), 404);
      }
    });

    await step('the mentee moves it, and both calendars follow', async () => {
      const { page } = mentee;
      await page.goto(`${server.url}${meeting}/move`);
      await isSound(page);
      await page.getByLabel('Day', { exact: true }).fill(dayFrom(9));
      await page.getByLabel('Time', { exact: true }).fill('17:30');
      await press(page, /move the meeting/i);
      for (const someone of [mentee, mentor]) {
        const { invite } = await mailTo(mails, someone.email, /moved|new time/i);
        assert.equal(invite.method, 'REQUEST');
        assert.equal(invite.sequence, 1);
        assert.equal(invite.start.slice(0, 10), dayFrom(9));
      }
    });

    await step('a meeting that is called off leaves both calendars', async () => {
      await mentee.page.goto(`${server.url}${meeting}/cancel`);
      await isSound(mentee.page);
      await press(mentee.page, /call it off/i);
      for (const someone of [mentee, mentor]) {
        const { invite } = await mailTo(mails, someone.email, /off|cancel/i);
        assert.equal(invite.method, 'CANCEL');
        assert.equal(invite.status, 'CANCELLED');
        assert.ok(invite.sequence > 0);
      }
    });

    await step('what they arranged elsewhere counts: they met, and each says how it went', async () => {
      const { page } = mentee;
      await page.goto(`${server.url}${pair}/meetings/met`);
      const yesterday = new Date(Date.now() - 864e5).toISOString().slice(0, 10);
      await page.getByLabel('Day', { exact: true }).fill(yesterday);
      await page.getByLabel('Time', { exact: true }).fill('17:30');
      await press(page, /note that we met/i);
      await page.goto(`${server.url}${pair}/meetings`);
      const day = new Date(yesterday).toLocaleDateString('en-GB', { day: 'numeric', month: 'long' });
      met = (await page.getByRole('main').getByRole('link', { name: day }).first().getAttribute('href')).replace(/\/after$/, '');
    });

    await step('each says how it went: two marks stand, and what both take away and promise', async () => {
      await sayHowItWent(mentee.page, {
        mark: 'Yes, on time', words: { 'What the meeting leaves': 'We looked at both offers.', 'One thing I take away': 'Ask for a week.' },
        promise: 'Write to both by Friday',
      });
      await sayHowItWent(mentor.page, {
        mark: 'Yes, one of us was late', words: { 'One thing I take away': 'How offers are made today.' },
        promise: 'Send the name of a friend', confirm: 'That is how it was',
      });
      await mentee.page.goto(`${server.url}${met}/after`);
      const seen = await mentee.page.getByRole('main').textContent();
      assert.match(seen, new RegExp(`${mentor.name} says you met, one of you was late|${mentor.name} says.*late`));
      assert.match(seen, /How offers are made today/);
      assert.match(seen, /Send the name of a friend/);
      assert.ok(await mentee.page.getByLabel('Yes, on time').isChecked(), 'one voice does not change the other');
      await press(mentee.page, /done.*write to both/i);
    });

    await step('the team sees that they met, and not who says that somebody was late', async () => {
      await coordinator.goto(`${inside}/team/pairs/${pair.match(/\d+$/)[0]}`);
      await isSound(coordinator);
      assert.doesNotMatch(await coordinator.getByRole('main').textContent(), /both offers|Ask for a week|was late|name of a friend/);
    });

    await step('a time that they fixed elsewhere stands in both calendars as well', async () => {
      const { page } = mentor;
      messages(mails).forEach((m) => seenMails.add(m.file));
      await page.goto(`${server.url}${pair}/meetings/fixed`);
      await isSound(page);
      await page.getByLabel('Day', { exact: true }).fill(dayFrom(20));
      await page.getByLabel('Time', { exact: true }).fill('12:00');
      await press(page, /both calendars/i);
      for (const someone of [mentee, mentor]) {
        const { invite } = await mailTo(mails, someone.email, /^(meeting|it is set|set)/i, seenMails);
        assert.equal(invite.start.slice(0, 10), dayFrom(20));
      }
    });

    await step('two who pick at the same moment: one time is set, and each reads what came of it', async () => {
      messages(mails).forEach((m) => seenMails.add(m.file));
      await mentee.page.goto(`${server.url}${pair}/meetings/new`);
      const times = mentee.page.getByRole('main').getByRole('checkbox');
      await times.nth(2).check();
      await times.nth(5).check();
      await press(mentee.page, /send to/i);
      if (await mentee.page.getByRole('main').getByRole('button', { name: /now/i }).count()) await press(mentee.page, /now/i);
      const offered = await mailTo(mails, mentor.email, /offers two times/, seenMails);
      const hands = await Promise.all(offered.links.filter((l) => /\/a\//.test(l)).slice(0, 2).map(async (choice) => {
        const page = await visitor(browser, options);
        await page.goto(here(choice));
        return page;
      }));
      await Promise.all(hands.map((page) => page.getByRole('main').getByRole('button', { name: /send my answer/i }).click()));
      const said = [];
      for (const page of hands) {
        await isSound(page);
        said.push(await heading(page));
      }
      assert.ok(said.some((h) => /it is set/i.test(h)), said.join(' | '));
      assert.ok(!said.some((h) => /wrong|error/i.test(h)), said.join(' | '));
      await mentee.page.goto(`${server.url}${pair}/meetings`);
      assert.equal(await mentee.page.getByRole('link', { name: /open this meeting/i }).count(), 2, 'the fixed one and one more');
    });

    await step('Today is a list of who could use a hand, and everybody can ask for one', async () => {
      await mentee.page.goto(`${server.url}${pair}/help`);
      await isSound(mentee.page);
      await press(mentee.page, /raise my hand/i);
      await server.stop();
      server = await start('serve', ...where, '--mail-dir', mails); // whoever was signed in still is, and figures are fresh
      const today = await until('the raised hand', async () => {
        await coordinator.goto(`${server.url}${scheme}/team`);
        return (await coordinator.getByRole('main').textContent()).includes(mentee.name);
      });
      assert.ok(today);
      await isSound(coordinator);
    });
  });
}
