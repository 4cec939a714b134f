import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Merge } from '../../src/journal/journal.ts';
import { openJournal, type FileJournal, type JournalOptions } from '../../src/journal/open-journal.ts';
import type { Alert } from '../../src/shared/alert.ts';
import type { Batch } from '../../src/shared/batch.ts';
import { NOON } from '../clock.ts';

export const IDENTITY = 'openbazaar:QmSelf';
export const KEY = 'ab'.repeat(32);

export function sample(over: Partial<Alert> = {}): Alert {
  return {
    key: 'k1',
    identity: IDENTITY,
    connectionId: 'c1',
    system: 'openbazaar',
    kind: 'order',
    category: 'order',
    urgency: 'normal',
    confirmation: 'unasked',
    actions: [],
    road: 'live',
    read: false,
    occurredAt: NOON,
    receivedAt: NOON + 500,
    frame: '{}',
    ...over,
  };
}

export const batch = (...alerts: Alert[]): Batch => ({ identity: IDENTITY, items: alerts.map((alert) => ({ type: 'alert', alert })) });

/** A status, item or text that came later is learned, and that the same alert was read; nothing else. */
export const merge: Merge = (held, incoming) => {
  const learned = { status: incoming.status ?? held.status, item: incoming.item ?? held.item, text: incoming.text ?? held.text };
  const read = held.read || (incoming.read && incoming.key === held.key);
  if (learned.status === held.status && learned.item === held.item && learned.text === held.text && read === held.read) return undefined;
  return { ...held, ...Object.fromEntries(Object.entries(learned).filter(([, value]) => value !== undefined)), read };
};

export const searchText = (alert: Alert): string => [alert.item, alert.text, alert.actor?.name].filter((text) => text !== undefined).join(' ');

/** A folder of the test's own, gone when it ends. */
export function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'tradebell-journal-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A journal of the test's own, closed when it ends. What failed in it without anyone waiting for it fails the test. */
export function journalAt(file: string, over: Partial<JournalOptions> = {}): FileJournal {
  const failures: unknown[] = [];
  const journal = openJournal({ file, merge, searchText, trouble: (error) => failures.push(error), ...over });
  onTestFinished(async () => {
    await journal.close();
    if (failures.length > 0) throw new AggregateError(failures, 'the journal had trouble that the test did not expect');
  });
  return journal;
}

export const newJournal = (over: Partial<JournalOptions> = {}): FileJournal => journalAt(path.join(folder(), 'j.db'), over);
