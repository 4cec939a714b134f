import { expect, test } from 'vitest';
import { replay, type ReplayLine } from '../../src/replay/replay.ts';
import { NOON } from '../clock.ts';
import { CONNECTION, eventText, WALLET } from '../sources/acapy-cloud/decoding.ts';

async function run(files: Record<string, string>, ...argv: string[]): Promise<ReplayLine[]> {
  const out: string[] = [];
  const code = await replay(['--kind', 'acapy-cloud', '--now', new Date(NOON).toISOString(), ...argv, ...Object.keys(files)], {
    read: (file) => Promise.resolve(files[file] ?? ''),
    print: (text) => out.push(text),
    warn: (text) => expect.fail(text),
    now: () => NOON,
  });
  expect(code).toBe(0);
  return out.map((text) => JSON.parse(text) as ReplayLine);
}

const outcomes = (out: readonly ReplayLine[]) => out.map(({ outcome }) => outcome);
const ofStates = (out: readonly ReplayLine[]) => out.map(({ outcome, reason }) => `${outcome}: ${reason ?? ''}`);
const proof = (id: string, state = 'request-received') => ({
  proof_id: id,
  connection_id: CONNECTION,
  role: 'prover',
  state,
  updated_at: '2026-03-01T11:59:59.123456Z',
});
const event = (id: string) => eventText('proofs', proof(id));
const message = eventText('basic-message', { connection_id: CONNECTION, message_id: 'm', content: 'Hello', state: 'received' });

