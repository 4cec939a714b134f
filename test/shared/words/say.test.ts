import { expect, test } from 'vitest';
import { type Alert, CATEGORIES, KINDS, type Role, ROLES } from '../../../src/shared/alert.ts';
import { REASONS } from '../../../src/shared/decision.ts';
import type { HistoryEntry } from '../../../src/shared/inbox.ts';
import { PRIVACIES } from '../../../src/shared/settings.ts';
import { type System, SYSTEMS } from '../../../src/shared/system.ts';
import { CATALOGUES } from '../../../src/shared/words/catalogue.ts';
import { nameOf } from '../../../src/shared/words/names.ts';
import { say, sayDeadline, sayDigest, sayHistory, sayReason, type SayOptions } from '../../../src/shared/words/say.ts';
import { NOON } from '../../clock.ts';

const words = CATALOGUES.en;
const options: SayOptions = { privacy: 'all', locale: 'en-GB', timeZone: 'UTC', now: NOON };
const DAY = 86_400_000;

function alert(fields: Partial<Alert>): Alert {
  return {
    key: 'k',
    identity: 'openbazaar:a',
    connectionId: 'c',
    system: 'openbazaar',
    kind: 'order',
    category: 'order',
    urgency: 'normal',
    confirmation: 'confirmed',
    actions: [],
    road: 'live',
    read: false,
    occurredAt: NOON,
    receivedAt: NOON,
    frame: '',
    ...fields,
  };
}

const whole: Partial<Alert> = {
  actor: { id: 'QmdfW1mDmWoHH', name: 'Alice', handle: 'alice' },
  item: 'Blue mug',
  subject: { type: 'order', id: 'QmVrhZt4GmEMZ' },
  amount: { value: '100000', unit: 'BTC', divisibility: 8 },
  text: 'Hello there',
  deadlineAt: NOON + 3 * DAY,
  status: 'PENDING',
  type: 'somethingNew',
};

const roles: (Role | undefined)[] = [...ROLES, undefined];

const everyKindAndRole = KINDS.flatMap((kind) => roles.map((role) => ({ kind, role })));

