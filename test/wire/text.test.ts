import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cut, frameText, plainLine, plainText } from '../../src/wire/text.ts';

test.each([
  ['Test &#34;quoted&#34; &amp; <i>digital</i> good', 'Test "quoted" & digital good'],
  ['&lt;script&gt;alert(1)&lt;/script&gt;', '<script>alert(1)</script>'],
  ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
  ['5 < 6 and 7 > 4, I <3 you', '5 < 6 and 7 > 4, I <3 you'],
  ['<a href="http://x">click</a> <!-- no --><br/>here', 'click here'],
  ['  a \n\n b\tc ', 'a b c'],
  ['rtl \u202eevil\u2066 \u200bzero\ufeff', 'rtl evil zero'],
  ['bell\u0007 null\u0000 &#0; &#x202e;', 'bell null \ufffd'],
  ['half \ud83d pair \ud83d\ude00', 'half pair 😀'],
  ['👩‍🚀 family', '👩‍🚀 family'],
])('%j reads %j', (raw, plain) => {
  expect(plainLine(raw, 500)).toBe(plain);
});

test.each(['', ' ', '<b></b>', '\u202e', undefined, null, [], 7])('%j says nothing', (raw) => {
  expect(plainLine(raw, 500)).toBeUndefined();
  expect(plainText(raw, 500)).toBeUndefined();
});

test('a text keeps its lines, however they were written', () => {
  expect(plainText('Hi B\r\nline two<br>three</p>four\n\n\n\nfive', 500)).toBe('Hi B\nline two\nthree\nfour\n\nfive');
});

test('a text is never longer than its limit, and never torn', () => {
  expect(plainLine('x'.repeat(501), 500)).toBe(`${'x'.repeat(499)}…`);
  expect(cut('ab😀cd', 4)).toBe('ab…');
  expect(frameText(`${'x'.repeat(65_534)}😀more`)).toHaveLength(65_535);
  expect(frameText('a\ud800b')).toBe('a\ufffdb');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 1, max: 50 }), (raw, limit) => {
      for (const text of [plainLine(raw, limit), plainText(raw, limit)]) {
        if (text === undefined) continue;
        expect(text.length).toBeLessThanOrEqual(limit);
        expect(text).not.toMatch(/\p{Cs}/u);
      }
    })
  );
});

test.each(['<', '<a', '&', '&#', '<b>', '</p>'])('a megabyte of %s is read in no time', (piece) => {
  const started = performance.now();
  plainText(piece.repeat(1_000_000 / piece.length), 20_000);
  expect(performance.now() - started).toBeLessThan(2_000);
});
