import { expect, test } from 'vitest';
import { passwordStore } from '../../src/desktop/password-store.ts';

const facts = { platform: 'linux' as const, hasSessionBus: true, chosen: undefined };

test.each([{ XDG_CURRENT_DESKTOP: 'sway' }, { XDG_CURRENT_DESKTOP: 'MATE' }, { XDG_CURRENT_DESKTOP: 'LXQt' }, {}])('where Chromium does not know the desktop (%j), the keyring is named', (env) => {
  expect(passwordStore({ ...facts, env })).toBe('gnome-libsecret');
});

test.each([{ XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' }, { XDG_CURRENT_DESKTOP: 'KDE' }, { XDG_CURRENT_DESKTOP: 'X-Cinnamon' }, { DESKTOP_SESSION: 'xfce' }, { KDE_FULL_SESSION: 'true' }])(
  'where Chromium knows the desktop (%j), it chooses',
  (env) => {
    expect(passwordStore({ ...facts, env })).toBe('auto');
  }
);

test('what the user chose, another system, and no session bus leave the choice alone', () => {
  expect(passwordStore({ ...facts, env: {}, chosen: 'basic' })).toBe('auto');
  expect(passwordStore({ ...facts, env: {}, platform: 'darwin' })).toBe('auto');
  expect(passwordStore({ ...facts, env: {}, hasSessionBus: false })).toBe('auto');
});
