import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Kind } from '../../../src/shared/alert.ts';
import { decodeFrame } from '../../../src/sources/doshii/alerts.ts';
import type { Entity } from '../../../src/sources/doshii/decoded.ts';
import { NOON } from '../../clock.ts';
import { at, FORMS, iso, live, newsOf } from './decoding.ts';

const decode = (frame: unknown) => decodeFrame(JSON.stringify(frame), at());

const ORDER = {
  id: '1354',
  locationId: 'aH43yx2',
  status: 'pending',
  type: 'pickup',
  posRef: 'POS-7',
  externalOrderRef: 'WEB-12',
  notes: 'No <b>nuts</b>',
  requiredAt: '2026-03-01T19:30:00.000Z',
  app: { id: 123, name: 'Ordering App' },
  consumer: { name: 'Tony T', email: 'tony@example.com', phone: '0400' },
  items: [
    { name: 'Flat white', quantity: 2, unitPrice: '450', totalAfterSurcounts: '900' },
    { name: 'Banana bread', quantity: 1, unitPrice: 700, totalAfterSurcounts: 700 },
  ],
  uri: 'https://sandbox.doshii.co/partner/v3/orders/1354',
};

test.each(Object.entries(FORMS))('an order in a frame with `%s` is news of it', (_form, frame) => {
  const text = frame('order_created', ORDER);
  const [news] = newsOf(decodeFrame(text, at({ locationName: (id) => (id === 'aH43yx2' ? 'Corner Cafe' : undefined) })));
  expect(news).toEqual({
    entity: 'order',
    event: 'order_created',
    id: '1354',
    locationId: 'aH43yx2',
    status: 'pending',
    uri: 'https://sandbox.doshii.co/partner/v3/orders/1354',
    digest: expect.stringMatching(/^[\da-f]{32}$/),
    alert: {
      identity: 'doshii:sandbox:0123',
      connectionId: 'one',
      system: 'doshii',
      kind: 'venueOrder',
      type: 'pickup',
      category: 'order',
      urgency: 'normal',
      status: 'pending',
      actor: { id: 'Tony T', name: 'Tony T' },
      subject: { type: 'order', id: '1354' },
      item: 'Flat white, Banana bread',
      amount: { value: '1600', unit: '', divisibility: 2 },
      reference: 'WEB-12',
      account: 'Corner Cafe',
      text: 'No nuts',
      dueAt: Date.UTC(2026, 2, 1, 19, 30),
      confirmation: 'confirmed',
      actions: [],
      road: 'live',
      read: false,
      occurredAt: NOON,
      receivedAt: NOON,
      frame: text,
    },
  });
});

const KINDS: [string, string | undefined, Entity, Kind][] = [
  ['order_created', 'pending', 'order', 'venueOrder'],
  ['order_created', undefined, 'order', 'venueOrder'],
  ['order_created', 'accepted', 'order', 'venueOrder'],
  ['order_created', 'paid', 'order', 'venueOrder'],
  ['order_updated', 'pending', 'order', 'venueOrder'],
  ['order_updated', 'accepted', 'order', 'venueRecord'],
  ['order_updated', 'rejected', 'order', 'venueOrder'],
  ['order_updated', 'cancelled', 'order', 'venueOrder'],
  ['order_updated', 'venue_cancelled', 'order', 'venueOrder'],
  ['order_updated', 'complete', 'order', 'venueOrder'],
  ['order_updated', undefined, 'order', 'venueRecord'],
  ['order_preprocess', 'pending', 'order', 'venueRecord'],
  ['transaction_created', 'pending', 'transaction', 'venueRecord'],
  ['transaction_updated', 'requested', 'transaction', 'venueRecord'],
  ['transaction_updated', 'complete', 'transaction', 'venuePayment'],
  ['transaction_updated', 'rejected', 'transaction', 'venuePayment'],
  ['transaction_updated', 'cancelled', 'transaction', 'venueRecord'],
  ['booking_created', undefined, 'booking', 'booking'],
  ['booking_updated', 'cust_cancelled', 'booking', 'booking'],
  ['checkin_created', 'pending', 'checkin', 'checkin'],
  ['checkin_updated', 'accepted', 'checkin', 'venueRecord'],
  ['checkin_deleted', 'pending', 'checkin', 'venueRecord'],
  ['loyalty_checkin_created', 'pending', 'loyaltyCheckin', 'checkin'],
  ['loyalty_checkin_updated', 'complete', 'loyaltyCheckin', 'venueRecord'],
  ['loyalty_checkin_deleted', 'pending', 'loyaltyCheckin', 'venueRecord'],
  ['points_redemption', 'pending', 'tillRequest', 'tillRequest'],
  ['reward_redemption', undefined, 'tillRequest', 'tillRequest'],
  ['card_activate', 'pending', 'tillRequest', 'tillRequest'],
  ['card_activate', 'activated', 'tillRequest', 'venueRecord'],
  ['card_enquiry', 'cancelled', 'tillRequest', 'venueRecord'],
  ['location_subscription', 'unsubscribed', 'location', 'subscription'],
  ['location_hours_updated', undefined, 'location', 'venueRecord'],
  ['app_store_status_updated', undefined, 'location', 'venueRecord'],
  ['app_menu_updated', undefined, 'menu', 'venueRecord'],
  ['app_menu_item_updated', undefined, 'menu', 'venueRecord'],
  ['menu_updated', undefined, 'menu', 'venueRecord'],
  ['table_created', undefined, 'table', 'venueRecord'],
  ['table_updated', undefined, 'table', 'venueRecord'],
  ['table_removed', undefined, 'table', 'venueRecord'],
  ['table_bulk_updated', undefined, 'table', 'venueRecord'],
];

