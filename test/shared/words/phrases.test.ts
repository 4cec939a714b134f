import { expect, test } from 'vitest';
import { phrasesOf } from '../../../src/shared/words/phrases.ts';
import { pluralsOf } from '../../../src/shared/words/plurals.ts';

test('sentences end and follow one another as the language writes them', () => {
  const spanish = phrasesOf('es', { stop: '.', gap: ' ' });
  expect(spanish.paragraph(spanish.sentence('pedido 7'), undefined, '', spanish.sentence('¿y ahora?'))).toBe('Pedido 7. ¿y ahora?');
  expect(spanish.list(['a', 'b', 'i'])).toBe('a, b e i');
});

test('a text that ends already is not ended again, in whatever script', () => {
  const { stopped } = phrasesOf('en', { stop: '.', gap: ' ' });
  for (const text of ['Done.', 'Done?', 'So be it…', '“Why?”', '(No.)', '«Sí.»', '好。', '“好！”', '「好。」']) expect(stopped(text)).toBe(text);
  expect(stopped('好')).toBe('好.');
});

test('each number has the noun that goes with it', () => {
  const english = pluralsOf('en');
  expect([0, 1, 2, 12_000].map((n) => `${english.whole(n)} ${english.form(n, { one: 'alert', other: 'alerts' })}`)).toEqual([
    '0 alerts',
    '1 alert',
    '2 alerts',
    '12,000 alerts',
  ]);
  const spanish = pluralsOf('es', '\u202f');
  expect([1, 4_000, 12_000, 2_000_000].map((n) => `${spanish.whole(n)} ${spanish.form(n, { one: 'aviso', many: 'de avisos', other: 'avisos' })}`)).toEqual([
    '1 aviso',
    '4000 avisos',
    '12\u202f000 avisos',
    '2\u202f000\u202f000 de avisos',
  ]);
});
