import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutEncrypted } from '../../../src/sources/ewallet/encrypted.ts';

test.each([
  ['{"a":1,"encrypted_metadata":{"pin":1},"b":2}', '{"a":1,"b":2}', 'in the middle'],
  ['{"encrypted_metadata":{"pin":1},"b":2}', '{"b":2}', 'first'],
  ['{"a":1,"encrypted_metadata":{"pin":1}}', '{"a":1}', 'last'],
  ['{"encrypted_metadata":{"pin":1}}', '{}', 'alone'],
  ['{"a":1,"encrypted_metadata":{},"encrypted_metadata":{"pin":1}}', '{"a":1}', 'twice'],
  ['{"encrypted_metadata":{},"encrypted_metadata":null}', '{}', 'twice and alone'],
  ['{"a":[{"encrypted_metadata":["x"],"b":[{"encrypted_metadata":"y"}]}]}', '{"a":[{"b":[{}]}]}', 'deep in arrays'],
  ['{"encrypted_metadata":{"encrypted_metadata":{"pin":1}},"b":2}', '{"b":2}', 'inside itself'],
  ['{"encrypted\\u005Fmet\\u0061data":"pin","b":2}', '{"b":2}', 'spelled with escapes'],
  ['{ "a" : 1 , "encrypted_metadata" : { "pin" : [ 1 , "}" ] } , "b" : 2 }', '{ "a" : 1  , "b" : 2 }', 'with white space'],
  ['{ "a" : 1 ,\n "encrypted_metadata" : -1.5e3\n}', '{ "a" : 1 \n}', 'with a number, at the end'],
  ['{"encrypted_metadata":"a \\" quote } and \\\\","b":2}', '{"b":2}', 'with quotes in it'],
  ['{"encrypted_metadata":true,"b":2}', '{"b":2}', 'with a word'],
])('%s becomes %s: %s', (json, expected) => {
  expect(withoutEncrypted(json)).toBe(expected);
});

test.each([
  '{"a":"encrypted_metadata","b":["encrypted_metadata"]}',
  '{"a":"say \\"encrypted_metadata\\": 1"}',
  '{"a":"\\\\","b":"\\"encrypted_metadata\\":1"}',
  '{"my_encrypted_metadata":1,"encrypted_metadata_":2,"Encrypted_Metadata":3}',
  '{"n":1000000000000000000000000000000000000001,"f":1.10,"s":"\\u0041"}',
])('%s stays as it came', (json) => {
  expect(withoutEncrypted(json)).toBe(json);
});

const KEY = 'encrypted_metadata';
const SECRET = 'never-to-be-kept';
const hidden = fc.anything({ values: [fc.constant(SECRET), fc.integer(), fc.string()], key: fc.constantFrom('a', KEY, SECRET), maxDepth: 3 });
const open = fc.anything({
  values: [fc.integer(), fc.string(), fc.constant(null), fc.boolean(), fc.constant('"encrypted_metadata": ')],
  key: fc.oneof(fc.string(), fc.constantFrom('a', 'b,', '"}')).filter((key) => key !== KEY),
  maxDepth: 3,
});
const tree = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    open,
    fc.array(tie('node'), { maxLength: 4 }),
    fc.tuple(fc.dictionary(fc.constantFrom('x', 'y', 'z'), tie('node')), hidden, fc.boolean()).map(([fields, secret, first]) => {
      const own = { [KEY]: [SECRET, secret] };
      return first ? { ...own, ...fields } : { ...fields, ...own };
    })
  ),
})).node;

test('of any document everything remains but what is encrypted', () => {
  fc.assert(
    fc.property(tree, fc.constantFrom(undefined, 1, '\t'), fc.boolean(), (value, indent, escaped) => {
      const written = JSON.stringify(value, undefined, indent) ?? 'null';
      // A text is a key where a colon follows; escaping it elsewhere too changes nothing that it says.
      const json = escaped ? written.replaceAll(`"${KEY}"`, '"\\u0065ncrypted\\u005fmeta\\u0064ata"') : written;
      const clean = withoutEncrypted(json);
      expect(JSON.parse(clean)).toEqual(without(JSON.parse(json)));
      expect(clean).not.toContain(SECRET);
    })
  );
});

test('a frame that is full of it takes no longer for each', () => {
  const many = `[${'{"a":1,"encrypted_metadata":{}},'.repeat(100_000)}{}]`;
  expect(JSON.parse(withoutEncrypted(many))).toHaveLength(100_001);
});

test('what is no JSON at all harms nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('"', `"${KEY}"`, ':', ',', '{', '}', '[', ']', '\\', 'a', ' '), { maxLength: 40 }), (parts) => {
      expect(typeof withoutEncrypted(parts.join(''))).toBe('string');
    })
  );
});

function without(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(without);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== KEY)
      .map(([key, field]) => [key, without(field)])
  );
}
