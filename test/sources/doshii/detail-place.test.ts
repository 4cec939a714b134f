import { expect, test } from 'vitest';
import { placeOf, type RestPlace } from '../../../src/sources/doshii/address.ts';
import type { Entity } from '../../../src/sources/doshii/decoded.ts';
import { detailPlaceOf } from '../../../src/sources/doshii/detail-place.ts';
import { live } from './decoding.ts';

const PIN = Array.from({ length: 32 }, () => 'AB').join(':');

function rest(where: { url?: string; rest?: string; pin?: string } = {}): RestPlace {
  const { url = 'https://socket.sandbox.doshii.co', rest: base = 'https://sandbox.doshii.co/partner/v3', pin } = where;
  const found = placeOf({ url, doshii: { rest: base }, ...(pin === undefined ? {} : { pin }) }, JSON.stringify({ clientId: 'a', clientSecret: 'b' }));
  if ('trouble' in found || found.rest === undefined) throw new Error('no REST');
  return found.rest;
}

/** Where the details of an order with this uri are asked for. */
function asked(uri: string, place = rest(), data: object = {}, event = 'order_updated'): string | undefined {
  const found = detailPlaceOf(live(event, { id: 'o1', locationId: 'v1', status: 'accepted', uri, ...data }), place);
  return found && `${found.route.url}${found.path}`;
}

test('details are read at the whole uri, over TLS, at any host of Doshii’s', () => {
  for (const uri of ['https://sandbox.doshii.co/partner/v3/orders/o1?x=1', 'https://live.doshii.co/partner/v3/orders/o1', 'https://a.b.doshii.co/orders/o1']) {
    expect(asked(uri)).toBe(uri);
  }
  expect(detailPlaceOf(live('order_updated', { id: 'o1', locationId: 'v1', uri: 'https://live.doshii.co/orders/o1' }), rest())).toEqual({
    route: { url: 'https://live.doshii.co', headers: {} },
    path: '/orders/o1',
    locationId: 'v1',
  });
});

test.each([
  'https://attacker.test/partner/v3/orders/o1',
  'https://evil.doshii.co.attacker.test/orders/o1',
  'https://evildoshii.co/orders/o1',
  'https://doshii.co/orders/o1',
  'https://.doshii.co/orders/o1',
  'https://sandbox.doshii.co./orders/o1',
  'https://sandbox.doshii.co:8443/orders/o1',
  'http://sandbox.doshii.co/orders/o1',
  'https://user@sandbox.doshii.co/orders/o1',
  'https://user:word@sandbox.doshii.co/orders/o1',
  'https://sandbox.doshii.co@attacker.test/orders/o1',
  'https://attacker.test\\@sandbox.doshii.co/orders/o1',
  'https://attacker.test#@sandbox.doshii.co/orders/o1',
  'https://attacker.test?.doshii.co/orders/o1',
  'ftp://sandbox.doshii.co/orders/o1',
  'wss://sandbox.doshii.co/orders/o1',
  '//sandbox.doshii.co/orders/o1',
  '/partner/v3/orders/o1',
  'http://127.0.0.1/orders/o1',
  'nonsense',
  '',
])('nothing is fetched for %s', (uri) => {
  expect(asked(uri)).toBeUndefined();
});

test('the configured origin may be any, and is nothing but itself', () => {
  const own = rest({ rest: 'http://127.0.0.1:4711/partner/v3' });
  expect(asked('http://127.0.0.1:4711/elsewhere/o1', own)).toBe('http://127.0.0.1:4711/elsewhere/o1');
  for (const uri of ['http://127.0.0.1:4712/o1', 'https://127.0.0.1:4711/o1', 'http://127.0.0.1/o1', 'http://localhost:4711/o1', 'http://x@127.0.0.1:4711/o1']) {
    expect(asked(uri, own)).toBeUndefined();
  }
});

test('an address for tills is read where Apps read it', () => {
  const cases: [string, string][] = [
    ['order_created', 'orders'],
    ['transaction_updated', 'transactions'],
    ['booking_created', 'bookings'],
    ['checkin_created', 'checkins'],
    ['loyalty_checkin_updated', 'loyalty/checkins'],
    ['card_enquiry', 'loyalty/cards/enquiry'],
    ['card_activate', 'loyalty/cards/activation'],
    ['location_subscription', 'locations'],
  ];
  for (const [event, path] of cases) {
    expect(asked('https://sandbox.doshii.co/pos/v3/whatever/o1', rest(), {}, event)).toBe(`https://sandbox.doshii.co/partner/v3/${path}/o1`);
  }
  expect(asked('https://sandbox.doshii.co/pos/v3/orders/o1', rest(), { id: 'a/b?c ö' })).toBe('https://sandbox.doshii.co/partner/v3/orders/a%2Fb%3Fc%20%C3%B6');
  expect(asked('https://attacker.test/pos/v3/orders/o1')).toBeUndefined();
});

test('what has no way into REST, is gone, or has no id to ask for at a till’s address, is told alone', () => {
  const till = 'https://sandbox.doshii.co/pos/v3/x/o1';
  for (const event of ['points_redemption', 'reward_redemption', 'menu_updated', 'table_updated', 'checkin_deleted', 'something_else']) {
    expect(asked(till, rest(), {}, event)).toBeUndefined();
  }
  expect(asked(till, rest(), { id: null })).toBeUndefined();
  expect(detailPlaceOf(live('order_updated', { id: 'o1' }), rest())).toBeUndefined();
});

test('the certificate that was agreed to holds wherever the socket’s own server is asked', () => {
  const own = rest({ url: 'https://all.doshii.co', pin: PIN });
  expect(detailPlaceOf(live('order_updated', { id: 'o1', uri: 'https://all.doshii.co/orders/o1' }), own)?.route.pin).toBe(PIN);
  expect(detailPlaceOf(live('order_updated', { id: 'o1', uri: 'https://sandbox.doshii.co/orders/o1' }), own)?.route.pin).toBeUndefined();
});

test('a venue whose name no header may hold is not named in one', () => {
  const found = detailPlaceOf(live('order_updated', { id: 'o1', locationId: 'v 1é', uri: 'https://live.doshii.co/orders/o1' }), rest());
  expect(found).toEqual({ route: { url: 'https://live.doshii.co', headers: {} }, path: '/orders/o1' });
});

test('every entity is either read somewhere or told alone', () => {
  const readable = new Set<Entity>(['order', 'transaction', 'booking', 'checkin', 'loyaltyCheckin', 'location']);
  for (const entity of ['order', 'transaction', 'booking', 'checkin', 'loyaltyCheckin', 'location', 'menu', 'table', 'other'] as const) {
    const news = { ...live('order_updated', { id: 'o1', uri: 'https://live.doshii.co/x/o1' }), entity };
    expect(detailPlaceOf(news, rest()) !== undefined).toBe(readable.has(entity));
  }
});
