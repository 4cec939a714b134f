import { expect, test } from 'vitest';
import { replay, type ReplayLine } from '../../src/replay/replay.ts';
import { NOON } from '../clock.ts';
import { builders, type Frame, type NotificationFrame } from '../servers/openbazaar/builders.ts';
import { toNotificationsWire, toWire } from '../servers/openbazaar/wire.ts';
import { BUYER, VENDOR } from '../sources/openbazaar/decoding.ts';

const node = builders('0.14');
const line = (frame: unknown) => JSON.stringify(JSON.parse(toWire(frame)));
const lines = (...frames: Frame[]) => frames.map(line).join('\n');
const iso = (time: number) => new Date(time).toISOString();

interface Ran {
  code: number;
  out: ReplayLine[];
  text: string;
  err: string;
}

async function run(files: Record<string, string>, ...argv: string[]): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await replay(['--kind', 'openbazaar', '--now', iso(NOON), ...argv, ...Object.keys(files)], {
    read: (file) => (file in files ? Promise.resolve(files[file]!) : Promise.reject(new Error('no such file'))),
    print: (text) => out.push(text),
    warn: (text) => err.push(text),
    now: () => NOON,
  });
  const json = out.filter((text) => text.startsWith('{')).map((text) => JSON.parse(text) as ReplayLine);
  return { code, text: out.join('\n'), err: err.join('\n'), out: json };
}

test('a frame becomes a line with alert and decision', async () => {
  const { code, out } = await run({ a: toWire(node.order()) }, '--self', VENDOR);
  expect(code).toBe(0);
  expect(out).toEqual([
    {
      frame: 1,
      outcome: 'alert',
      alert: {
        key: expect.any(String),
        kind: 'order',
        category: 'order',
        urgency: 'normal',
        role: 'seller',
        title: 'New order: Hand-made walnut bowl',
        body: expect.stringContaining('0.001 BTC'),
        actor: { id: BUYER },
        subject: { type: 'order', id: expect.any(String) },
        amount: { text: '0.001 BTC' },
        occurredAt: NOON,
      },
      decision: { deliver: 'notify', why: 'rings' },
    },
  ]);
});

test('numbering runs on over files of one document and of many lines; empty lines are none', async () => {
  const many = `\ufeff${line(node.follow())}\r\n\r\n${line(node.status('publishing'))}\n`;
  const { out } = await run({ a: toWire(node.order()), b: many, c: toWire(node.refund()) });
  expect(out.map(({ frame, outcome }) => [frame, outcome])).toEqual([
    [1, 'alert'],
    [2, 'alert'],
    [3, 'state'],
    [4, 'alert'],
  ]);
});

test('bad lines are ignored with a reason and end nothing', async () => {
  const { code, out } = await run({ a: ['nonsense', '{"a":1}', `{"notification":${'['.repeat(9)}`, line(node.follow())].join('\n') });
  expect(code).toBe(0);
  expect(out.map(({ outcome }) => outcome)).toEqual(['ignored', 'ignored', 'ignored', 'alert']);
  for (const { reason, outcome } of out) if (outcome === 'ignored') expect(reason).toBeTruthy();
});

test('the same frame again is a duplicate without a decision', async () => {
  const { out } = await run({ a: lines(node.order(), node.order()) });
  expect(out[1]).toMatchObject({ frame: 2, outcome: 'duplicate', reason: 'known already' });
  expect(out[1]?.decision).toBeUndefined();
});

test('a transaction that goes on is amended; sent again, it is a duplicate', async () => {
  const [first, next] = [node.wallet({ timestamp: iso(NOON) }), node.wallet({ timestamp: iso(NOON), status: 'PENDING' })];
  const { out } = await run({ a: lines(first, next, first, next) });
  expect(out.map(({ outcome }) => outcome)).toEqual(['alert', 'amended', 'duplicate', 'duplicate']);
  expect(out[1]?.reason).toBe('learned: status');
});

const rowOf = (frame: NotificationFrame, at: number, read = false) => ({
  notification: frame.notification,
  read,
  timestamp: iso(at),
  type: frame.notification.type,
});

test('an answer of ob/notifications is taken apart, oldest first, and knows the live frame', async () => {
  const rows = [rowOf(node.follow(), NOON - 60_000), rowOf(node.refund(), NOON - 120_000, true), rowOf(node.order(), NOON - 180_000)];
  const { out } = await run({ a: toWire(node.order()), b: toNotificationsWire({ notifications: rows, total: 3, unread: 2 }) });
  expect(out.map(({ frame, outcome, alert, decision }) => [frame, outcome, alert?.['kind'], decision?.why])).toEqual([
    [1, 'alert', 'order', 'rings'],
    [2, 'duplicate', 'order', undefined],
    [2, 'alert', 'refund', 'already-read'],
    [2, 'alert', 'follow', 'catching-up'],
  ]);
  expect(out[1]?.reason).toBe('known already; the node confirms it');
});

