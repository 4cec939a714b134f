import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { journalName } from '../../src/journal/files.ts';
import type { Settings } from '../../src/shared/settings.ts';
import { startNode, type Node } from '../servers/openbazaar/node.ts';
import { startElectron, type ElectronApp, type Start } from './electron-app.ts';
import { SELF } from './frames.ts';
import { CONNECTION, IDENTITY } from './journals.ts';

/** The project's folder; tools are bundled into out-tools/bundled. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Tradebell as built, connected to a node. */
export interface Tradebell extends ElectronApp {
  readonly node: Node;
}

export interface TradebellStart {
  /** `observed`: with an ear for questions in its main process; `bare`: as it is. */
  readonly how: 'observed' | 'bare';
  /** `out-test`: the same with a clock that can be advanced. */
  readonly build?: 'out' | 'out-test';
  /** A plain journal to begin with; it is copied. */
  readonly journal?: string | undefined;
}

/** Starts it, and waits until it has its icon and has caught up. */
export async function startTradebell({ how, build = 'out', journal }: TradebellStart): Promise<Tradebell> {
  const node = await startNode({ peerID: SELF, missingImages: 'error' });
  const online = node.nextAnswer(({ path: asked }) => asked === 'ob/chatconversations');
  const start: Start = {
    folder: how === 'bare' ? ROOT : path.join(ROOT, 'test', 'bench', 'observed-app'),
    settings: { connections: [connectionTo(node)] },
    env: { TRADEBELL_BENCH_BUILD: path.join(ROOT, build, 'main.cjs') },
    ...(journal !== undefined && { journal: (folder: string) => copyFile(journal, path.join(folder, journalName(Date.now(), false))) }),
  };
  try {
    const app = await startElectron(start);
    const close = async (): Promise<void> => {
      await app.close();
      await node.close();
    };
    await online.catch(async (error: unknown) => {
      await close();
      throw error;
    });
    return { ...app, node, close };
  } catch (error) {
    await node.close();
    throw error;
  }
}

function connectionTo(node: Node): Settings['connections'][number] {
  return { id: CONNECTION, system: 'openbazaar', name: 'Shop', url: node.url, auth: 'none', identity: IDENTITY, paused: false, rules: {}, addedAt: Date.now() };
}
