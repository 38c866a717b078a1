// The sample scheme, and the way through it: every page a person can reach, found by following links.
import { ask, start, until } from './rapport.mjs';

export const roles = ['mentee', 'mentor', 'coordinator'];

// Starts `rapport demo`. Gives what start() gives, and links: a one-time sign-in link for each role.
export const demo = async (...args) => {
  const server = await start('demo', ...args);
  const links = await until('three sign-in links', () => {
    const found = roles.map((role) => [role, server.said().match(new RegExp(`^${role} (http\\S+)`, 'm'))?.[1]]);
    return found.every(([, link]) => link) && Object.fromEntries(found);
  });
  return { ...server, links };
};

// The rows of `rapport routes` that show a page, each with a pattern that its addresses match. Words before keys, so
// that /pairs/new is not taken for /pairs/{pair}.
export const pageRoutes = async () => JSON.parse(await ask('routes', '--json'))
  .filter((r) => r.method === 'GET')
  .map((r) => ({ ...r, pattern: new RegExp(`^${r.path.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`) }))
  .sort((a, b) => a.path.split('{').length - b.path.split('{').length);

export const routeOf = (routes, path) => routes.find((r) => r.pattern.test(path));

// Pages of one route are looked at once, but where words in the path lead to different ones (settings, steps of a form).
export const kindOf = (address) => new URL(address).pathname.replace(/[a-z2-7]{52}/g, '{token}').replace(/\d+/g, '{n}');

// Follows links from where the page stands: pages is a Map of kind to address, reached the routes that answered (a
// redirection and a download as well).
export const explore = async (page, routes) => {
  const pages = new Map();
  const reached = new Set();
  const asked = new Set();
  const queue = [[page.url(), 'the sign-in'], [new URL('/', page.url()).href, 'the address bar']];
  while (queue.length) {
    const [address, from] = queue.shift();
    const route = routeOf(routes, new URL(address).pathname);
    if (!route || asked.has(kindOf(address))) continue;
    asked.add(kindOf(address));
    const answer = await page.context().request.get(address, { failOnStatusCode: false, maxRedirects: 0 });
    // A notice is a record, as its mail is: what it led to may be over, and nobody's any more.
    if (answer.status() === 404 && /\/me\/notices$/.test(from)) continue;
    if (answer.status() >= 400) throw new Error(`a link of ${from} leads to ${answer.status()}: ${address}`);
    reached.add(route.path);
    if (answer.status() === 303) queue.push([new URL(answer.headers().location, address).href, address]);
    if (!/^text\/html/.test(answer.headers()['content-type'] ?? '')) continue;
    pages.set(kindOf(address), address);
    queue.push(...[...(await answer.text()).matchAll(/<a\s[^>]*href="([^"]+)"/g)]
      .map(([, href]) => new URL(href.replace(/&amp;/g, '&'), address))
      .filter((u) => u.origin === new URL(address).origin)
      .map((u) => { u.hash = ''; return [u.href, address]; }));
  }
  return { pages, reached };
};
