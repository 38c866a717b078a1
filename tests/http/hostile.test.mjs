// What no browser sends: each request goes to the real server as bytes, and must be refused without a second answer.
// Rules: RFC 9112 read strictly (any doubt about length, coding, host, name or value is 400 and close), trust.md §13-14.
import assert from 'node:assert/strict';
import net from 'node:net';
import { after, before, test } from 'node:test';
import { ask, scratch, start } from '../journeys/support/rapport.mjs';

let server;
before(async () => {
  const data = scratch();
  await ask('init', '--data', data, '--name', 'Fenwick Mentoring', '--email', 'coord@example.org');
  server = await start('serve', '--data', data, '--mail-dir', scratch());
});
after(() => server?.stop());

// Sends the parts and reads until the server closes, or has been silent for a while: { statuses, text, isClosed }.
const send = (...parts) => new Promise((resolve) => {
  const socket = net.connect(server.port, '127.0.0.1');
  let text = '';
  const done = (isClosed) => {
    socket.destroy();
    resolve({ statuses: [...text.matchAll(/^HTTP\/1\.[01] (\d{3})/gm)].map((m) => Number(m[1])), text, isClosed });
  };
  socket.setTimeout(1500, () => done(false));
  socket.on('data', (d) => { text += d.toString('latin1'); });
  socket.on('close', () => done(true));
  socket.on('error', () => {});
  for (const part of parts) socket.write(Buffer.from(part, 'latin1'));
});

const head = (...lines) => [...lines, '', ''].join('\r\n');
const get = (path, ...more) => head(`GET ${path} HTTP/1.1`, 'Host: a', ...more);
const post = (body, ...more) => head('POST /sign-in HTTP/1.1', 'Host: a', ...more) + body;
const second = get('/sign-in?second');

const refused = {
  'no Host': head('GET /sign-in HTTP/1.1'),
  'two Hosts': get('/sign-in', 'Host: b'),
  'a Host with a blank': head('GET /sign-in HTTP/1.1', 'Host: a b'),
  'a Host with a path': head('GET /sign-in HTTP/1.1', 'Host: a/b'),
  'a space before the colon': get('/sign-in', 'X-A : 1'),
  'a name with a blank': get('/sign-in', 'X A: 1'),
  'a name with a control character': get('/sign-in', 'X\x01A: 1'),
  'a name that is not ASCII': get('/sign-in', 'X\xe9: 1'),
  'a line without a colon': get('/sign-in', 'nothing'),
  'a first header that is folded': head('GET /sign-in HTTP/1.1', ' Host: a'),
  'a bare CR in a value': get('/sign-in', 'X-A: 1\r2'),
  'DEL in a value': get('/sign-in', 'X-A: 1\x7f2'),
  'length and chunks': post(`0\r\n\r\n${second}`, 'Content-Length: 5', 'Transfer-Encoding: chunked'),
  'chunks and length': post(`0\r\n\r\n${second}`, 'Transfer-Encoding: chunked', 'Content-Length: 5'),
  'two lengths that differ': post('abcde', 'Content-Length: 5', 'Content-Length: 3'),
  'two lengths alike': post('abcde', 'Content-Length: 5', 'Content-Length: 5'),
  'a list of lengths': post('abcde', 'Content-Length: 5, 5'),
  'a length with a sign': post('abcde', 'Content-Length: +5'),
  'a negative length': post('abcde', 'Content-Length: -5'),
  'a length in hexadecimal': post('abcde', 'Content-Length: 0x5'),
  'a length with a blank inside': post('abcde', 'Content-Length: 5 5'),
  'an empty length': post('abcde', 'Content-Length:'),
  'a length past 64 bits': post('abcde', 'Content-Length: 99999999999999999999'),
  'chunked twice': post(`0\r\n\r\n${second}`, 'Transfer-Encoding: chunked', 'Transfer-Encoding: chunked'),
  'chunked, chunked': post(`0\r\n\r\n${second}`, 'Transfer-Encoding: chunked, chunked'),
  'gzip, chunked': post(`0\r\n\r\n${second}`, 'Transfer-Encoding: gzip, chunked'),
  'another coding': post(`0\r\n\r\n${second}`, 'Transfer-Encoding: xchunked'),
  'identity': post(second, 'Transfer-Encoding: identity'),
  'a coding after a vertical tab': post(`0\r\n\r\n${second}`, 'Transfer-Encoding: \x0bchunked'),
  'chunks in HTTP/1.0': head('POST /sign-in HTTP/1.0', 'Host: a', 'Transfer-Encoding: chunked') + `0\r\n\r\n${second}`,
  'a chunk size that is no number': post(`zz\r\nabc\r\n0\r\n\r\n${second}`, 'Transfer-Encoding: chunked'),
  'a chunk size past 64 bits': post(`fffffffffffffffff\r\nabc\r\n0\r\n\r\n${second}`, 'Transfer-Encoding: chunked'),
  'a negative chunk size': post(`-1\r\nabc\r\n0\r\n\r\n${second}`, 'Transfer-Encoding: chunked'),
  'a chunk longer than its size': post(`1\r\nabc\r\n0\r\n\r\n${second}`, 'Transfer-Encoding: chunked'),
  'a method nobody knows': head('BREW /sign-in HTTP/1.1', 'Host: a'),
  'a method in small letters': head('get /sign-in HTTP/1.1', 'Host: a'),
  'TRACE': head('TRACE /sign-in HTTP/1.1', 'Host: a'),
  'CONNECT': head('CONNECT a:80 HTTP/1.1', 'Host: a'),
  'NUL in a path': get('/sign-in%00/admin'),
  'a broken escape': get('/sign-in%zz'),
  'half an escape': get('/sign-in%2'),
  'dot segments': get('/static/../sign-in'),
  'escaped dot segments': get('/static/%2e%2e/sign-in'),
  'an escaped slash and dots': get('/static/..%2fsign-in'),
  'a path that does not start with a slash': get('sign-in'),
  'HTTP/2.0': head('GET /sign-in HTTP/2.0', 'Host: a'),
  'HTTP/1.1 misspelt': head('GET /sign-in HTTP/1.1x', 'Host: a'),
  'no version': head('GET /sign-in'),
  'three blanks in the request line': head('GET  /sign-in   HTTP/1.1', 'Host: a'),
  'no request at all': 'nonsense\r\n\r\n',
  'a request line of 9 KiB': get(`/sign-in?${'a'.repeat(9 << 10)}`),
  'headers of 40 KiB': get('/sign-in', ...Array.from({ length: 40 }, (_, i) => `X-${i}: ${'a'.repeat(1000)}`)),
  'a header of 40 KiB': get('/sign-in', `X-A: ${'a'.repeat(40 << 10)}`),
  '200 headers': get('/sign-in', ...Array.from({ length: 200 }, (_, i) => `X-${i}: a`)),
  'a body of 100 MiB, announced': post('', 'Content-Length: 104857600', 'Content-Type: application/x-www-form-urlencoded'),
};

