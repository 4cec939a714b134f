import type { Road } from '../../shared/alert.ts';
import type { Item } from '../../shared/batch.ts';
import type { SourceDeps } from '../source.ts';
import { decodeFrame } from './alerts.ts';
import type { Channels } from './channels.ts';
import type { DecodeContext } from './context.ts';
import type { Outcomes } from './outcomes.ts';

/** What becomes of frames, once it is known who we are: signals go to the channels, alerts to the journal, in the order they came. */
export interface Live {
  take(frames: readonly string[]): void;
  /** What came by another way, as news of now; also after the end, for it may be the answer to what a person asked for. */
  deliver(items: Item[]): void;
  stop(): void;
}

export interface LiveDeps extends Pick<SourceDeps, 'sink' | 'log'> {
  identity: string;
  context(road: Road): DecodeContext;
  outcomes: Outcomes;
  channels: Pick<Channels, 'take'>;
  /** Something could not be kept, neither on disk nor in memory: the server has to be asked again. */
  missed(): void;
}

export function createLive({ sink, log, identity, context, outcomes, channels, missed }: LiveDeps): Live {
  let stopped = false;

  const deliver = (items: Item[]): void => {
    if (items.length === 0) return;
    // A disk that cannot be written is the bell's affair: it keeps and rings what it was given, as far as memory goes.
    sink.deliver({ identity, items }).catch((error: unknown) => {
      log('ewallet: not journaled', { error: String(error) });
      if (!stopped) missed();
    });
  };

  return {
    deliver,
    take(frames) {
      const now = context('live');
      const items: Item[] = [];
      for (const text of frames) {
        const decoded = decodeFrame(text, now);
        if (decoded.type === 'alert') items.push(...outcomes.itemsOf(decoded));
        else if (decoded.type === 'signal') channels.take(decoded.signal);
        else sink.ignored(decoded.reason);
        if (stopped) break;
      }
      deliver(items);
    },
    stop() {
      stopped = true;
    },
  };
}