test.each(KINDS)('%s that is %s is about %s, and %s', (event, status, entity, kind) => {
  for (const frame of Object.values(FORMS)) {
    const [news] = newsOf(decodeFrame(frame(event, { id: 7, locationId: 'L', ...(status === undefined ? {} : { status }) }), at()));
    expect(news).toMatchObject({ entity, event, id: '7', locationId: 'L', alert: { kind, urgency: kind === 'venueRecord' ? 'low' : 'normal' } });
    expect(news?.status).toBe(status);
    if (kind === 'venueRecord') expect(news?.alert.type).toBe(event);
  }
});

test.each([
  ['ckeckin_updated', 'checkin_updated'],
  ['loyalty_ckeckin_updated', 'loyalty_checkin_updated'],
  ['table_deleted', 'table_removed'],
])('%s is %s', (misspelled, event) => {
  expect(live(misspelled, { id: '1', status: 'accepted' })).toMatchObject({ event, alert: { kind: 'venueRecord', type: event } });
});

test('a status that the SDK misspells is the one it means', () => {
  const news = live('booking_updated', { id: '1', status: 'acknowkegded' });
  expect([news.status, news.alert.status]).toEqual(['acknowledged', 'acknowledged']);
});

test('an event that nobody told us of is readable', () => {
  const news = live('kitchen_on_fire', { id: 4, uri: 'https://x.doshii.co/1', floor: 2, where: { roomName: 'Back kitchen' } });
  expect(news).toMatchObject({ entity: 'other', event: 'kitchen_on_fire' });
  expect(news.alert).toMatchObject({ kind: 'unknown', category: 'system', type: 'kitchen_on_fire', text: 'floor: 2; where: room name Back kitchen' });
  expect(live('constructor', 'plain words').alert).toMatchObject({ kind: 'unknown', type: 'constructor', text: 'plain words' });
  expect(live('order_row', { id: 1, status: 'pending' }).alert).toMatchObject({ kind: 'unknown', type: 'order_row' });
});

test('heartbeats in all their forms', () => {
  expect(decode({ doshii: { pong: 1539144663417, version: '3.2.123' } })).toEqual({ type: 'pong' });
  expect(decode({ data: { doshii: { pong: 1539144663417, version: '3.2.0' } } })).toEqual({ type: 'pong' });
  expect(decode({ doshii: { data: { pong: 1 } } })).toEqual({ type: 'pong' });
  expect(decode({ type: 'message', data: { doshii: { pong: 1 } } })).toEqual({ type: 'pong' });
  expect(decode({ doshii: { ping: 1539153237588, version: '3.2.0' } })).toEqual({ type: 'ping', ping: 1539153237588 });
  expect(decode({ data: { doshii: { ping: '1539153237588' } } })).toEqual({ type: 'ping', ping: 1539153237588 });
  expect(decode({ doshii: { ping: 'now' } })).toEqual({ type: 'ignored', reason: 'neither a ping with a number nor a pong' });
  expect(decode({ doshii: {} }).type).toBe('ignored');
});

