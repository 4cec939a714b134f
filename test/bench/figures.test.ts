import { expect, test } from 'vitest';
import { asData, asTable, type Part } from './figures.ts';

const part: Part = {
  name: 'burst',
  title: 'A burst',
  seconds: 2.00001,
  figures: [
    { name: 'longest block', value: 84.123, unit: 'ms', aim: { most: 10 }, against: { name: 'idle', value: 2 }, note: 'by the wall 90 ms' },
    { name: 'until decided', value: 2.5, unit: 's', aim: { most: 3 } },
  ],
};

test('people read each figure with its ratio, whether its aim is met, and its note below', () => {
  expect(asTable([part])).toBe(
    [
      '                 Measured  Against      Ratio  Aim',
      '',
      'A burst',
      '  longest block   84.1 ms  idle: 2 ms  42.1 ×  under 10 ms: NOT MET',
      '      by the wall 90 ms',
      '  until decided     2.5 s                      under 3 s: met',
    ].join('\n')
  );
});

test('programs read the same, with ratios and verdicts worked out', () => {
  expect(asData(part)).toMatchObject({
    name: 'burst',
    figures: [
      { value: 84.123, ratio: 42.062, met: false },
      { value: 2.5, met: true },
    ],
  });
});

test('an aim may be of the ratio to what a figure stands against', () => {
  const event = { name: 'an event of many', unit: 'µs', against: { name: 'of few', value: 100 }, aim: { mostRatio: 1.2 } } as const;
  const verdictOf = (value: number) => asTable([{ ...part, figures: [{ ...event, value }] }]).split('\n').at(-1);
  expect(verdictOf(110)).toMatch(/1\.1 ×  under 1\.2 ×: met$/);
  expect(verdictOf(130)).toMatch(/1\.3 ×  under 1\.2 ×: NOT MET$/);
});

test('an aim may be a share of what a figure stands against that must be reached', () => {
  const frames = { name: 'frames', unit: '/s', against: { name: 'of an empty page', value: 60 }, aim: { leastRatio: 0.95 } } as const;
  const verdictOf = (value: number) => asTable([{ ...part, figures: [{ ...frames, value }] }]).split('\n').at(-1);
  expect(verdictOf(59)).toMatch(/over 0\.95 ×: met$/);
  expect(verdictOf(50)).toMatch(/over 0\.95 ×: NOT MET$/);
});
