import type { Item } from '../../shared/batch.ts';
import type { SourceDeps } from '../source.ts';
import { decodeFrame } from './alerts.ts';
import type { DecodeContext } from './context.ts';
import type { News } from './decoded.ts';
import type { Live } from './details.ts';
import { decodeDetails } from './details-news.ts';
import type { Meeting } from './meeting.ts';

/** What becomes of frames, once we may listen: news goes to the journal in the order it came, and details are fetched afterwards. */
export interface Taking {
  take(frames: readonly string[]): void;
  /** Details of what was told. */
  detailed(row: unknown, wanted: readonly Live[]): void;
  deliver(items: Item[]): void;
  stop(): void;
}

export interface TakingDeps extends Pick<SourceDeps, 'sink' | 'log'> {
  identity: string;
  meeting(): Meeting;
  context(): DecodeContext;
  /** The server asks whether we are there. */
  pinged(ping: number): void;
  /** What goes to the journal of this news. */
  named(news: News, items: Item[]): Item[];
  /** News was given to the journal. */
  told(live: Live): void;
  /** Something could not be kept, neither on disk nor in memory. */
  missed(): void;
}

export function createTaking(deps: TakingDeps): Taking {
  const { sink, identity, meeting, named } = deps;
  let stopped = false;

  const deliver = (items: Item[]): void => {
    if (items.length === 0) return;
    // A disk that cannot be written is the bell's affair: it keeps and rings what it was given, as far as memory goes.
    sink.deliver({ identity, items }).catch((error: unknown) => {
      deps.log('doshii: not journaled', { error: String(error) });
      deps.missed();
    });
  };

  return {
    deliver,
    take(frames) {
      const context = deps.context();
      const items: Item[] = [];
      const told: Live[] = [];
      for (const text of frames) {
        if (stopped) break;
        const decoded = decodeFrame(text, context);
        if (decoded.type === 'ping') deps.pinged(decoded.ping);
        else if (decoded.type === 'ignored') sink.ignored(decoded.reason);
        else if (decoded.type === 'news') {
          for (const news of decoded.news) {
            const meant = meeting().itemsOf(news);
            items.push(...named(news, meant.items));
            told.push({ news, key: meant.key });
          }
        }
      }
      deliver(items);
      told.forEach(deps.told);
    },
    detailed(row, wanted) {
      const context = deps.context();
      const items = wanted.flatMap(({ news, key }) => {
        const [detail, ...within] = decodeDetails(news, row, context);
        if (detail === undefined) return [];
        return named(news, [...meeting().detailItems(detail, key, news.status), ...within.flatMap((one) => meeting().itemsOf(one).items)]);
      });
      deliver(items);
    },
    stop() {
      stopped = true;
    },
  };
}
