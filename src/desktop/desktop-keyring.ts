import { openKeyring, type Keyring } from '../vault/keyring.ts';
import type { Bus } from './bus.ts';
import type { Host } from './host.ts';
import { secretServiceKeyring } from './keyring.ts';

export interface DesktopKeyringParts {
  host: Pick<Host, 'platform'>;
  bus: Bus;
  log(message: string, details?: Record<string, unknown>): void;
}

/** The keyring that safeStorage would use here: on Linux one that may be locked, elsewhere one that is open with the user's session. */
export function desktopKeyring({ host, bus, log }: DesktopKeyringParts): Keyring {
  return host.platform === 'linux' ? secretServiceKeyring({ bus, log }) : openKeyring;
}
