/** Who may speak to the server next, so that 500 topics do not come as one burst. */
export interface Turns {
  /** Waits for its turn. `alone`: only when nobody else waits or is under way, and nobody else until it is done. */
  enter(topic: string, alone: boolean): void;
  /** What its turn began is over. */
  done(topic: string): void;
  /** Gives turns to as many as may have one. */
  next(): void;
  idle(): boolean;
  clear(): void;
}

const UNDER_WAY = 20;

/** `begin` says whether something is under way now, until `done`; there may be nothing left to do when the turn comes. */
export function createTurns(begin: (topic: string) => boolean): Turns {
  const group = createLine();
  const single = createLine();
  const underWay = new Set<string>();
  let alone = false;

  const give = (topic: string | undefined): void => {
    if (topic === undefined) return;
    underWay.add(topic);
    if (!begin(topic)) underWay.delete(topic);
  };

  return {
    enter: (topic, isAlone) => (isAlone ? single : group).add(topic),
    done(topic) {
      underWay.delete(topic);
      if (underWay.size === 0) alone = false;
    },
    next() {
      while (!alone && group.size() > 0 && underWay.size < UNDER_WAY) give(group.take());
      while (single.size() > 0 && underWay.size === 0) {
        alone = true;
        give(single.take());
        alone = underWay.size > 0;
      }
    },
    idle: () => group.size() + single.size() + underWay.size === 0,
    clear() {
      group.clear();
      single.clear();
      underWay.clear();
      alone = false;
    },
  };
}

interface Line {
  /** Goes to the end, unless it waits already. */
  add(topic: string): void;
  take(): string | undefined;
  size(): number;
  clear(): void;
}

/** Not a Set alone, where finding the first entry costs a look at all that were taken before. */
function createLine(): Line {
  const order: string[] = [];
  let head = 0;
  const waiting = new Set<string>();
  const clear = (): void => {
    order.length = 0;
    head = 0;
    waiting.clear();
  };
  return {
    add(topic) {
      if (waiting.has(topic)) return;
      waiting.add(topic);
      order.push(topic);
    },
    take() {
      const topic = order[head];
      if (topic === undefined) return undefined;
      waiting.delete(topic);
      head += 1;
      if (head === order.length) clear();
      return topic;
    },
    size: () => waiting.size,
    clear,
  };
}
