import { expect, test } from 'vitest';
import { createHeartbeat } from '../../../src/sources/ewallet/heartbeat.ts';
import { type TestClock, testClock } from '../../clock.ts';

function started(): { clock: TestClock; said: string[]; answer(): void; heart: ReturnType<typeof createHeartbeat> } {
  const clock = testClock();
  const said: string[] = [];
  let beats = 0;
  const at = (what: string): void => void said.push(`${clock.elapsed() / 1_000} ${what}`);
  const heart = createHeartbeat({
    clock,
    beat() {
      at('beat');
      return String(++beats);
    },
    alive: () => at('alive'),
    dead: ({ code }) => at(code),
  });
  heart.start();
  return { clock, said, heart, answer: () => heart.answered(String(beats)) };
}

test('it beats every 25 s, the first time 25 s after the socket opened, and the first reply is proof of life, once', async () => {
  const { clock, said, answer } = started();
  for (let round = 0; round < 3; round++) {
    await clock.advance(25_000);
    answer();
    expect(clock.pending()).toBe(1);
  }
  expect(said).toEqual(['25 beat', '25 alive', '50 beat', '75 beat']);
});

test('a late reply does not shift the next beat', async () => {
  const { clock, said, answer } = started();
  await clock.advance(25_000);
  await clock.advance(9_999);
  answer();
  await clock.advance(15_001);
  expect(said).toEqual(['25 beat', '30 alive', '50 beat']);
});

test('without a reply within 10 s the socket is dead, and nothing more happens', async () => {
  const { clock, said } = started();
  await clock.advance(200_000);
  expect(said).toEqual(['25 beat', '30 alive', '35 silent']);
  expect(clock.pending()).toBe(0);
});

test('thirty seconds of life are proof too, though the beat was asked for early and is still unanswered', async () => {
  const { clock, said, heart, answer } = started();
  await clock.advance(22_000);
  heart.check();
  await clock.advance(9_000);
  answer();
  expect(said).toEqual(['22 beat', '30 alive']);
  await clock.advance(15_999);
  expect(said).toHaveLength(2);
  await clock.advance(1);
  expect(said.at(-1)).toBe('47 beat');
});

test('a check beats at once, only one at a time, and its reply is as good as any', async () => {
  const { clock, said, heart, answer } = started();
  await clock.advance(3_000);
  heart.check();
  heart.check();
  expect(said).toEqual(['3 beat']);
  answer();
  expect(said).toEqual(['3 beat', '3 alive']);
  heart.check();
  await clock.advance(10_000);
  expect(said.slice(2)).toEqual(['3 beat', '13 silent']);
});

test('a reply to another beat than the last is none', async () => {
  const { clock, said, heart, answer } = started();
  heart.check();
  answer();
  heart.check();
  heart.answered('1');
  await clock.advance(10_000);
  expect(said.at(-1)).toBe('10 silent');
});

test('after its end it neither beats nor waits, whatever comes', async () => {
  const { clock, said, heart } = started();
  heart.check();
  heart.stop();
  heart.answered('1');
  heart.check();
  expect(clock.pending()).toBe(0);
  await clock.advance(100_000);
  expect(said).toEqual(['0 beat']);
});

test('while anything comes, a reply that is behind it is waited for', async () => {
  const { clock, said, heart, answer } = started();
  await clock.advance(25_000);
  await clock.advance(9_000);
  heart.heard();
  await clock.advance(10_000);
  expect(said).toEqual(['25 beat', '30 alive']);
  heart.heard();
  await clock.advance(9_000);
  answer();
  await clock.advance(1);
  expect(said).toEqual(['25 beat', '30 alive', '53 beat']);
  await clock.advance(9_998);
  heart.heard();
  await clock.advance(20_000);
  expect(said.at(-1)).toBe('73 silent');
  expect(clock.pending()).toBe(0);
});

test('what came before the beat says nothing of its reply', async () => {
  const { clock, said, heart } = started();
  await clock.advance(24_000);
  heart.heard();
  await clock.advance(11_000);
  expect(said.at(-1)).toBe('35 silent');
});
