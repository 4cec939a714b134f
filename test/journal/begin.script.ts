import { openJournal } from '../../src/journal/open-journal.ts';
import type { Alert } from '../../src/shared/alert.ts';

/** Begins an encrypted journal with one alert. In a process of its own its end is a true close: nothing of the file stays open. */
const [file = '', key = ''] = process.argv.slice(2);
const journal = openJournal({ file, key, merge: () => undefined, searchText: () => '' });
const alert: Alert = {
  key: 'k1', identity: 'openbazaar:QmSelf', connectionId: 'c1', system: 'openbazaar', kind: 'order', category: 'order', urgency: 'normal',
  confirmation: 'unasked', actions: [], road: 'live', read: false, occurredAt: 1, receivedAt: 1, frame: '{}',
};
await journal.write({ identity: alert.identity, items: [{ type: 'alert', alert }] });
await journal.close();
