import { expect, onTestFinished, test } from 'vitest';
import { openBus } from '../../src/desktop/bus.ts';
import { secretServiceKeyring } from '../../src/desktop/keyring.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { startBus } from '../desktop/bus.ts';
import { createRecord } from '../desktop/record.ts';
import { startKeyring } from './keyring.ts';

async function scene() {
  const daemon = await startBus();
  const real = await startKeyring(daemon);
  const bus = openBus({ address: daemon.address, clock: systemClock });
  const keyring = secretServiceKeyring({ bus, log: () => undefined });
  const changes = createRecord<string>('change', (change) => change);
  const stop = keyring.onChange(() => changes.add('changed'));
  onTestFinished(async () => {
    stop();
    bus.close();
    await real.close();
    await daemon.stop();
  });
  return { real, keyring, changes };
}

test('a real GNOME keyring is seen unlocked, locked, unlocked and gone, and each change is told', async () => {
  const { real, keyring, changes } = await scene();
  expect(await keyring.state()).toBe('unlocked');
  expect(await keyring.unlock()).toBe(true);

  const locked = changes.next();
  await real.lock();
  await locked;
  expect(await keyring.state()).toBe('locked');

  const unlocked = changes.next();
  await real.unlock();
  await unlocked;
  expect(await keyring.state()).toBe('unlocked');

  const gone = changes.next();
  await real.stop();
  await gone;
  expect(await keyring.state()).toBe('absent');

  const back = changes.next();
  await real.start();
  await back;
  expect(await keyring.state()).toBe('unlocked');
});

test('a locked GNOME keyring whose prompt nobody can show stays locked, and the app goes on', async () => {
  const { real, keyring } = await scene();
  await real.lock();
  expect(await keyring.unlock()).toBe(false);
  expect(await keyring.state()).toBe('locked');
});
