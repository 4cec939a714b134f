import fs from 'node:fs';
import path from 'node:path';
import { readIfThere, writeAtomically } from '../vault/atomic-file.ts';
import { shortNameOf, type LoginItem } from './login-item.ts';

export interface AutostartParts {
  /** `XDG_CONFIG_HOME`, or `~/.config`. */
  configHome: string;
  /** What the desktop is to start: the binary, then its arguments. */
  command: readonly string[];
  /** Named in the file where Tradebell does not use its usual folder, so that each folder has an item of its own. */
  ownFolder: string | undefined;
  name: string;
  comment: string;
}

/** Start at login by a file of the desktop (freedesktop.org, "Desktop Application Autostart Specification"). */
export function autostartFile({ configHome, command, ownFolder, name, comment }: AutostartParts): LoginItem {
  const suffix = ownFolder === undefined ? '' : `-${shortNameOf(ownFolder)}`;
  const file = path.join(configHome, 'autostart', `tradebell${suffix}.desktop`);
  const wanted = autostartEntry(command, { name, comment });
  return {
    isOn() {
      const text = readIfThere(file);
      return text !== undefined && !isSwitchedOff(text);
    },
    set(on) {
      if (!on) fs.rmSync(file, { force: true });
      else if (readIfThere(file) !== wanted) writeAtomically(file, wanted);
    },
  };
}

/** Text of an autostart file. */
export function autostartEntry(command: readonly string[], { name, comment }: Pick<AutostartParts, 'name' | 'comment'>): string {
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${escaped(name)}`,
    `Comment=${escaped(comment)}`,
    `Exec=${escaped(command.map(quoted).join(' '))}`,
    'Icon=tradebell',
    'Terminal=false',
    'StartupNotify=false',
    'X-GNOME-Autostart-enabled=true',
  ];
  return `${lines.join('\n')}\n`;
}

/** Desktops switch an entry off in their own settings by one of these lines, and leave the file. */
function isSwitchedOff(text: string): boolean {
  return /^\s*(?:Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/im.test(text);
}

/** One argument of a command ("Desktop Entry Specification", "The Exec key"). */
function quoted(argument: string): string {
  const plain = argument.replaceAll('%', '%%');
  return /^[\w./:@+=%,-]+$/.test(plain) ? plain : `"${plain.replaceAll(/["`$\\]/g, '\\$&')}"`;
}

/** Any value of the file: what would end its line must not. */
function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r');
}
