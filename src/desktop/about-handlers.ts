import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CallName } from '../shared/bridge.ts';
import type { PackageKind } from '../shared/updates.ts';
import type { Updates } from '../updates/updates.ts';
import type { Host } from './host.ts';
import type { CallHandlers } from './ipc.ts';

export interface AboutParts {
  host: Pick<Host, 'version' | 'platform' | 'builtFolder'>;
  updates: Pick<Updates, 'state' | 'look' | 'restart'>;
  packageKind: PackageKind;
  homepage: string;
}

export type AboutHandlers = Pick<CallHandlers, Extract<CallName, `about.${string}` | `updates.${string}`>>;

/** Answers about what this Tradebell is, and whether there is a newer one. */
export function aboutHandlers({ host, updates, packageKind, homepage }: AboutParts): AboutHandlers {
  return {
    'about.get': () => {
      const { electron = '', chrome = '', node = '' } = process.versions;
      return { version: host.version, electron, chromium: chrome, node, platform: host.platform, packageKind, homepage };
    },
    'about.licences': () => readFile(path.join(host.builtFolder, 'licences.txt'), 'utf8').catch(orNone),
    'updates.get': updates.state,
    async 'updates.check'() {
      await updates.look();
      return updates.state();
    },
    'updates.install': updates.restart,
  };
}

function orNone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
