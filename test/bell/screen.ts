import type { Notice, NoticeEvent, Notifier } from '../../src/shared/notice.ts';

/** A desktop in memory: what is on its screen, all that was ever shown, and a hand to click with. */
export interface Screen extends Notifier {
  shown: Notice[];
  /** As it stands now, by id. */
  on: Map<string, Notice>;
  emit(event: NoticeEvent): void;
  /** From now on nothing can be shown. */
  broken: boolean;
}

export function createScreen(): Screen {
  const listeners = new Set<(event: NoticeEvent) => void>();
  const screen: Screen = {
    shown: [],
    on: new Map(),
    broken: false,
    async show(notice) {
      if (screen.broken) return 'failed';
      screen.shown.push(notice);
      screen.on.set(notice.id, notice);
      return 'shown';
    },
    withdraw(id) {
      screen.on.delete(id);
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    emit(event) {
      if (event.type === 'closed') screen.on.delete(event.id);
      for (const listener of listeners) listener(event);
    },
  };
  return screen;
}
