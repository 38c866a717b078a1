// Whoever visits the program without a browser.

// A person with cookies: reads a form and sends it, with fields as an object or as pairs.
export const person = (url) => {
  let cookies = '';
  const go = async (where, options = {}) => {
    const answer = await fetch(new URL(where, url), { redirect: 'manual', ...options,
      headers: { cookie: cookies, 'sec-fetch-site': 'same-origin', ...options.headers } });
    const set = answer.headers.getSetCookie().map((c) => c.split(';')[0]);
    if (set.length) cookies = [cookies, ...set].filter(Boolean).join('; ');
    return answer;
  };
  const send = async (where, fields) => {
    const page = await (await go(where)).text();
    const hidden = ['token', 'once'].map((name) => [name, page.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1]]);
    return go(where, { method: 'POST', body: new URLSearchParams([...hidden.filter(([, v]) => v), ...(Array.isArray(fields) ? fields : Object.entries(fields))]) });
  };
  return { go, send };
};
