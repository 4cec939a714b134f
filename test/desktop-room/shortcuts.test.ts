import { expect, test } from 'vitest';
import { shortcutOf } from '../../src/desktop/shortcuts.ts';

const press = { type: 'keyDown', key: 'w', control: true, meta: false, alt: false };

test('Ctrl and W closes the window, Ctrl and plus, minus, nought zoom', () => {
  expect(['w', '+', '=', '-', '0', 'x'].map((key) => shortcutOf({ ...press, key }, 'linux'))).toEqual(['close', 'zoom-in', 'zoom-in', 'zoom-out', 'zoom-reset', undefined]);
});

test('on macOS it is Command instead', () => {
  expect(shortcutOf(press, 'darwin')).toBeUndefined();
  expect(shortcutOf({ ...press, control: false, meta: true }, 'darwin')).toBe('close');
});

test('letting a key go, and other modifiers, do nothing', () => {
  expect(shortcutOf({ ...press, type: 'keyUp' }, 'linux')).toBeUndefined();
  expect(shortcutOf({ ...press, alt: true }, 'linux')).toBeUndefined();
  expect(shortcutOf({ ...press, control: false }, 'linux')).toBeUndefined();
});
