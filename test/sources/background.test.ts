import { expect, test } from 'vitest';
import type { Trouble } from '../../src/shared/connection.ts';
import { createBackground } from '../../src/sources/background.ts';
import { NetworkError } from '../../src/transport/network.ts';

function scene() {
  const logged: string[] = [];
  const failed: Trouble[] = [];
  const state = { over: false };
  const background = createBackground({
    system: 'doshii',
    log: (message) => void logged.push(message),
    isOver: () => state.over,
    fail: (trouble) => void failed.push(trouble),
  });
  return { background, logged, failed, state };
}

const lost = new NetworkError({ code: 'lost' });

test('a trouble of the wire ends what it is work for, and needs no line in the log', async () => {
  const { background, logged, failed } = scene();
  background.track(Promise.reject(lost));
  await background.idle();
  expect(failed).toEqual([{ code: 'lost' }]);
  expect(logged).toEqual([]);
});

test('any other fault is logged as well', async () => {
  const { background, logged, failed } = scene();
  background.track(Promise.reject(new Error('a bug')));
  await background.idle();
  expect(failed).toHaveLength(1);
  expect(logged).toEqual(['doshii: unexpected']);
});

test('after the end the failing of work is no news, that of writing still is', async () => {
  const { background, logged, failed, state } = scene();
  state.over = true;
  background.track(Promise.reject(new Error('aborted')));
  background.note(Promise.reject(new Error('the disk is full')));
  background.note(undefined);
  await background.idle();
  expect(failed).toEqual([]);
  expect(logged).toEqual(['doshii: not journaled']);
});

test('where nothing is ended by it, every fault is logged', async () => {
  const logged: string[] = [];
  const background = createBackground({ system: 'doshii', log: (message) => void logged.push(message) });
  background.track(Promise.reject(lost));
  await background.idle();
  expect(logged).toEqual(['doshii: unexpected']);
});

test('it is idle once what was under way has set off nothing more', async () => {
  const { background } = scene();
  const done: string[] = [];
  const later = async (): Promise<void> => {
    await Promise.resolve();
    done.push('later');
  };
  const first = async (): Promise<void> => {
    await Promise.resolve();
    done.push('first');
    background.track(later());
  };
  background.track(first());
  await background.idle();
  expect(done).toEqual(['first', 'later']);
});
