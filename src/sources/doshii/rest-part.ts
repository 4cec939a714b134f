import type { Road } from '../../shared/alert.ts';
import type { Item } from '../../shared/batch.ts';
import type { Trouble } from '../../shared/connection.ts';
import { NetworkError } from '../../transport/network.ts';
import { createCatchingUp } from '../catching-up.ts';
import type { SessionEvents } from '../life.ts';
import { ageOf, momentOf } from '../moment.ts';
import type { SourceDeps } from '../source.ts';
import type { Place, RestPlace } from './address.ts';
import { catchUp } from './catch-up.ts';
import type { DecodeContext } from './context.ts';
import type { News } from './decoded.ts';
import { createDetails, type Live } from './details.ts';
import type { Memory } from './memory.ts';
import { isSecretRefused, RestRefusal } from './refusals.ts';
import { createRest } from './rest.ts';
import type { Taking } from './taking.ts';
import { createVenues } from './venues.ts';
import { lastMarkOf } from './watermarks.ts';

/** What REST adds to one stay: what was missed, details, and what venues are called; nothing of it without a client secret. */
export interface RestPart {
  /** The handshake is complete: online, or catching up. */
  begin(): void;
  /** Something was missed though we listened. */
  again(): void;
  named(news: News, items: Item[]): Item[];
  told(live: Live): void;
  wake(): void;
  stop(): void;
}

export interface RestPartDeps extends SourceDeps {
  place: Place;
  memory: Memory;
  context(road: Road): DecodeContext;
  taking: Taking;
  track(work: Promise<void>): void;
  /** Aborted when the stay ends. */
  over: AbortSignal;
  /** It is known what can be caught up of what was missed: some of it, or nothing. */
  caughtUp(partly?: 'partly'): void;
}

/** Lists are asked for at most so often (doshii.md, "Catch up"). */
const CATCH_UP_MS = 60_000;

type Events = Pick<SessionEvents, 'catchingUp' | 'online' | 'behind'>;

export function openRestPart(deps: RestPartDeps, events: Events): RestPart {
  const { place, caughtUp } = deps;
  if (place.rest !== undefined) return withRest(deps, place.rest, events);
  return {
    begin() {
      events.online();
      caughtUp();
    },
    again() {},
    named: (_news, items) => items,
    told() {},
    wake() {},
    stop() {},
  };
}

function withRest(deps: RestPartDeps, restPlace: RestPlace, events: Events): RestPart {
  const { clock, network, sink, log, memory, taking, track, over, place } = deps;
  /** Why REST is asked no more in this stay. */
  let refused: Trouble | undefined;
  let isOnline = false;
  let busy = false;
  let wanted = false;
  const notForUs = new Set<string>();
  /** Until when somebody listened before this stay, as it was noted before its first pass. */
  let before: { listenedUntil: number | undefined } | undefined;
  /** Of the catch-up that is under way: what need not be read again where it broke off, and what failed. */
  let round: { locations?: string[]; done: Set<string>; failed: Set<string> } = { done: new Set(), failed: new Set() };

  const online = (): void => {
    isOnline = true;
    events.online(refused);
  };
  const ahead = (ms: number): void => void (memory.ahead = ms);
  const rest = createRest({ network, clock, ahead }, restPlace, over, ({ trouble }) => {
    refused = trouble;
    if (isOnline && !over.aborted) online();
  });
  const details = createDetails({ clock, place: restPlace, rest, take: taking.detailed, track, log });
  const venues = createVenues({ locations: memory.locations, rest, deliver: taking.deliver, track, log });

  const pass = async (): Promise<void> => {
    try {
      before ??= { listenedUntil: lastMarkOf(sink.watermarks(place.identity)) };
      const { listenedUntil } = before;
      round.locations ??= await venues.ask();
      const { locations, done, failed } = round;
      const { meeting } = memory;
      const { context } = deps;
      await catchUp({ clock, log, sink, rest, identity: place.identity, locations, meeting, context, listenedUntil, done, failed, notForUs });
    } catch (error) {
      if (isSecretRefused(error) || over.aborted) return;
      // What the lists know is not lost, and will be read.
      if (error instanceof NetworkError) deps.caughtUp('partly');
      // What was read and not written has to be read again, as news.
      else memory.forgetTold();
      throw error;
    }
  };

  /** Whether any list may be read at all. */
  const isAnyForUs = (): boolean => round.done.size === 0 || [...round.done].some((stream) => !notForUs.has(stream));

  const catchingUp = createCatchingUp({
    ...deps,
    events: {
      catchingUp() {
        isOnline = false;
        events.catchingUp();
      },
      online,
      behind: events.behind,
    },
    pass,
    // Whatever is wrong with REST, the socket tells what happens.
    isFinal: () => false,
    retryAfterMs: (error) => (error instanceof RestRefusal ? error.retryMs : undefined),
    over,
  });

  const whenDue = async (): Promise<void> => {
    do {
      wanted = false;
      const left = memory.caughtUpAt === undefined ? 0 : CATCH_UP_MS - ageOf(clock, memory.caughtUpAt);
      if (left > 0) {
        online();
        await pause(left);
      }
      if (over.aborted) return;
      memory.caughtUpAt = momentOf(clock);
      round = { done: new Set(), failed: new Set() };
      if (await catchingUp.now()) deps.caughtUp(refused === undefined && isAnyForUs() ? 'partly' : undefined);
    } while (wanted && refused === undefined && !over.aborted);
  };

  const run = async (): Promise<void> => {
    wanted = true;
    if (busy) return;
    busy = true;
    try {
      await whenDue();
    } finally {
      busy = false;
    }
  };

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        stop();
        over.removeEventListener('abort', end);
        resolve();
      };
      const stop = clock.after(ms, end);
      over.addEventListener('abort', end);
    });

  return {
    begin: () => track(run()),
    again() {
      details.forget();
      track(run());
    },
    named: venues.named,
    told: details.want,
    wake: catchingUp.wake,
    stop: details.stop,
  };
}
