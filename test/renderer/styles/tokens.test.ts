import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { CATEGORIES } from '../../../src/shared/alert.ts';

const renderer = path.resolve(import.meta.dirname, '../../../renderer');
const css = fs.readFileSync(path.join(renderer, 'styles/tokens.css'), 'utf8');
const [usual = '', more = ''] = css.split('@media (prefers-contrast: more)');
const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** The colours of one theme by role: [red, green, blue, opacity], each 0 to 1. */
function colours(theme: Theme, sheet: string): Map<string, number[]> {
  const found = sheet.matchAll(/--([\w-]+): (?:light-dark\((#[\da-f]+), (#[\da-f]+)\)|(#[\da-f]+));/g);
  return new Map([...found].map(([, name, light, dark, both]) => [name!, parsed((theme === 'light' ? light : dark) ?? both!)]));
}

function parsed(hex: string): number[] {
  const channels = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  return [...channels, hex.length > 7 ? parseInt(hex.slice(7, 9), 16) / 255 : 1];
}

/** WCAG 2.2, "relative luminance" and "contrast ratio". */
function luminance(colour: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = colour.slice(0, 3).map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(one: readonly number[], other: readonly number[]): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const PAPERS = ['paper', 'paper-side', 'paper-raised', 'paper-sunken', 'hover', 'selected'];
/** What is written on what. */
const TEXTS: readonly (readonly [string, string])[] = [
  ...['ink', 'ink-soft'].flatMap((ink) => [...PAPERS, 'side-hover', 'side-current', 'system-soft'].map((paper) => [ink, paper] as const)),
  ...['paper', 'paper-sunken', 'paper-raised'].map((paper) => ['ink-faint', paper] as const),
  ...['accent', 'good', 'warn', 'bad'].flatMap((ink) => ['paper', 'paper-raised'].map((paper) => [ink, paper] as const)),
  ['accent', 'accent-soft'],
  ['accent-strong', 'accent-soft'],
  ['ink', 'accent-soft'],
  ['ink', 'warn-soft'],
  ['ink', 'bad-soft'],
  ['ink-soft', 'warn-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-bad-solid', 'bad-solid'],
  ['good', 'good-soft'],
  ['warn', 'warn-soft'],
  ['bad', 'bad-soft'],
  ['on-toast', 'toast'],
  ['toast-accent', 'toast'],
  ['ink', 'segment'],
  ['ink', 'selection'],
  ['paper', 'ink'],
  ...CATEGORIES.flatMap((category) => [[category, `${category}-soft`] as const, [category, 'paper'] as const]),
];
/** What has to be seen, and is no text: borders of fields, marks, the focus, signs. */
const SIGNS: readonly (readonly [string, string])[] = [
  ...PAPERS.slice(0, 4).map((paper) => ['line-strong', paper] as const),
  ...['paper', 'hover', 'selected'].flatMap((paper) => [['accent', paper] as const, ['bad', paper] as const]),
  ['on-brass', 'brass'],
  ...['good', 'warn', 'bad'].flatMap((sign) => ['paper-side', 'paper-raised', 'selected'].map((paper) => [sign, paper] as const)),
  ...CATEGORIES.map((category) => [category, 'paper-side'] as const),
];

test.each(THEMES)('in the %s theme all text can be read (AA), and all signs can be seen', (theme) => {
  const known = colours(theme, usual);
  const tooLow = (pairs: typeof TEXTS, least: number) =>
    pairs.flatMap(([ink, paper]) => {
      const [one, other] = [known.get(ink), known.get(paper)];
      if (one === undefined || other === undefined) return [`${ink} or ${paper} is no colour`];
      const found = ratio(one, other);
      return found < least ? [`${ink} on ${paper}: ${found.toFixed(2)}`] : [];
    });
  expect(tooLow(TEXTS, 4.5)).toEqual([]);
  expect(tooLow(SIGNS, 3)).toEqual([]);
});

test.each(THEMES)('with more contrast the %s theme has it: 7 for all text, 4.5 for lines', (theme) => {
  const known = new Map([...colours(theme, usual), ...colours(theme, more)]);
  for (const ink of ['ink', 'ink-soft', 'ink-faint']) {
    for (const paper of PAPERS) expect(ratio(known.get(ink)!, known.get(paper)!), `${ink} on ${paper}`).toBeGreaterThanOrEqual(7);
  }
  for (const paper of ['paper', 'paper-raised']) expect(ratio(known.get('line')!, known.get(paper)!), `line on ${paper}`).toBeGreaterThanOrEqual(4.5);
});

const sheets = fs
  .readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.css') && !file.endsWith('tokens.css'))
  .map((file) => ({ file, text: fs.readFileSync(path.join(renderer, file), 'utf8') }));

test('colours and sizes of type stand in one place', () => {
  const strays = sheets.flatMap(({ file, text }) => [...text.matchAll(/#[\da-f]{3,8}\b|rgba?\(|hsla?\(|font-size: [\d.]+\w+|font: [^;]*\dpx/gi)].map(([stray]) => `${file}: ${stray}`));
  expect(strays).toEqual([]);
});

test('what is used is defined', () => {
  const defined = new Set([css, ...sheets.map(({ text }) => text)].flatMap((text) => [...text.matchAll(/(--[\w-]+):/g)].map(([, name]) => name)));
  const used = sheets.flatMap(({ file, text }) => [...text.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => ({ file, name })));
  expect(used.filter(({ name }) => !defined.has(name))).toEqual([]);
});

test('each category has a colour and a shape that no other has', () => {
  const controls = sheets.find(({ file }) => file.endsWith('controls.css'))?.text ?? '';
  const shapes = CATEGORIES.map((category) => new RegExp(`\\.tile-${category} \\{[^}]*--shape: ([^;]+);`).exec(controls)?.[1]);
  expect(shapes).not.toContain(undefined);
  expect(new Set(shapes).size).toBe(CATEGORIES.length);
  for (const theme of THEMES) {
    const known = colours(theme, usual);
    expect(new Set(CATEGORIES.map((category) => String(known.get(category)))).size).toBe(CATEGORIES.length);
  }
});
