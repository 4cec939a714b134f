import { expect, test } from 'vitest';
import { openBus } from '../../src/desktop/bus.ts';
import { desktopKeyring } from '../../src/desktop/desktop-keyring.ts';
import { testClock } from '../clock.ts';
import { startBus } from '../desktop/bus.ts';
import { serve } from '../desktop/service.ts';

/** The keyring of a desktop whose Secret Service has no collection yet, which is as bad as a locked one. */
async function keyringOf(chosenPasswordStore: string | undefined) {
  const daemon = await startBus();
  const connection = await daemon.connect();
  serve(connection, { path: '/org/freedesktop/secrets', iface: 'org.freedesktop.Secret.Service', methods: { ReadAlias: ['o', () => ['/']] } });
  await connection.bus.requestName('org.freedesktop.secrets', 0);
  const bus = openBus({ address: daemon.address, clock: testClock() });
  const keyring = desktopKeyring({ host: { platform: 'linux', env: {}, chosenPasswordStore }, bus, log: () => {} });
  const state = await keyring.state();
  bus.close();
  await daemon.stop();
  return state;
}

test('a keyring that is locked is waited for, unless the user chose to do without one', async () => {
  expect(await keyringOf(undefined)).toBe('locked');
  expect(await keyringOf('basic')).toBe('absent');
});
