import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson, writeJson } from '../../src/wire/json.ts';

test('integers keep every digit, read and written again', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 78n), max: 10n ** 78n }), (value) => {
      const parsed = parseJson(`{"v":${value}}`) as { v: number | bigint };
      expect(BigInt(parsed.v)).toBe(value);
      expect(writeJson(parsed)).toBe(`{"v":${value}}`);
    })
  );
});

test('long digits elsewhere do not change how JSON is read', () => {
  const digits = '1234567890123456';
  for (const text of [`{"a":"${digits}","b":1.5,"a2":[true,null]}`, `{"a":1,"a":2,"c":"${digits}"}`]) {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  }
  expect(() => parseJson(`{"a":${digits}`)).toThrow(SyntaxError);
});

test('nesting beyond the stack is an error that can be told apart', () => {
  expect(() => parseJson(`${'['.repeat(300_000)}1234567890123456`)).toThrow(RangeError);
});
