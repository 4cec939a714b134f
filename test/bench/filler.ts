import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { inFolder } from './folders.ts';
import { fill, journalAt, makeWhole } from './journals.ts';

// Run by itself, so that two journals are filled at once: how they are kept, how many alerts, and where the file is to be.
const [given, count, file = ''] = process.argv.slice(2);
const how = given === 'encrypted' ? given : 'plain';
await inFolder(
  async (folder) => {
    const made = path.join(folder, 'journal.db');
    const journal = journalAt(made, how);
    await fill(journal, Number(count));
    await journal.close();
    makeWhole(made, how);
    await copyFile(made, file);
  },
  { inMemory: true }
);
