import { expect, test } from 'vitest';
import { builders } from './builders.ts';
import { imageHashOf, peerIdOf, txidOf } from './ids.ts';
import { sanitise, toNotificationsWire, toWire } from './wire.ts';

test('0.14 writes amounts as strings with an exponent, and the modifier apart', () => {
  const { notification } = builders('0.14', 'TBTC').order({ amount: 100_000n });
  expect(notification).toMatchObject({
    price: { amount: '100000', currency: { code: 'TBTC', divisibility: 8, name: 'Testnet Bitcoin' } },
    priceModifier: 0,
    type: 'order',
  });
});

test('0.13 writes bare integers and a factor', () => {
  const old = builders('0.13', 'LTC');
  expect(old.order({ amount: 23_422 }).notification['price']).toEqual({
    amount: 23_422,
    coinDivisibility: 100_000_000,
    currencyCode: 'LTC',
    priceModifier: 0,
  });
  expect(old.payment({ amount: 23_366 }).notification).toMatchObject({ coinType: 'LTC', fundingTotal: 23_366 });
  expect(old.wallet({ amount: -27_236 })['wallet']).toMatchObject({ value: -27_236, wallet: 'LTC' });
  expect(old.walletUpdate({ LTC: { confirmed: 1, unconfirmed: 2, height: 3 } })).toEqual({
    walletUpdate: { LTC: { confirmed: 1, height: 3, unconfirmed: 2 } },
  });
});

test('0.13 keeps every digit of an amount that no double holds', () => {
  const text = toWire(builders('0.13').payment({ amount: '9007199254740993' }));
  expect(text).toContain('"fundingTotal": 9007199254740993');
});

test('0.13 has the old names of declining and cancelling', () => {
  expect(builders('0.13').orderDeclined().notification.type).toBe('declined');
  expect(builders('0.13').cancel().notification.type).toBe('canceled');
  expect(builders('0.14').orderDeclined().notification.type).toBe('orderDeclined');
  expect(builders('0.14').cancel().notification.type).toBe('cancel');
});

test('deadlines name the order as the server does', () => {
  const build = builders('0.14');
  expect(build.vendorDisputeTimeout({ orderId: 'Qm1' }).notification).toMatchObject({ purchaseOrderId: 'Qm1', expiresIn: 0 });
  expect(build.moderatorDisputeExpiry({ orderId: 'Qm1' }).notification).toMatchObject({ disputeCaseId: 'Qm1' });
  expect(build.buyerDisputeTimeout({ orderId: 'Qm1', expiresIn: 60 }).notification).toMatchObject({ orderId: 'Qm1', expiresIn: 60 });
  expect(build.vendorDisputeTimeout().notification).not.toHaveProperty('orderId');
});

test('texts go out as the server sanitises them, and twice is as once', () => {
  const text = sanitise('Test "quoted" & <i>digital</i> good<script>alert(1)</script>');
  expect(text).toBe('Test &#34;quoted&#34; &amp; <i>digital</i> good');
  expect(sanitise(text)).toBe(text);
  expect(toWire({ title: 'a & <b>b</b>' })).toContain('a \\u0026amp; \\u003cb\\u003eb\\u003c/b\\u003e');
});

test('the answer of ob/notifications has lists where nulls were, also inside texts', () => {
  expect(JSON.parse(toNotificationsWire({ a: null, slug: 'nullable-thing' }))).toEqual({ a: [], slug: '[]able-thing' });
});

test('ids have the form of real ones and follow from their names', () => {
  expect(peerIdOf('alice')).toMatch(/^Qm[1-9A-HJ-NP-Za-km-z]{44}$/);
  expect(peerIdOf('alice')).toBe(peerIdOf('alice'));
  expect(peerIdOf('alice')).not.toBe(peerIdOf('bob'));
  expect(imageHashOf('cup', 'zb2rh')).toMatch(/^zb2rh[1-9A-HJ-NP-Za-km-z]{44}$/);
  expect(txidOf('first')).toMatch(/^[0-9a-f]{64}$/);
});
