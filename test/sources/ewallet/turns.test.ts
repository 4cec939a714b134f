import { expect, test } from 'vitest';
import { type Turns, createTurns } from '../../../src/sources/ewallet/turns.ts';

function given(begins: (topic: string) => boolean = () => true): { turns: Turns; begun: string[] } {
  const begun: string[] = [];
  const turns = createTurns((topic) => {
    begun.push(topic);
    return begins(topic);
  });
  return { turns, begun };
}

test('twenty have their turn at once, each that is done makes room for the next', () => {
  const { turns, begun } = given();
  for (let topic = 1; topic <= 30; topic++) turns.enter(String(topic), false);
  turns.next();
  expect(begun).toHaveLength(20);
  turns.done('7');
  turns.next();
  expect(begun.slice(20)).toEqual(['21']);
});

test('who has nothing to do when the turn comes takes no room', () => {
  const { turns, begun } = given((topic) => topic !== 'idle');
  for (const topic of ['idle', 'a', 'b']) turns.enter(topic, false);
  turns.enter('idle', true);
  turns.next();
  expect(begun).toEqual(['idle', 'a', 'b']);
  for (const topic of ['a', 'b']) turns.done(topic);
  turns.enter('c', true);
  turns.next();
  expect(begun).toEqual(['idle', 'a', 'b', 'idle', 'c']);
});

test('who goes alone goes after all others, and keeps them waiting until done', () => {
  const { turns, begun } = given();
  turns.enter('alone 1', true);
  turns.enter('alone 2', true);
  turns.enter('a', false);
  turns.next();
  expect(begun).toEqual(['a']);
  turns.done('a');
  turns.next();
  turns.enter('b', false);
  turns.next();
  expect(begun).toEqual(['a', 'alone 1']);
  turns.done('alone 1');
  turns.next();
  expect(begun).toEqual(['a', 'alone 1', 'b']);
  turns.done('b');
  turns.next();
  expect(begun.at(-1)).toBe('alone 2');
  expect(turns.idle()).toBe(false);
  turns.done('alone 2');
  expect(turns.idle()).toBe(true);
});

test('once cleared, nobody waits and nobody is under way', () => {
  const { turns, begun } = given();
  turns.enter('alone', true);
  turns.next();
  turns.enter('a', false);
  turns.clear();
  expect(turns.idle()).toBe(true);
  turns.enter('b', false);
  turns.next();
  expect(begun).toEqual(['alone', 'b']);
});
