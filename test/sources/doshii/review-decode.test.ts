import { expect, test } from 'vitest';
import { decodeFrame } from '../../../src/sources/doshii/alerts.ts';
import { readParts } from '../../../src/sources/doshii/paging.ts';
import { placeOf } from '../../../src/sources/doshii/address.ts';
import { createRest } from '../../../src/sources/doshii/rest.ts';
import { isSecretRefused } from '../../../src/sources/doshii/refusals.ts';
import { withoutSecrets } from '../../../src/sources/doshii/withheld.ts';
import { testClock } from '../../clock.ts';
import { at, FORMS, live, newsOf } from './decoding.ts';

test('an order that is created rings, however it stands', () => {
  for (const status of ['pending', 'accepted', 'paid', undefined]) expect(live('order_created', { id: 1, ...(status ? { status } : {}) }).alert.kind).toBe('venueOrder');
});

test('an event whose data has something of Doshii’s in it is an event still', () => {
  for (const form of Object.values(FORMS)) {
    const [news] = newsOf(decodeFrame(form('order_created', { id: 1, status: 'pending', doshii: { source: 'app' } }), at()));
    expect(news?.id).toBe('1');
  }
});

test.each(['pin', 'PIN', 'cardPin', 'card_pin', 'pinCode', 'pin_code', 'pinNumber', 'securityCode', 'cardSecurityCode', 'apiKey', 'cardAuthorisationKey', 'cardNumber', 'card_number'])('%s is withheld', (name) => {
  expect(JSON.stringify(withoutSecrets({ data: { [name]: '123456789' } }))).not.toContain('12345');
});
test.each(['shipping', 'spinach', 'pineapple', 'opinion', 'authorName', 'codeName', 'keyboard'])('%s is not', (name) => {
  expect(JSON.stringify(withoutSecrets({ data: { [name]: '123456789' } }))).toContain('123456789');
});

test('a page is as long as the server says that its pages are', async () => {
  const all = Array.from({ length: 120 }, (_, id) => ({ id }));
  for (const limits of [true, false]) {
    const rows: unknown[] = [];
    const page = (offset: number) => Promise.resolve({ rows: all.slice(offset, offset + 50), count: 50, ...(limits ? { limit: 50 } : {}) });
    for await (const part of readParts(page, undefined)) rows.push(...part.rows);
    if (limits) expect(rows).toHaveLength(120);
  }
});

test('a 401 of another host than that of REST says nothing of the secret', async () => {
  const found = placeOf({ url: 'https://socket.sandbox.doshii.co', doshii: { rest: 'https://sandbox.doshii.co/partner/v3' } }, JSON.stringify({ clientId: 'a', clientSecret: 'b' }));
  if ('trouble' in found || found.rest === undefined) throw new Error('no REST');
  const network = { request: () => Promise.resolve({ status: 401, headers: {}, body: new Uint8Array() }) };
  const refused: unknown[] = [];
  const rest = createRest({ network, clock: testClock() }, found.rest, new AbortController().signal, (error) => void refused.push(error));
  const error = await rest.detail({ route: { url: 'https://live.doshii.co', headers: {} }, path: '/partner/v3/orders/1' }).catch((reason: unknown) => reason);
  expect(isSecretRefused(error)).toBe(false);
  expect(refused).toEqual([]);
});
