// Applying, as a person who answers what each page asks.
import { isSound, press } from './story.mjs';

// What people say, by the label or the heading that asks for it; choices by their words.
const answers = {
  mentee: {
    'What do you study?': 'Physics', 'Which year are you in?': '2', 'What do you hope to achieve?': 'Find my direction.',
    'Which languages could you talk in?': 'English', 'Where do you live?': 'Leeds',
    choices: ['Interviews', 'Confidence', 'Technology', 'Video', 'Wed evening'],
  },
  mentor: {
    'What do you do?': 'Engineer', 'Where do you work?': 'Harlow Rail', 'What did you study?': 'Physics',
    'How did you get where you are?': 'By way of two wrong turns.', 'How many mentees would you take at once?': '2',
    'What would you like to gain?': 'To listen better.', 'Which languages could you talk in?': 'English',
    'Where do you live?': 'York', 'In which country?': 'United Kingdom',
    choices: ['Interviews', 'Confidence', 'Technology', 'Video', 'Wed evening'],
  },
};

export const begin = async (page, inside, role, { name, email, adult = 'Yes' }) => {
  await page.goto(`${inside}/apply/${role}`);
  await isSound(page);
  await page.getByLabel('What is your name?').fill(name);
  await page.getByLabel('Your e-mail address').fill(email);
  await page.getByLabel(adult, { exact: true }).check();
  await press(page, 'Begin');
};

// Answers the page that stands there.
const answer = async (page, { choices, ...words }) => {
  const main = page.getByRole('main');
  for (const [label, text] of Object.entries(words)) {
    const field = main.getByRole('textbox', { name: label });
    if (await field.count()) await field.first().fill(text);
  }
  for (const name of choices) {
    const choice = main.getByRole('checkbox', { name, exact: true });
    if (await choice.count()) await choice.first().check();
  }
};

// From the first question to the check of the answers; look sees each page before it is answered.
export const answerAll = async (page, role, look = () => {}) => {
  while (!page.url().endsWith('/check')) {
    await look(page);
    await answer(page, answers[role]);
    await press(page, 'Continue');
  }
  await look(page);
};

export const send = async (page) => {
  await page.getByRole('main').getByRole('checkbox').check();
  await press(page, /send/i);
};
