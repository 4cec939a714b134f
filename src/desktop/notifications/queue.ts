/** What became of a notification that was to be shown; `absent`: this way of showing does not exist here. */
export type Sent = 'shown' | 'failed' | 'absent';

export interface ShowQueue<T> {
  /** Answers with what became of it, or of what has taken its place. Urgent ones are never dropped for others. */
  push(id: string, item: T, urgent: boolean): Promise<Sent>;
  /** Takes out what still waits; true where it did. */
  drop(id: string): boolean;
  /** Everything that waits fails, now and later. */
  close(): void;
}

interface Waiting<T> {
  item: T;
  urgent: boolean;
  settle: ((sent: Sent) => void)[];
}

/**
 * Sends at most `width` at a time, and one at a time of the same id, so that a replacement knows what it replaces. What waits is replaced rather
 * than joined by a newer one of its id, and is bounded: when `depth` is reached, the oldest that is not urgent fails.
 */
export function showQueue<T>(send: (id: string, item: T) => Promise<Sent>, { width, depth }: { width: number; depth: number }): ShowQueue<T> {
  const waiting = new Map<string, Waiting<T>>();
  const busy = new Set<string>();
  let closed = false;

  function next(): void {
    for (const [id, { item, settle }] of waiting) {
      if (busy.size >= width) return;
      if (busy.has(id)) continue;
      waiting.delete(id);
      busy.add(id);
      void send(id, item).then((sent) => {
        busy.delete(id);
        for (const tell of settle) tell(sent);
        next();
      });
    }
  }

  function fail(id: string): boolean {
    const found = waiting.get(id);
    waiting.delete(id);
    for (const tell of found?.settle ?? []) tell('failed');
    return found !== undefined;
  }

  return {
    push(id, item, urgent) {
      if (closed) return Promise.resolve('failed');
      return new Promise((resolve) => {
        const before = waiting.get(id);
        waiting.set(id, { item, urgent: urgent || (before?.urgent ?? false), settle: [...(before?.settle ?? []), resolve] });
        if (waiting.size > depth) fail([...waiting].find(([, one]) => !one.urgent)?.[0] ?? [...waiting.keys()][0] ?? id);
        next();
      });
    },
    drop: fail,
    close() {
      closed = true;
      for (const id of [...waiting.keys()]) fail(id);
    },
  };
}
