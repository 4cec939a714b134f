import { expect, test } from 'vitest';
import { kindTold, needsTopics, TOPIC_KINDS, warningsOf, withTopics } from '../../../../renderer/connections/systems/ewallet-topic.ts';
import { Topic } from '../../../../src/shared/connection.ts';

const add = (text: string, chosen: (typeof TOPIC_KINDS)[number] = 'account', known: string[] = []) => withTopics(known, text, chosen);

test('a whole topic stands for itself, whatever kind is chosen', () => {
  for (const kind of TOPIC_KINDS) expect(add(`${kind}:x1`, 'user').topics).toEqual([`${kind}:x1`]);
});

test('an id says its kind by its prefix, else the chosen one holds', () => {
  expect(add('acc_1 usr_1 txr_1 txc_1', 'address').topics).toEqual(['account:acc_1', 'user:usr_1', 'transaction_request:txr_1', 'transaction_consumption:txc_1']);
  expect(add('maya@example.com', 'user').topics).toEqual(['user:maya@example.com']);
  expect(add('shop:42', 'user').topics).toEqual(['user:shop:42']);
});

test('many lines are taken at once, also out of a list in code; doubles and what is none are told apart', () => {
  const read = add('["account:acc_1",\n "usr_2",\n\n"acc_1"]\nwallet:aaaa0000', 'account', ['user:usr_2']);
  expect(read).toEqual({ topics: ['user:usr_2', 'account:acc_1'], added: 1, doubled: 2, refused: ['wallet:aaaa0000'], tooMany: false });
});

test('what is no topic is refused', () => {
  for (const text of ['account:', `account:${'x'.repeat(300)}`, 'acc_\u0007x']) expect(add(text)).toMatchObject({ topics: [], added: 0, refused: [text.slice(0, 60)] });
});

test('a connection holds a thousand', () => {
  const many = Array.from({ length: 1_005 }, (_, nth) => `acc_${nth}`).join('\n');
  const read = add(many);
  expect(read).toMatchObject({ added: 1_000, tooMany: true });
  expect(read.topics.every((topic) => Topic.safeParse(topic).success)).toBe(true);
});

test('the kind follows what is typed once that says it', () => {
  expect(kindTold('txr_01')).toBe('transaction_request');
  expect(kindTold('address:aaaa')).toBe('address');
  expect(kindTold('tx')).toBeUndefined();
  expect(kindTold('constructor_x')).toBeUndefined();
});

test('where released servers crash is said', () => {
  expect(warningsOf(['account:a', 'address:b'], '/api/client/socket')).toEqual([{ is: 'crash', of: ['address:*', 'account:*'] }]);
  expect(warningsOf(['account:a', 'address:b'], '/api/admin/socket')).toEqual([{ is: 'crash', of: ['address:*'] }]);
  expect(warningsOf(['account:a'], '/api/admin/socket')).toEqual([]);
});

test('with consumptions alone it is said that nobody will ask', () => {
  expect(warningsOf(['transaction_consumption:a'], '/api/admin/socket')).toEqual([{ is: 'consumptionsOnly' }]);
  expect(warningsOf(['transaction_consumption:a', 'transaction_request:b'], '/api/admin/socket')).toEqual([]);
  expect(warningsOf([], '/api/admin/socket')).toEqual([]);
});

test('only a client hears something without a topic', () => {
  expect(needsTopics('OMGClient')).toBe(false);
  for (const auth of ['OMGProvider', 'OMGAdmin', 'OMGServer'] as const) expect(needsTopics(auth)).toBe(true);
});
