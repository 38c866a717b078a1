/* Rapport in the browser. Everything here is a convenience: each page does its work when this
   file is missing, old or broken. Behaviours are bound by data- attributes:

   data-part="ID" on a form   submit it by fetch and put the element #ID of the answer in place
   data-counts="N" on a form  count its ticked boxes into <output data-count>, warn beyond N
   data-zone on a select      preselect the zone of this device, if nothing was chosen before
   data-draft on a form       keep unsent text for this tab, and offer it again
   data-shows on a range      print its value into the <output> beside it */

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/* One live region for everything that is announced. */
const live = document.createElement('p');
live.className = 'vh';
live.setAttribute('role', 'status');
document.body.append(live);
const say = (text) => { live.textContent = text; };

/* An error summary takes the focus, as it would after an ordinary submit. */
document.querySelector('.err[role=alert]')?.focus();

/* The content policy asks for a named maker of markup; ours only parses our own answers. */
const html = globalThis.trustedTypes?.createPolicy('rapport', { createHTML: (text) => text })
  ?? { createHTML: (text) => text };

const submitPart = async (form, button) => {
  const body = new URLSearchParams(new FormData(form, button));
  const answer = await fetch(form.action, { method: 'POST', body });
  const page = new DOMParser().parseFromString(html.createHTML(await answer.text()), 'text/html');
  const id = form.dataset.part;
  const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
  if (!answer.ok || !old || !fresh) throw new Error('not the page that was asked for');
  const focus = document.activeElement?.id;
  old.replaceWith(document.adoptNode(fresh));
  bind(fresh);
  (document.getElementById(focus) ?? fresh.querySelector('h2, h3'))?.focus();
  say(page.querySelector('.toast p')?.textContent ?? 'Saved');
};

const bindPart = (form) => form.addEventListener('submit', (event) => {
  if (form.dataset.plain) return;
  event.preventDefault();
  submitPart(form, event.submitter).catch(() => {
    form.dataset.plain = 'yes';
    form.requestSubmit(event.submitter);
  });
});

const bindCounts = (form) => {
  const most = Number(form.dataset.counts);
  const boxes = all('input[type=checkbox][name=slot]', form);
  const count = form.querySelector('[data-count]');
  const show = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    if (count) count.textContent = chosen;
    return chosen;
  };
  for (const box of boxes) {
    box.addEventListener('change', () => {
      if (show() <= most) { say(`${show()} times chosen`); return; }
      box.checked = false;
      show();
      say(`${most} times is the most. Take one away first.`);
    });
  }
  show();
};

const bindZone = (select) => {
  if (select.value) return;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (all('option', select).some((option) => option.value === zone)) select.value = zone;
};

/* Drafts live in this tab only and are gone when the form is sent. */
const bindDraft = (form) => {
  const texts = all('textarea, input[type=text], input:not([type])', form);
  const key = (field) => `draft ${location.pathname} ${field.name}`;
  for (const field of texts) {
    const kept = sessionStorage.getItem(key(field));
    if (kept && !field.value) field.value = kept;
    field.addEventListener('input', () => sessionStorage.setItem(key(field), field.value));
  }
  form.addEventListener('submit', () => texts.forEach((f) => sessionStorage.removeItem(key(f))));
};

const bindShows = (range) => range.addEventListener('input', () => {
  range.parentElement.querySelector('output').value = range.value;
});

const behaviours = {
  'form[data-part]': bindPart,
  'form[data-counts]': bindCounts,
  'select[data-zone]': bindZone,
  'form[data-draft]': bindDraft,
  'input[data-shows]': bindShows,
};

function bind(root) {
  for (const [selector, does] of Object.entries(behaviours)) all(selector, root).forEach(does);
}

bind(document);
