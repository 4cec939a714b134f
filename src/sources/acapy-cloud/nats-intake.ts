import { setImmediate as soon } from 'node:timers';
import type { NatsMessage, NatsMessages } from '../../transport/network.ts';

/** So many go to the journal at once. */
const BATCH = 64;
/** So many wait here; what is beyond is not read, and so not asked for. */
const WAITING = 128;

/** Messages from the wire to whoever keeps them: in order, some at a time, and the main loop turns in between. */
export interface Intake {
  /** Settles when the messages have ended and all of them were taken, or after `stop`. Rejects where reading or taking does. */
  run(): Promise<void>;
  /** Takes no more than what is being taken; what waits is given back to the server. */
  stop(): void;
}

export function createIntake(messages: NatsMessages, take: (batch: readonly NatsMessage[]) => Promise<void>): Intake {
  const waiting: NatsMessage[] = [];
  let stopped = false;
  let ended = false;
  let wakeReader = (): void => {};
  let wakeTaker = (): void => {};

  const read = async (): Promise<void> => {
    try {
      for await (const message of messages) {
        waiting.push(message);
        wakeTaker();
        if (waiting.length >= WAITING && !stopped) await new Promise<void>((resolve) => (wakeReader = resolve));
      }
    } finally {
      ended = true;
      wakeTaker();
    }
  };

  const takeAll = async (): Promise<void> => {
    while (!stopped) {
      const batch = waiting.splice(0, BATCH);
      if (batch.length > 0) {
        wakeReader();
        await take(batch);
        await new Promise<void>((resolve) => void soon(resolve));
      } else if (ended) return;
      else await new Promise<void>((resolve) => (wakeTaker = resolve));
    }
  };

  const stop = (): void => {
    if (stopped) return;
    stopped = true;
    messages.stop();
    wakeReader();
    wakeTaker();
  };

  return {
    async run() {
      try {
        await Promise.all([read(), takeAll().finally(stop)]);
      } finally {
        for (const message of waiting.splice(0)) message.again(0);
      }
    },
    stop,
  };
}
