import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Alert, DOSHII_KINDS, type Kind } from '../../../src/shared/alert.ts';
import { PRIVACIES } from '../../../src/shared/settings.ts';
import { CATALOGUES } from '../../../src/shared/words/catalogue.ts';
import { say, type SayOptions, sayHistory } from '../../../src/shared/words/say.ts';
import { NOON } from '../../clock.ts';

const options: SayOptions = { privacy: 'all', locale: 'en-US', timeZone: 'UTC', now: NOON };
const plain: Alert = {
  key: 'k',
  identity: 'doshii:sandbox:a',
  connectionId: 'c',
  system: 'doshii',
  kind: 'venueOrder',
  category: 'order',
  urgency: 'normal',
  confirmation: 'confirmed',
  actions: [],
  road: 'live',
  read: false,
  occurredAt: NOON,
  receivedAt: NOON,
  frame: '',
};
const HOUR = 3_600_000;
const tony = { id: 'Tony', name: 'Tony' };
const app = { id: '1234', name: 'Bistro App' };
const cafe = { actor: tony, account: 'Corner Cafe' };
const order = {
  ...cafe,
  subject: { type: 'order', id: '98765' },
  item: 'Flat white, Banana bread',
  amount: { value: '2750', unit: '', divisibility: 2 },
} as const;
const atHalfPastSeven = NOON + 7.5 * HOUR;

const spoken = (fields: Partial<Alert>, changed: Partial<SayOptions> = {}): string => {
  const { title, body } = say({ ...plain, ...fields }, CATALOGUES.en, { ...options, ...changed });
  return `${title} | ${body}`.replace(/\u202f/g, ' ');
};
const of = (kind: Kind, status: string | undefined, fields: Partial<Alert> = {}) =>
  spoken({ kind, ...(status === undefined ? {} : { status }), ...fields });
const record = (type: string, status?: string, fields: Partial<Alert> = {}) => of('venueRecord', status, { type, account: 'Corner Cafe', ...fields });

test('a new order says what, who, where, how much and when', () => {
  expect(of('venueOrder', 'pending', { ...order, type: 'pickup', dueAt: atHalfPastSeven })).toBe(
    'New order: Flat white, Banana bread | Tony ordered at Corner Cafe. Total 27.50, pick up at 7:30 PM.'
  );
  expect(of('venueOrder', 'pending', { ...order, dueAt: atHalfPastSeven, tables: '4, 5', covers: 1, reference: 'A-17', text: 'No sugar' })).toBe(
    'New order: Flat white, Banana bread | ' +
      'Tony ordered at Corner Cafe. Total 27.50, wanted at 7:30 PM. Tables 4 and 5, 1 person. Order number A-17. Note: No sugar.'
  );
  expect(of('venueOrder', 'pending', { subject: order.subject, account: 'aH43yx2' })).toBe('New order | Ordered at aH43yx2. Order 98765.');
  expect(of('venueOrder', 'pending')).toBe('New order | Doshii tells no more about it.');
});

test('an order that an app brought is not ordered by the app', () => {
  expect(of('venueOrder', 'pending', { actor: app, account: 'Corner Cafe' })).toBe('New order | Ordered through Bistro App at Corner Cafe.');
  expect(of('venueOrder', 'complete', { actor: { id: '1234' } })).toBe('Order complete | The order through app 1234 is complete.');
});

test('how an order ended is said in plain words, with the reason', () => {
  const reason = { text: 'Out of stock' };
  expect(of('venueOrder', 'rejected', { ...order, ...reason })).toBe(
    'Order rejected: Flat white, Banana bread | Tony’s order at Corner Cafe was rejected. Reason: Out of stock.'
  );
  expect(of('venueOrder', 'rejected', cafe)).toBe('Order rejected | Tony’s order at Corner Cafe was rejected. No reason was given.');
  expect(of('venueOrder', 'cancelled', cafe)).toBe('Order cancelled | Tony’s order at Corner Cafe was cancelled.');
  expect(of('venueOrder', 'venue_cancelled', { ...cafe, ...reason })).toBe(
    'Order cancelled by the venue | Tony’s order at Corner Cafe was cancelled. Reason: Out of stock.'
  );
  expect(of('venueOrder', 'complete', cafe)).toBe('Order complete | Tony’s order at Corner Cafe is complete.');
  expect(of('venueOrder', 'left_the_KITCHEN', cafe)).toBe('Order: left the kitchen | For Tony at Corner Cafe.');
});