test.each([
  ['', 'not JSON'],
  ['Not JSON', 'not JSON'],
  ['{"emit":["order_created",{"id":1}', 'not JSON'],
  ['"primus::pong::1539144663417"', 'JSON, but not an object'],
  ['[]', 'JSON, but not an object'],
  ['null', 'JSON, but not an object'],
  ['{}', 'no frame of Doshii: neither an event nor a heartbeat'],
  ['{"notification":{"type":"order"}}', 'no frame of Doshii: neither an event nor a heartbeat'],
  ['{"doshii":7}', 'no frame of Doshii: neither an event nor a heartbeat'],
  ['{"emit":[]}', 'an event without a name'],
  ['{"emit":[7,{}]}', 'an event without a name'],
  ['{"event":" \\u0000 ","data":{}}', 'an event without a name'],
  ['{"type":7,"data":{}}', 'no frame of Doshii: neither an event nor a heartbeat'],
])('%j is ignored', (text, reason) => {
  expect(decodeFrame(text, at())).toEqual({ type: 'ignored', reason });
});

test('ids are whole, as text or numbers of any length', () => {
  const id = (written: string) => newsOf(decodeFrame(`{"emit":["order_created",{"id":${written}}]}`, at()))[0]?.id;
  expect(id('7')).toBe('7');
  expect(id('"7"')).toBe('7');
  expect(id('"007"')).toBe('007');
  expect(id('12345678901234567890123')).toBe('12345678901234567890123');
  expect(id('"table 4"')).toBe('table 4');
});

test.each([null, true, 1.5, {}, [], '', '.', '..', ' 7', 'a\u0000b', '\ud800', 'x'.repeat(257)])('%j is no id', (id) => {
  expect(live('order_created', { id })).not.toHaveProperty('id');
});

test('data may be missing, a list, or no object at all', () => {
  expect(live('menu_updated')).toMatchObject({ entity: 'menu', alert: { kind: 'venueRecord' } });
  expect(live('order_created', null).id).toBeUndefined();
  expect(live('order_created', [{ id: 1, status: 'pending' }])).toMatchObject({ id: '1', status: 'pending' });
  expect(live('table_bulk_updated', [{ name: 'Table 1' }, { name: 'Table 2' }]).alert.text).toBe('name Table 1, name Table 2');
  expect(live('order_created', []).id).toBeUndefined();
  const two = newsOf(decodeFrame(FORMS.event('order_created', [{ id: 1 }, { id: 2 }]), at()));
  expect(two.map(({ id }) => id)).toEqual(['1', '2']);
  const many = Array.from({ length: 101 }, (_, id) => ({ id }));
  expect(newsOf(decodeFrame(FORMS.type('order_created', many), at()))).toHaveLength(1);
});

test('payments that stand in an order are told with it', () => {
  const transactions = [
    { id: 1, status: 'complete', amount: '1000' },
    { id: 2, status: 'pending' },
    { id: 3, status: 'rejected', rejectionReason: 'No funds' },
    { status: 'complete' },
    'none',
  ];
  const news = newsOf(decodeFrame(FORMS.emit('order_updated', { ...ORDER, transactions }), at()));
  expect(news.map(({ event, id }) => `${event} ${id ?? ''}`)).toEqual(['order_updated 1354', 'transaction_row 1', 'transaction_row 3']);
  expect(news[1]?.alert).toMatchObject({
    kind: 'venuePayment',
    category: 'payment',
    amount: { value: '1000' },
    subject: { type: 'order', id: '1354' },
    account: 'aH43yx2',
    actor: { name: 'Tony T' },
  });
  expect(news[2]?.alert.text).toBe('No funds');
});

test('a venue that is busy says until when, or that it no longer is', () => {
  const store = (busyUntil?: unknown) => live('app_store_status_updated', { locationId: 'L', busyUntil }).alert;
  expect(store('2026-03-01T13:00:00.000Z')).toMatchObject({ status: 'busy', dueAt: NOON + 3_600_000 });
  for (const free of ['null', null]) {
    expect(store(free).status).toBe('available');
    expect(store(free)).not.toHaveProperty('dueAt');
    expect(store(free)).not.toHaveProperty('text');
  }
  for (const unclear of [undefined, 'soon', 7]) expect(store(unclear)).not.toHaveProperty('status');
});

test('a booking: when, for how many, at which tables', () => {
  const data = { id: 1, tableNames: ['table1', 2, { name: 'Bar' }], date: '2026-08-19T06:36:19.800Z', covers: '7', ref: 'B-1', posRef: 'P-1' };
  expect(live('booking_created', data).alert).toMatchObject({
    kind: 'booking',
    status: 'pending',
    subject: { type: 'booking', id: '1' },
    tables: 'table1, 2, Bar',
    covers: 7,
    dueAt: Date.UTC(2026, 7, 19, 6, 36, 19, 800),
    reference: 'B-1',
  });
  for (const covers of [-1, 'many', 100_001, 2.5, null]) expect(live('booking_created', { ...data, covers }).alert).not.toHaveProperty('covers');
});

