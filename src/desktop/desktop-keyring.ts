import { noKeyring, openKeyring, type Keyring } from '../vault/keyring.ts';
import type { Bus } from './bus.ts';
import type { Host } from './host.ts';
import { secretServiceKeyring } from './keyring.ts';
import { kwalletKeyring } from './kwallet.ts';
import { kwalletVersion } from './password-store.ts';

export interface DesktopKeyringParts {
  host: Pick<Host, 'platform' | 'env' | 'chosenPasswordStore'>;
  bus: Bus;
  log(message: string, details?: Record<string, unknown>): void;
}

/** The keyring that safeStorage would use here: on Linux one that may be locked, elsewhere one that is open with the user's session. */
export function desktopKeyring({ host, bus, log }: DesktopKeyringParts): Keyring {
  if (host.platform !== 'linux') return openKeyring;
  // Chosen on the command line: then no keyring is waited for either, least of all one that is locked.
  if (host.chosenPasswordStore === 'basic') return noKeyring;
  const version = kwalletVersion({ platform: host.platform, env: host.env, chosen: host.chosenPasswordStore });
  return version === undefined ? secretServiceKeyring({ bus, log }) : kwalletKeyring({ bus, version, log });
}
