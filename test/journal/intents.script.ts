import { writeSync } from 'node:fs';
import { openJournal } from '../../src/journal/open-journal.ts';

/**
 * Agrees to one thing after another, to be killed: `intended NAME` once the intent is on disk, `sent NAME` where the server would be told,
 * `ended NAME OUTCOME` once that is on disk. Begins with what the last run left, as the app does.
 */
const [file = ''] = process.argv.slice(2);
const identity = 'openbazaar:QmSelf';
const journal = openJournal({ file, merge: () => undefined, searchText: () => '' });
await journal.doubtOpenIntents();

const say = (line: string): void => void writeSync(1, `${line}\n`);
for (let n = 0; ; n++) {
  const name = `consumption:${n}`;
  if ((await journal.intend(identity, name, 'approve', n)) !== undefined) continue;
  say(`intended ${name}`);
  say(`sent ${name}`);
  await journal.intentDone(identity, name, 'done');
  say(`ended ${name} done`);
}