// libmicrohttpd 0.9.75 joins, drops or cuts these before any code of ours sees them; the proxy in front refuses them.
// They must not become anything else than the one request they look like. (After a name that is empty it takes the rest
// of the head for another request.)
const mended = {
  'an empty name': get('/sign-in', ': 1', 'Connection: close'),
  'a folded line': get('/sign-in', 'X-A: 1', ' 2', 'Connection: close'),
  'NUL in a value': get('/sign-in', 'X-A: 1\x002', 'Connection: close'),
  'line ends without CR': 'GET /sign-in HTTP/1.1\nHost: a\nConnection: close\n\n',
};

for (const [name, bytes] of Object.entries(mended)) {
  test(`answered once or refused: ${name}`, async () => {
    const { statuses } = await send(bytes);
    assert.ok([200, 400].includes(statuses[0]) && statuses.slice(1).every((s) => s === 400), `answered ${statuses}`);
  });
}

// What follows a refused request on its connection is never answered. (libmicrohttpd writes the head of its own
// refusals twice; what counts is that nothing but refusals comes.)
for (const [name, bytes] of Object.entries(refused)) {
  test(`refused: ${name}`, async () => {
    const { statuses, text, isClosed } = await send(bytes);
    const said = JSON.stringify(text.slice(0, 200));
    assert.ok(statuses.length > 0 || isClosed, `neither answered nor closed: ${said}`);
    assert.ok(statuses.every((s) => (s >= 400 && s < 500) || s === 501 || s === 505), `answered ${statuses}: ${said}`);
    assert.ok(isClosed || statuses[0] === 404 || statuses[0] === 405, `left the connection open: ${said}`);
  });
}

test('a length that is too large is refused before the body is sent', async () => {
  const { statuses } = await send(post('', 'Content-Length: 104857600', 'Expect: 100-continue',
    'Content-Type: application/x-www-form-urlencoded'));
  assert.deepEqual(statuses, [413]);
});

test('a chunked body without end is cut off', async () => {
  const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`;
  const { statuses, isClosed } = await send(post('', 'Transfer-Encoding: chunked',
    'Content-Type: application/x-www-form-urlencoded'), ...Array.from({ length: 400 }, () => chunk));
  assert.ok(isClosed, 'the connection is closed');
  assert.ok(statuses.every((s) => s >= 400 && s < 500), `answered ${statuses}`);
});

test('two requests in one packet get their two answers, in order', async () => {
  const { statuses } = await send(get('/sign-in') + get('/no-such-page', 'Connection: close'));
  assert.deepEqual(statuses, [200, 404]);
});

test('a client that drips is closed by the deadline', { timeout: 60_000 }, async () => {
  const socket = net.connect(server.port, '127.0.0.1');
  socket.on('error', () => {});
  const closed = new Promise((resolve) => { socket.on('close', resolve); });
  socket.write('GET /sign-in HTTP/1.1\r\nHost: a\r\nX-A: ');
  const drip = setInterval(() => socket.write('a'), 500);
  await closed;
  clearInterval(drip);
});

test('after all this the server still answers everybody', async () => {
  for (const path of ['/sign-in', '/no-such-page']) {
    const answer = await fetch(server.url + path);
    assert.ok([200, 404].includes(answer.status));
    assert.match(await answer.text(), /<h1/);
  }
});
