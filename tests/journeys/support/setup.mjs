// What a lead does before a cohort opens, as its list asks for it.
import { press } from './story.mjs';

const inDays = (days) => new Date(Date.now() + days * 864e5).toISOString().slice(0, 10);

// Goes through the list of a new scheme and opens its cohort. inside: the scheme's address.
export const openCohort = async (lead, inside) => {
  const settings = (section) => lead.goto(`${inside}/team/settings/${section}`);

  await settings('people');
  await lead.getByLabel('Who runs the scheme').fill('Ruth Adeyemi');
  await lead.getByLabel('Their phone number').first().fill('01632 960100');
  await lead.getByLabel('Safeguarding lead').fill('Samira Quaye');
  await lead.getByLabel('Their phone number').nth(1).fill('01632 960111');
  await press(lead, 'Save');

  await settings('privacy');
  const notice = lead.getByLabel('The notice');
  await notice.fill((await notice.inputValue()).replace(/\[[^\]]*\]/g, 'Fenwick'));
  await press(lead, 'Save');

  await settings('dates');
  await lead.getByLabel('Applications open on').fill(inDays(-1));
  await lead.getByLabel('Applications close').fill(inDays(30));
  await lead.getByLabel('Pairs run from').fill(inDays(1));
  await lead.getByLabel('to the end of', { exact: true }).first().fill(inDays(250));
  await press(lead, 'Save');

  await lead.goto(`${inside}/team/cohort`);
  await press(lead, /open/i);
};
