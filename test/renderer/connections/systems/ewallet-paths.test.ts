import { expect, test } from 'vitest';
import { isRefused, PATH_OF, PATHS, presetOf } from '../../../../renderer/connections/systems/ewallet-paths.ts';

test('each kind of keys proposes a path that takes it', () => {
  for (const auth of ['OMGProvider', 'OMGAdmin', 'OMGClient', 'OMGServer'] as const) expect(isRefused(auth, PATH_OF[auth])).toBe(false);
});

test('what released servers refuse is known, whatever the document says', () => {
  expect(isRefused('OMGProvider', PATHS.client)).toBe(true);
  expect(isRefused('OMGClient', PATHS.admin)).toBe(true);
  expect(isRefused('OMGServer', PATHS.admin)).toBe(true);
  expect(isRefused('OMGClient', PATHS.old)).toBe(false);
});

test('of a path of its own nothing is claimed', () => {
  expect(presetOf('/wallet/api/admin/socket')).toBeUndefined();
  expect(isRefused('OMGProvider', '/wallet/api/client/socket')).toBe(false);
});
