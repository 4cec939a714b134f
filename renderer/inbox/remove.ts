import { useModel } from '../model.ts';
import { useWordsOf } from '../words.ts';

/** Removes an alert, and offers for a moment to take that back. */
export function useRemove(): (id: number) => void {
  const model = useModel();
  const words = useWordsOf('quiet');
  return (id) => {
    void model.inbox.remove(id).then((token) => {
      if (token === undefined) return;
      document.getElementById('alerts')?.focus({ preventScroll: true });
      model.show({
        text: words.removed,
        undo: () => void model.inbox.restore(token).then((back) => model.show({ text: back ? words.back : words.tooLate })),
      });
    });
  };
}