const answer = (status: string, body: string, type = 'application/json') =>
  `HTTP/1.1 ${status}\r\ncontent-type: ${type}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const chunks = (...parts: string[]) => parts.map((part) => `${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`).join('');
const stream = (...parts: string[]) =>
  `HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n${chunks(...parts)}`;
const END = '0\r\n\r\n';
const PING = ': ping - 2026-03-01 12:00:00.000000+00:00\n';

test('events as lines of JSON, each an alert with its words and decision', async () => {
  const out = await run({ a: `${event('p1')}\n${message}\n${event('p1')}\n` });
  expect(outcomes(out)).toEqual(['alert', 'alert', 'duplicate']);
  expect(out[0]).toMatchObject({
    frame: 1,
    alert: {
      kind: 'proof',
      category: 'credential',
      role: 'prover',
      status: 'request-received',
      title: 'Connection 359b30a2 asks you for a proof',
      actor: { id: CONNECTION },
      subject: { type: 'proof', id: 'p1' },
      occurredAt: NOON - 877,
    },
    decision: { deliver: 'notify', why: 'rings' },
  });
  expect(out[1]?.alert).toMatchObject({ kind: 'message', category: 'chat', title: 'Connection 359b30a2 wrote', body: 'Hello' });
});

test('server-sent events: comments, line ends of any kind, data over several lines, and without the last blank line', async () => {
  const spread = JSON.stringify(JSON.parse(event('p2')), null, 1);
  const several = spread.split('\n').map((part) => `data: ${part}`).join('\r\n');
  const out = await run({ a: `${PING}\ndata: ${event('p1')}\n\n: ping\r\n\r\n${several}\r\n\r\nevent: x\ndata:${event('p3')}` });
  expect(outcomes(out)).toEqual(['alert', 'alert', 'alert']);
  expect(out.map(({ alert }) => alert?.['subject'])).toEqual(['p1', 'p2', 'p3'].map((id) => ({ type: 'proof', id })));
  expect(outcomes(await run({ a: `data: ${event('p1')}\ndata: ${event('p2')}\n` }))).toEqual(['alert', 'alert']);
});

test('pings alone are one line', async () => {
  expect(ofStates(await run({ a: `${PING}\n${PING}\n` }))).toEqual(['state: 2 pings']);
});

test('a captured stream: its events, however it was chunked', async () => {
  const data = `data: ${event('p1')}\r\n\r\n`;
  const whole = stream(PING, '\n', data.slice(0, 7), data.slice(7, 100), data.slice(100), '\r\n') + END;
  expect(outcomes(await run({ 'a.raw': whole }))).toEqual(['alert']);
  expect(outcomes(await run({ a: whole, b: `\ufeff${whole}` }))).toEqual(['alert', 'duplicate']);
});

test('how a stream ended is told where it matters', async () => {
  const data = `data: ${event('p1')}\n\n`;
  const told = async (text: string) => ofStates(await run({ 'a.raw': text }));
  expect(await told(stream() + END)).toEqual(['state: the stream ended in order, without an event']);
  expect(await told(stream(PING, '\n', PING, '\n') + END)).toEqual(['state: 2 pings, then the stream ended in order, without an event']);
  expect(await told(stream())).toEqual(['state: answered 200 and broke off without a word: Waypoint is down']);
  expect(await told(stream(PING))).toEqual(['state: 1 ping, then the stream broke off']);
  expect(await told(stream(data.slice(0, 50)))).toEqual(['state: the stream broke off within an event']);
  expect((await told(stream(data, data.slice(0, 50)))).slice(1)).toEqual(['state: then the stream broke off within an event']);
  expect(await told('')).toEqual(['state: nothing was answered']);
});

test('an error from behind the CloudAPI within a stream is told, and costs no event', async () => {
  const out = await run({ 'a.raw': stream('{"detail":"Waypoint said 500"}\n', `data: ${event('p1')}\n\n`) + END });
  expect(outcomes(out).toSorted()).toEqual(['alert', 'state']);
  expect(ofStates(out)).toContain('state: the server says: Waypoint said 500');
});

test.each([
  ['403 Forbidden', '{"detail":"Not authenticated"}', 'The API key did not arrive (HTTP 403: Not authenticated)'],
  ['401 Unauthorized', '{"detail":"Not authenticated"}', 'The API key did not arrive (HTTP 401: Not authenticated)'],
  ['401 Unauthorized', '{"detail":"Unauthorized"}', 'The API key does not begin with its role (HTTP 401: Unauthorized)'],
  ['403 Forbidden', '{"detail":"Unauthorized"}', 'The API key does not open this wallet (HTTP 403: Unauthorized)'],
  ['404 Not Found', '{"detail":"Not Found"}', 'There is nothing at this path (HTTP 404: Not Found)'],
  ['422 Unprocessable Entity', '{"detail":[{"loc":["query","look_back"],"msg":"Input should be less than 60"}]}', 'A watch cannot be asked for like this (HTTP 422: Input should be less than 60)'],
  ['502 Bad Gateway', '<html>no</html>', 'The server ran into an error (HTTP 502)'],
])('a refusal with %s %s is told with its reason', async (status, body, reason) => {
  expect(ofStates(await run({ a: answer(status, body) }))).toEqual([`state: refused: ${reason}`]);
});

test('several answers in one file, one after the other', async () => {
  const text = stream(`data: ${event('p1')}\n\n`) + answer('401 Unauthorized', '{"detail":"Unauthorized"}') + stream() + END;
  expect(outcomes(await run({ a: text }))).toEqual(['alert', 'state', 'state', 'state']);
});

test('a list of REST is caught up oldest first, under the keys of its events, captured whole or saved alone', async () => {
  const late = { ...proof('p2'), updated_at: '2026-03-01T11:00:00Z' };
  const rows = JSON.stringify([proof('p1'), late, { connection_id: CONNECTION, state: 'completed', their_label: 'Demo Issuer' }]);
  const out = await run({ events: event('p1'), list: rows, 'again.raw': answer('200 OK', rows) });
  expect(outcomes(out)).toEqual(['alert', 'alert', 'alert', 'duplicate', 'duplicate', 'duplicate', 'duplicate']);
  expect(out.map(({ frame }) => frame)).toEqual([1, 2, 2, 2, 3, 3, 3]);
  expect(out[1]?.alert).toMatchObject({ kind: 'connection', title: 'Connected with Demo Issuer' });
  expect(out[3]).toMatchObject({ reason: 'known already', alert: { key: `${WALLET}|proofs|p1|request-received|2026-03-01T11:59:59.123456Z` } });
  expect(ofStates(await run({ a: '[]' }))).toEqual(['state: an empty list']);
});

test('of a whole group each line says which wallet', async () => {
  const [line] = await run({ a: event('p1') }, '--self', '*');
  expect(line?.alert).toMatchObject({ account: WALLET, body: 'Open your wallet to answer it. In wallet 4e0c70fb.' });
});

test('what is none of these is refused with a reason', async () => {
  expect(ofStates(await run({ a: 'hello\n{"topic":"x"}\n[1]', b: `{"wallet_id":"w","topic":"oob","payload":{"a":"${'x'.repeat(1_100_000)}"}}` }))).toEqual([
    'ignored: not JSON',
    'ignored: an event that does not say of which wallet',
    'ignored: a row of no list that we know',
    'ignored: longer than 1 MiB: it is refused',
  ]);
});
