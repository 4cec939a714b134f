import { BrowserWindow, nativeTheme, screen, session } from 'electron';
import type { WebContents } from 'electron';
import { EVENT_CHANNEL, ORIGIN, READY_CHANNEL } from '../shared/bridge.ts';
import type { EventName, EventPayload, Place } from '../shared/bridge.ts';
import type { Placement, Theme } from '../shared/settings.ts';
import { servePage } from './page.ts';
import type { PageParts } from './page.ts';
import { MIN_SIZE, placeWindow } from './placement.ts';
import { shortcutOf } from './shortcuts.ts';

export interface WindowParts extends PageParts {
  /** The built preload. */
  preload: string;
  title: string;
  icon: string;
  /** The page's own background by theme, so that nothing flashes before it is drawn. */
  background: { light: string; dark: string };
  theme: Theme;
  platform: NodeJS.Platform;
  /** Developer tools can be opened. */
  dev: boolean;
  /** Where it stood last time. */
  placement(): Placement | undefined;
  keepPlacement(placement: Placement): void;
  /** Told of each new window's contents before its page loads: to serve its calls. */
  attach(contents: WebContents): void;
  /** Brings the app to the front where the desktop wants a token for it (Wayland); false where it cannot be done so. */
  focusWithToken(token: string): boolean;
}

/** The one window: made when it is first wanted, destroyed when closed. */
export interface AppWindow {
  /** Shows it, at a place if one is given. The token came with a click on a notification. */
  open(place?: Place, activationToken?: string): void;
  /** Tells the page; held back until the page listens; nothing without a window. */
  send<N extends EventName>(name: N, payload: EventPayload<N>): void;
  isOpen(): boolean;
  /** Shown and in front: the user is looking at it. */
  isFocused(): boolean;
  setTheme(theme: Theme): void;
  close(): void;
}

/** Kept in memory: nothing of a page is ever on disk. */
const PARTITION = 'tradebell-window';
/** The page has no network, whatever its policy leaves open (peer connections): all of it goes to a proxy that is not there. */
const NOWHERE = { mode: 'fixed_servers', proxyRules: 'http://127.0.0.1:1', proxyBypassRules: '<-loopback>' } as const;

/** Call it once, when the app is ready. */
export function appWindow(parts: WindowParts): AppWindow {
  const pages = session.fromPartition(PARTITION, { cache: false });
  servePage(pages, parts);
  pages.setProxy(NOWHERE).catch((error: unknown) => parts.log('the window could not be cut off the network', { error: String(error) }));
  nativeTheme.themeSource = parts.theme;
  let current: { window: BrowserWindow; waiting: Map<EventName, unknown> | undefined } | undefined;

  function make(): BrowserWindow {
    const saved = parts.placement();
    const window = new BrowserWindow({
      ...placeWindow(saved, screen.getAllDisplays().map((display) => display.workArea)),
      minWidth: MIN_SIZE.width,
      minHeight: MIN_SIZE.height,
      show: false,
      title: parts.title,
      icon: parts.icon,
      backgroundColor: nativeTheme.shouldUseDarkColors ? parts.background.dark : parts.background.light,
      webPreferences: {
        session: pages,
        preload: parts.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
        devTools: parts.dev,
        enableWebSQL: false,
        navigateOnDragDrop: false,
        v8CacheOptions: 'none',
      },
    });
    const { webContents } = window;
    const made = { window, waiting: new Map<EventName, unknown>() as Map<EventName, unknown> | undefined };
    current = made;
    parts.attach(webContents);

    webContents.ipc.on(READY_CHANNEL, () => {
      const waited = made.waiting ?? new Map<EventName, unknown>();
      made.waiting = undefined;
      for (const [name, payload] of waited) webContents.send(EVENT_CHANNEL, name, payload);
    });
    // A reload begins anew: the new page has no listeners yet.
    webContents.on('did-start-loading', () => (made.waiting ??= new Map()));
    webContents.on('before-input-event', (event, input) => {
      const shortcut = shortcutOf(input, parts.platform);
      if (shortcut === undefined) return;
      event.preventDefault();
      if (shortcut === 'close') window.close();
      else webContents.setZoomLevel(shortcut === 'zoom-reset' ? 0 : clampZoom(webContents.getZoomLevel() + (shortcut === 'zoom-in' ? 0.5 : -0.5)));
    });
    webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      parts.log('the window ended unexpectedly', { reason, exitCode });
      window.destroy();
    });
    webContents.on('did-fail-load', (_event, code, description, url) => parts.log('the window could not load', { code, description, url }));
    window.once('ready-to-show', () => {
      if (saved?.maximized === true) window.maximize();
      window.show();
    });
    window.on('close', () => parts.keepPlacement({ ...window.getNormalBounds(), maximized: window.isMaximized() }));
    window.on('closed', () => {
      if (current === made) current = undefined;
    });
    // The page's title is for readers of the page; the frame keeps the app's name.
    window.on('page-title-updated', (event) => event.preventDefault());
    void window.loadURL(`${ORIGIN}/`).catch((error: unknown) => parts.log('the page could not be loaded', { error: String(error) }));
    return window;
  }

  function toFront(window: BrowserWindow, token: string | undefined): void {
    if (window.isMinimized()) window.restore();
    if (token !== undefined && parts.focusWithToken(token)) window.showInactive();
    else window.show();
  }

  function send<N extends EventName>(name: N, payload: EventPayload<N>): void {
    if (current === undefined) return;
    // The page reads all it needs when it starts: of what it missed before, only the last of each matters.
    if (current.waiting === undefined) current.window.webContents.send(EVENT_CHANNEL, name, payload);
    else current.waiting.set(name, payload);
  }

  return {
    open(place, activationToken) {
      const existing = current?.window;
      if (existing === undefined) {
        const made = make();
        if (activationToken !== undefined) made.once('show', () => void parts.focusWithToken(activationToken));
      } else toFront(existing, activationToken);
      if (place !== undefined) send('go', place);
    },
    send,
    isOpen: () => current !== undefined,
    isFocused: () => current?.window.isFocused() ?? false,
    setTheme(theme) {
      nativeTheme.themeSource = theme;
      current?.window.setBackgroundColor(nativeTheme.shouldUseDarkColors ? parts.background.dark : parts.background.light);
    },
    close() {
      current?.window.close();
    },
  };
}

function clampZoom(level: number): number {
  return Math.max(-2, Math.min(4, level));
}
