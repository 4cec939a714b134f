import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDeepLink, placeOfLink } from '../../src/desktop/deep-links.ts';
import { CATEGORIES } from '../../src/shared/alert.ts';
import { Place } from '../../src/shared/bridge.ts';

const inbox = { view: 'inbox' };

test.each([
  ['tradebell://inbox', inbox],
  ['tradebell://inbox/', inbox],
  ['tradebell://inbox?category=dispute', { view: 'inbox', category: 'dispute' }],
  ['tradebell://inbox/?category=order', { view: 'inbox', category: 'order' }],
  ['tradebell://alert/7', { view: 'alert', id: 7 }],
  ['tradebell://alert/123456789012345/', { view: 'alert', id: 123_456_789_012_345 }],
  ['tradebell://connection/0b9d1f2e-6a53-4c1e-9a5e-3a4a55d2b1c0', { view: 'connections', id: '0b9d1f2e-6a53-4c1e-9a5e-3a4a55d2b1c0' }],
])('%s leads there', (link, place) => {
  expect(placeOfLink(link)).toEqual(place);
});

test.each([
  'tradebell:',
  'tradebell:inbox?category=order',
  'tradebell:///alert/7',
  'TRADEBELL://alert/7',
  'tradebell://inbox?category=everything',
  'tradebell://inbox?category=__proto__',
  'tradebell://inbox?category=order&unread=true',
  'tradebell://inbox?category=order#x',
  'tradebell://alert/0',
  'tradebell://alert/-1',
  'tradebell://alert/7.5',
  'tradebell://alert/1e3',
  'tradebell://alert/9007199254740993',
  'tradebell://alert/7/approve',
  'tradebell://alert/7?ask=approve',
  'tradebell://alert/7?reply=true',
  'tradebell://alert/7\n--quit',
  'tradebell://alert/٧',
  'tradebell://connection/',
  'tradebell://connection/..%2f..%2fetc',
  'tradebell://connection/a b',
  'tradebell://connection/<script>',
  `tradebell://connection/${'a'.repeat(65)}`,
  'tradebell://connections/add?url=http://evil.example',
  'tradebell://user:pw@alert/7',
  'tradebell://alert:80/7',
  'tradebell://settings',
  'tradebell://quit',
  'https://evil.example/tradebell://alert/7',
  ' tradebell://alert/7',
  `tradebell://inbox?category=${'a'.repeat(100_000)}`,
  '',
])('%s leads to the inbox and nowhere else', (link) => {
  expect(placeOfLink(link)).toEqual(inbox);
});

test('whatever a link says, it is a place to look at: never a reply, a question or an action', () => {
  const pieces = fc.constantFrom('tradebell://', 'alert/', 'connection/', 'inbox', '?category=', 'ask=approve', 'reply', '7', '/', '&', '%2f', '\0', '#', ...CATEGORIES);
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.array(fc.oneof(pieces, fc.string({ maxLength: 3 }))).map((parts) => parts.join(''))), (link) => {
      const place = placeOfLink(link);
      expect(Place.parse(place)).toEqual(place);
      expect(Object.keys(place).filter((key) => !['view', 'id', 'category'].includes(key))).toEqual([]);
    })
  );
});

test('what was meant as a link is told from other words', () => {
  expect(['tradebell://inbox', 'TradeBell:x', 'tradebell', '/home/tradebell:', 'https://a'].map(isDeepLink)).toEqual([true, true, false, false, false]);
});