test('an empty list of notifications is a state', async () => {
  const { out } = await run({ a: '{"notifications":[],"total":0,"unread":0}' });
  expect(out).toEqual([{ frame: 1, outcome: 'state', reason: 'no notifications' }]);
});

test('chat messages over REST are alerts, conversations and orders are states', async () => {
  const message = (messageId: string, text: string) => node.message({ messageId, message: text })['message'];
  const chat = [message('b', 'later'), message('a', 'earlier')];
  const orders = [{ orderId: 'o', state: 'PENDING', unreadChatMessages: 1 }];
  const { out } = await run({
    a: toWire(chat),
    b: toWire([{ peerId: BUYER, unread: 2, lastMessage: 'later', outgoing: false, timestamp: iso(NOON) }]),
    c: toWire({ queryCount: 9, sales: orders }),
    d: toWire({ purchases: [] }),
    e: toWire({ cases: [{ caseId: 'c', state: 'DISPUTED' }] }),
    f: '[]',
  });
  expect(out.map(({ outcome, reason, alert }) => [outcome, alert === undefined ? reason : alert['body']])).toEqual([
    ['alert', 'earlier'],
    ['alert', 'later'],
    ['state', '1 conversation, 2 unread messages'],
    ['state', '1 of 9 sales, 1 PENDING, 1 unread message in order chats'],
    ['state', '0 purchases, 0 unread messages in order chats'],
    ['state', '1 cases, 1 DISPUTED, 0 unread messages in order chats'],
    ['state', 'an empty answer'],
  ]);
});

test('ob/config says who we are; --self has the last word', async () => {
  const config = toWire({ peerID: VENDOR, testnet: true, tor: false, wallets: ['TBTC'] });
  const files = { a: config, b: toWire(node.disputeOpen()) };
  expect((await run(files)).out[1]?.alert?.['role']).toBe('seller');
  expect((await run(files, '--self', BUYER)).out[1]?.alert?.['role']).toBe('buyer');
  expect((await run({ b: files.b })).out[0]?.alert?.['role']).toBeUndefined();
});

test('a profile, and an error of the node, say what they are', async () => {
  const { out } = await run({ a: toWire({ peerID: VENDOR, name: 'Vera' }), b: toWire({ success: false, reason: 'no such order' }) });
  expect(out).toEqual([
    { frame: 1, outcome: 'state', reason: 'the profile of Vera' },
    { frame: 2, outcome: 'ignored', reason: 'the node answered with an error: no such order' },
  ]);
});

const fiveFollows = () => lines(...['a', 'b', 'c', 'd', 'e'].map((notificationId) => node.follow({ notificationId })));

test('frames arrive a minute apart, so that burst limits hide no decision', async () => {
  const { out } = await run({ a: fiveFollows() });
  expect(new Set(out.map(({ decision }) => decision?.why))).toEqual(new Set(['rings']));
  expect(out[4]?.alert?.['occurredAt']).toBe(NOON + 4 * 60_000);
});

test('with --burst all come at once, and the limits show', async () => {
  const { out } = await run({ a: fiveFollows() }, '--burst');
  expect(out.map(({ decision }) => decision?.why)).toEqual(['rings', 'rings', 'rings', 'burst', 'burst']);
});

test('no number of frames runs into the limit of unconfirmed ones: a recorded node stands by them', async () => {
  const follows = Array.from({ length: 60 }, (_, index) => node.follow({ notificationId: `n${index}` }));
  const { out } = await run({ a: lines(...follows) });
  expect(out.every(({ decision }) => decision?.deliver === 'notify')).toBe(true);
});

test('a file that cannot be read is said, the others are replayed, and the exit code tells', async () => {
  const { code, out, err } = await run({ a: toWire(node.order()) }, 'missing.json');
  expect([code, out.length]).toEqual([1, 1]);
  expect(err).toBe('missing.json cannot be read: no such file');
});

test.each([
  [['--kind', 'ebay', 'a'], '--kind ebay is not known; known: openbazaar'],
  [['a'], '--kind is missing'],
  [['--kind', 'openbazaar'], 'no FILE was given'],
  [['--kind', 'openbazaar', '--now', 'soon', 'a'], '--now soon is no time'],
  [['--kind', 'openbazaar', '--nonsense', 'a'], 'nonsense'],
])('%j is refused with what is wrong', async (argv, wrong) => {
  const err: string[] = [];
  const warn = (text: string) => err.push(text);
  const io = { read: () => Promise.resolve('{}'), print: () => expect.unreachable(), warn, now: () => NOON };
  expect(await replay(argv, io)).toBe(2);
  expect(err.join('\n')).toContain(wrong);
  expect(err.join('\n')).toContain('Usage:');
});

test('--help tells how it is used', async () => {
  const { code, text } = await run({}, '--help');
  expect(code).toBe(0);
  expect(text).toContain('Usage:');
});