test.each(everyKindAndRole)('$kind as $role says something whole, whatever is known', ({ kind, role }) => {
  for (const fields of [whole, {}, { confirmation: 'refuted' } as const, { deadlineAt: NOON - 1 }, { own: true }]) {
    for (const privacy of PRIVACIES) {
      const { title, body } = say(alert({ kind, ...fields, ...(role === undefined ? {} : { role }) }), words, { ...options, privacy });
      expect(title).toMatch(/^\S.*\S$/);
      expect(body).toMatch(/^\S[^]*\S$/);
      expect(`${title} ${body}`).not.toMatch(/undefined|null|NaN|\[object| {2}|“”|\.\./);
    }
  }
});

test.each(KINDS)('%s shows nothing of what was traded, paid or written on a screen that others see', (kind) => {
  const who = say(alert({ kind, ...whole }), words, { ...options, privacy: 'who' });
  expect(JSON.stringify(who)).not.toMatch(/Blue mug|0\.001|Hello|QmVrhZt4/);
  const nothing = say(alert({ kind, ...whole }), words, { ...options, privacy: 'nothing' });
  expect(JSON.stringify(nothing)).not.toMatch(/Blue mug|0\.001|Hello|QmVrhZt4|Alice/);
});

test.each(KINDS)('the title of %s stays short', (kind) => {
  const item = 'A very long title of a listing that somebody wrote without an end in sight '.repeat(4);
  const { title } = say(alert({ kind, ...whole, item }), words, options);
  expect(title.length).toBeLessThanOrEqual(75);
  expect(say(alert({ kind, ...whole }), words, options).title.length).toBeLessThanOrEqual(50);
});

const spoken = (fields: Partial<Alert>) => {
  const { title, body } = say(alert({ ...whole, ...fields }), words, options);
  return `${title} | ${body}`;
};

test('who, what, how much, by when, and what next', () => {
  expect(spoken({ kind: 'order', role: 'seller' })).toBe(
    'New order: Blue mug | Alice (@alice) ordered “Blue mug” for 0.001 BTC, fully paid. ' +
      'Next: fulfill it, or accept it first if it is pending.'
  );
  expect(spoken({ kind: 'buyerDisputeTimeout', role: 'buyer' })).toBe(
    '3 days left to dispute: Blue mug | You can open a dispute about “Blue mug” until 4 Mar, 12:00 (3 days left). ' +
      'After that the vendor may claim the money.'
  );
  expect(spoken({ kind: 'buyerDisputeExpiry', role: 'buyer', deadlineAt: NOON })).toBe(
    'Moderator’s time is over: Blue mug | The moderator’s time to decide your dispute about “Blue mug” is over. ' +
      'The vendor may now claim the money.'
  );
});

test('a payment was sent; nobody says that it arrived', () => {
  expect(spoken({ kind: 'payment' })).toContain('Your payment of 0.001 BTC for “Blue mug” was sent.');
  expect(spoken({ kind: 'payment' })).not.toMatch(/deliver|arrived|received/i);
});

test('a dispute speaks to buyer, seller and moderator, and to whoever it may be', () => {
  expect(spoken({ kind: 'disputeOpen', role: 'buyer' })).toContain('your purchase of “Blue mug”');
  expect(spoken({ kind: 'disputeOpen', role: 'seller' })).toContain('your sale of “Blue mug”');
  expect(spoken({ kind: 'disputeOpen', role: 'moderator' })).toContain('you are the moderator');
  expect(spoken({ kind: 'disputeOpen' })).not.toMatch(/your|moderator/);
});

test('money in and out, by sign and order', () => {
  const plain = { kind: 'wallet', subject: { type: 'transaction', id: 't' }, status: 'UNCONFIRMED' } as const;
  const { text: _, ...silent } = whole;
  const wallet = (fields: Partial<Alert>) => {
    const { title, body } = say(alert({ ...silent, ...plain, ...fields }), words, options);
    return `${title} | ${body}`;
  };
  const out = { value: '-100000', unit: 'BTC', divisibility: 8 };
  const order = { type: 'order', id: 'o' } as const;
  expect(wallet({})).toBe('Received 0.001 BTC | It arrived in your wallet. It is not confirmed yet.');
  expect(wallet({ subject: order })).toBe('Received 0.001 BTC | Payment received for “Blue mug”. It is not confirmed yet.');
  expect(wallet({ amount: out })).toBe('Sent 0.001 BTC | It left your wallet. It is not confirmed yet.');
  expect(wallet({ amount: out, subject: order })).toBe('Paid 0.001 BTC | You paid for “Blue mug”. It is not confirmed yet.');
});

test('what the node does not stand by says so first', () => {
  expect(spoken({ kind: 'refund', confirmation: 'refuted' })).toMatch(/^Not confirmed by your node: Order refunded.*may be forged/);
});

test('names: profile with handle, handle alone, else the beginning of the id; a wallet’s id whole', () => {
  const id = 'QmdfW1mDmWoHH';
  expect(nameOf({ id, name: 'Alice', handle: 'al' }, 'openbazaar', words)).toBe('Alice (@al)');
  expect(nameOf({ id, name: 'Alice' }, 'openbazaar', words)).toBe('Alice');
  expect(nameOf({ id, handle: 'al' }, 'openbazaar', words)).toBe('@al');
  expect(nameOf({ id }, 'openbazaar', words)).toBe('QmdfW1mD');
  expect(nameOf({ id: 'usr_01cbfgak47ng6x72vbwjca6j4v' }, 'ewallet', words)).toBe('usr_01cbfgak47ng6x72vbwjca6j4v');
});

test.each([
  [30 * DAY, '30 days'],
  [DAY, '1 day'],
  [30 * DAY - 3_000_000, '30 days'],
  [1.9 * DAY, '45 hours'],
  [DAY - 1000, '1 day'],
  [2 * 3_600_000, '2 hours'],
  [2_400_000, '40 minutes'],
  [10, '1 minute'],
])('%i ms left are %s', (ms, left) => {
  expect(sayDeadline(NOON + ms, words, options)).toMatchObject({ over: false, left });
});

test('a deadline of today says only the time', () => {
  expect(sayDeadline(NOON + 3_600_000, words, options).at).toBe('13:00');
  expect(sayDeadline(NOON + DAY / 2, words, options).at).toBe('2 Mar, 00:00');
  expect(sayDeadline(NOON + DAY / 2, words, { ...options, timeZone: 'America/New_York' }).at).toBe('19:00');
});

test('a deadline of another year says the year', () => {
  expect(sayDeadline(Date.UTC(2027, 0, 2, 14), words, options).at).toBe('2 Jan 2027, 14:00');
});

test('whoever keeps the truth is called by the noun of its system', () => {
  const ofEach = { openbazaar: 'your node', ewallet: 'your wallet server', 'acapy-cloud': 'your cloudapi', doshii: 'doshii' } as const satisfies Record<System, string>;
  for (const system of SYSTEMS) {
    const noun = ofEach[system];
    const others = SYSTEMS.filter((other) => other !== system).map((other) => ofEach[other]);
    const said = [
      sayReason('refuted', words, system),
      sayReason('already-read', words, system),
      sayHistory({ at: NOON, event: 'received', note: 'catch-up' }, words, system),
      sayHistory({ at: NOON, event: 'read', note: 'there' }, words, system),
      sayHistory({ at: NOON, event: 'decided', note: 'notify open-now' }, words, system),
      sayHistory({ at: NOON, event: 'amended', note: 'confirmation' }, words, system),
      say(alert({ system, kind: 'unknown' }), words, options).title,
      say(alert({ system, kind: 'gap' }), words, options).body,
      say(alert({ system, kind: 'refund', confirmation: 'refuted' }), words, options).title,
      say(alert({ system, kind: 'refund', confirmation: 'refuted' }), words, options).body,
      say(alert({ system, category: 'system' }), words, { ...options, privacy: 'nothing' }).title,
    ];
    for (const one of said) {
      expect(one.toLowerCase()).toContain(noun);
      for (const other of others) expect(one.toLowerCase()).not.toContain(other);
    }
  }
});

test('what was learned and done is told in words, and what has none is left out', () => {
  const told = (event: HistoryEntry['event'], note: string) => sayHistory({ at: NOON, event, note }, words, 'ewallet');
  expect(told('amended', 'reference, direction, exchanged, constructor, urgency')).toBe('its reference, which way the money goes, and the amount in the other token');
  expect([told('acted', 'approve'), told('acted', 'reject'), told('acted', 'cancel')]).toEqual(['you approved it', 'you rejected it', 'you canceled it']);
});

test('a digest counts by category and leads with what matters most', () => {
  const lead = alert({ kind: 'disputeOpen', category: 'dispute', item: 'Blue mug' });
  expect(sayDigest([['order', 2], ['chat', 1], ['dispute', 1]], lead, words, options)).toEqual({
    title: '4 new events',
    body: 'Dispute opened: Blue mug. In all: 2 orders, 1 message, and 1 dispute.',
  });
  expect(sayDigest([['follow', 1]], undefined, words, options)).toEqual({ title: '1 new event', body: '1 follower.' });
});

test('every reason and category has words of its own', () => {
  for (const system of SYSTEMS) {
    const sentences = REASONS.map((reason) => sayReason(reason, words, system));
    expect(new Set(sentences).size).toBe(REASONS.length);
  }
  expect(new Set(CATEGORIES.map((category) => words.window.categories[category])).size).toBe(CATEGORIES.length);
});
