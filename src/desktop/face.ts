import path from 'node:path';
import type { AppState, Place, Response } from '../shared/bridge.ts';
import type { Clock } from '../shared/clock.ts';
import type { Notifier } from '../shared/notice.ts';
import type { Quiet } from '../shared/quiet.ts';
import { SOUNDS } from '../shared/sound.ts';
import type { Catalogue } from '../shared/words/catalogue.ts';
import type { Tongue } from '../shared/words/language.ts';
import type { Pictures } from '../pictures/pictures.ts';
import { pauseEnd } from '../policy/times.ts';
import type { Zone } from '../policy/zone.ts';
import type { Vault } from '../vault/vault.ts';
import type { Updates } from '../updates/updates.ts';
import type { AboutHandlers } from './about-handlers.ts';
import type { DataHandlers, DataParts } from './data/data-handlers.ts';
import { callHandlers, waiting, type Core, type HandlerParts } from './handlers.ts';
import { assetPath, type Host } from './host.ts';
import { serveCalls } from './ipc.ts';
import { focusWithToken } from './second-start.ts';
import { testNotice } from './test-notice.ts';
import { together } from './together.ts';
import { appTray } from './tray.ts';
import { trayModel, type TrayAction } from './tray-model.ts';
import { appWindow } from './window.ts';

/** The journal as the window speaks of it. */
export interface JournalKeeping {
  state(): AppState['journal'];
  setAside(): AppState['setAside'];
  retry(file: string): Promise<Response<'app.retryJournal'>>;
  deleteSetAside(file: string): void;
}

export interface FaceParts {
  host: Host;
  clock: Clock;
  tongue(): Tongue;
  vault: Vault;
  notifier: Notifier;
  pictures: Pictures;
  catalogue(): Catalogue;
  /** Whether it is quiet now. */
  quiet(): Quiet | undefined;
  /** The machine's time zone. */
  zone(): Zone;
  /** Undefined until the journal is open. */
  core(): Core | undefined;
  journal: JournalKeeping;
  log(message: string, details?: Record<string, unknown>): void;
  /** Never to be written to the log. */
  hide(secret: string): void;
  /** Answers about what is kept, by what the face knows. */
  data(face: Pick<DataParts, 'appState' | 'connections' | 'progress'>): DataHandlers;
  updates: Pick<Updates, 'state' | 'restart'>;
  /** Answers about this Tradebell and its updates. */
  about: AboutHandlers;
}

/** All that a person sees and touches: tray and window, each shown how things stand, and what they ask for done. */
export interface Face {
  open(place: Place, activationToken?: string): void;
  /** Something changed; many at once cost one look. */
  tellConnections(): void;
  tellApp(): void;
  tellJournal(ids: readonly number[]): void;
  tellUpdates(): void;
  close(): void;
}

/** The page's own backgrounds (renderer/styles/tokens.css, --paper), so that nothing flashes before it is drawn. */
const BACKGROUND = { light: '#ffffff', dark: '#17191d' };
/** As many changed alerts as are named to the window; it reads again what it shows anyway. */
const MAX_TOLD = 1000;

export function createFace(parts: FaceParts): Face {
  const { host, clock, vault, notifier, pictures, tongue, catalogue, core, journal, log } = parts;
  const { settings } = vault;

  const connections = () => core()?.connections.list() ?? waiting(vault);
  const appState = (): AppState => {
    const quiet = parts.quiet();
    const update = parts.updates.state();
    const problem = [settings.problem, vault.problem].filter((part) => part !== undefined).join(' ');
    return {
      version: host.version,
      pausedUntil: quiet?.why === 'paused' ? settings.get().pausedUntil : 0,
      ...(quiet === undefined ? {} : { quiet }),
      // Elsewhere than on Linux a sound of ours would have to be installed first.
      sounds: host.platform === 'linux' ? [...SOUNDS] : ['desktop', 'none'],
      journal: journal.state(),
      keyring: vault.state(),
      setAside: journal.setAside(),
      ...(problem === '' ? {} : { settingsProblem: problem }),
      platform: host.platform,
      ...tongue(),
      ...(update.state === 'ready' ? { readyUpdate: update.version } : {}),
    };
  };
  const pause = (until: number | null): void => void settings.change({ pausedUntil: until });
  const testNotification = async (asked: Parameters<HandlerParts['testNotification']>[0] = {}) => {
    const notice = testNotice(settings.get(), catalogue().desktop, asked);
    return notice === undefined ? 'failed' : notifier.show(notice);
  };

  const handlers = callHandlers({
    core,
    vault,
    clock,
    catalogue,
    locale: () => tongue().locale,
    appState,
    pause,
    zone: parts.zone,
    testNotification,
    pictureId: pictures.id,
    hide: parts.hide,
    async retryJournal(file) {
      const result = await journal.retry(file);
      tellApp();
      return result;
    },
    deleteSetAside(file) {
      journal.deleteSetAside(file);
      tellApp();
    },
    openExternal: host.openExternal,
    about: parts.about,
    data: parts.data({ appState, connections, progress: (rows) => window.send('data.progress', { rows }) }),
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
    focusWithToken: (token) => focusWithToken(token, host),
  });

  const tray = appTray({
    clock,
    platform: host.platform,
    icons: assetPath(host, 'tray'),
    model: () =>
      trayModel(
        { unread: core()?.journal.unread() ?? 0, connections: connections(), ...appState() },
        catalogue().desktop,
        tongue().locale,
        clock.now()
      ),
    act: onTray,
  });

  function onTray(action: TrayAction): void {
    if (action.do === 'open') window.open(action.place ?? { view: 'inbox' });
    else if (action.do === 'pause') pause(pauseEnd(action.for, clock.now(), parts.zone()));
    else if (action.do === 'resume') pause(0);
    else if (action.do === 'unlock-keyring') void vault.unlock();
    else if (action.do === 'test') void testNotification();
    else if (action.do === 'update') parts.updates.restart();
    else host.quit();
  }

  const tellConnections = together(clock, () => {
    tray.refresh();
    window.send('connections.changed', connections());
  });
  const tellApp = together(clock, () => {
    tray.refresh();
    window.send('app.changed', appState());
  });
  const tellUpdates = together(clock, () => window.send('updates.changed', parts.updates.state()));
  const changed = new Set<number>();
  const tellJournal = together(clock, () => {
    tray.refresh();
    window.send('journal.changed', { ids: [...changed] });
    changed.clear();
  });
  let spoken = tongue().language;
  const stopListening = settings.onChange((now) => {
    window.setTheme(now.theme);
    window.send('settings.changed', now);
    tellApp();
    if (tongue().language === spoken) return;
    spoken = tongue().language;
    // Alerts come to the page in words: it reads again what it shows.
    tellJournal();
  });

  return {
    open: window.open,
    tellConnections,
    tellApp,
    tellUpdates() {
      tellUpdates();
      // Each step of a download is told to who looks at it; the rest wait for its end, or for the end of what was ready.
      const { state } = parts.updates.state();
      if (state === 'ready' || state === 'idle') tellApp();
    },
    tellJournal(ids) {
      for (const id of ids) if (changed.size < MAX_TOLD) changed.add(id);
      tellJournal();
    },
    close() {
      stopListening();
      for (const telling of [tellConnections, tellApp, tellJournal, tellUpdates]) telling.stop();
      window.close();
      tray.close();
    },
  };
}
