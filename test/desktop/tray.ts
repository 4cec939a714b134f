import { DBusError, Variant } from '@jellybrick/dbus-next';
import type { Bus, Connection } from './bus.ts';
import { createRecord, LIMIT_MS, type Record } from './record.ts';
import { serve } from './service.ts';
import { readLayout, type Layout, type MenuItem } from './menu.ts';

/** What a tray icon shows at one moment. */
export interface TrayView {
  readonly title: string;
  /** `Active`, `Passive` or `NeedsAttention`. */
  readonly status: string;
  readonly tooltip: string;
  /** Pixels as 32-bit ARGB, most significant byte first, one entry a size. */
  readonly icons: ReadonlyArray<{ readonly width: number; readonly height: number; readonly argb: Buffer }>;
  readonly menu: readonly MenuItem[];
}

/** One app's icon in the tray. */
export interface TrayItem {
  /** Its name on the bus. */
  readonly name: string;
  view(): Promise<TrayView>;
  /** The first view that fits: now, or after a change that the app signals. Rejects after `limitMs` with the last view. */
  until(fits: (view: TrayView) => boolean, limitMs?: number): Promise<TrayView>;
  /** A left click. */
  activate(): Promise<void>;
  /** A middle click. */
  secondaryActivate(): Promise<void>;
  /** Opens the menu and chooses an item by its labels from the top. Throws when it is not there, hidden or disabled. */
  choose(...labels: string[]): Promise<void>;
  /** Settles when the app has taken its icon away or has ended. */
  readonly gone: Promise<void>;
}

export interface TrayHost {
  /** Every item that ever registered, gone ones too. */
  readonly items: Record<TrayItem>;
  /** The items in the tray now. */
  present(): TrayItem[];
}

const WATCHER = 'org.kde.StatusNotifierWatcher';
const ITEM = 'org.kde.StatusNotifierItem';
const ITEM_PATH = '/StatusNotifierItem';
const MENU = 'com.canonical.dbusmenu';

/** Puts a tray on a bus. It must be there before the app, or the app takes it that there is none. */
export async function trayHost(bus: Bus): Promise<TrayHost> {
  const connection = await bus.connect();
  const items = createRecord<TrayItem>('tray item', ({ name }) => name);
  const leavings = createRecord<string>('name that left the bus', (name) => name);
  const present = new Map<string, TrayItem>();

  await connection.listen("sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',member='NameOwnerChanged'", ({ body }) => {
    const [name, , newOwner] = body as [string, string, string];
    if (newOwner !== '') return;
    present.delete(name);
    leavings.add(name);
  });

  serve(connection, {
    path: '/StatusNotifierWatcher',
    iface: WATCHER,
    methods: {
      RegisterStatusNotifierItem: [
        '',
        ([given], { sender }) => {
          // The specification lets an item give its bus name, or only a path.
          const name = String(given).startsWith('/') ? sender : String(given);
          const item = trayItem(connection, name, leavings);
          present.set(name, item);
          items.add(item);
          return [];
        },
      ],
      RegisterStatusNotifierHost: ['', () => []],
    },
    properties: () => ({
      IsStatusNotifierHostRegistered: new Variant('b', true),
      ProtocolVersion: new Variant('i', 0),
      RegisteredStatusNotifierItems: new Variant('as', [...present.keys()]),
    }),
  });
  await connection.bus.requestName(WATCHER, 0);
  return { items, present: () => [...present.values()] };
}

function trayItem(connection: Connection, name: string, leavings: Record<string>): TrayItem {
  const call = (path: string, iface: string, member: string, signature = '', body: readonly unknown[] = []): Promise<unknown[]> =>
    connection.call(name, path, iface, member, signature, body);

  const properties = async (): Promise<ItemProperties> => {
    const [found] = await call(ITEM_PATH, 'org.freedesktop.DBus.Properties', 'GetAll', 's', [ITEM]);
    return found as ItemProperties;
  };
  const menuOf = async (path: string): Promise<readonly MenuItem[]> => {
    try {
      await call(path, MENU, 'AboutToShow', 'i', [0]);
    } catch (error) {
      if (!(error instanceof DBusError)) throw error; // Electron answers an error for the root, and builds the menu all the same
    }
    const [, root] = (await call(path, MENU, 'GetLayout', 'iias', [0, -1, []])) as [number, Layout];
    return readLayout(root).children;
  };

  const view = async (): Promise<TrayView> => {
    const found = await properties();
    const [, , title, text] = found.ToolTip.value;
    return {
      title: found.Title.value,
      status: found.Status.value,
      tooltip: [title, text].filter((part) => part !== '').join('\n'),
      icons: found.IconPixmap.value.map(([width, height, argb]) => ({ width, height, argb: Buffer.from(argb) })),
      menu: await menuOf(found.Menu.value),
    };
  };

  // Changes are told by signals of the item and of its menu; each is a reason to look again.
  const changes = createRecord<string>('tray change', (member) => member);
  let listening: Promise<void> | undefined;
  const listen = async (): Promise<void> => {
    const heard = ({ member }: { member: string }): void => changes.add(member);
    const owner = await connection.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'GetNameOwner', 's', [name]);
    await connection.listen(`sender='${String(owner[0])}',interface='${ITEM}'`, heard);
    await connection.listen(`sender='${String(owner[0])}',interface='${MENU}'`, heard);
  };

  return {
    name,
    view,
    gone: leavings.next((left) => left === name, Infinity).then(() => undefined),
    async until(fits, limitMs = LIMIT_MS) {
      await (listening ??= listen());
      const end = performance.now() + limitMs;
      for (;;) {
        const known = changes.all.length;
        const now = await view();
        if (fits(now)) return now;
        if (changes.all.length > known) continue;
        const left = end - performance.now();
        const { icons, ...words } = now;
        await changes.next(() => true, Math.max(0, left)).catch(() => {
          throw new Error(`the tray did not become so within ${limitMs} ms; last: ${JSON.stringify(words)}, ${icons.length} icons`);
        });
      }
    },
    async activate() {
      await call(ITEM_PATH, ITEM, 'Activate', 'ii', [0, 0]);
    },
    async secondaryActivate() {
      await call(ITEM_PATH, ITEM, 'SecondaryActivate', 'ii', [0, 0]);
    },
    async choose(...labels) {
      const path = (await properties()).Menu.value;
      let level = await menuOf(path);
      let hit: MenuItem | undefined;
      for (const label of labels) {
        hit = level.find((item) => item.label === label && item.visible);
        if (hit === undefined || !hit.enabled) {
          const there = level.map((item) => `"${item.label}"${item.enabled ? '' : ' (disabled)'}`).join(', ');
          throw new Error(`no menu item "${label}" to choose; there are ${there}`);
        }
        level = hit.children;
      }
      if (hit === undefined) throw new Error('choose needs a label');
      await call(path, MENU, 'Event', 'isvu', [hit.id, 'clicked', new Variant('s', ''), 0]);
    },
  };
}

interface ItemProperties {
  readonly Title: Variant<string>;
  readonly Status: Variant<string>;
  readonly ToolTip: Variant<readonly [string, unknown, string, string]>;
  readonly IconPixmap: Variant<ReadonlyArray<readonly [number, number, Uint8Array]>>;
  readonly Menu: Variant<string>;
}
