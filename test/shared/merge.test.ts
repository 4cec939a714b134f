import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Alert } from '../../src/shared/alert.ts';
import { amend, merge } from '../../src/shared/merge.ts';

const base: Alert = {
  key: 'k',
  identity: 'openbazaar:a',
  connectionId: 'c',
  system: 'openbazaar',
  kind: 'order',
  category: 'order',
  urgency: 'normal',
  confirmation: 'asked',
  actions: [],
  road: 'live',
  read: false,
  occurredAt: 1000,
  receivedAt: 1000,
  frame: 'live frame',
};
const alert = (fields: Partial<Alert> = {}): Alert => ({ ...base, ...fields });
const row = (fields: Partial<Alert> = {}): Alert =>
  alert({ road: 'catch-up', confirmation: 'confirmed', frame: 'row', occurredAt: 900, receivedAt: 5000, ...fields });
const btc = (value: string) => ({ value, unit: 'BTC', divisibility: 8 });

test('the same again changes nothing', () => {
  expect(merge(alert(), alert({ receivedAt: 2000, occurredAt: 2000 }))).toBeUndefined();
});

test('the node’s own list confirms, and the first arrival stays as it was', () => {
  expect(merge(alert(), row({ actions: ['reply'] }))).toEqual(alert({ confirmation: 'confirmed', actions: ['reply'] }));
});

test('a frame after the list takes nothing back', () => {
  expect(merge(row({ actions: ['reply'] }), alert())).toBeUndefined();
});

test('what was refuted is restored by the list, and by nothing else', () => {
  const refuted = alert({ confirmation: 'refuted', category: 'system', urgency: 'low' });
  expect(merge(refuted, alert())).toBeUndefined();
  expect(merge(refuted, row())).toMatchObject({ confirmation: 'confirmed', category: 'order', urgency: 'normal' });
});

test('read on the node is read; unread there takes nothing back', () => {
  expect(merge(alert({ confirmation: 'confirmed' }), row({ read: true }))).toMatchObject({ read: true });
  expect(merge(row({ read: true }), row())).toBeUndefined();
});

test('what was missing is filled in, what is there stays', () => {
  const learned = { item: 'Mug', picture: 'Qm1', role: 'seller', actor: { id: 'p', handle: 'al' } } as const;
  expect(merge(alert(), alert(learned))).toEqual(alert(learned));
  const held = alert({ item: 'Bowl', actor: { id: 'p', name: 'Alice' } });
  expect(merge(held, alert({ item: 'Mug', actor: { id: 'p', name: 'Eve', handle: 'al' } }))).toEqual({
    ...held,
    actor: { id: 'p', name: 'Alice', handle: 'al' },
  });
  expect(merge(held, alert({ actor: { id: 'other', handle: 'x' } }))).toBeUndefined();
});

test('the socket mends what the list’s null bug has broken, and only that', () => {
  const broken = row({ item: '[] modem' });
  expect(merge(broken, alert({ item: 'null modem' }))).toMatchObject({ item: 'null modem' });
  expect(merge(broken, alert({ item: 'gold bar' }))).toBeUndefined();
  expect(merge(alert({ item: 'null modem', confirmation: 'confirmed' }), row({ item: '[] modem' }))).toBeUndefined();
});

test('a transaction goes forward and learns its order; a rescan takes nothing back', () => {
  const first = alert({ kind: 'wallet', status: 'UNCONFIRMED', subject: { type: 'transaction', id: 't' } });
  const next = alert({ kind: 'wallet', status: 'PENDING', subject: { type: 'order', id: 'o' }, item: 'Mug', history: true });
  const merged = merge(first, next);
  expect(merged).toEqual({ ...first, status: 'PENDING', subject: { type: 'order', id: 'o' }, item: 'Mug' });
  expect(merge(merged ?? first, first)).toBeUndefined();
  expect(merge(merged ?? first, alert({ kind: 'wallet', status: 'DEAD' }))).toMatchObject({ status: 'DEAD' });
  const old = alert({ kind: 'wallet', history: true, status: 'PENDING' });
  expect(merge(old, alert({ kind: 'wallet', status: 'CONFIRMED' }))).toMatchObject({ history: true, status: 'CONFIRMED' });
});

test('payments for one order: the larger sum holds, whichever came first', () => {
  const [less, more] = [alert({ kind: 'payment', amount: btc('5') }), alert({ kind: 'payment', key: 'l', amount: btc('12') })];
  expect(merge(less, more)).toMatchObject({ amount: btc('12'), key: 'k' });
  expect(merge(more, less)).toBeUndefined();
  expect(merge(less, alert({ kind: 'payment', amount: { value: '99', unit: 'LTC', divisibility: 8 } }))).toBeUndefined();
});

