import { useModel } from '../model.ts';
import { useWords } from '../words.ts';

/** Marks read all that the filter shows, and offers to take it back. */
export function useMarkAll(): () => void {
  const model = useModel();
  const words = useWords();
  return () => {
    void model.inbox.markAll().then((ids) => {
      if (ids.length === 0) model.show({ text: words.list.nothingToMark });
      else model.show({ text: words.list.markedRead(ids.length), undo: () => void model.inbox.mark(ids, false) });
    });
  };
}
