import { expect, test } from 'vitest';
import type { Item } from '../../src/shared/batch.ts';
import { deliverPass } from '../../src/sources/pass.ts';
import { recordingSink } from '../contract/recording-sink.ts';

const read = (index: number): Item => ({ type: 'read', key: `k${index}` });
const items = (count: number): Item[] => Array.from({ length: count }, (_, index) => read(index));

test('a pass goes in batches, in order, and the watermark moves with the last of them', async () => {
  const sink = recordingSink();
  await deliverPass({ identity: 'i', sink }, items(250), { stream: '250' });
  expect(sink.kept.batches.flatMap((batch) => batch.items)).toEqual(items(250));
  expect(sink.kept.batches.map((batch) => [batch.identity, batch.items.length, batch.watermarks])).toEqual([
    ['i', 100, undefined],
    ['i', 100, undefined],
    ['i', 50, { stream: '250' }],
  ]);
});

test('the last batch may be a full one, and a pass without news still moves its watermark', async () => {
  const sink = recordingSink();
  await deliverPass({ identity: 'i', sink }, items(200), { stream: 'a' });
  await deliverPass({ identity: 'i', sink }, [], { stream: 'b' });
  expect(sink.kept.batches.map((batch) => [batch.items.length, batch.watermarks])).toEqual([
    [100, undefined],
    [100, { stream: 'a' }],
    [0, { stream: 'b' }],
  ]);
});

test('nothing new and nowhere to move: nothing is written', async () => {
  const sink = recordingSink();
  await deliverPass({ identity: 'i', sink }, [], undefined);
  await deliverPass({ identity: 'i', sink }, [], {});
  expect(sink.kept.batches).toEqual([]);
});

test('a batch that cannot be written ends the pass, with the watermark where it was', async () => {
  const sink = recordingSink();
  sink.beforeWrite = (_batch, index) => {
    if (index === 1) throw new Error('disk full');
  };
  await expect(deliverPass({ identity: 'i', sink }, items(300), { stream: 'x' })).rejects.toThrow('disk full');
  expect([sink.kept.batches.length, sink.watermarks('i')]).toEqual([1, {}]);
});
