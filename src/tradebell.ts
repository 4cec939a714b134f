import path from 'node:path';
import { createBell } from './bell.ts';
import { createConnections } from './connections.ts';
import { startApp } from './desktop/app.ts';
import { hasSessionBus, openBus } from './desktop/bus.ts';
import { desktopKeyring } from './desktop/desktop-keyring.ts';
import { createFace, type JournalKeeping } from './desktop/face.ts';
import type { Core } from './desktop/handlers.ts';
import type { Host } from './desktop/host.ts';
import { listenForWakeUps } from './desktop/listen-for-wake-ups.ts';
import { noticeWords } from './desktop/notice-words.ts';
import { desktopNotifier } from './desktop/notifications/desktop-notifier.ts';
import { passwordStore } from './desktop/password-store.ts';
import { isPaused, watchPause } from './desktop/pause.ts';
import { openLog, type Log } from './diagnostics/log.ts';
import { JournalError, type Journal } from './journal/journal.ts';
import { openJournal, turn, type JournalOptions } from './journal/open-journal.ts';
import { openJournalIn, type NoJournal, type OpenJournal } from './journal/open.ts';
import { createPictures } from './pictures/pictures.ts';
import type { AppState, Done, Place } from './shared/bridge.ts';
import type { Clock } from './shared/clock.ts';
import { merge } from './shared/merge.ts';
import { CATALOGUES } from './shared/words/catalogue.ts';
import { warmFormats } from './shared/words/formats.ts';
import { searchText } from './shared/words/search-text.ts';
import { SOURCES } from './sources/registry.ts';
import { createNetwork } from './transport/create-network.ts';
import { createWake, ownAddresses } from './transport/wake.ts';
import { createSafeStorage } from './vault/safe-storage.ts';
import { openSettings } from './vault/settings.ts';
import { openVault } from './vault/vault.ts';

/** What a test may bring in place of the machine's own. */
export interface Surroundings {
  clock: Clock;
  /** Uniform in [0, 1). */
  random(): number;
}

type Ending = () => void | Promise<void>;

/** Builds the parts and connects them. Returns at once; everything else follows from events. */
export function runTradebell(host: Host, surroundings: Surroundings): void {
  const { clock } = surroundings;
  const log = openLog({ folder: host.dataFolder, clock, ...(host.dev && { echo: (_level, line) => process.stdout.write(`${line}\n`) }) });
  // It goes on ringing, whatever else is broken.
  host.onFault((error) => log.error('something went wrong that nothing caught', faultOf(error)));
  const endings: Ending[] = [];
  const face: { open?: (place: Place) => void } = {};

  const started = startApp({
    platform: host.platform,
    clock,
    passwordStore: passwordStore({ platform: host.platform, env: host.env, hasSessionBus: hasSessionBus(host.env), chosen: host.chosenPasswordStore }),
    log: log.info,
    openInbox: () => face.open?.({ view: 'inbox' }),
    async shutDown() {
      // What was built last leans on what was built before it.
      for (const end of endings.toReversed()) await end();
      await log.flush();
    },
  });
  if (!started) return;
  host.ready
    .then(() => compose(host, surroundings, log, endings, (open) => (face.open = open)))
    .catch((error: unknown) => {
      log.error('Tradebell could not start', faultOf(error));
      const { title, text } = CATALOGUES.en.desktop.couldNotStart;
      host.showError(title, text(String(error), host.dataFolder));
      host.quit();
    });
}

function faultOf(error: unknown): Record<string, unknown> {
  return { error: String(error), ...(error instanceof Error && { stack: error.stack }) };
}

