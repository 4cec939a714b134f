import { expect, test } from 'vitest';
import { startBus } from '../desktop/bus.ts';
import { startKeyring } from './keyring.ts';

test('the throw-away keyring is unlocked at first, and can be locked, unlocked, and be away for a while', async () => {
  const bus = await startBus();
  const keyring = await startKeyring(bus);
  try {
    expect(await keyring.isLocked()).toBe(false);
    await keyring.lock();
    expect(await keyring.isLocked()).toBe(true);
    await keyring.unlock();
    expect(await keyring.isLocked()).toBe(false);
    await keyring.stop();
    await expect(keyring.isLocked()).rejects.toThrow('was not provided by any .service files');
    await keyring.start();
    expect(await keyring.isLocked()).toBe(false);
  } finally {
    await keyring.close();
    await bus.stop();
  }
});
