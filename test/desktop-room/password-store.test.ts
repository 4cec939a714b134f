import { expect, test } from 'vitest';
import { kwalletVersion, passwordStore } from '../../src/desktop/password-store.ts';

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

test.each([
  [{ XDG_CURRENT_DESKTOP: 'KDE', KDE_SESSION_VERSION: '6' }, undefined, '6'],
  [{ XDG_CURRENT_DESKTOP: 'KDE', KDE_SESSION_VERSION: '5' }, undefined, '5'],
  [{ XDG_CURRENT_DESKTOP: 'GNOME' }, undefined, undefined],
  [{ XDG_CURRENT_DESKTOP: 'KDE' }, 'gnome-libsecret', undefined],
  [{ XDG_CURRENT_DESKTOP: 'sway' }, 'kwallet6', '6'],
] as const)('on %j with %s chosen, the wallet of Plasma is %s', (env, chosen, version) => {
  expect(kwalletVersion({ platform: 'linux', env, chosen })).toBe(version);
});
