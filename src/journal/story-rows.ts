import type { Alert } from '../shared/alert.ts';
import type { Database } from './database.ts';
import type { StoryKey } from './story-key.ts';

/** The number of a story; begins one where there is none. */
export function storyNumber(db: Database, key: StoryKey | undefined): number | null {
  if (key === undefined) return null;
  const find = (): number | undefined => {
    const row = db.get('SELECT id FROM stories WHERE identity = ? AND subject = ?', key.identity, key.subject);
    return row && Number(row[0]);
  };
  const found = find();
  if (found !== undefined) return found;
  db.run('INSERT INTO stories (identity, subject) VALUES (?, ?)', key.identity, key.subject);
  return db.lastId();
}

/** Finds anew what was last said in a story, after something of it came, changed or went; an empty one is no story any more. */
export function storyChanged(db: Database, story: number | null, category: { before?: Alert['category']; now?: Alert['category'] }): void {
  if (story === null) return;
  if (category.now === undefined && db.run('DELETE FROM stories WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM entries WHERE story = ?1)', story) > 0) return;
  if (category.before !== 'chat' && category.now !== 'chat') return;
  db.run(
    `UPDATE stories SET (chat_at, chat_id) = (
       SELECT occurred_at, id FROM entries INDEXED BY entries_story WHERE story = ?1 AND category = 'chat' ORDER BY occurred_at DESC, id DESC LIMIT 1
     ) WHERE id = ?1`,
    story
  );
}