test('a check-in within an order says tables and guest', () => {
  const checkin = { tableNames: ['4'], covers: 2, consumer: { name: 'Ann' } };
  expect(live('order_created', { id: 1, checkin }).alert).toMatchObject({ tables: '4', covers: 2, actor: { id: 'Ann', name: 'Ann' } });
});

test('an order that is only looked at may be nested', () => {
  const order = { type: 'pickup', items: [{ name: 'Tea', totalAfterSurcounts: '300' }], surcounts: [] };
  const { alert } = live('order_preprocess', { id: 1, status: 'pending', appId: 3, order });
  expect(alert).toMatchObject({ kind: 'venueRecord', type: 'order_preprocess', item: 'Tea', amount: { value: '300' } });
});

test('who, where nobody is named: the app', () => {
  const actor = (data: object) => live('order_created', { id: 1, ...data }).alert.actor;
  expect(actor({ app: { id: 123, name: 'Ordering App' }, consumer: { name: ' ' } })).toEqual({ id: '123', name: 'Ordering App' });
  expect(actor({ app: { name: 'Ordering App' } })).toEqual({ id: 'Ordering App', name: 'Ordering App' });
  expect(actor({ app: { id: '1' } })).toEqual({ id: '1' });
  expect(actor({ app: 'x', consumer: [] })).toBeUndefined();
});

test('a payment is about its order, else about itself', () => {
  expect(live('transaction_created', { id: 1, orderId: 9, reference: 'R', posRef: 'P', amount: 1000 }).alert).toMatchObject({
    subject: { type: 'order', id: '9' },
    reference: 'R',
    amount: { value: '1000', unit: '', divisibility: 2 },
  });
  expect(live('transaction_created', { id: 1, posRef: 'P' }).alert).toMatchObject({ subject: { type: 'transaction', id: '1' }, reference: 'P' });
});

test('a venue goes by its name under its own id or ours, else by its id', () => {
  const named = at({ locationName: (id) => (id === '1354' ? 'Corner Cafe' : undefined) });
  const data = { id: 'aH43yx2', locationId: 'aH43yx2', mappedLocationId: '1354', status: 'subscribed' };
  expect(live('location_subscription', data, named).alert.account).toBe('Corner Cafe');
  expect(live('location_subscription', data).alert).toMatchObject({ account: 'aH43yx2', subject: { type: 'location', id: 'aH43yx2' } });
  expect(live('location_subscription', { id: 'aH43yx2' }).alert.account).toBe('aH43yx2');
});

test('why it was refused; notes are no reason', () => {
  const text = (status: string, fields: object) => live('order_updated', { id: 1, status, ...fields }).alert.text;
  expect(text('rejected', { rejectionReason: 'Too busy', notes: 'No nuts' })).toBe('Too busy');
  expect(text('rejected', { notes: 'No nuts' })).toBeUndefined();
  expect(text('venue_cancelled', { notes: 'No nuts' })).toBeUndefined();
  expect(text('accepted', { notes: 'No nuts' })).toBe('No nuts');
});

test('the server’s time of a live event is believed within two minutes, never after now', () => {
  const when = (updatedAt: unknown) => live('order_created', { id: 1, updatedAt }).alert.occurredAt;
  expect(when(iso(NOON - 120_000))).toBe(NOON - 120_000);
  expect(when(iso(NOON - 120_001))).toBe(NOON);
  expect(when(iso(NOON + 5_000))).toBe(NOON);
  expect(when('yesterday')).toBe(NOON);
});

test('the version is what the server calls so, else when it changed', () => {
  expect(live('order_created', { id: 1, version: 'iwgjr2NJ014' }).version).toBe('iwgjr2NJ014');
  expect(live('order_created', { id: 1, version: 12, updatedAt: iso(NOON) })).toMatchObject({ version: '12', updatedAt: NOON });
  expect(live('order_created', { id: 1, updatedAt: '2026-03-01T13:00:00+01:00' }).version).toBe(iso(NOON));
});