test('a payment that was refused gives the reason first, then the order', () => {
  expect(of('venuePayment', 'rejected', { ...order, text: 'Card declined' })).toBe(
    'Payment of 27.50 refused | Reason: Card declined. For “Flat white, Banana bread” by Tony at Corner Cafe.'
  );
  expect(of('venuePayment', 'rejected', { subject: order.subject })).toBe('Payment refused | No reason was given. For order 98765.');
  expect(of('venuePayment', 'complete', { ...order, reference: 'P-3' })).toBe(
    'Payment of 27.50 complete | For “Flat white, Banana bread” by Tony at Corner Cafe. Reference P-3.'
  );
  expect(record('transaction_updated', 'waiting', order)).toMatch(/^Payment of 27\.50 waits to be carried out \|/);
  expect(record('transaction_edited', 'complete', order)).toMatch(/^Payment of 27\.50 changed \| It is complete\. For/);
  expect(record('transaction_edited', 'rejected', order)).toMatch(/^Payment of 27\.50 changed \| It stays refused\. For/);
});

test('money that goes back keeps its sign, because nothing else tells', () => {
  expect(of('venuePayment', 'complete', { amount: { value: '-2750', unit: '', divisibility: 2 } })).toMatch(/^Payment of -27\.50 complete \|/);
});

test('a booking says for how many and when, with the day of the week where it is another day', () => {
  const forFour = { ...cafe, covers: 4, dueAt: Date.UTC(2026, 11, 19, 19, 30) };
  const british = (status: string, fields: Partial<Alert> = {}) => spoken({ kind: 'booking', status, ...forFour, ...fields }, { locale: 'en-GB' });
  expect(british('pending', { tables: 'Table 4', text: 'By the window' })).toMatch(
    /^New booking: 4 people, Sat,? 19 Dec,? 19:30 \| Tony booked at Corner Cafe\. Table 4\. Note: By the window\.$/
  );
  expect(british('pending', { dueAt: atHalfPastSeven })).toMatch(/^New booking: 4 people, today 19:30 \|/);
  expect(british('pending', { dueAt: Date.UTC(2027, 0, 2, 19, 30) })).toMatch(/^New booking: 4 people, 2 Jan 2027, 19:30 \|/);
  expect(british('cust_cancelled')).toMatch(/^Booking cancelled by the customer: 4 people, .* \| Tony’s booking at Corner Cafe was cancelled\.$/);
});

test.each([
  ['pending', 'New booking | Tony booked at Corner Cafe.'],
  ['accepted', 'Booking accepted | Tony’s booking at Corner Cafe was accepted.'],
  ['rejected', 'Booking rejected | Tony’s booking at Corner Cafe was rejected. No reason was given.'],
  ['acknowledged', 'Booking seen by the venue | Tony’s booking at Corner Cafe was seen.'],
  ['cancelled', 'Booking cancelled | Tony’s booking at Corner Cafe was cancelled.'],
  ['no_show', 'Booking (no show) | For Tony at Corner Cafe.'],
  [undefined, 'News about a booking | For Tony at Corner Cafe.'],
])('a booking that is %s', (status, text) => {
  expect(of('booking', status, cafe)).toBe(text);
});

test('a booking that was changed says so, one that was cancelled meanwhile says that', () => {
  expect(of('booking', 'accepted', { ...cafe, type: 'booking_updated' })).toBe('Booking changed | Tony’s booking at Corner Cafe has changed.');
  expect(of('booking', 'cancelled', { ...cafe, type: 'booking_updated' })).toMatch(/^Booking cancelled \|/);
});

