import { expect, test } from 'vitest';
import type { Alert, Direction, Kind, Role } from '../../../src/shared/alert.ts';
import { CATALOGUES } from '../../../src/shared/words/catalogue.ts';
import { say, type SayOptions } from '../../../src/shared/words/say.ts';
import { NOON } from '../../clock.ts';

const options: SayOptions = { privacy: 'all', locale: 'en-GB', timeZone: 'UTC', now: NOON };

const plain: Alert = {
  key: 'k',
  identity: 'ewallet:usr_1',
  connectionId: 'c',
  system: 'ewallet',
  kind: 'consumptionRequest',
  category: 'payment',
  urgency: 'normal',
  confirmation: 'unasked',
  actions: [],
  road: 'live',
  read: false,
  occurredAt: NOON,
  receivedAt: NOON,
  frame: '',
};

const OMG = { value: '5000000000000000000', unit: 'OMG', divisibility: 18 };
const BTC = { value: '120000000', unit: 'BTC', divisibility: 8 };
const alice = { id: 'usr_2', name: 'Alice Liddell' };
const shop = { id: 'acc_1', name: 'Coffee Shop' };
const ofOwner = { role: 'owner', actor: alice, account: 'Coffee Shop', reference: 'order-1', amount: OMG } as const;
const ofConsumer = { role: 'consumer', actor: shop, account: 'My wallet', amount: OMG } as const;
const inTwoMinutes = NOON + 120_000;

const spoken = (fields: Partial<Alert>, changed: Partial<SayOptions> = {}): string => {
  const { title, body } = say({ ...plain, ...fields }, CATALOGUES.en, { ...options, ...changed });
  return `${title} | ${body}`;
};
const request = (fields: Partial<Alert>) => spoken({ status: 'pending', ...fields });
const finalized = (status: string, fields: Partial<Alert>) => spoken({ kind: 'consumptionFinalized', status, ...fields });

test('the owner reads who wants to pay or be paid how much, for what, until when', () => {
  expect(request({ ...ofOwner, direction: 'in', deadlineAt: inTwoMinutes })).toBe(
    'Alice Liddell wants to pay 5 OMG | To Coffee Shop, reference order-1. Approve or reject it by 12:02 (2 minutes left).'
  );
  expect(request({ ...ofOwner, direction: 'out' })).toBe('Alice Liddell asks for 5 OMG | From Coffee Shop, reference order-1. Approve or reject it.');
  expect(request({ ...ofOwner, direction: 'in', deadlineAt: NOON })).toBe(
    'Alice Liddell wants to pay 5 OMG | To Coffee Shop, reference order-1. The time to approve it is over.'
  );
});

test('for the consumer the words turn round', () => {
  expect(request({ ...ofConsumer, direction: 'out', deadlineAt: inTwoMinutes })).toBe(
    'You asked to pay 5 OMG to Coffee Shop | From My wallet. It is waiting for their approval until 12:02 (2 minutes left).'
  );
  expect(request({ ...ofConsumer, direction: 'in' })).toBe('You asked for 5 OMG from Coffee Shop | To My wallet. It is waiting for their approval.');
});

test('where it is not known whose it is or which way it goes, nothing is guessed', () => {
  const address = '5555cer3-15d1-4463-9ec2-02bc8ded7120';
  const tokens = { value: '100', unit: 'tok_OMG_01cbffwvj6ma9a9gg1tb24880q' };
  expect(request({ actor: { id: address, name: address }, amount: tokens })).toBe(
    `A payment of 100 base units of tok_OMG_01cbffwvj6ma9a9gg1tb24880q asks to be confirmed | With ${address}. Look in your wallet to see whether it is yours to approve.`
  );
  expect(request({})).toBe('A payment asks to be confirmed | Look in your wallet to see whether it is yours to approve.');
  expect(finalized('confirmed', { amount: tokens })).toBe(
    'Payment of 100 base units of tok_OMG_01cbffwvj6ma9a9gg1tb24880q was confirmed | The payment was confirmed: the money has moved.'
  );
});

