import type { Alert } from '../../../src/shared/alert.ts';
import type { WordsOf } from '../../words.ts';
import { SAMPLE_IDS } from './sample-connections.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Told = Pick<Alert, 'kind' | 'category'> & Partial<Alert> & { ago: number };

/** Invented alerts of each system, newest first: what a day may bring. */
export function sampleAlerts(now: number, words: WordsOf<'welcome'>['sample']): Alert[] {
  const { people, items, messages } = words;
  const actor = (name: string): Alert['actor'] => ({ id: `sample-${name.toLowerCase().replaceAll(/\W+/gu, '-')}`, name });
  const of = (system: Alert['system'], connectionId: string) => (told: Told) => alertOf(system, connectionId, now, told);
  const node = of('openbazaar', SAMPLE_IDS.shop);
  const wallet = of('ewallet', SAMPLE_IDS.wallet);
  const identity = of('acapy-cloud', SAMPLE_IDS.identity);
  const venue = of('doshii', SAMPLE_IDS.venue);
  const btc = (value: string): Alert['amount'] => ({ value, unit: 'BTC', divisibility: 8 });
  const omg = (value: string): Alert['amount'] => ({ value, unit: 'OMG', divisibility: 2 });
  const order = (nth: number): Alert['subject'] => ({ type: 'order', id: `sample-order-${nth}` });
  return [
    // Of Doshii's customers the name is all there is.
    venue({
      ago: MINUTE,
      kind: 'venueOrder',
      category: 'order',
      status: 'pending',
      actor: { id: people.second, name: people.second },
      item: items.lunch,
      amount: { value: '2750', unit: '', divisibility: 2 },
      account: words.venue,
      type: 'pickup',
      dueAt: now + 25 * MINUTE,
      subject: order(7),
    }),
    node({ ago: 2 * MINUTE, kind: 'order', category: 'order', role: 'seller', actor: actor(people.buyer), item: items.mug, amount: btc('2500000'), subject: order(1) }),
    wallet({
      ago: 4 * MINUTE,
      kind: 'consumptionRequest',
      category: 'payment',
      role: 'owner',
      status: 'pending',
      direction: 'in',
      actor: actor(people.payer),
      amount: omg('4200'),
      account: words.account,
      deadlineAt: now + 11 * MINUTE,
      actions: ['approve', 'reject'],
      subject: { type: 'consumption', id: 'sample-consumption-1' },
    }),
    node({ ago: 9 * MINUTE, kind: 'message', category: 'chat', actor: actor(people.buyer), text: messages.question, actions: ['reply'], subject: order(1) }),
    identity({
      ago: 15 * MINUTE,
      kind: 'proof',
      category: 'credential',
      role: 'prover',
      status: 'request-received',
      actor: actor(people.verifier),
      subject: { type: 'proof', id: 'sample-proof-1' },
    }),
    node({
      ago: 40 * MINUTE,
      kind: 'disputeOpen',
      category: 'dispute',
      urgency: 'urgent',
      role: 'seller',
      actor: actor(people.second),
      item: items.spoon,
      deadlineAt: now + 44 * DAY,
      subject: order(2),
    }),
    venue({
      ago: 2 * HOUR,
      kind: 'booking',
      category: 'order',
      status: 'pending',
      actor: { id: people.buyer, name: people.buyer },
      account: words.venue,
      dueAt: now + DAY,
      tables: '4',
      covers: 6,
      subject: { type: 'booking', id: 'sample-booking-1' },
      read: true,
    }),
    node({ ago: 3 * HOUR, kind: 'follow', category: 'follow', actor: actor(people.follower), actions: ['followBack'], read: true }),
    node({ ago: 26 * HOUR, kind: 'orderComplete', category: 'order', role: 'seller', actor: actor(people.second), item: items.scarf, subject: order(3), read: true }),
    node({ ago: 27 * HOUR, kind: 'message', category: 'chat', actor: actor(people.second), text: messages.thanks, actions: ['reply'], read: true }),
    identity({
      ago: 28 * HOUR,
      kind: 'credential',
      category: 'credential',
      role: 'holder',
      status: 'done',
      actor: actor(people.verifier),
      subject: { type: 'credential', id: 'sample-credential-1' },
      read: true,
    }),
    wallet({
      ago: 30 * HOUR,
      kind: 'consumptionFinalized',
      category: 'payment',
      role: 'owner',
      status: 'confirmed',
      direction: 'in',
      actor: actor(people.payer),
      amount: omg('1850'),
      account: words.account,
      subject: { type: 'consumption', id: 'sample-consumption-2' },
      read: true,
    }),
    node({ ago: 50 * HOUR, kind: 'refund', category: 'refund', role: 'buyer', actor: actor(people.follower), item: items.spoon, amount: btc('900000'), subject: order(4), read: true }),
    node({ ago: 51 * HOUR, kind: 'wallet', category: 'wallet', direction: 'in', status: 'CONFIRMED', amount: btc('900000'), subject: { type: 'transaction', id: 'sample-transaction-1' }, read: true }),
  ];
}

function alertOf(system: Alert['system'], connectionId: string, now: number, { ago, ...told }: Told): Alert {
  const at = now - ago;
  return {
    key: `${connectionId}-${ago}`,
    identity: `${system}:${connectionId}`,
    connectionId,
    system,
    urgency: 'normal',
    confirmation: 'confirmed',
    actions: [],
    road: 'live',
    read: false,
    occurredAt: at,
    receivedAt: at + 200,
    frame: JSON.stringify({ sample: true }),
    ...told,
  };
}
