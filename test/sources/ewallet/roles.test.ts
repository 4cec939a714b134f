import { expect, test } from 'vitest';
import { NOON } from '../../clock.ts';
import type { Status } from '../../servers/ewallet/domain.ts';
import { at, atUser, caughtUp, idIn, live, row } from './decoding.ts';

const shop = idIn(row(), 'transaction_request.account_id');
const alice = idIn(row(), 'user_id');
const requestTopic = `transaction_request:${idIn(row(), 'transaction_request_id')}`;
const consumptionTopic = `transaction_consumption:${idIn(row(), 'id')}`;

test.each([
  ['the account that made the request', { ours: new Set([shop]) }, {}, 'owner'],
  ['its address', { ours: new Set([idIn(row(), 'transaction_request.address')]) }, {}, 'owner'],
  ['the user who consumes', { ours: new Set([alice]) }, {}, 'consumer'],
  ["the user's id at the provider", { ours: new Set([idIn(row(), 'user.provider_user_id')]) }, {}, 'consumer'],
  ["the consumer's address", { ours: new Set([idIn(row(), 'address')]) }, {}, 'consumer'],
  ['both sides', { ours: new Set([shop, alice]) }, {}, 'owner'],
  ['an administrator at the request of an account', { topic: requestTopic }, {}, 'owner'],
  ['an administrator at the request of a user', { topic: requestTopic }, { owner: {} }, undefined],
  ['an administrator at the consumption', { topic: consumptionTopic }, {}, undefined],
  ['an end user at the request', { topic: requestTopic, api: 'client' }, {}, undefined],
  ['whoever hears of it by the topic of the account that made the request', { topic: `account:${shop}` }, {}, 'owner'],
  ['whoever hears of it by the topic of its consumer', { topic: `user:${alice}` }, {}, 'consumer'],
  ["whoever hears of it by the topic of the consumer's address", { topic: `address:${idIn(row(), 'address')}` }, {}, 'consumer'],
  ['whoever hears of it by a topic of neither', { topic: 'user:other' }, {}, undefined],
] as const)('%s is the %j', (_, context, details, role) => {
  const { topic = consumptionTopic, ...fields } = { topic: undefined, ...context };
  expect(live({ ...details, status: 'confirmed', topic }, at(fields)).role).toBe(role);
});

test('the user that signed in is the owner of the own request, the consumer of another', () => {
  const owner = idIn(row({ owner: {} }), 'transaction_request.user_id');
  expect(live({ owner: {}, topic: consumptionTopic }, atUser(owner)).role).toBe('owner');
  expect(live({ owner: {}, topic: consumptionTopic }, atUser(alice)).role).toBe('consumer');
});

test('a request that comes by a topic of ours is ours to confirm, also where the server does not say whose it is', () => {
  const details = { nested: 'empty' } as const;
  expect(live({ ...details, topic: 'account:a' })).toMatchObject({ role: 'owner', urgency: 'urgent', actions: [] });
  expect(live({ ...details, topic: requestTopic })).toMatchObject({ urgency: 'normal' });
  expect(live({ ...details, topic: 'account:a', status: 'confirmed' }).role).toBeUndefined();
});

test('over HTTP an administrator looks after the accounts that made a request', () => {
  expect(caughtUp().role).toBe('owner');
  expect(caughtUp({ owner: {} }).role).toBeUndefined();
  expect(caughtUp({}, at({ road: 'catch-up', ours: new Set([alice]) })).role).toBe('consumer');
});

test.each([
  ['an administrator may decide for an account', {}, at({ ours: new Set([shop]) }), ['approve', 'reject']],
  ['but not for a user', { owner: { id: 'usr_9' } }, at({ ours: new Set(['usr_9']) }), []],
  ['a user may decide on the own request', { owner: { id: 'usr_9' } }, atUser('usr_9'), ['approve', 'reject']],
  ['but not on that of an account they hear of', {}, atUser('usr_9', { ours: new Set([shop]) }), []],
  ['a user may take the own consumption back', {}, atUser(alice), ['cancel']],
  ['but not that of an account they hear of', { account: { id: 'acc_9' } }, atUser('usr_9', { ours: new Set(['acc_9']) }), []],
  ['an administrator may take that of an own account back', { account: { id: 'acc_9' } }, at({ ours: new Set(['acc_9']) }), ['cancel']],
  ['but not that of a user', {}, at({ ours: new Set([alice]) }), []],
  ['who is neither may do nothing', {}, at(), []],
] as const)('%s', (_, details, context, actions) => {
  expect(live({ ...details, topic: consumptionTopic }, context).actions).toEqual(actions);
});

test('nothing may be done about what is not pending', () => {
  for (const status of ['confirmed', 'rejected', 'cancelled', 'failed', 'expired', 'approved'] as Status[]) {
    expect(live({ status, event: 'finalized' }, at({ ours: new Set([shop]) })).actions).toEqual([]);
  }
  expect(live({ event: 'finalized' }, at({ ours: new Set([shop]) })).actions).toEqual([]);
});

test('nothing may be done from the moment it runs out', () => {
  const ours = new Set([shop]);
  const actions = (expirationDate: number) => live({ expirationDate }, at({ ours })).actions;
  expect(actions(NOON + 1)).toEqual(['approve', 'reject']);
  expect(actions(NOON)).toEqual([]);
  expect(caughtUp({ expirationDate: NOON - 1 }, at({ road: 'first', ours })).actions).toEqual([]);
});

test.each([
  ['receive', shop, 'in'],
  ['receive', alice, 'out'],
  ['receive', 'nobody', 'in'],
  ['send', shop, 'out'],
  ['send', alice, 'in'],
  ['send', 'nobody', 'out'],
] as const)('a request to %s goes, for %s, %s', (type, us, direction) => {
  const context = at({ ours: new Set([us]) });
  expect(live({ request: { type }, topic: consumptionTopic }, context)).toMatchObject({ direction });
});

test('without the type of the request nobody knows which way it goes', () => {
  expect(live({ nested: 'empty' }).direction).toBeUndefined();
  expect(live({ request: { type: 'swap' as 'send' } }).direction).toBeUndefined();
});
