import type { Alert, Amendment } from '../../shared/alert.ts';
import type { Item } from '../../shared/batch.ts';
import type { SourceDeps } from '../source.ts';
import { decodeFrame } from './alerts.ts';
import { createConfirmer } from './confirm.ts';
import type { DecodeContext } from './context.ts';
import { createNames } from './names.ts';
import type { OrderBook } from './order-book.ts';
import { createOrderDetails } from './order-details.ts';
import type { Rest } from './rest.ts';

/** What becomes of frames, once it is known who the node is: delivered at once, then confirmed, and names and titles looked up. */
export interface Live {
  take(frames: readonly string[]): void;
  /** Has the names looked up of alerts that were delivered otherwise. */
  named(alerts: readonly Alert[]): void;
  stop(): void;
}

export interface LiveDeps extends Pick<SourceDeps, 'clock' | 'random' | 'sink' | 'log'> {
  rest: Rest;
  orders: OrderBook;
  identity: string;
  context(): DecodeContext;
  track(work: Promise<void>): void;
  /** Something could not be kept, neither on disk nor in memory: the node has to be asked again. */
  missed(): void;
}

export function createLive({ clock, random, sink, log, rest, orders, identity, context, track, missed }: LiveDeps): Live {
  let stopped = false;

  const deliver = (items: Item[]): void => {
    if (stopped) return;
    // A disk that cannot be written is the bell's affair: it keeps and rings what it was given, as far as memory goes.
    sink.deliver({ identity, items }).catch((error: unknown) => {
      log('openbazaar: not journaled', { error: String(error) });
      if (!stopped && items.some((item) => item.type === 'alert')) missed();
    });
  };
  const amend = (key: string, amendment: Amendment): void => {
    deliver([{ type: 'amend', key, amendment }]);
  };
  const names = createNames({ clock, random, rest, amend, track });
  const details = createOrderDetails({ clock, orders, amend, named: names.want, track });
  const confirmer = createConfirmer({ clock, rest, held: (key) => sink.held(identity, key), deliver, track });

  return {
    named: names.want,
    take(frames) {
      const alerts: Alert[] = [];
      for (const text of frames) {
        const decoded = decodeFrame(text, context());
        if (decoded.type === 'alert') alerts.push(askable(decoded.alert));
        else if (decoded.type === 'profile') names.answered(decoded);
        else if (decoded.type === 'ignored') sink.ignored(decoded.reason);
      }
      if (alerts.length === 0) return;
      deliver(alerts.map((alert) => ({ type: 'alert', alert })));
      confirmer.ask(alerts);
      names.want(alerts);
      details.want(alerts);
    },
    stop() {
      stopped = true;
      names.stop();
      details.stop();
      confirmer.stop();
    },
  };
}

/** The node keeps no list of transactions that could be asked by id: what it sends of them is taken as it is. */
function askable(alert: Alert): Alert {
  return alert.kind === 'wallet' ? { ...alert, confirmation: 'unasked' } : alert;
}
