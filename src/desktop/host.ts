import { spawn } from 'node:child_process';
import path from 'node:path';
import { app, dialog, shell } from 'electron';

/** What the parts need to know of the process that they run in. */
export interface Host {
  version: string;
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  /** Settings, journal and log. */
  dataFolder: string;
  /** The bundles: main, preload, renderer/, assets/. */
  builtFolder: string;
  /** Started from a checkout, not from an installed package. */
  dev: boolean;
  /** Of the user's system, `de-AT`; known once ready. */
  locale(): string;
  execPath: string;
  args: readonly string[];
  /** What was given as `--password-store`. */
  chosenPasswordStore: string | undefined;
  ready: Promise<void>;
  spawn(command: string, args: string[], env: Record<string, string | undefined>): void;
  openExternal(url: string): Promise<void>;
  /** A fault of ours that nothing caught. Whoever listens decides; Electron's own answer would be a dialog in front of everything. */
  onFault(listener: (error: unknown) => void): void;
  /** The last resort where neither window nor tray can say it. */
  showError(title: string, text: string): void;
  quit(): void;
}

/** The Electron process that this is. */
export function electronHost(builtFolder: string): Host {
  return {
    version: app.getVersion(),
    platform: process.platform,
    env: process.env,
    dataFolder: app.getPath('userData'),
    builtFolder,
    dev: !app.isPackaged,
    locale: () => app.getLocale() || 'en',
    execPath: process.execPath,
    args: process.argv.slice(1),
    chosenPasswordStore: app.commandLine.hasSwitch('password-store') ? app.commandLine.getSwitchValue('password-store') : undefined,
    ready: app.whenReady(),
    spawn(command, args, env) {
      // It only hands a token over to this very process; that it could not start costs the focus, nothing else.
      spawn(command, args, { env, stdio: 'ignore', detached: true })
        .on('error', () => undefined)
        .unref();
    },
    openExternal: (url) => shell.openExternal(url),
    onFault(listener) {
      process.on('uncaughtException', listener);
      process.on('unhandledRejection', listener);
    },
    showError: (title, text) => dialog.showErrorBox(title, text),
    quit: () => app.quit(),
  };
}

/** Path of an asset in the built folder. */
export function assetPath(host: Host, ...parts: string[]): string {
  return path.join(host.builtFolder, 'assets', ...parts);
}
