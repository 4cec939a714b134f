import type { Stop } from '../shared/clock.ts';
import type { Bus, BusSignal } from './bus.ts';
import { SERVICE, SERVICE_PATH } from './notifications/service.ts';

/** The desktop's own do-not-disturb, where it can be read. */
export interface DoNotDisturb {
  on(): boolean;
  close(): void;
}

/** What is asked of a service: two names, answered with a flag. */
interface Question {
  service: string;
  /** Who had its name when it was asked: what another answers later does not count. */
  owner: string;
  path: string;
  iface: string;
  member: string;
  body: string[];
  /** What the flag means. */
  on(value: boolean): boolean;
}

const PROPERTIES = 'org.freedesktop.DBus.Properties';
const PORTAL = 'org.freedesktop.portal.Desktop';
const PORTAL_PATH = '/org/freedesktop/portal/desktop';
const PORTAL_SETTINGS = 'org.freedesktop.portal.Settings';
const GNOME = { namespace: 'org.gnome.desktop.notifications', key: 'show-banners' } as const;

/** Properties of the notification service: the first is Plasma's, the other dunst's. */
const OF_SERVICE = [
  { iface: SERVICE, name: 'Inhibited' },
  { iface: 'org.dunstproject.cmd0', name: 'paused' },
] as const;

/**
 * Linux: the notification service's own property (Plasma, dunst), or GNOME's setting where its portal tells it. A desktop that tells
 * neither counts as one that may be disturbed: it still does as it was told with what it is shown.
 */
export function linuxDoNotDisturb(bus: Bus, changed: () => void): DoNotDisturb {
  const known = new Map<string, boolean>();
  const owners = new Map<string, string | undefined>();

  function learn(what: string, on: boolean | undefined): void {
    const before = isOn();
    if (on === undefined) known.delete(what);
    else known.set(what, on);
    if (isOn() !== before) changed();
  }
  const isOn = (): boolean => [...known.values()].includes(true);

  /** Asked anew by whoever takes the name; `learn` only what the present owner says. */
  function watch(service: string, ask: (owner: string) => void, forget: () => void): Stop {
    return bus.watchName(service, (owner) => {
      if (owners.get(service) === owner) return;
      owners.set(service, owner);
      forget();
      if (owner !== undefined) ask(owner);
    });
  }

  async function read(what: string, { service, owner, path, iface, member, body, on }: Question): Promise<void> {
    try {
      const reply = await bus.call({ destination: service, path, interface: iface, member, signature: 'ss', body });
      const value = unpacked(reply.body[0]);
      if (owners.get(service) === owner && typeof value === 'boolean') learn(what, on(value));
    } catch {
      // This desktop has no such property, or it went: then it says nothing, and is not known.
      if (owners.get(service) === owner) learn(what, undefined);
    }
  }

  function heardOfService({ sender, body: [iface, values] }: BusSignal): void {
    if (sender !== owners.get(SERVICE)) return;
    const property = OF_SERVICE.find((one) => one.iface === iface);
    if (property === undefined || typeof values !== 'object' || values === null) return;
    const value = unpacked(Reflect.get(values, property.name));
    if (typeof value === 'boolean') learn(property.name, value);
  }

  function heardOfPortal({ sender, member, body: [namespace, key, value] }: BusSignal): void {
    if (sender !== owners.get(PORTAL) || member !== 'SettingChanged' || namespace !== GNOME.namespace || key !== GNOME.key) return;
    const shows = unpacked(value);
    if (typeof shows === 'boolean') learn(GNOME.key, !shows);
  }

  const stops = [
    bus.onSignal({ interface: PROPERTIES, path: SERVICE_PATH, sender: SERVICE }, heardOfService),
    bus.onSignal({ interface: PORTAL_SETTINGS, path: PORTAL_PATH, sender: PORTAL }, heardOfPortal),
    watch(
      SERVICE,
      (owner) => {
        for (const { iface, name } of OF_SERVICE) {
          void read(name, { service: SERVICE, owner, path: SERVICE_PATH, iface: PROPERTIES, member: 'Get', body: [iface, name], on: (is) => is });
        }
      },
      () => OF_SERVICE.forEach(({ name }) => learn(name, undefined))
    ),
    watch(
      PORTAL,
      (owner) => {
        const body = [GNOME.namespace, GNOME.key];
        void read(GNOME.key, { service: PORTAL, owner, path: PORTAL_PATH, iface: PORTAL_SETTINGS, member: 'Read', body, on: (shows) => !shows });
      },
      () => learn(GNOME.key, undefined)
    ),
  ];
  return {
    on: isOn,
    close() {
      for (const stop of stops) stop();
    },
  };
}

/** Out of its variants: the portal wraps a value twice. */
function unpacked(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'signature' in value && 'value' in value ? unpacked(value.value) : value;
}

/** Where the desktop does it by itself with what it is shown (macOS, Windows), there is nothing to heed. */
export const heedsItself: DoNotDisturb = { on: () => false, close: () => undefined };