test('an onlooker reads who pays, not that they did themselves', () => {
  const seen = { actor: alice, amount: OMG } as const;
  expect(request({ ...seen, direction: 'in' })).toBe('Alice Liddell wants to pay 5 OMG | Look in your wallet to see whether it is yours to approve.');
  expect(request({ ...seen, direction: 'out', status: 'rejected' })).toBe('Alice Liddell asked for 5 OMG | It was rejected. No money moved.');
  expect(finalized('confirmed', { ...seen, direction: 'in' })).toBe('Payment of 5 OMG from Alice Liddell was confirmed | The payment was confirmed: the money has moved.');
  expect(finalized('confirmed', { ...seen, direction: 'out' })).toMatch(/^Payment of 5 OMG to Alice Liddell was confirmed/);
});

test('a confirmed payment was received or sent, paid by the consumer', () => {
  expect(finalized('confirmed', { ...ofOwner, direction: 'in' })).toBe(
    'Received 5 OMG from Alice Liddell | To Coffee Shop, reference order-1. The payment was confirmed: the money has come in.'
  );
  expect(finalized('confirmed', { ...ofOwner, direction: 'out' })).toMatch(/^Sent 5 OMG to Alice Liddell \| From Coffee Shop.* the money has gone out\.$/);
  expect(finalized('confirmed', { ...ofConsumer, direction: 'out' })).toMatch(/^You paid 5 OMG to Coffee Shop \| From My wallet\./);
  expect(finalized('confirmed', { ...ofConsumer, direction: 'in' })).toMatch(/^You received 5 OMG from Coffee Shop \| To My wallet\./);
});

test('an exchange shows both amounts, and who gives and gets which', () => {
  expect(request({ ...ofOwner, direction: 'in', exchanged: BTC })).toMatch(/^Alice Liddell wants to pay 5 OMG for 1\.2 BTC \|/);
  expect(finalized('confirmed', { ...ofConsumer, direction: 'out', exchanged: BTC })).toMatch(/^You paid 5 OMG for 1\.2 BTC to Coffee Shop \|/);
  const ends = (fields: Partial<Alert>) => finalized('confirmed', { ...fields, exchanged: BTC });
  expect(ends({ ...ofOwner, direction: 'in' })).toMatch(/^Received 1\.2 BTC for 5 OMG from Alice .* It is an exchange: 5 OMG from Alice Liddell, 1\.2 BTC to you\./);
  expect(ends({ ...ofOwner, direction: 'out' })).toMatch(/^Sent 1\.2 BTC for 5 OMG to Alice .* 1\.2 BTC from you, 5 OMG to Alice Liddell\./);
  expect(ends({ ...ofConsumer, direction: 'out' })).toContain('5 OMG from you, 1.2 BTC to Coffee Shop.');
  expect(ends({ ...ofConsumer, direction: 'in' })).toContain('1.2 BTC from Coffee Shop, 5 OMG to you.');
  expect(finalized('expired', { ...ofOwner, direction: 'in', exchanged: BTC })).toMatch(/^Payment of 5 OMG for 1\.2 BTC from Alice Liddell expired \|/);
  expect(finalized('expired', { ...ofOwner, direction: 'in', exchanged: BTC })).not.toContain('to you');
});

test('of an exchange, and of what is not known to be ours, only that the money has moved', () => {
  const ends = (fields: Partial<Alert>) => [request({ ...fields, status: 'confirmed' }), finalized('confirmed', fields)];
  for (const said of [...ends({ ...ofOwner, direction: 'in', exchanged: BTC }), ...ends({ actor: alice, direction: 'out' }), ...ends({ ...ofConsumer })]) {
    expect(said).toMatch(/was confirmed: the money has moved\.$/);
  }
});

