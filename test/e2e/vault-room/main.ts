import { randomBytes } from 'node:crypto';
import { app } from 'electron';
import { openBus } from '../../../src/desktop/bus.ts';
import { secretServiceKeyring } from '../../../src/desktop/keyring.ts';
import { systemClock } from '../../../src/shared/clock.ts';
import { createSafeStorage } from '../../../src/vault/safe-storage.ts';
import { openSettings } from '../../../src/vault/settings.ts';
import { openVault, type Vault } from '../../../src/vault/vault.ts';

/** What a test reaches in this app: nothing but the vault, in a real Electron. */
export interface VaultRoom {
  vault: Vault;
  /** Longest time, in ms, for which the main loop stood still since it was last asked. */
  longestBlock(): number;
}

declare global {
  var vaultRoom: VaultRoom;
}

const TICK_MS = 10;

void app.whenReady().then(() => {
  const folder = app.getPath('userData');
  const bus = openBus({ address: process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '', clock: systemClock });
  const keyring = secretServiceKeyring({ bus, log: (message, details) => console.error(message, details) });
  const settings = openSettings({ folder, clock: systemClock });
  const vault = openVault({
    folder,
    cipher: createSafeStorage(process.platform),
    keyring,
    settings,
    clock: systemClock,
    random: randomBytes,
  });
  const seen = { last: performance.now(), longest: 0 };
  const look = (): void => {
    const now = performance.now();
    seen.longest = Math.max(seen.longest, now - seen.last - TICK_MS);
    seen.last = now;
  };
  setInterval(look, TICK_MS);
  globalThis.vaultRoom = {
    vault,
    longestBlock() {
      look();
      const { longest } = seen;
      seen.longest = 0;
      return longest;
    },
  };
});
