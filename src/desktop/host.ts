import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { app, dialog, shell } from 'electron';
import type { SystemLocale } from '../shared/words/language.ts';
import { autostartFile } from './autostart.ts';
import { readCommandLine, type CommandLine } from './command-line.ts';
import type { Answer } from './command-line-answer.ts';
import { usableFolder } from './data-folder.ts';
import { electronLoginItem, startedAtLogin, usualFolderOnly } from './electron-login-item.ts';
import { execPathBy } from './exec-path.ts';
import type { LoginItem } from './login-item.ts';
import { registerLinks, startCommand } from './start-command.ts';
import { systemProxy } from './system-proxy.ts';

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
  /** What the system says of its user's languages and country; known once ready. */
  locale(): SystemLocale;
  execPath: string;
  args: readonly string[];
  /** What the arguments ask for. */
  commandLine: CommandLine;
  /** Says something in the terminal; with a code it then ends, having started nothing. */
  say(answer: Pick<Answer, 'to' | 'text'>): void;
  end(answer: Answer): void;
  /** The desktop's own way to start Tradebell at login. The words are shown by the desktop. */
  loginItem(words: { name: string; comment: string }): LoginItem;
  /** Where the desktop says so itself, instead of with `--hidden`; known once ready. */
  startedAtLogin(): boolean;
  /** What the system says of the way to an address, as browsers have it: `PROXY a:8080; DIRECT`. Once ready. */
  resolveProxy(url: string): Promise<string>;
  /** Makes links come to this Tradebell, where that is not the package's business. */
  registerLinks(): void;
  /** What was given as `--password-store`. */
  chosenPasswordStore: string | undefined;
  ready: Promise<void>;
  spawn(command: string, args: string[], env: Record<string, string | undefined>): void;
  openExternal(url: string): Promise<void>;
  /** Where the user keeps documents: files are proposed to go there. */
  documents(): string;
  /** A fault of ours that nothing caught. Whoever listens decides; Electron's own answer would be a dialog in front of everything. */
  onFault(listener: (error: unknown) => void): void;
  /** The last resort where neither window nor tray can say it. */
  showError(title: string, text: string): void;
  quit(): void;
}

/** The Electron process that this is. */
export function electronHost(builtFolder: string): Host {
  const args = process.argv.slice(1);
  const usualFolder = path.join(app.getPath('appData'), app.getName());
  const commandLine = inItsFolder(readCommandLine(app.isPackaged ? args : withoutFirstName(args)));
  const dataFolder = app.getPath('userData');
  const execPath = execPathBy(process.execPath, process.env['APPDIR'], realpathSync);
  const how = {
    execPath,
    env: process.env,
    appFolder: app.isPackaged ? undefined : app.getAppPath(),
    ownFolder: dataFolder === usualFolder ? undefined : dataFolder,
  };
  return {
    version: app.getVersion(),
    platform: process.platform,
    env: process.env,
    dataFolder,
    builtFolder,
    dev: !app.isPackaged,
    locale: () => ({ languages: app.getPreferredSystemLanguages(), locale: app.getSystemLocale() || app.getLocale() }),
    execPath,
    args,
    commandLine,
    say: ({ to, text }) => void process[to].write(`${text}\n`),
    end({ to, text, code }) {
      process[to].write(`${text}\n`, () => app.exit(code));
    },
    loginItem(words) {
      const [binary, ...flags] = startCommand(how, '--hidden');
      if (process.platform === 'linux') {
        return autostartFile({ configHome: app.getPath('appData'), command: [binary, ...flags], ownFolder: how.ownFolder, ...words });
      }
      if (process.platform === 'darwin' && how.ownFolder !== undefined) return usualFolderOnly;
      return electronLoginItem(binary, flags, how.ownFolder);
    },
    startedAtLogin: () => startedAtLogin(process.platform),
    resolveProxy: systemProxy(),
    registerLinks: () => void registerLinks(app, process.platform, how),
    chosenPasswordStore: app.commandLine.hasSwitch('password-store') ? app.commandLine.getSwitchValue('password-store') : undefined,
    ready: app.whenReady(),
    spawn(command, args, env) {
      // It only hands a token over to this very process; that it could not start costs the focus, nothing else.
      spawn(command, args, { env, stdio: 'ignore', detached: true })
        .on('error', () => undefined)
        .unref();
    },
    openExternal: (url) => shell.openExternal(url),
    documents: () => app.getPath('documents'),
    onFault(listener) {
      process.on('uncaughtException', listener);
      process.on('unhandledRejection', listener);
    },
    showError: (title, text) => dialog.showErrorBox(title, text),
    quit: () => app.quit(),
  };
}

/** Goes to the data folder that was asked for, made where there is none: settings and the single-instance lock are of that folder. */
function inItsFolder(given: CommandLine): CommandLine {
  if (given.outcome !== 'run' || given.dataFolder === undefined) return given;
  try {
    app.setPath('userData', usableFolder(given.dataFolder));
    return given;
  } catch (error) {
    return { outcome: 'refuse', why: { code: 'folder-unusable', detail: error instanceof Error ? error.message : String(error) } };
  }
}

/** In a checkout the first name is the folder that Electron was told to start. */
function withoutFirstName(args: readonly string[]): string[] {
  const at = args.findIndex((arg) => !arg.startsWith('-'));
  return args.filter((_arg, index) => index !== at);
}

/** Path of an asset in the built folder. */
export function assetPath(host: Host, ...parts: string[]): string {
  return path.join(host.builtFolder, 'assets', ...parts);
}