async function compose(
  host: Host,
  { clock, random }: Surroundings,
  log: Log,
  endings: Ending[],
  opensWith: (open: (place: Place) => void) => void
): Promise<void> {
  const folder = host.dataFolder;
  const locale = host.locale();
  /** What is not there from the start: the journal waits for its key, and everything that needs it waits for the journal. */
  const state: { core?: Core; opened?: OpenJournal | NoJournal; disk?: AppState['journal'] | undefined } = {};

  const settings = openSettings({ folder, clock });
  const catalogue = () => CATALOGUES[settings.get().language];
  const bus = openBus({ address: undefined, clock });
  endings.push(() => bus.close());
  const vault = openVault({
    folder,
    cipher: createSafeStorage(host.platform),
    keyring: desktopKeyring({ host, bus, log: log.info }),
    settings,
    clock,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    onSecret: log.hide,
  });
  endings.push(() => vault.close());
  const notifier = desktopNotifier({ host, bus, clock, log: log.info, openLabel: catalogue().desktop.open });
  endings.push(() => notifier.close());
  const network = createNetwork(clock);
  endings.push(() => network.close());
  const pictures = createPictures({
    clock,
    kept: (id) => state.core?.journal.picture(id),
    keep: async (id, type, bytes) => state.core?.journal.keepPicture(id, type, bytes),
    fetch: (identity, ref, maxBytes) => state.core?.connections.picture(identity, ref, maxBytes) ?? Promise.reject(new Error('no connection is at work yet')),
    log: log.info,
  });

  const face = createFace({
    host,
    clock,
    locale,
    vault,
    notifier,
    pictures,
    catalogue,
    core: () => state.core,
    journal: keepingOf(state),
    log: log.info,
    hide: log.hide,
  });
  endings.push(() => face.close());
  opensWith(face.open);
  endings.push(
    vault.onChange(() => {
      face.tellApp();
      face.tellConnections();
    })
  );

  const ofJournal = { merge, searchText, clock, trouble: (error: unknown) => log.warn('the journal met trouble', { error: String(error) }) };
  const opened = await openJournalIn({ folder: path.join(folder, 'journal'), keys: vault.journalKeys, ...ofJournal });
  state.opened = opened;
  if ('error' in opened) log.error('the journal could not be opened', { state: opened.state, error: String(opened.error) });
  const journal = 'journal' in opened ? opened.journal : journalInMemory(opened, ofJournal);
  endings.push(() => journal.close());

  const bell = createBell({
    journal,
    notifier,
    clock,
    words: noticeWords({ clock, locale, catalogue, settings: settings.get }),
    rules(connectionId) {
      const { rules, connections } = settings.get();
      const own = connections.find((connection) => connection.id === connectionId)?.rules ?? {};
      return { app: rules, connection: own, paused: isPaused(settings.get(), clock) };
    },
    async picture({ identity, picture, actor }) {
      const ref = picture ?? actor?.picture;
      return ref === undefined ? undefined : (await pictures.get(identity, ref))?.bytes;
    },
    open(id, { reply, ask, activationToken }) {
      face.open(id === undefined ? { view: 'inbox', unread: true } : { view: 'alert', id, ...(reply === true && { reply }), ...(ask !== undefined && { ask }) }, activationToken);
    },
    act: async (alert, verb, text) => (await state.core?.connections.act(alert, verb, text)) ?? { ...UNREACHABLE, outcome: 'not-done' },
    reread: async (alert) => (await state.core?.connections.reread(alert)) ?? UNREACHABLE,
    newToken: () => crypto.randomUUID(),
    wereRead: (alerts) => state.core?.connections.markRead(alerts),
    diskTrouble(code) {
      if (state.disk === code) return;
      state.disk = code;
      face.tellApp();
    },
  });
  endings.push(() => bell.close());

  const wake = createWake({ clock, addresses: ownAddresses, wake: () => state.core?.connections.wake() });
  const connections = createConnections({
    settings,
    secrets: vault,
    systems: SOURCES,
    network,
    clock,
    random,
    newId: () => crypto.randomUUID(),
    bell,
    watermarks: journal.watermarks,
    log: log.info,
    hide: log.hide,
    mask: log.mask,
    changed() {
      wake.waiting(connections.list().some(({ state: { phase } }) => phase === 'waiting'));
      face.tellConnections();
    },
  });
  state.core = { journal, bell, connections };
  endings.push(() => connections.stop(), wake.stop, listenForWakeUps({ host, clock }, wake.signal), journal.onChange(face.tellJournal));

  endings.push(
    watchPause(settings, clock, (paused) => {
      bell.pauseChanged(paused);
      face.tellApp();
    })
  );
  await bell.takeUp();
  connections.start();
  face.tellApp();
  face.tellConnections();
  face.tellJournal([]);
  // A first start that only put an icon somewhere would look like nothing; some desktops do not even show it.
  if (settings.get().connections.length === 0) face.open({ view: 'inbox' });
  log.info('Tradebell is up', { version: host.version, platform: host.platform, journal: opened.state, keyring: vault.state() });
  // Every language a search finds words in, and the user's own way of writing numbers.
  for (const each of new Set([locale, ...Object.keys(CATALOGUES)])) await warmFormats(each, clock.now(), turn);
}

const UNREACHABLE = { ok: false, trouble: { code: 'unreachable' } } as const satisfies Done;

/** Without a journal alerts still ring, from memory, and the tray says why; but nothing final is done that could not be noted for good. */
function journalInMemory({ state }: NoJournal, options: Omit<JournalOptions, 'file'>): Journal {
  const refused = (): Promise<never> => Promise.reject(new JournalError(state));
  return { ...openJournal({ file: ':memory:', ...options }), intend: refused };
}

function keepingOf(state: { opened?: OpenJournal | NoJournal; disk?: AppState['journal'] | undefined }): JournalKeeping {
  const open = (): OpenJournal | undefined => (state.opened !== undefined && 'journal' in state.opened ? state.opened : undefined);
  return {
    state() {
      if (state.disk !== undefined) return state.disk;
      if (state.opened === undefined) return 'opening';
      return 'replaced' in state.opened ? 'replaced' : state.opened.state;
    },
    setAside: () => open()?.setAside() ?? [],
    retry: async (file) => (await open()?.retry(file)) ?? 'unreadable',
    deleteSetAside: (file) => open()?.deleteSetAside(file),
  };
}