test('a check-in waits for an answer only while it is pending', () => {
  expect(of('checkin', 'pending', { ...cafe, tables: '4' })).toBe('Tony is checking in | At Corner Cafe. Table 4. It waits for an answer.');
  expect(of('checkin', 'pending', { actor: app })).toBe('Someone is checking in | Through Bistro App. It waits for an answer.');
  for (const status of ['accepted', 'rejected', 'cancelled', 'complete']) expect(record('checkin_updated', status)).not.toMatch(/answer/);
  expect(record('loyalty_checkin_updated', 'complete')).toBe('Check-in complete | The check-in at Corner Cafe is complete.');
  expect(record('checkin_edited', 'pending')).toBe('Check-in changed | The check-in at Corner Cafe has changed. It still waits for an answer.');
  expect(record('loyalty_checkin_edited', 'accepted')).toMatch(/^Check-in changed \| .* It is accepted\.$/);
  expect(record('checkin_deleted')).toBe('Check-in removed | The check-in at Corner Cafe was removed.');
});

test('what a till waits for says where to answer it, and at its end that it is over', () => {
  const asks = (type: string) => of('tillRequest', 'pending', { type, account: 'Corner Cafe' });
  expect(asks('card_enquiry')).toBe('A till asks for a gift card’s balance | Answer it in your app. At Corner Cafe.');
  expect(asks('card_activate')).toMatch(/^A till wants to activate a gift card \|/);
  expect(asks('points_redemption')).toMatch(/^A till wants to redeem points \|/);
  expect(asks('reward_redemption')).toMatch(/^A till wants to redeem a reward \|/);
  expect(of('tillRequest', undefined)).toBe('A till waits for an answer | Answer it in your app.');
  expect(record('card_enquiry', 'complete')).toBe('Gift card balance: answered | At Corner Cafe.');
  expect(record('card_activate', 'activated')).toBe('Gift card activation: done | At Corner Cafe.');
  expect(record('reward_redemption', 'rejected', { text: 'Used before' })).toBe('Reward redemption: refused | At Corner Cafe. Reason: Used before.');
  expect(record('card_enquiry', 'pending')).toMatch(/^Gift card balance: still waits for an answer \|/);
});

test('a venue begins or ends to send its events', () => {
  const now = (status?: string) => of('subscription', status, { account: 'Corner Cafe' });
  expect(now('subscribed')).toMatch(/^Corner Cafe now sends you its events \|/);
  expect(now('unsubscribed')).toMatch(/^Corner Cafe no longer sends you its events \|/);
  expect(now('on_hold')).toMatch(/^Corner Cafe changed its subscription \| Its status is “on hold”\./);
  expect(now()).toMatch(/^Corner Cafe changed its subscription \| Doshii’s dashboard/);
});

test('a store is busy until a time, and takes orders again', () => {
  const store = (fields: Partial<Alert>) => record('app_store_status_updated', undefined, fields);
  expect(store({ dueAt: atHalfPastSeven })).toBe('Corner Cafe is busy until 7:30 PM | It takes no orders until then.');
  expect(store({ dueAt: NOON - HOUR })).toBe('Corner Cafe was busy | Until 11:00 AM.');
  expect(store({})).toBe('Corner Cafe takes orders again | It is no longer busy.');
  const hidden = spoken({ kind: 'venueRecord', type: 'app_store_status_updated', account: 'Corner Cafe', dueAt: atHalfPastSeven }, { privacy: 'who' });
  expect(hidden).toBe('A venue changed whether it takes orders | Open Tradebell to see it.');
});

test.each([
  ['menu_updated', {}, 'Corner Cafe changed its menu'],
  ['app_menu_updated', {}, 'Corner Cafe changed your app’s menu'],
  ['app_menu_item_updated', { item: 'Flat white' }, 'Corner Cafe changed an item of your app’s menu: Flat white'],
  ['location_hours_updated', {}, 'Corner Cafe changed its opening hours'],
  ['table_created', { tables: 'Table 4' }, 'Corner Cafe has a new table: Table 4'],
  ['table_updated', { tables: 'Table 4' }, 'Corner Cafe changed a table: Table 4'],
  ['table_removed', {}, 'Corner Cafe removed a table'],
  ['table_bulk_updated', {}, 'Corner Cafe changed its tables'],
])('%s is one plain line', (type, fields, title) => {
  expect(record(type, undefined, fields)).toBe(`${title} | If your app keeps a copy, fetch it anew.`);
});

