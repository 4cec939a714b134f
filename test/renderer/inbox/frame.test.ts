import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indented } from '../../../renderer/inbox/frame.ts';

test('a frame on one line is indented, and every digit stays', () => {
  expect(indented('{"a":{"b":[1,2]},"n":123456789012345678901,"e":{}}')).toBe(
    '{\n  "a": {\n    "b": [\n      1,\n      2\n    ]\n  },\n  "n": 123456789012345678901,\n  "e": {}\n}'
  );
});

test('what is not JSON stays as it came', () => {
  expect(indented('hello, {world}')).toBe('hello, {world}');
});

test('signs inside strings are left alone', () => {
  expect(indented('{"a":"x,{}[]:\\"y"}')).toBe('{\n  "a": "x,{}[]:\\"y"\n}');
});

test('indenting never changes what JSON says', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(JSON.parse(indented(text))).toEqual(JSON.parse(text));
    }));
});

test('a hostile frame of 64 KB is shown at once', () => {
  const start = performance.now();
  for (const hostile of ['{'.repeat(65_536), `{"${'\\'.repeat(65_533)}`, '["'.repeat(32_768)]) indented(hostile);
  expect(performance.now() - start).toBeLessThan(1_000);
});