test('every other end says what happened, who did it where that is known, and that no money moved where that is sure', () => {
  const mine = { ...ofConsumer, direction: 'out' } as const;
  const { account: _, reference: __, ...theirs } = { ...ofOwner, direction: 'in' } as const;
  expect(finalized('rejected', mine)).toBe('Your payment of 5 OMG to Coffee Shop was rejected | From My wallet. Coffee Shop rejected it. No money moved.');
  expect(finalized('rejected', theirs)).toBe('Payment of 5 OMG from Alice Liddell was rejected | No money moved.');
  expect(finalized('rejected', { ...theirs, own: true })).toBe('Payment of 5 OMG from Alice Liddell was rejected | You rejected it. No money moved.');
  expect(finalized('cancelled', theirs)).toBe('Payment of 5 OMG from Alice Liddell was canceled | Alice Liddell canceled it. No money moved.');
  expect(finalized('cancelled', { ...mine, own: true })).toBe(
    'Your payment of 5 OMG to Coffee Shop was canceled | From My wallet. You canceled it. No money moved.'
  );
  expect(finalized('expired', theirs)).toBe('Payment of 5 OMG from Alice Liddell expired | Nobody approved it in time. No money moved.');
});

test('a failed payment begins with the server’s reason, and claims nothing else', () => {
  const text = 'The specified wallet does not contain enough funds. Available: 1.5 OMG';
  expect(finalized('failed', { ...ofOwner, direction: 'in', text })).toBe(
    `Payment of 5 OMG from Alice Liddell failed | ${text}. To Coffee Shop, reference order-1.`
  );
  expect(finalized('failed', { text: 'Something broke.' })).toBe('A payment failed | Something broke.');
  expect(finalized('failed', {})).toBe('A payment failed | The wallet server gives no reason.');
});

test('statuses of old servers, of unfinished payments and of servers to come are readable', () => {
  const fields = { ...ofOwner, direction: 'in' } as const;
  expect(finalized('approved', fields)).toBe(
    'Payment of 5 OMG from Alice Liddell was approved | To Coffee Shop, reference order-1. Look in your wallet to see whether the money has moved.'
  );
  expect(finalized('pending', fields)).toMatch(/^Payment of 5 OMG from Alice Liddell is still pending \| .* Look in your wallet to see how it stands\.$/);
  expect(finalized('on_hold', fields)).toMatch(/^Payment of 5 OMG from Alice Liddell: on hold \|/);
  expect(finalized('finalized', fields)).toMatch(/^Payment of 5 OMG from Alice Liddell has ended \| .* Look in your wallet to see how it stands\.$/);
  expect(finalized('constructor', fields)).toMatch(/^Payment of 5 OMG from Alice Liddell: constructor \|/);
  expect(spoken({ kind: 'consumptionFinalized' })).toBe('A payment has changed | Look in your wallet to see how it stands.');
});

test('a request that is settled is past, and asks for nothing', () => {
  const settled = (status: string, direction: Direction) => request({ ...ofOwner, direction, status, deadlineAt: inTwoMinutes });
  expect(settled('rejected', 'in')).toBe('Alice Liddell wanted to pay 5 OMG | To Coffee Shop, reference order-1. It was rejected. No money moved.');
  expect(settled('cancelled', 'out')).toBe('Alice Liddell asked for 5 OMG | From Coffee Shop, reference order-1. Alice Liddell canceled it. No money moved.');
  expect(settled('confirmed', 'in')).toBe('Alice Liddell wanted to pay 5 OMG | To Coffee Shop, reference order-1. It was confirmed: the money has come in.');
  expect(settled('expired', 'in')).toContain('It expired. Nobody approved it in time. No money moved.');
  expect(settled('failed', 'in')).toBe('Alice Liddell wanted to pay 5 OMG | It failed. To Coffee Shop, reference order-1.');
  expect(settled('on_hold', 'in')).toContain('Its status is now “on hold”.');
  expect(request({ status: 'approved' })).toBe('A payment asked to be confirmed | It was approved. Look in your wallet to see whether the money has moved.');
  for (const status of ['approved', 'confirmed', 'rejected', 'cancelled', 'expired', 'failed']) {
    expect(settled(status, 'in')).not.toMatch(/Approve or reject|wants|left\)/);
  }
});

