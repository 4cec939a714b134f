import path from 'node:path';
import type { Note } from '../../src/journal/journal.ts';
import { openDatabase } from '../../src/journal/database.ts';
import { openJournal, type FileJournal } from '../../src/journal/open-journal.ts';
import type { Alert } from '../../src/shared/alert.ts';
import type { Batch } from '../../src/shared/batch.ts';
import { merge } from '../../src/shared/merge.ts';
import { searchText } from '../../src/shared/words/search-text.ts';
import { decodeFrame } from '../../src/sources/openbazaar/alerts.ts';
import { identityOf, type DecodeContext } from '../../src/sources/openbazaar/context.ts';
import { inFolder } from './folders.ts';
import { SELF, shopTexts } from './frames.ts';

export const IDENTITY = identityOf(SELF);
export const CONNECTION = 'bench';
const KEY = 'ab'.repeat(32);
const DAY_MS = 86_400_000;

/** As a source at work would decode them now. */
export function context(now = Date.now()): DecodeContext {
  return { self: SELF, identity: IDENTITY, connectionId: CONNECTION, addedAt: now - 900 * DAY_MS, now, road: 'live' };
}

/** A journal as the app has it; encrypted, or plain as without a keyring. */
export function journalAt(file: string, how: 'encrypted' | 'plain'): FileJournal {
  const trouble = (error: unknown): void => {
    throw error;
  };
  return openJournal({ file, merge, searchText, trouble, ...(how === 'encrypted' && { key: KEY }) });
}

/** Runs a task with an encrypted journal of its own, empty at first. */
export function withJournal<T>(task: (journal: FileJournal) => Promise<T>): Promise<T> {
  return inFolder(async (folder) => {
    const journal = journalAt(path.join(folder, 'journal.db'), 'encrypted');
    try {
      return await task(journal);
    } finally {
      await journal.close();
    }
  });
}

/** Puts all that the log holds into the file itself, so that the file can be copied alone. */
export function makeWhole(file: string, how: 'encrypted' | 'plain'): void {
  const database = openDatabase(file, how === 'encrypted' ? KEY : undefined);
  const [result] = database.all('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  if (result?.[0] !== 0) throw new Error(`${file} is in use`);
}

export const batchOf = (alerts: readonly Alert[]): Batch => ({ identity: IDENTITY, items: alerts.map((alert) => ({ type: 'alert', alert })) });

/** Alerts of a busy shop, the newest a minute ago, the others over the two years before. */
export function* pastAlerts(count: number): Generator<Alert> {
  const now = Date.now();
  const samples = shopTexts('past', 500).flatMap((text) => {
    const decoded = decodeFrame(text, context(now));
    return decoded.type === 'alert' ? [decoded.alert] : [];
  });
  const apart = (730 * DAY_MS) / count;
  for (let n = 0; n < count; n += 1) {
    const { series: _, ...sample } = samples[n % samples.length]!;
    const at = Math.round(now - 60_000 - (count - n) * apart);
    yield {
      ...sample,
      key: `notification:${sample.kind}:${idLike(n)}`,
      ...(sample.subject && { subject: { ...sample.subject, id: idLike(n) } }),
      ...(sample.item !== undefined && { item: `${sample.item} of lot ${n}` }),
      road: 'catch-up',
      confirmation: 'confirmed',
      read: count - n > 40,
      occurredAt: at,
      receivedAt: at + 500,
    };
  }
}

/** As a multihash looks, and unique; hashing 100,000 would take longer than it is worth. */
function idLike(n: number): string {
  const parts = Array.from({ length: 7 }, (_, index) => (Math.imul(n + 1, 0x9e3779b1 ^ Math.imul(index + 1, 0x85ebca6b)) >>> 0).toString(36).padStart(6, 'Z'));
  return `Qm${n.toString(36)}${parts.join('')}`.slice(0, 46);
}

const AT_ONCE = 500;

/** Writes that many past alerts, all decided and done with, and waits until the search index knows them. */
export async function fill(journal: FileJournal, count: number): Promise<void> {
  let waiting: Alert[] = [];
  const flush = async (): Promise<void> => {
    const written = await journal.write(batchOf(waiting));
    const notes = written.flatMap(({ entry }): Note[] =>
      entry === undefined
        ? []
        : [
            { id: entry.id, at: entry.alert.receivedAt, decision: { deliver: 'notify', why: 'rings' } },
            { id: entry.id, at: entry.alert.receivedAt, delivered: 'notification' },
          ]
    );
    await journal.note(notes);
    waiting = [];
  };
  for (const alert of pastAlerts(count)) {
    waiting.push(alert);
    if (waiting.length === AT_ONCE) await flush();
  }
  if (waiting.length > 0) await flush();
  await journal.idle();
}
