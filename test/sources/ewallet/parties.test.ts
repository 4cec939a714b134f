import { expect, test } from 'vitest';
import { Consumption } from '../../../src/sources/ewallet/frames.ts';
import { actorOf, consumerOf, idsOf, ownerOf, topicsOfParty } from '../../../src/sources/ewallet/parties.ts';

const read = (fields: object) => Consumption.parse({ id: 'txc_1', ...fields });
const user = {
  id: 'usr_1',
  full_name: 'Alice Liddell',
  calling_name: 'Alice',
  username: 'alice',
  email: 'alice@example.com',
  provider_user_id: 'provided 1',
};
const everything = { user, account_id: 'acc_1', account: { id: 'acc_1', name: 'Coffee Shop' }, address: 'addr' };

test('a name is the first that says anything', () => {
  const names: (keyof typeof user)[] = ['full_name', 'calling_name', 'username', 'email', 'provider_user_id'];
  const left: Record<string, unknown> = { ...user };
  for (const name of names) {
    expect(actorOf(consumerOf(read({ ...everything, user: left })))?.name).toBe(user[name]);
    left[name] = name === 'username' ? null : ' ';
  }
  expect(actorOf(consumerOf(read({ ...everything, user: left })))?.name).toBe('Coffee Shop');
  expect(actorOf(consumerOf(read({ ...everything, user: left, account: {} })))?.name).toBe('addr');
});

test('an actor is known by user, account or address, in this order', () => {
  const idOf = (fields: object) => actorOf(consumerOf(read(fields)))?.id;
  expect(idOf(everything)).toBe('usr_1');
  expect(idOf({ ...everything, user: null })).toBe('acc_1');
  expect(idOf({ address: 'addr' })).toBe('addr');
  expect(idOf({ user: { provider_user_id: 'provided 1' } })).toBe('provided 1');
  expect(idOf({ user: {}, account: {}, address: null })).toBeUndefined();
});

test('the id beside an object goes before the one in it', () => {
  expect(consumerOf(read({ user_id: 'usr_2', user, account_id: null, account: { id: 'acc_2' } }))).toMatchObject({ user: 'usr_2', account: 'acc_2' });
});

test('the owner is of the request, and nobody where there is none', () => {
  expect(idsOf(ownerOf(read({ transaction_request: everything })))).toEqual(['usr_1', 'provided 1', 'acc_1', 'addr']);
  expect(idsOf(ownerOf(read(everything)))).toEqual([]);
  expect(actorOf(ownerOf(read({ transaction_request: {} })))).toBeUndefined();
});

test('a user has two topics of its own', () => {
  expect(topicsOfParty(consumerOf(read(everything)))).toEqual(['account:acc_1', 'user:usr_1', 'user:provided 1', 'address:addr']);
});

test('names are plain and bounded', () => {
  const name = (full_name: string) => actorOf(consumerOf(read({ user: { id: 'usr_1', full_name } })))?.name;
  expect(name('<i>Al\u202eice</i>\n\0')).toBe('Alice');
  expect(name('x'.repeat(1_000))).toHaveLength(200);
});
