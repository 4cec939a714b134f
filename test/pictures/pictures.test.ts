import { expect, test } from 'vitest';
import { pictureId } from '../../src/pictures/picture-id.ts';
import { createPictures, type Picture } from '../../src/pictures/pictures.ts';
import { settle, testClock } from '../clock.ts';
import { badPictures, pngPicture } from '../servers/openbazaar/pictures.ts';

const GOOD = pngPicture(1, 16).bytes;
const ME = 'openbazaar:me';

function setUp(options: { keep?: () => Promise<void> } = {}) {
  const clock = testClock();
  const kept = new Map<string, Picture>();
  const asked: { ref: string; answer: (bytes: Uint8Array) => void; fail: () => void }[] = [];
  const pictures = createPictures({
    clock,
    kept: (id) => kept.get(id),
    keep: options.keep ?? (async (id, type, bytes) => void kept.set(id, { type, bytes })),
    fetch: (_identity, ref) => new Promise((answer, reject) => asked.push({ ref, answer, fail: () => reject(new Error('gone')) })),
    log: () => {},
  });
  return { clock, kept, asked, pictures };
}

test('a picture is fetched, checked and kept, and the next time comes from what is kept', async () => {
  const { pictures, asked, kept } = setUp();
  const first = pictures.get(ME, 'Qm1');
  asked[0]?.answer(GOOD);
  expect(await first).toEqual({ type: 'image/png', bytes: GOOD });
  expect([...kept.keys()]).toEqual([pictureId(ME, 'Qm1')]);
  expect(await pictures.get(ME, 'Qm1')).toEqual({ type: 'image/png', bytes: GOOD });
  expect(asked).toHaveLength(1);
});

test('two who want the same picture share one question', async () => {
  const { pictures, asked } = setUp();
  const both = Promise.all([pictures.get(ME, 'Qm1'), pictures.served(pictures.id(ME, 'Qm1'))]);
  asked[0]?.answer(GOOD);
  expect((await both).map((picture) => picture?.type)).toEqual(['image/png', 'image/png']);
  expect(asked).toHaveLength(1);
});

test('four are fetched at a time', async () => {
  const { pictures, asked } = setUp();
  const all = Array.from({ length: 10 }, (_, index) => pictures.get(ME, `Qm${index}`));
  await settle();
  expect(asked).toHaveLength(4);
  asked[0]?.answer(GOOD);
  asked[1]?.fail();
  await settle();
  expect(asked).toHaveLength(6);
  for (let next = 2; next < 10; next++) {
    asked[next]?.answer(GOOD);
    await settle();
  }
  expect((await Promise.all(all)).filter((picture) => picture !== undefined)).toHaveLength(9);
});

test('one that hangs is given up after five seconds and makes room for the next', async () => {
  const { clock, pictures, asked } = setUp();
  const all = Array.from({ length: 5 }, (_, index) => pictures.get(ME, `Qm${index}`));
  await settle();
  await clock.advance(5_000);
  expect(asked).toHaveLength(5);
  asked[4]?.answer(GOOD);
  expect((await Promise.all(all)).map((picture) => picture?.type)).toEqual([undefined, undefined, undefined, undefined, 'image/png']);
  expect(clock.pending()).toBe(0);
});

test.each(Object.entries(badPictures))('%s is not shown, not kept, and not asked for again for ten minutes', async (_name, bad) => {
  const { clock, pictures, asked, kept } = setUp();
  const first = pictures.get(ME, 'Qm1');
  asked[0]?.answer(bad().bytes);
  expect(await first).toBeUndefined();
  expect(kept.size).toBe(0);
  expect(await pictures.get(ME, 'Qm1')).toBeUndefined();
  expect(asked).toHaveLength(1);
  await clock.advance(600_000);
  void pictures.get(ME, 'Qm1');
  expect(asked).toHaveLength(2);
});

test('a picture that cannot be kept is still shown', async () => {
  const { pictures, asked } = setUp({ keep: () => Promise.reject(new Error('disk full')) });
  const picture = pictures.get(ME, 'Qm1');
  asked[0]?.answer(GOOD);
  expect((await picture)?.type).toBe('image/png');
});

test('only ids that were given out are fetched, and they tell neither identity nor reference', async () => {
  const { pictures, asked } = setUp();
  expect(await pictures.served('nonsense')).toBeUndefined();
  expect(asked).toEqual([]);
  expect(pictures.id(ME, 'Qm1')).toMatch(/^[\w-]{27}$/);
  expect(pictures.id(ME, 'Qm1')).toBe(pictures.id(ME, 'Qm1'));
  expect(pictures.id('openbazaar:other', 'Qm1')).not.toBe(pictures.id(ME, 'Qm1'));
});
