import path from 'node:path';
import { createBell } from './bell.ts';
import { createConnections } from './connections.ts';
import { startApp } from './desktop/app.ts';
import { hasSessionBus, openBus } from './desktop/bus.ts';
import { callHandlers, waiting, type Core } from './desktop/handlers.ts';
import { assetPath, type Host } from './desktop/host.ts';
import { serveCalls } from './desktop/ipc.ts';
import { desktopKeyring } from './desktop/desktop-keyring.ts';
import { noticeWords } from './desktop/notice-words.ts';
import { desktopNotifier } from './desktop/notifications/desktop-notifier.ts';
import { passwordStore } from './desktop/password-store.ts';
import { focusWithToken } from './desktop/second-start.ts';
import { appTray } from './desktop/tray.ts';
import { pauseEnd, trayModel, type TrayAction } from './desktop/tray-model.ts';
import { listenForWakeUps } from './desktop/listen-for-wake-ups.ts';
import { appWindow } from './desktop/window.ts';
import { openLog } from './diagnostics/log.ts';
import { openJournalIn, type NoJournal, type OpenJournal } from './journal/open.ts';
import { openJournal } from './journal/open-journal.ts';
import { createPictures } from './pictures/pictures.ts';
import type { AppState, Place } from './shared/bridge.ts';
import type { Clock, Stop } from './shared/clock.ts';
import { merge } from './shared/merge.ts';
import { CATALOGUES } from './shared/words/catalogue.ts';
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

/** The page's own backgrounds (renderer/styles/tokens.css), so that nothing flashes before it is drawn. */
const BACKGROUND = { light: '#ffffff', dark: '#17191d' };
/** The window hears of a busy journal at most ten times a second. */
const TELL_MS = 100;