test('the digest is the same however the fields are ordered, and another for other words', () => {
  const digest = (text: string) => newsOf(decodeFrame(`{"emit":["menu_updated",${text}]}`, at()))[0]?.digest;
  expect(digest('{"a":1,"b":{"c":[1,2],"d":null}}')).toBe(digest('{ "b": {"d":null, "c":[1,2]}, "a":1 }'));
  expect(digest('{"a":1}')).not.toBe(digest('{"a":"1"}'));
  expect(digest('{"a":12345678901234567890}')).not.toBe(digest('{"a":12345678901234567891}'));
});

test('what opens a card is kept nowhere', () => {
  const requestData = { cardRef: '6006491234567890', amount: '2500', cardAuthorisationKey: '4711', cardProviderAuthId: 'till', cardProviderAuthPassword: 'hunter2' };
  const news = live('card_enquiry', { id: 5, status: 'pending', requestData });
  expect(news.alert).toMatchObject({ kind: 'tillRequest', type: 'card_enquiry', amount: { value: '2500' }, subject: { type: 'request', id: '5' } });
  expect(JSON.parse(news.alert.frame)).toEqual({
    emit: [
      'card_enquiry',
      { id: 5, status: 'pending', requestData: { cardRef: '…7890', amount: '2500', cardAuthorisationKey: '…', cardProviderAuthId: '…', cardProviderAuthPassword: '…' } },
    ],
  });
  // A PIN has few digits: nothing that is made of it may be kept either.
  const otherPin = live('card_enquiry', { id: 5, status: 'pending', requestData: { ...requestData, cardAuthorisationKey: '4712' } });
  expect(otherPin.digest).toBe(news.digest);
  const unknown = live('card_swallowed', { card: { pin: '4711', authKey: { deep: 'hunter2' } } });
  expect(JSON.stringify(unknown)).not.toMatch(/4711|hunter2/);
});

test('texts are plain and bounded', () => {
  const long = 'x'.repeat(4 * 1_048_576);
  const data = { id: 1, status: long, notes: long, externalOrderRef: 'r', consumer: { name: long }, items: [{ name: long }], tableNames: [long], uri: long };
  for (const event of ['order_created', 'booking_created', long]) live(event, data);
  const news = live('order_created', { id: 1, consumer: { name: '<b>Tony</b>\u202e &amp; co\ud800' }, tableNames: Array.from({ length: 10_000 }, () => 't') });
  expect(news.alert.actor).toEqual({ id: 'Tony & co', name: 'Tony & co' });
  expect(news.alert.frame).not.toMatch(/\p{Cs}/u);
});

test('what is nested too deeply is ignored, and prototypes stay as they are', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  expect(decodeFrame(`{"emit":["order_created",${deep}]}`, at())).toEqual({ type: 'ignored', reason: 'nested too deeply' });
  const news = newsOf(decodeFrame('{"__proto__":{"event":"x"},"emit":["order_created",{"__proto__":{"id":"evil"},"constructor":{"prototype":{"id":1}}}]}', at()));
  expect(news[0]).not.toHaveProperty('id');
  expect(({} as Record<string, unknown>)['id']).toBeUndefined();
});

const anyName = fc.oneof(fc.constantFrom(...KINDS.map(([event]) => event)), fc.string(), fc.jsonValue());
const anyField = fc.constantFrom(...['id', 'status', 'items', 'consumer', 'transactions', 'order', 'tableNames', 'covers', 'app', 'uri', 'version', 'busyUntil', 'requestData']);
const anyData = fc.oneof(fc.dictionary(anyField, fc.jsonValue({ maxDepth: 3 })), fc.jsonValue());

test('whatever comes, in whatever form, nothing is thrown and every alert keeps the contract', () => {
  const anyFrame = fc.oneof(
    fc.record({ emit: fc.oneof(fc.tuple(anyName, anyData), fc.jsonValue()) }),
    fc.record({ event: anyName, data: anyData }),
    fc.record({ type: anyName, data: anyData }),
    fc.record({ doshii: fc.jsonValue() }),
    fc.jsonValue()
  );
  const kept = fc.property(anyFrame, (frame) => {
    const decoded = decode(frame);
    return decoded.type !== 'news' || newsOf(decoded).length > 0;
  });
  expect(() => fc.assert(kept, { numRuns: 2_000 })).not.toThrow();
});

test('an event whose data has something of Doshii’s in it is an event still', () => {
  for (const form of Object.values(FORMS)) {
    const [news] = newsOf(decodeFrame(form('order_created', { id: 1, status: 'pending', doshii: { source: 'app' } }), at()));
    expect(news).toMatchObject({ id: '1', alert: { kind: 'venueOrder' } });
  }
});