test.each(['buyerDisputeTimeout', 'buyerDisputeExpiry', 'moderatorDisputeExpiry'] as const)('%s: the earliest deadline holds', (kind) => {
  const [later, earlier] = [alert({ kind, deadlineAt: 9000 }), alert({ kind, key: 'l', deadlineAt: 8000 })];
  expect(merge(later, earlier)).toMatchObject({ deadlineAt: 8000, key: 'k' });
  expect(merge(earlier, later)).toBeUndefined();
  expect(merge(alert({ kind }), later)).toMatchObject({ deadlineAt: 9000 });
  expect(merge(later, alert({ kind, key: 'm' }))).toBeUndefined();
});

test('another warning’s read state says nothing about this one', () => {
  const held = alert({ kind: 'buyerDisputeExpiry', key: 'thirty days', deadlineAt: 9000 });
  expect(merge(held, alert({ kind: 'buyerDisputeExpiry', key: 'five days', deadlineAt: 8000, read: true }))).toMatchObject({ read: false });
});

test('merging twice is merging once', () => {
  const status = fc.constantFrom('UNCONFIRMED', 'PENDING', 'CONFIRMED', 'DEAD', undefined);
  const some = fc
    .record({
      kind: fc.constantFrom('wallet' as const, 'payment' as const, 'buyerDisputeExpiry' as const, 'message' as const),
      confirmation: fc.constantFrom('asked' as const, 'confirmed' as const, 'refuted' as const),
      road: fc.constantFrom('live' as const, 'catch-up' as const),
      read: fc.boolean(),
    })
    .chain((fields) =>
      fc.tuple(status, fc.option(fc.nat(99), { nil: undefined })).map(([step, number]) =>
        alert({
          ...fields,
          ...(step === undefined ? {} : { status: step }),
          ...(number === undefined ? {} : { amount: btc(String(number)), deadlineAt: number }),
        })
      )
    );
  let changed = 0;
  fc.assert(
    fc.property(some, some, (held, incoming) => {
      const merged = merge(held, { ...incoming, kind: held.kind });
      if (merged === undefined) return;
      changed += 1;
      expect(merge(merged, { ...incoming, kind: held.kind })).toBeUndefined();
    })
  );
  expect(changed).toBeGreaterThan(0);
});

test('an amendment that says nothing new changes nothing', () => {
  expect(amend(alert({ item: 'Mug' }), { item: 'Mug', actions: [] })).toBeUndefined();
  expect(amend(alert({ actor: { id: 'p', handle: 'h' } }), { actor: { handle: 'h', id: 'p' } })).toBeUndefined();
  const learned: Partial<Alert> = { confirmation: 'confirmed', actions: ['reply'] };
  expect(amend(alert(), { confirmation: 'confirmed', actions: ['reply'] })).toEqual(alert(learned));
});

test('an echo under a known key, with other contents, changes nothing', () => {
  const confirmed = row({ kind: 'buyerDisputeTimeout', deadlineAt: 90_000 });
  const forged = alert({ kind: 'buyerDisputeTimeout', deadlineAt: 2_000, item: 'forged', amount: btc('5'), picture: 'Qm', read: true, actor: { id: 'Evil' } });
  expect(merge(confirmed, forged)).toBeUndefined();
  const asked = alert({ kind: 'buyerDisputeTimeout', deadlineAt: 90_000 });
  expect(merge(asked, { ...asked, deadlineAt: 2_000, read: true })).toBeUndefined();
});

test('what the node stands by takes the place of what was forged into its series', () => {
  const forged = alert({ key: 'forged', series: 's', kind: 'buyerDisputeTimeout', confirmation: 'refuted', category: 'system', urgency: 'low', deadlineAt: 2_000, item: 'forged' });
  const real = row({ key: 'real', series: 's', kind: 'buyerDisputeTimeout', category: 'dispute', urgency: 'urgent', deadlineAt: 90_000 });
  expect(merge(forged, real)).toEqual({ ...real, key: 'forged' });
});

test('whose side of a payment is ours, once that is known, says with whom it was and which way it went', () => {
  const held = alert({ kind: 'consumptionFinalized', direction: 'in', amount: btc('5'), actor: { id: 'me' } });
  const told = alert({ kind: 'consumptionFinalized', role: 'consumer', direction: 'out', amount: btc('-5'), actor: { id: 'shop' }, account: 'Mine' });
  const { role, direction, amount, actor, account } = told;
  expect(merge(held, told)).toMatchObject({ role, direction, amount, actor, account });
  expect(merge(told, held)).toBeUndefined();
  const request = { ...held, kind: 'consumptionRequest' as const, status: 'pending' };
  const ours = { ...told, kind: 'consumptionRequest' as const, status: 'pending', actions: ['cancel' as const] };
  expect(merge(request, ours)).toMatchObject({ role, direction, actions: ['cancel'] });
  expect(merge({ ...request, status: 'rejected' }, ours)).toMatchObject({ role, direction, actions: [] });
});
