import type { Clock, Stop } from '../../shared/clock.ts';
import type { RestPlace } from './address.ts';
import type { News } from './decoded.ts';
import { detailPlaceOf } from './detail-place.ts';
import { isCreation } from './events.ts';
import { isLiving, statusKey } from './keys.ts';
import { isNotForUs, isSecretRefused, RestRefusal } from './refusals.ts';
import type { DetailPlace, Rest } from './rest.ts';

/** Live news, and what it goes by in the journal. */
export interface Live {
  news: News;
  key: string;
}

/** What live frames leave out, read in the background: the socket never waits for it. */
export interface Details {
  want(live: Live): void;
  /** What was told could not be kept: there is nothing that details could be added to. */
  forget(): void;
  stop(): void;
}

export interface DetailsDeps {
  clock: Clock;
  place: RestPlace;
  rest: Pick<Rest, 'detail'>;
  /** The details of all that asked for them by one address. */
  take(row: unknown, wanted: readonly Live[]): void;
  /** Work that the stay waits for at its end; what it rejects with is reported there. */
  track(work: Promise<void>): void;
  log(message: string, details?: Record<string, unknown>): void;
}

interface Job {
  where: DetailPlace;
  wanted: Live[];
}

const AT_ONCE = 4;
/** The newest matter most: of a longer queue the oldest go. */
const MAX_WAITING = 200;
const MAX_PER_ADDRESS = 20;
const MAX_REMEMBERED = 1_000;

export function createDetails(deps: DetailsDeps): Details {
  const waiting = new Map<string, Job>();
  const reading = new Set<string>();
  const asked = new Set<string>();
  let stopTimer: Stop | undefined;
  let stopped = false;
  /** Another one with each time that all was forgotten. */
  let era = 0;

  const put = (name: string, job: Job): void => {
    const before = waiting.get(name)?.wanted ?? [];
    waiting.delete(name);
    const wanted = [...before.filter(({ key }) => job.wanted.every((one) => one.key !== key)), ...job.wanted];
    waiting.set(name, { where: job.where, wanted: wanted.slice(-MAX_PER_ADDRESS) });
    for (const oldest of waiting.keys()) {
      if (waiting.size <= MAX_WAITING) break;
      waiting.delete(oldest);
    }
  };

  /** Servers say one thing several times. */
  const isCopy = ({ news, key }: Live): boolean => {
    const names = isLiving(news) && isCreation(news.event) ? [key, `created ${statusKey(news)}`] : [key];
    const known = names.some((name) => asked.has(name));
    for (const name of names) asked.add(name);
    for (const oldest of asked) {
      if (asked.size <= MAX_REMEMBERED) break;
      asked.delete(oldest);
    }
    return known;
  };

  const more = (): void => {
    while (!stopped && stopTimer === undefined && reading.size < AT_ONCE) {
      // What is being read now may have changed since: then it is read again, but not beside itself.
      const name = [...waiting.keys()].findLast((one) => !reading.has(one));
      const job = name === undefined ? undefined : waiting.get(name);
      if (name === undefined || job === undefined) return;
      waiting.delete(name);
      reading.add(name);
      deps.track(read(name, job).finally(() => {
        reading.delete(name);
        more();
      }));
    }
  };

  const read = async (name: string, job: Job): Promise<void> => {
    const began = era;
    try {
      const row = await deps.rest.detail(job.where);
      if (!stopped && began === era) deps.take(row, job.wanted);
    } catch (error) {
      if (!stopped && began === era) failed(name, job, error);
    }
  };

  const failed = (name: string, job: Job, error: unknown): void => {
    if (isSecretRefused(error)) waiting.clear();
    else if (error instanceof RestRefusal && error.retryMs !== undefined) {
      put(name, job);
      pause(error.retryMs);
    } else if (!isNotForUs(error)) deps.log('doshii: details could not be read', { error: String(error) });
  };

  const pause = (ms: number): void => {
    stopTimer ??= deps.clock.after(ms, () => {
      stopTimer = undefined;
      more();
    });
  };

  return {
    want(live) {
      const where = detailPlaceOf(live.news, deps.place);
      if (stopped || where === undefined || isCopy(live)) return;
      put(`${where.route.url} ${where.locationId ?? ''} ${where.path}`, { where, wanted: [withoutFrame(live)] });
      more();
    },
    forget() {
      era += 1;
      waiting.clear();
      asked.clear();
    },
    stop() {
      stopped = true;
      stopTimer?.();
      waiting.clear();
    },
  };
}

/** Thousands may wait, and a frame may be long. */
function withoutFrame({ news, key }: Live): Live {
  return { news: { ...news, alert: { ...news.alert, frame: '' } }, key };
}
