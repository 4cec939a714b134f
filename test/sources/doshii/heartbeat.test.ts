import { expect, test } from 'vitest';
import { createHeartbeat, type Heartbeat } from '../../../src/sources/doshii/heartbeat.ts';
import { type TestClock, testClock } from '../../clock.ts';

function started(): { clock: TestClock; said: string[]; heart: Heartbeat } {
  const clock = testClock();
  const said: string[] = [];
  const at = (what: string): void => void said.push(`${clock.elapsed() / 1_000} ${what}`);
  const heart = createHeartbeat({ clock, beat: () => at('beat'), dead: ({ code, detail }) => at(`${code}: ${detail}`) });
  heart.start();
  return { clock, said, heart };
}

test('it beats at once and then every 30 s, on one timer', async () => {
  const { clock, said, heart } = started();
  for (let round = 0; round < 4; round++) {
    await clock.advance(30_000);
    heart.heard();
    expect(clock.pending()).toBe(1);
  }
  expect(said).toEqual(['0 beat', '30 beat', '60 beat', '90 beat', '120 beat']);
});

test('75 s without any frame are silence, after which nothing more happens', async () => {
  const { clock, said, heart } = started();
  await clock.advance(10_000);
  heart.heard();
  await clock.advance(74_999);
  expect(said).toEqual(['0 beat', '30 beat', '60 beat']);
  await clock.advance(500_000);
  expect(said.slice(3)).toEqual(['85 silent: no frame within 75 s']);
  expect(clock.pending()).toBe(0);
});

test('any frame is a sign of life, though heartbeats are not answered', async () => {
  const { clock, said, heart } = started();
  for (let minute = 0; minute < 10; minute++) {
    await clock.advance(60_000);
    heart.heard();
  }
  expect(said).toHaveLength(21);
  expect(said.every((what) => what.endsWith('beat'))).toBe(true);
});

test('a check beats at once, and gives the answer ten seconds', async () => {
  const { clock, said, heart } = started();
  heart.heard();
  await clock.advance(3_000);
  heart.check();
  heart.check();
  expect(said).toEqual(['0 beat', '3 beat']);
  await clock.advance(9_999);
  expect(said).toHaveLength(2);
  await clock.advance(1);
  expect(said.slice(2)).toEqual(['13 silent: no frame within 10 s']);
});

test('a check that is answered changes nothing but the time of the next beat', async () => {
  const { clock, said, heart } = started();
  await clock.advance(3_000);
  heart.check();
  await clock.advance(5_000);
  heart.heard();
  await clock.advance(25_000);
  expect(said).toEqual(['0 beat', '3 beat', '33 beat']);
});

test('while nothing is read, silence says nothing, and the server still hears from us', async () => {
  const { clock, said, heart } = started();
  heart.hold(true);
  await clock.advance(300_000);
  expect(said).toHaveLength(11);
  heart.check();
  await clock.advance(20_000);
  heart.hold(false);
  await clock.advance(74_999);
  expect(said.every((what) => what.endsWith('beat'))).toBe(true);
  await clock.advance(1);
  expect(said.at(-1)).toBe('395 silent: no frame within 75 s');
});

test('stopped it beats no more', async () => {
  const { clock, said, heart } = started();
  heart.stop();
  heart.check();
  heart.hold(true);
  heart.hold(false);
  await clock.advance(300_000);
  expect(said).toEqual(['0 beat']);
  expect(clock.pending()).toBe(0);
});
