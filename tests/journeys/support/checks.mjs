// What every page must pass, whoever sees it: axe, reflow, target size, text at 200 %, and the keyboard.
// Each check gives a list of sentences; an empty one is a pass.
import axeCore from 'axe-core';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// axe-core alone: its Playwright wrapper opens another page for each run, which takes five times as long.
export const axe = async (page) => {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axeCore.source);
  const violations = await page.evaluate(async (values) => {
    const found = await window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] });
    return found.violations.map((v) => ({ id: v.id, count: v.nodes.length, html: v.nodes[0].html }));
  }, rules);
  return violations.map((v) => `axe ${v.id} x ${v.count}: ${v.html.slice(0, 160)}`);
};

// Only a table of data may scroll sideways, in a box of its own (interface.md §13).
export const overflow = (page) => page.evaluate(() => {
  const width = document.documentElement.clientWidth;
  const wide = document.documentElement.scrollWidth;
  const inScroller = (e) => {
    for (let up = e; up && up !== document.body; up = up.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(up).overflowX)) return true;
    }
    return false;
  };
  const outside = [...document.querySelectorAll('body *')].filter((e) => {
    const r = e.getBoundingClientRect();
    return r.width > 1 && (r.right > width + 1 || r.left < -1) && !e.closest('svg, .vh, .skip') && !inScroller(e);
  });
  return [...(wide > width ? [`the page is ${wide} px wide in ${width}`] : []),
    ...outside.slice(0, 3).map((e) => `outside: ${e.tagName}.${e.className} "${e.textContent.trim().slice(0, 30)}"`)];
});

// Controls under 24 x 24 px; links inside a sentence are exempt (WCAG 2.5.8).
export const targets = (page) => page.evaluate(() => {
  const inSentence = (e) => e.matches('a') && getComputedStyle(e).display === 'inline'
    && e.parentElement.textContent.trim().length > e.textContent.trim().length + 8;
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter((e) => e.checkVisibility() && !e.matches('.skip') && !inSentence(e))
    .map((e) => [e, e.getBoundingClientRect()])
    .filter(([, r]) => r.width > 0 && (r.width < 24 || r.height < 24))
    .map(([e, r]) => `small: ${e.outerHTML.slice(0, 80)} is ${Math.round(r.width)} x ${Math.round(r.height)}`);
});

export const outline = (page) => page.evaluate(() => {
  const count = (what) => document.querySelectorAll(what).length;
  return [
    !document.title && 'no title',
    !document.documentElement.lang && 'no language',
    count('h1') !== 1 && `${count('h1')} h1`,
    count('main') !== 1 && `${count('main')} main`,
    count('.btn-1') > 1 && `${count('.btn-1')} primary buttons`,
    count('*') > 1500 && `${count('*')} elements`,
    count('[style]') && 'an inline style',
    count('[onclick], [onchange], [onsubmit]') && 'an inline handler',
  ].filter(Boolean);
});

const stop = () => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  // Of what is in view: the middle of a long box may lie below the window.
  const middle = (from, to, most) => Math.max(1, Math.min(most - 1, (Math.max(from, 0) + Math.min(to, most)) / 2));
  // An input that is hidden under its label shows its ring on what follows it.
  const ring = [e, e.nextElementSibling, e.closest('label')].filter(Boolean).some((drawn) => {
    const style = getComputedStyle(drawn);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  });
  const r = e.getBoundingClientRect();
  const top = document.elementFromPoint(middle(r.left, r.right, innerWidth), middle(r.top, r.bottom, innerHeight));
  const seen = Boolean(top && (e.contains(top) || top.contains(e) || e.parentElement.contains(top)));
  // Day, month and year of a date are stops each, and draw their own ring: only coming back from elsewhere is again.
  const inside = 'stop' in e.dataset && e.matches('[type=date], [type=time]');
  const again = 'stop' in e.dataset && e.dataset.stop !== 'last';
  document.querySelectorAll('[data-stop=last]').forEach((before) => { before.dataset.stop = ''; });
  e.dataset.stop = 'last';
  const what = (e.textContent || e.getAttribute('aria-label') || e.name || e.tagName).trim().slice(0, 40);
  return { what, ring: ring || inside, seen, again, skip: e.matches('.skip') };
};

// Tab from the top to the end: the skip link first, each stop with a ring of 2 px or more and not covered, no trap.
export const keyboard = async (page) => {
  const problems = [];
  await page.evaluate(() => { document.activeElement?.blur();
    document.querySelectorAll('[data-stop]').forEach((e) => { delete e.dataset.stop; });
    scrollTo(0, 0); });
  for (let stops = 0; stops < 400; stops += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(stop);
    if (!at || (at.again && at.skip)) break; // past the last stop, or round to the first
    if (stops === 0 && !at.skip) problems.push(`the first stop is not the skip link: ${at.what}`);
    if (!at.ring) problems.push(`no ring: ${at.what}`);
    if (!at.seen) problems.push(`covered: ${at.what}`);
    if (at.again) return [...problems, `a trap at: ${at.what}`];
  }
  return problems;
};
