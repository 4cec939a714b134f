import { expect, test } from 'vitest';
import { showQueue } from '../../../src/desktop/notifications/queue.ts';
import type { Sent } from '../../../src/desktop/notifications/queue.ts';
import { settle } from '../../clock.ts';

function sending() {
  const calls: { id: string; item: string; done: (sent: Sent) => void }[] = [];
  return { calls, send: (id: string, item: string) => new Promise<Sent>((done) => calls.push({ id, item, done })) };
}

test('no more than the width are sent at once, and never two of one id', async () => {
  const { calls, send } = sending();
  const queue = showQueue(send, { width: 2, depth: 10 });
  void queue.push('a', 'a1', false);
  void queue.push('a', 'a2', false);
  void queue.push('b', 'b1', false);
  void queue.push('c', 'c1', false);
  expect(calls.map(({ item }) => item)).toEqual(['a1', 'b1']);
  calls[0]!.done('shown');
  await settle();
  expect(calls.map(({ item }) => item)).toEqual(['a1', 'b1', 'a2']);
});

test('a newer one takes the place of one that waits, and both hear what became of it', async () => {
  const { calls, send } = sending();
  const queue = showQueue(send, { width: 1, depth: 10 });
  void queue.push('digest', '1 order', false);
  const answers = Promise.all([queue.push('digest', '2 orders', false), queue.push('digest', '3 orders', false)]);
  calls[0]!.done('shown');
  await settle();
  expect(calls.map(({ item }) => item)).toEqual(['1 order', '3 orders']);
  calls[1]!.done('shown');
  expect(await answers).toEqual(['shown', 'shown']);
});

test('when too many wait, the oldest that is not urgent fails', async () => {
  const { calls, send } = sending();
  const queue = showQueue(send, { width: 1, depth: 2 });
  void queue.push('sent', '', false);
  void queue.push('dispute', '', true);
  const order = queue.push('order', '', false);
  void queue.push('chat', '', false);
  expect(await order).toBe('failed');
  calls[0]!.done('failed');
  await settle();
  expect(calls.map(({ id }) => id)).toEqual(['sent', 'dispute']);
});

test('what waits can be taken out, and closing fails the rest', async () => {
  const { send } = sending();
  const queue = showQueue(send, { width: 1, depth: 5 });
  void queue.push('sent', '', false);
  const [two, three] = [queue.push('two', '', false), queue.push('three', '', false)];
  expect(queue.drop('two')).toBe(true);
  expect(queue.drop('sent')).toBe(false);
  queue.close();
  expect(await Promise.all([two, three, queue.push('late', '', true)])).toEqual(['failed', 'failed', 'failed']);
});
