import { existsSync, rmSync } from 'node:fs';
import { JournalError } from '../../src/journal/journal.ts';
import { openJournal } from '../../src/journal/open-journal.ts';
import type { Alert } from '../../src/shared/alert.ts';

/** Writes until the disk is full, makes room by deleting `spare` where there is one, writes what failed again, and prints what it saw as JSON. */
const [file = '', spare = ''] = process.argv.slice(2);
const identity = 'openbazaar:QmSelf';
const troubles: unknown[] = [];
const journal = openJournal({ file, merge: () => undefined, searchText: (alert) => alert.frame, trouble: (error) => troubles.push(error) });
const alert = (n: number): Alert => ({
  key: `k${n}`, identity, connectionId: 'c1', system: 'openbazaar', kind: 'order', category: 'order', urgency: 'normal', confirmation: 'unasked',
  actions: [], road: 'live', read: false, occurredAt: n, receivedAt: n, frame: `${n} `.repeat(2000),
});
const page = (n: number) => ({ identity, items: [0, 1, 2].map((i) => ({ type: 'alert' as const, alert: alert(n + i) })), watermarks: { s: String(n) } });

let promised = 0;
let code = 'none';
for (let n = 0; code === 'none'; n += 3) {
  try {
    await journal.write(page(n));
    promised += 3;
  } catch (error) {
    code = error instanceof JournalError ? error.code : String(error);
  }
}
const held = journal.counts().total;
const watermark = journal.watermarks(identity)['s'];
let again = 'no room made';
if (existsSync(spare)) {
  rmSync(spare);
  again = (await journal.write(page(promised))).map(({ outcome }) => outcome).join();
  await journal.idle();
}
console.log(JSON.stringify({ code, half: held - promised, watermarkKept: watermark === String(promised - 3), again, found: journal.query({ search: '1', limit: 5 }).length, troubled: troubles.length > 0 }));
