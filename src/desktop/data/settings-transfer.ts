import { open } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../shared/clock.ts';
import type { Connection } from '../../shared/connection.ts';
import type { Saved, Taken, TransferReading } from '../../shared/data.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Catalogue } from '../../shared/words/catalogue.ts';
import type { SettingsStore } from '../../vault/settings.ts';
import { planTransfer, readTransfer, TRANSFER_BYTES, transferText, type TransferPlan } from '../../vault/transfer.ts';
import type { FileDialogs } from './file-dialogs.ts';
import { day } from './history-export.ts';
import type { FileSaver } from './saving.ts';

export interface TransferParts {
  settings: Pick<SettingsStore, 'get' | 'change'>;
  dialogs: Pick<FileDialogs, 'open'>;
  saver: FileSaver;
  clock: Pick<Clock, 'now'>;
  version: string;
  catalogue(): Catalogue;
  newId(): string;
  needsSecret(connection: Connection): boolean;
  /** Connections are at work; undefined before that. Begins these anew. */
  begin(): ((ids: readonly string[]) => Promise<void>) | undefined;
  log(message: string, details?: Record<string, unknown>): void;
}

/** Settings and connections as a file, out and in, without secrets. */
export interface SettingsTransfer {
  save(): Promise<Saved>;
  /** Asks for a file; says what taking it in would change. */
  read(): Promise<TransferReading>;
  /** Takes in what was shown last, whole or not at all. */
  take(token: string): Promise<Taken>;
}

export function settingsTransfer(parts: TransferParts): SettingsTransfer {
  const { settings, catalogue, clock, log } = parts;
  let shown: { token: string; before: Settings; plan: TransferPlan } | undefined;

  return {
    save: () =>
      parts.saver.save({
        name: `${catalogue().data.settingsFile} ${day(clock.now())}`,
        type: catalogue().data.fileTypes.json,
        extension: 'json',
        async *pieces() {
          yield transferText(settings.get(), { tradebell: parts.version, at: clock.now() });
        },
      }),
    async read() {
      shown = undefined;
      const file = await parts.dialogs.open({ type: catalogue().data.fileTypes.json, extension: 'json' });
      if (file === undefined) return { ok: false, why: 'canceled' };
      const text = await textOf(file);
      if (typeof text === 'object') {
        log('a settings file could not be read', text);
        return { ok: false, why: text.why };
      }
      const found = readTransfer(text);
      if (!found.ok) return found;
      const before = settings.get();
      const plan = planTransfer(found.file, before, { newId: parts.newId, now: clock.now(), needsSecret: parts.needsSecret });
      shown = { token: parts.newId(), before, plan };
      const { tradebell: from, exportedAt } = found.file;
      return { ok: true, preview: { token: shown.token, from, exportedAt, connections: plan.connections, settings: plan.changedSettings } };
    },
    async take(token) {
      const begin = parts.begin();
      if (begin === undefined) return { ok: false, why: 'not-yet' };
      // Only what was shown is done: where anything else changed meanwhile, it is to be looked at again.
      if (shown?.token !== token || !isDeepStrictEqual(lasting(settings.get()), lasting(shown.before))) return { ok: false, why: 'gone' };
      const { plan } = shown;
      shown = undefined;
      try {
        settings.change((now) => ({ ...plan.settings, ...passing(now) }));
      } catch (error) {
        log('settings could not be taken in', { error: String(error) });
        return { ok: false, why: 'not-kept' };
      }
      await begin(plan.changed);
      return { ok: true };
    },
  };
}

/** What changes by itself and is not taken in: where the window stands, whether it is paused. */
function passing({ placement, pausedUntil }: Settings): Partial<Settings> {
  return { pausedUntil, ...(placement === undefined ? {} : { placement }) };
}

function lasting({ placement: _placement, pausedUntil: _pausedUntil, ...rest }: Settings): unknown {
  return rest;
}

async function textOf(file: string): Promise<string | { why: 'cannot-read' | 'too-large'; error: string }> {
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      if (size > TRANSFER_BYTES) return { why: 'too-large', error: `${size} bytes` };
      // Not whatever its size says: a device says none, and never ends.
      const bytes = Buffer.alloc(TRANSFER_BYTES + 1);
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
      return bytesRead > TRANSFER_BYTES ? { why: 'too-large', error: 'longer than it says' } : bytes.toString('utf8', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { why: 'cannot-read', error: String(error) };
  }
}
