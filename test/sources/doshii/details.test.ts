import { expect, test } from 'vitest';
import { placeOf } from '../../../src/sources/doshii/address.ts';
import type { News } from '../../../src/sources/doshii/decoded.ts';
import { createDetails, type Details, type Live } from '../../../src/sources/doshii/details.ts';
import { RestRefusal } from '../../../src/sources/doshii/refusals.ts';
import { settle, type TestClock, testClock } from '../../clock.ts';
import { live } from './decoding.ts';

const BASE = 'https://sandbox.doshii.co/partner/v3';

interface Reading {
  clock: TestClock;
  details: Details;
  /** Ids of orders in the order they were asked for. */
  asked: string[];
  /** What was taken, and for how many pieces of news. */
  taken: { row: unknown; keys: string[] }[];
  logged: string[];
  /** Answers the oldest question that waits. */
  answer(outcome?: unknown): Promise<void>;
}

function reading(): Reading {
  const found = placeOf({ url: 'https://socket.sandbox.doshii.co', doshii: { rest: BASE } }, JSON.stringify({ clientId: 'a', clientSecret: 'b' }));
  if ('trouble' in found || found.rest === undefined) throw new Error('no REST');
  const clock = testClock();
  const asked: string[] = [];
  const taken: Reading['taken'] = [];
  const logged: string[] = [];
  const waiting: ((outcome: unknown) => void)[] = [];
  const details = createDetails({
    clock,
    place: found.rest,
    rest: {
      detail({ path }) {
        asked.push(path.replace('/partner/v3/orders/', ''));
        return new Promise((resolve, reject) => {
          waiting.push((outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome)));
        });
      },
    },
    take: (row, wanted) => void taken.push({ row, keys: wanted.map(({ key }) => key) }),
    track: (work) => void work.catch((error: unknown) => logged.push(`tracked ${String(error)}`)),
    log: (message) => void logged.push(message),
  });
  const answer = async (outcome: unknown = {}): Promise<void> => {
    waiting.shift()?.(outcome);
    await settle();
  };
  return { clock, details, asked, taken, logged, answer };
}

function news(id: string, status = 'pending', event = 'order_updated'): News {
  return live(event, { id, status, uri: `${BASE}/orders/${id}` });
}

function order(id: string, key = id, status?: string): Live {
  return { news: news(id, status), key };
}

test('four are read at once, then the newest of those that wait', async () => {
  const { details, asked, answer } = reading();
  for (const id of ['1', '2', '3', '4', '5', '6', '7']) details.want(order(id));
  expect(asked).toEqual(['1', '2', '3', '4']);
  for (let done = 0; done < 3; done++) await answer();
  expect(asked.slice(4)).toEqual(['7', '6', '5']);
});

test('of a queue that is too long the oldest go', async () => {
  const { details, asked, answer } = reading();
  for (let id = 0; id < 304; id++) details.want(order(String(id)));
  for (let done = 0; done < 304; done++) await answer();
  expect(asked).toHaveLength(204);
  expect(asked.slice(4)).toEqual(Array.from({ length: 200 }, (_, index) => String(303 - index)));
});

test('one address is read once for all that wait for it, and again for what was said while it was read', async () => {
  const { details, asked, taken, answer } = reading();
  for (const id of ['1', '2', '3', '4']) details.want(order(id));
  details.want(order('5', '5 pending'));
  details.want(order('5', '5 accepted', 'accepted'));
  details.want(order('1', '1 accepted', 'accepted'));
  expect(asked).toHaveLength(4);
  await answer({ id: '1' });
  await answer({ id: '2' });
  expect(asked.slice(4).toSorted()).toEqual(['1', '5']);
  await answer({ id: '3' });
  await answer({ id: '4' });
  await answer({ id: '1' });
  await answer({ id: '5' });
  expect(taken.map(({ keys }) => keys)).toEqual([['1'], ['2'], ['3'], ['4'], ['1 accepted'], ['5 pending', '5 accepted']]);
});

test('what is said once more is not read once more', () => {
  const { details, asked } = reading();
  details.want(order('1'));
  details.want(order('1'));
  details.want({ news: news('2', 'pending', 'order_created'), key: '2 first' });
  details.want({ news: news('2', 'pending', 'order_created'), key: '2 as known' });
  expect(asked).toEqual(['1', '2']);
});

test('a server that wants to be left alone is asked again when it said so, and nothing is forgotten', async () => {
  const { clock, details, asked, taken, answer } = reading();
  details.want(order('1'));
  await answer(new RestRefusal({ code: 'server-error' }, 429, 20_000));
  details.want(order('2'));
  await clock.advance(19_999);
  expect(asked).toEqual(['1']);
  await clock.advance(1);
  expect(asked).toEqual(['1', '2', '1']);
  await answer({ id: '2' });
  await answer({ id: '1' });
  expect(taken.map(({ keys }) => keys)).toEqual([['2'], ['1']]);
  expect(clock.pending()).toBe(0);
});

test('a refused secret ends all waiting', async () => {
  const { details, asked, answer } = reading();
  for (let id = 0; id < 10; id++) details.want(order(String(id)));
  for (let done = 0; done < 4; done++) await answer(new RestRefusal({ code: 'wrong-client-secret' }, 401));
  expect(asked).toHaveLength(4);
});

test('what is not there is no news; another failure is logged, and neither ends anything', async () => {
  const { details, asked, logged, answer } = reading();
  for (let id = 0; id < 6; id++) details.want(order(String(id)));
  await answer(new RestRefusal({ code: 'not-a-node' }, 404));
  await answer(new RestRefusal({ code: 'forbidden' }, 403));
  expect(logged).toEqual([]);
  await answer(new RestRefusal({ code: 'server-error' }, 500));
  expect(logged).toEqual(['doshii: details could not be read']);
  expect(asked).toHaveLength(6);
});

test('stopped it asks for nothing, takes nothing, and leaves no timer', async () => {
  const { clock, details, asked, taken, answer } = reading();
  details.want(order('1'));
  details.want(order('2'));
  await answer(new RestRefusal({ code: 'server-error' }, 429, 20_000));
  details.stop();
  await answer({ id: '2' });
  details.want(order('3'));
  await clock.advance(60_000);
  expect([asked, taken, clock.pending()]).toEqual([['1', '2'], [], 0]);
});