const KINDS_OF: Kind[] = ['consumptionRequest', 'consumptionFinalized'];
const ROLES_OF: (Role | undefined)[] = ['owner', 'consumer', undefined];
const DIRECTIONS_OF: (Direction | undefined)[] = ['in', 'out', undefined];
const STATUSES = ['pending', 'approved', 'rejected', 'failed', 'expired', 'cancelled', 'on_hold', undefined];

test('nothing but a confirmed payment is ever called received, sent, paid or moved', () => {
  for (const kind of KINDS_OF)
    for (const role of ROLES_OF)
      for (const direction of DIRECTIONS_OF)
        for (const status of STATUSES) {
          const said = spoken({
            kind,
            actor: alice,
            amount: OMG,
            ...(role === undefined ? {} : { role }),
            ...(direction === undefined ? {} : { direction }),
            ...(status === undefined ? {} : { status }),
          }).replace('No money moved.', '');
          expect(said).not.toMatch(/received|sent|\bpaid\b|is confirmed|was confirmed|money moved/i);
        }
});

test('no money moved is said only of what was rejected, canceled or expired', () => {
  for (const kind of KINDS_OF)
    for (const status of [...STATUSES, 'confirmed']) {
      const said = spoken({ ...ofOwner, kind, direction: 'in', ...(status === undefined ? {} : { status }) });
      expect(said.includes('No money moved.')).toBe(['rejected', 'cancelled', 'expired'].includes(status ?? ''));
    }
});

test('on a screen that others see, who is said and not what', () => {
  const fields = { ...ofOwner, direction: 'in', exchanged: BTC, text: 'Because of this', deadlineAt: inTwoMinutes } as const;
  expect(spoken({ ...fields, status: 'pending' }, { privacy: 'who' })).toBe(
    'Alice Liddell wants to pay you | Approve or reject it by 12:02 (2 minutes left).'
  );
  expect(spoken({ ...fields, kind: 'consumptionFinalized', status: 'failed' }, { privacy: 'who' })).toBe(
    'Payment from Alice Liddell failed | Open Tradebell to see why.'
  );
  expect(spoken({ ...fields, status: 'pending' }, { privacy: 'nothing' })).toBe('News about a payment | Open Tradebell to see it.');
});

test('a gap says from when to when, and where to look', () => {
  const gap = { kind: 'gap', category: 'system' } as const;
  const away = { since: NOON - 420_000, occurredAt: NOON - 60_000 };
  expect(spoken({ ...gap, ...away })).toBe(
    'Between 11:53 and 11:59 Tradebell was not connected | ' +
      'Your wallet server gives no list of what was missed, so a request or payment from that time may be missing here. Look in your wallet.'
  );
  expect(spoken({ ...gap, ...away }, { now: NOON + 86_400_000 })).toMatch(/^Between 1 Mar, 11:53 and 11:59 Tradebell was not connected/);
  expect(spoken({ ...gap, since: NOON - 86_400_000 })).toMatch(/^Between 28 Feb, 12:00 and 12:00 Tradebell was not connected/);
  expect(spoken({ ...gap, ...away, system: 'openbazaar' })).toContain('Your node could not tell');
});

test('of what was confirmed too, whatever else its server says, nobody is told that no money moved', () => {
  const wallet = 'But it was confirmed too: look in your wallet to see where the money is.';
  for (const status of ['rejected', 'cancelled', 'expired', 'failed', 'approved']) {
    const said = finalized(status, { ...ofOwner, direction: 'in', moved: true });
    expect(said).toContain(wallet);
    expect(said).not.toContain('No money moved');
  }
  expect(finalized('rejected', { ...ofOwner, direction: 'in' })).toContain('No money moved.');
});
