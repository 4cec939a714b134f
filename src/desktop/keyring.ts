import type { Stop } from '../shared/clock.ts';
import type { Keyring, KeyringState } from '../vault/keyring.ts';
import { Variant } from '@jellybrick/dbus-next';
import type { Bus, BusReply } from './bus.ts';

const NAME = 'org.freedesktop.secrets';
const PATH = '/org/freedesktop/secrets';
const SERVICE = 'org.freedesktop.Secret.Service';
const COLLECTION = 'org.freedesktop.Secret.Collection';
const PROMPT = 'org.freedesktop.Secret.Prompt';
const PROPERTIES = 'org.freedesktop.DBus.Properties';

/** How the Secret Service writes "no such object". */
const NOTHING = '/';

export interface KeyringParts {
  bus: Bus;
  log(message: string, details?: Record<string, unknown>): void;
}

/** The desktop's keyring by the Secret Service API 0.2 (GNOME Keyring, KeePassXC, KDE's newer ones). */
export function secretServiceKeyring({ bus, log }: KeyringParts): Keyring {
  let unlocking: Promise<boolean> | undefined;

  function ask(path: string, iface: string, member: string, signature = '', body: unknown[] = []): Promise<BusReply> {
    return bus.call({ destination: NAME, path, interface: iface, member, signature, body });
  }

  /** Path of the collection that safeStorage would use, or undefined where there is none yet. */
  async function collection(): Promise<string | undefined> {
    const [path] = (await ask(PATH, SERVICE, 'ReadAlias', 's', ['default'])).body;
    return typeof path === 'string' && path !== NOTHING ? path : undefined;
  }

  async function state(): Promise<KeyringState> {
    try {
      const path = await collection();
      // The first secret would make one, and ask for a password of its own: to safeStorage that is as bad as a locked one.
      if (path === undefined) return 'locked';
      const [locked] = (await ask(path, PROPERTIES, 'Get', 'ss', [COLLECTION, 'Locked'])).body;
      return locked instanceof Variant && locked.value === false ? 'unlocked' : 'locked';
    } catch (error) {
      log('the keyring could not be asked', { error: String(error) });
      return 'absent';
    }
  }

  async function unlock(): Promise<boolean> {
    try {
      const path = await collection();
      const reply =
        path === undefined
          ? await ask(PATH, SERVICE, 'CreateCollection', 'a{sv}s', [{ [`${COLLECTION}.Label`]: new Variant('s', 'Default keyring') }, 'default'])
          : await ask(PATH, SERVICE, 'Unlock', 'ao', [[path]]);
      const [, prompt] = reply.body;
      if (typeof prompt === 'string' && prompt !== NOTHING) await answered(prompt, reply.sender);
    } catch (error) {
      log('the keyring could not be unlocked', { error: String(error) });
    }
    return (await state()) === 'unlocked';
  }

  /** Shows the service's prompt, and waits until the person has answered it or the service has gone. */
  async function answered(prompt: string, owner: string): Promise<void> {
    const stops: Stop[] = [];
    try {
      const done = new Promise<void>((resolve) => {
        stops.push(bus.onSignal({ interface: PROMPT, path: prompt, sender: NAME }, ({ sender }) => sender === owner && resolve()));
        stops.push(bus.watchName(NAME, (now) => now !== owner && resolve()));
      });
      await ask(prompt, PROMPT, 'Prompt', 's', ['']);
      await done;
    } finally {
      for (const stop of stops) stop();
    }
  }

  return {
    state,
    unlock: () => (unlocking ??= unlock().finally(() => (unlocking = undefined))),
    onChange(listener) {
      let owner: string | undefined;
      let told = false;
      const heard = (sender: string): void => {
        if (sender === owner) listener();
      };
      const stops = [
        bus.watchName(NAME, (now) => {
          if (told && now !== owner) listener();
          told = true;
          owner = now;
        }),
        bus.onSignal({ interface: SERVICE, path: PATH, sender: NAME }, ({ sender }) => heard(sender)),
        bus.onSignal({ interface: PROPERTIES, sender: NAME }, ({ sender, body }) => body[0] === COLLECTION && heard(sender)),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