test('what happens to an order on the way is told by what happened', () => {
  expect(record('order_updated', 'accepted', order)).toMatch(/^Order accepted: Flat white, Banana bread \| Tony’s order at Corner Cafe was accepted\./);
  expect(record('order_edited', 'accepted', order)).toMatch(/^Order changed: .* has changed\. It is accepted\./);
  expect(record('order_edited', 'pending', order)).toMatch(/^Order changed: .* \| Tony’s order at Corner Cafe has changed\. It still waits for an answer\./);
  expect(record('order_edited', 'rejected', order)).toMatch(/^Order changed: .* It stays rejected\./);
  expect(record('order_updated', 'on_the_grill', order)).toMatch(/^Order: on the grill \|/);
  expect(record('order_preprocess', 'pending')).toBe('Pre-check of an order | Nothing is ordered yet. At Corner Cafe.');
  expect(record('order_preprocess', 'rejected')).toMatch(/^Pre-check failed \| Nothing is ordered yet\./);
  expect(record('order_preprocess', 'accepted')).toMatch(/^Pre-check passed \|/);
  expect(record('fridge_opened')).toBe('News from Doshii: fridge opened | At Corner Cafe.');
});

test('a gap says what was caught up and what cannot be known', () => {
  const gap = (status?: string) => of('gap', status, { category: 'system', since: NOON - HOUR });
  expect(gap('partly')).toMatch(/^Between 11:00 AM and 12:00 PM .* \| Orders and bookings of that time were caught up; requests from tills, check-ins/);
  expect(gap()).toMatch(/\| Doshii could not be asked .* add it, or check it, so that Tradebell can ask\.$/);
});

test('on a screen that others see, who is said and not what, where, when or how many', () => {
  const whole = { ...order, dueAt: atHalfPastSeven, tables: 'Table 4', covers: 4, reference: 'A-17', text: 'No sugar', type: 'pickup' } as const;
  expect(spoken({ ...whole, status: 'pending' }, { privacy: 'who' })).toBe('New order | Tony ordered.');
  expect(spoken({ ...whole, status: 'rejected' }, { privacy: 'who' })).toBe('Order rejected | Tony’s order was rejected. Open Tradebell to see why.');
  expect(spoken({ ...whole, kind: 'booking', status: 'pending' }, { privacy: 'who' })).toBe('New booking | Tony booked.');
  expect(spoken({ ...whole, status: 'pending' }, { privacy: 'nothing' })).toBe('News from a venue | Open Tradebell to see it.');
  expect(spoken({ kind: 'tillRequest', category: 'payment' }, { privacy: 'nothing' })).toBe('News about a payment or card | Open Tradebell to see it.');
});

test('nothing is called ours to sell or to buy, and no currency is named', () => {
  const statuses = ['pending', 'accepted', 'complete', 'rejected', 'cancelled', 'venue_cancelled', 'requested', 'waiting', undefined];
  fc.assert(
    fc.property(fc.constantFrom(...DOSHII_KINDS), fc.constantFrom(...statuses), fc.constantFrom(...PRIVACIES), (kind, status, privacy) => {
      const said = spoken({ kind, ...order, ...(status === undefined ? {} : { status }) }, { privacy });
      expect(said).not.toMatch(/your (order|purchase|sale|payment)|buyer|seller|vendor|fulfil|received|you paid|\$|AUD|base unit/i);
    })
  );
});

test('what was learned of a venue’s order is told as such', () => {
  expect(sayHistory({ at: NOON, event: 'amended', note: 'account, dueAt, tables, covers' }, CATALOGUES.en, 'doshii')).toBe(
    'the venue, when it is for, the tables, and how many people'
  );
});

test('the form’s answer says how many venues are heard, or that it cannot be asked', () => {
  const { works } = CATALOGUES.en.window.form.doshii;
  expect([works(3), works(1), works(0)]).toEqual(['Connected. It hears of 3 venues.', 'Connected. It hears of 1 venue.', 'Connected. It hears of no venue yet.']);
  expect(works(undefined)).toMatch(/only with the client secret\.$/);
});
