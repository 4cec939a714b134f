import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_BODY, bodyText, oneLine } from '../../../src/desktop/notifications/markup.ts';

test('a body is escaped where the desktop reads markup, and left alone where it does not', () => {
  expect(bodyText('<b>1 & 2</b>', true)).toBe('&lt;b&gt;1 &amp; 2&lt;/b&gt;');
  expect(bodyText('<b>1 & 2</b>', false)).toBe('<b>1 & 2</b>');
});

test('a title is never escaped, and is one line', () => {
  expect(oneLine(' Alice & Bob\n <3\t!', 200)).toBe('Alice & Bob <3 !');
});

test('NUL, controls, lone surrogates, noncharacters and marks that turn the direction of text are removed', () => {
  expect(oneLine('a\0b\u0007c\ud800d\u202ee\u2066f\u200fg\uffffh\u0085i', 200)).toBe('abcdefghi');
  expect(bodyText('a\0\r\nb\u2028c\u2029d\n\n\n\n\u2067e', false)).toBe('a\nb\nc\nd\n\ne');
});

test('emoji and other scripts stay as they are', () => {
  expect(oneLine('👩‍🚀 שלום 数', 200)).toBe('👩‍🚀 שלום 数');
});

test('a long text is cut between characters, and says so', () => {
  expect(oneLine('🔔'.repeat(20), 10)).toBe(`${'🔔'.repeat(9)}…`);
  expect(bodyText('&'.repeat(5_000), true)).toBe(`${'&amp;'.repeat(MAX_BODY - 1)}…`);
});

test('whatever comes in, what goes out is valid UTF-8 without controls, within the limit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), fc.string(), (one, two) => {
      for (const text of [oneLine(one + two, 200), bodyText(one + two, false)]) {
        expect(text).toBe(Buffer.from(text, 'utf8').toString('utf8'));
        expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
        expect(Array.from(text).length).toBeLessThanOrEqual(MAX_BODY);
      }
    })
  );
});

test('in markup only what we wrote ourselves can be a tag or an entity', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(bodyText(text, true)).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
    })
  );
});