/** Builds the parts and connects them. Returns at once; everything else follows from events. */
export function runTradebell(host: Host, { clock, random }: Surroundings): void {
  const folder = host.dataFolder;
  const diary = openLog({ folder, clock, ...(host.dev && { echo: (_level, line) => process.stdout.write(`${line}\n`) }) });
  const log = diary.info;
  const stops: (() => void | Promise<void>)[] = [];
  const later: { openInbox(): void } = { openInbox: () => undefined };

  const started = startApp({
    platform: host.platform,
    clock,
    passwordStore: passwordStore({
      platform: host.platform,
      env: host.env,
      hasSessionBus: hasSessionBus(host.env),
      chosen: host.chosenPasswordStore,
    }),
    log,
    openInbox: () => later.openInbox(),
    async shutDown() {
      for (const stop of stops.toReversed()) await stop();
      await diary.flush();
    },
  });
  if (!started) return;
  host.ready.then(compose).catch((error: unknown) => {
    diary.error('Tradebell could not start', { error: String(error), stack: error instanceof Error ? error.stack : undefined });
    void diary.flush().then(() => host.quit());
  });

  async function compose(): Promise<void> {
    const settings = openSettings({ folder, clock });
    const catalogue = () => CATALOGUES[settings.get().language];
    const locale = host.locale();
    const bus = openBus({ address: undefined, clock });
    stops.push(() => bus.close());
    const vault = openVault({
      folder,
      cipher: createSafeStorage(host.platform),
      keyring: desktopKeyring({ host, bus, log }),
      settings,
      clock,
      random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
      onSecret: diary.hide,
    });
    stops.push(() => vault.close());
    const notifier = desktopNotifier({ host, bus, clock, log, openLabel: catalogue().desktop.open });
    stops.push(() => notifier.close());

    /** What is not there from the start: the journal waits for its key, and everything that needs it waits for the journal. */
    const state: { core?: Core; opened?: OpenJournal | NoJournal; disk?: AppState['journal'] | undefined } = {};

    const pausedUntil = () => settings.get().pausedUntil;
    const isPaused = () => pausedUntil() === null || (pausedUntil() ?? 0) > clock.now();
    const connections = () => state.core?.connections.list() ?? waiting(vault);
    const appState = (): AppState => {
      const problem = [settings.problem, vault.problem].filter((part) => part !== undefined).join(' ');
      return {
        version: host.version,
        pausedUntil: isPaused() ? pausedUntil() : 0,
        journal: state.disk ?? journalState(state.opened),
        keyring: vault.state(),
        setAside: keptAside()?.setAside() ?? [],
        ...(problem === '' ? {} : { settingsProblem: problem }),
        platform: host.platform,
      };
    };

    const keptAside = (): OpenJournal | undefined => (state.opened !== undefined && 'journal' in state.opened ? state.opened : undefined);

    const network = createNetwork(clock);
    stops.push(() => network.close());
    const pictures = createPictures({
      clock,
      kept: (id) => state.core?.journal.picture(id),
      keep: async (id, type, bytes) => state.core?.journal.keepPicture(id, type, bytes),
      fetch: (identity, ref, maxBytes) => state.core?.connections.picture(identity, ref, maxBytes) ?? Promise.reject(new Error('no connection is at work yet')),
      log,
    });

    const handlers = callHandlers({
      core: () => state.core,
      vault,
      clock,
      catalogue,
      locale,
      appState,
      pictureId: pictures.id,
      pause: (until) => void settings.change({ pausedUntil: until }),
      testNotification,
      async retryJournal(file) {
        const result = (await keptAside()?.retry(file)) ?? 'unreadable';
        tellApp();
        return result;
      },
      deleteSetAside(file) {
        keptAside()?.deleteSetAside(file);
        tellApp();
      },
      openExternal: host.openExternal,
    });

    const window = appWindow({
      folder: path.join(host.builtFolder, 'renderer'),
      preload: path.join(host.builtFolder, 'preload.cjs'),
      picture: pictures.served,
      log,
      title: catalogue().desktop.app,
      icon: assetPath(host, 'icons', '256.png'),
      background: BACKGROUND,
      theme: settings.get().theme,
      platform: host.platform,
      dev: host.dev,
      placement: () => settings.get().placement,
      keepPlacement: (placement) => void settings.change({ placement }),
      attach: (contents) => serveCalls(contents, { handlers, log }),
      focusWithToken: (token) =>
        focusWithToken(token, { platform: host.platform, env: host.env, execPath: host.execPath, args: host.args, spawn: host.spawn }),
    });
    const open = (place: Place, token?: string) => window.open(place, token);
    later.openInbox = () => window.open({ view: 'inbox' });

    const tray = appTray({
      clock,
      platform: host.platform,
      icons: assetPath(host, 'tray'),
      model: () =>
        trayModel(
          { unread: state.core?.journal.counts().unread ?? 0, connections: connections(), ...appState() },
          catalogue().desktop,
          settings.get().language,
          clock.now()
        ),
      act: onTray,
    });
    stops.push(() => tray.close());

    function onTray(action: TrayAction): void {
      if (action.do === 'open') window.open(action.place ?? { view: 'inbox' });
      else if (action.do === 'pause') settings.change({ pausedUntil: pauseEnd(action.for, clock.now()) });
      else if (action.do === 'resume') settings.change({ pausedUntil: 0 });
      else if (action.do === 'unlock-keyring') void vault.unlock();
      else if (action.do === 'test') void testNotification();
      else host.quit();
    }

    function testNotification() {
      return notifier.show({ id: 'test', ...catalogue().desktop.test, urgency: 'normal', actions: [] });
    }

    const tellConnections = together(clock, () => {
      tray.refresh();
      window.send('connections.changed', connections());
    });
    const tellApp = together(clock, () => {
      tray.refresh();
      window.send('app.changed', appState());
    });
    stops.push(tellConnections.stop, tellApp.stop);

    // The pause ends by itself; the bell then says what waited.
    let pauseTimer: Stop | undefined;
    const onPause = () => {
      pauseTimer?.();
      const until = pausedUntil();
      if (until !== null && until > clock.now()) pauseTimer = clock.after(Math.min(until - clock.now(), 2 ** 31 - 1), onPause);
      state.core?.bell.pauseChanged(isPaused());
      tellApp();
    };
    stops.push(() => pauseTimer?.());
    stops.push(
      settings.onChange((now) => {
        window.setTheme(now.theme);
        window.send('settings.changed', now);
        onPause();
      }),
      vault.onChange(() => {
        tellApp();
        tellConnections();
      })
    );

    const journalParts = { merge, searchText, clock, trouble: (error: unknown) => diary.warn('the journal met trouble', { error: String(error) }) };
    const opened = await openJournalIn({ folder: path.join(folder, 'journal'), keys: vault.journalKeys, ...journalParts });
    state.opened = opened;
    // Without a journal alerts still ring, from memory, and the tray says why.
    const journal = 'journal' in opened ? opened.journal : openJournal({ file: ':memory:', ...journalParts });
    if ('error' in opened) diary.error('the journal could not be opened', { state: opened.state, error: String(opened.error) });
    stops.push(() => journal.close());

    const bell = createBell({
      journal,
      notifier,
      clock,
      words: noticeWords({ clock, locale, catalogue, settings: settings.get }),
      rules(connectionId) {
        const own = settings.get().connections.find((connection) => connection.id === connectionId);
        return { app: settings.get().rules, connection: own?.rules ?? {}, paused: isPaused() };
      },
      async picture({ identity, picture, actor }) {
        const ref = picture ?? actor?.picture;
        return ref === undefined ? undefined : (await pictures.get(identity, ref))?.bytes;
      },
      open(id, { reply, activationToken }) {
        const place: Place = id === undefined ? { view: 'inbox', unread: true } : { view: 'alert', id, ...(reply === true && { reply }) };
        open(place, activationToken);
      },
      act: (alert, verb, text) => state.core?.connections.act(alert, verb, text) ?? Promise.resolve({ ok: false, trouble: { code: 'unreachable' } }),
      wereRead: (alerts) => state.core?.connections.markRead(alerts),
      diskTrouble(code) {
        if (state.disk === code) return;
        state.disk = code;
        tellApp();
      },
    });
    stops.push(() => bell.close());

    const wake = createWake({ clock, addresses: ownAddresses, wake: () => state.core?.connections.wake() });
    const sources = createConnections({
      settings,
      secrets: vault,
      systems: SOURCES,
      network,
      clock,
      random,
      newId: () => crypto.randomUUID(),
      bell,
      watermarks: journal.watermarks,
      log,
      changed() {
        wake.waiting(sources.list().some(({ state }) => state.phase === 'waiting'));
        tellConnections();
      },
    });
    state.core = { journal, bell, connections: sources };
    stops.push(() => sources.stop(), wake.stop);
    stops.push(listenForWakeUps({ host, clock }, wake.signal));

    const changed = new Set<number>();
    const tellJournal = together(clock, () => {
      tray.refresh();
      window.send('journal.changed', { ids: [...changed].slice(0, 1000) });
      changed.clear();
    });
    stops.push(
      tellJournal.stop,
      journal.onChange((ids) => {
        for (const id of ids) if (changed.size < 1000) changed.add(id);
        tellJournal();
      })
    );

    bell.pauseChanged(isPaused());
    await bell.takeUp();
    sources.start();
    onPause();
    tellConnections();
    log('Tradebell is up', { version: host.version, platform: host.platform, journal: opened.state, keyring: vault.state() });
  }
}

function journalState(opened: OpenJournal | NoJournal | undefined): AppState['journal'] {
  if (opened === undefined) return 'opening';
  return 'replaced' in opened ? 'replaced' : opened.state;
}

/** A task that many callers want: done once for all that ask within a tenth of a second. */
function together(clock: Clock, task: () => void): (() => void) & { stop: Stop } {
  let timer: Stop | undefined;
  const ask = () => {
    timer ??= clock.after(TELL_MS, () => {
      timer = undefined;
      task();
    });
  };
  return Object.assign(ask, { stop: () => timer?.() });
}
