import type { Stop } from '../../shared/clock.ts';
import type { Trouble } from '../../shared/connection.ts';
import { BLOCKING } from '../../shared/trouble-natures.ts';
import { createBackoff } from '../../transport/backoff.ts';
import type { SourceDeps } from '../source.ts';
import type { Road, RoadEvents } from './road.ts';

export interface TwoRoadsDeps extends Pick<SourceDeps, 'clock' | 'random'> {
  main(events: RoadEvents): Road;
  second(events: RoadEvents): Road;
  /** Where the topics of a road stand that is not open. */
  idle: { main: Road['topics']; second: Road['topics'] };
}

/**
 * The main road, and the second one while the main one is away. The main one comes back by itself, unless only a person can help there. What
 * came over both has one key. Both away: it ends, with what is wrong with the main one.
 */
export function openTwoRoads({ clock, random, ...roads }: TwoRoadsDeps, events: RoadEvents): Road {
  const backoff = createBackoff(random);
  const endings = new Set<Promise<void>>();
  let main: Road | undefined;
  let second: Road | undefined;
  let stopTimer: Stop | undefined;
  /** What is wrong with the main road. Undefined while it is open, or was never away. */
  let wrong: Trouble | undefined;
  let mainOnline = false;
  let over = false;

  const leave = (road: Road | undefined): void => {
    if (road === undefined) return;
    const ending = road.end().finally(() => endings.delete(ending));
    endings.add(ending);
  };
  const finish = (): void => {
    over = true;
    stopTimer?.();
    leave(main);
    leave(second);
    main = undefined;
    second = undefined;
  };
  const detour = (): Trouble => {
    const detail = wrong?.detail === undefined ? wrong?.code : `${wrong.code}: ${wrong.detail}`;
    return { code: 'on-the-other-road', ...(detail === undefined ? {} : { detail: detail.slice(0, 500) }) };
  };

  const openMain = (): void => {
    stopTimer?.();
    stopTimer = undefined;
    let ended = false;
    const road = roads.main({
      ...events,
      // While the second road is open, that is the road that people are told of.
      catchingUp: () => void (second === undefined && events.catchingUp()),
      behind: (trouble, retryMs) => void (second === undefined && events.behind(trouble, retryMs)),
      online(trouble) {
        if (over) return;
        mainOnline = true;
        wrong = undefined;
        leave(second);
        second = undefined;
        events.online(trouble);
        events.topicsChanged();
      },
      alive() {
        backoff.reset();
        events.alive();
      },
      ended(trouble) {
        ended = true;
        if (!over) mainEnded(trouble);
      },
    });
    if (ended || over) leave(road);
    else main = road;
  };

  const mainEnded = (trouble: Trouble): void => {
    leave(main);
    main = undefined;
    mainOnline = false;
    wrong = trouble;
    if (!BLOCKING.has(trouble.code)) stopTimer = clock.after(backoff.next(), openMain);
    if (second === undefined) openSecond();
    events.topicsChanged();
  };

  const openSecond = (): void => {
    let ended: Trouble | undefined;
    const road: Road = roads.second({
      ...events,
      online: () => {
        if (!over && !mainOnline) events.online(detour());
      },
      ended(trouble) {
        ended = trouble;
        if (!over) secondEnded(trouble);
      },
    });
    if (ended !== undefined || over) leave(road);
    else second = road;
  };

  const secondEnded = (trouble: Trouble): void => {
    leave(second);
    second = undefined;
    if (mainOnline) return;
    // The main one is just coming back, perhaps with much to catch up on: that is not broken off.
    if (main !== undefined && !BLOCKING.has(trouble.code)) {
      events.catchingUp();
      events.topicsChanged();
      return;
    }
    finish();
    // So long as one of them may come back by itself, it is waited for.
    const isStuck = wrong !== undefined && BLOCKING.has(wrong.code);
    events.ended(isStuck && !BLOCKING.has(trouble.code) ? trouble : (wrong ?? trouble));
  };

  queueMicrotask(() => {
    if (!over) openMain();
  });

  return {
    topics: () => [...(main?.topics() ?? roads.idle.main()), ...(second?.topics() ?? roads.idle.second())],
    wake() {
      main?.wake();
      second?.wake();
      if (over || main !== undefined || stopTimer === undefined) return;
      backoff.reset();
      openMain();
    },
    async end() {
      if (!over) finish();
      while (endings.size > 0) await Promise.all(endings);
    },
  };
}
