import type { Keyring } from '../vault/keyring.ts';
import type { Bus, BusReply } from './bus.ts';

const INTERFACE = 'org.kde.KWallet';
/** A person types a password meanwhile. */
const OPEN_LIMIT_MS = 10 * 60_000;

export interface KWalletParts {
  bus: Bus;
  /** Of Plasma: each has a service of its own. */
  version: '5' | '6';
  log(message: string, details?: Record<string, unknown>): void;
}

/** KDE's wallet, which Chromium's safeStorage uses on Plasma (components/os_crypt, kwallet_dbus): the one for passwords of the network. */
export function kwalletKeyring({ bus, version, log }: KWalletParts): Keyring {
  const name = `org.kde.kwalletd${version}`;
  const path = `/modules/kwalletd${version}`;
  const ask = (member: string, signature = '', body: unknown[] = [], limitMs?: number): Promise<BusReply> =>
    bus.call({ destination: name, path, interface: INTERFACE, member, signature, body }, limitMs);

  const wallet = async (): Promise<string> => String((await ask('networkWallet')).body[0]);

  return {
    async state() {
      try {
        const [enabled] = (await ask('isEnabled')).body;
        if (enabled !== true) return 'absent';
        const [open] = (await ask('isOpen', 's', [await wallet()])).body;
        return open === true ? 'unlocked' : 'locked';
      } catch (error) {
        log('KWallet could not be asked', { error: String(error) });
        return 'absent';
      }
    },
    async unlock() {
      try {
        // 0: no window of ours to stand in front of. The answer is a handle, negative where the person refused.
        const [handle] = (await ask('open', 'sxs', [await wallet(), 0n, 'Tradebell'], OPEN_LIMIT_MS)).body;
        return typeof handle === 'number' && handle >= 0;
      } catch (error) {
        log('KWallet could not be opened', { error: String(error) });
        return false;
      }
    },
    onChange(listener) {
      const heard = new Set(['walletOpened', 'walletClosed', 'allWalletsClosed']);
      let owner: string | undefined;
      const stops = [
        bus.watchName(name, (now) => {
          if (now === owner) return;
          owner = now;
          listener();
        }),
        bus.onSignal({ interface: INTERFACE, path, sender: name }, ({ member, sender }) => sender === owner && heard.has(member) && listener()),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
