import { writeSync } from 'node:fs';
import { openJournal } from '../../src/journal/open-journal.ts';
import type { Alert } from '../../src/shared/alert.ts';

/**
 * A source at work, to be killed: passes of three pages, whose last carries the watermark, with live alerts in between. Every line it prints
 * is a promise that settled: `new KEY`, `watermark N`.
 */
const [file = '', key = '', live = ''] = process.argv.slice(2);
const identity = 'openbazaar:QmSelf';
const journal = openJournal({ file, key, merge: () => undefined, searchText: (alert) => `lamp ${alert.key}`, trouble: (error) => { throw error; } });

const alert = (name: string, at: number): Alert => ({
  key: name, identity, connectionId: 'c1', system: 'openbazaar', kind: 'order', category: 'order', urgency: 'normal', confirmation: 'unasked',
  actions: [], road: 'catch-up', read: false, occurredAt: at, receivedAt: at, frame: 'x'.repeat(400),
});

const write = async (alerts: Alert[], watermark?: number): Promise<void> => {
  const items = alerts.map((one) => ({ type: 'alert' as const, alert: one }));
  const written = await journal.write({ identity, items, ...(watermark !== undefined && { watermarks: { notifications: String(watermark) } }) });
  const fresh = written.flatMap(({ outcome, entry }) => (outcome === 'new' && entry ? [`new ${entry.alert.key}\n`] : []));
  writeSync(1, fresh.join('') + (watermark === undefined ? '' : `watermark ${watermark}\n`));
};

let lives = 0;
const streaming = async (): Promise<void> => {
  for (;;) await write([alert(`${live}-live-${lives++}`, lives)]);
};
const passing = async (): Promise<void> => {
  for (let pass = Number(journal.watermarks(identity)['notifications'] ?? 0) + 1; ; pass++) {
    const page = (from: number): Alert[] => Array.from({ length: 20 }, (_, i) => alert(`pass-${pass}-${from + i}`, pass * 100 + from + i));
    await write(page(0));
    await write(page(20));
    await write(page(40), pass);
  }
};
await Promise.all([streaming(), streaming(), passing()]);
