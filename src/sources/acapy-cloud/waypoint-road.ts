import type { Road as AlertRoad } from '../../shared/alert.ts';
import type { Stop } from '../../shared/clock.ts';
import type { TopicState, Trouble, Watch } from '../../shared/connection.ts';
import { BLOCKING } from '../../shared/trouble-natures.ts';
import { NetworkError } from '../../transport/network.ts';
import { createBackground } from '../background.ts';
import { createCatchingUp } from '../catching-up.ts';
import type { SourceDeps } from '../source.ts';
import { createAbsence } from './absence.ts';
import type { Api } from './address.ts';
import type { DecodeContext } from './context.ts';
import { LONGEST } from './covered.ts';
import { decodeEvent } from './event.ts';
import { isListed, reconcile } from './reconcile.ts';
import { createRest } from './rest.ts';
import type { Road, RoadEvents } from './road.ts';
import { type Wallet, isForOne, nameOf, pathOf } from './watch.ts';
import { createWatcher, type Watcher, type WatchState } from './watcher.ts';
import type { WaypointMemory } from './waypoint-memory.ts';

/** Stream that holds when Waypoint last gave a sign of life (UTC ms), where not all that is watched can be asked for by REST. */
const ALIVE = 'waypoint-alive';
const HEAD_MS = 20_000;
/** A ping comes every 15 s (acapy-cloud.md, "Stream (W)"). */
const SILENT_MS = 40_000;
/** Between the starts of two watches: a server that is asked for twenty at once is asked for twenty forever. */
const PACE_MS = 100;
const RECONCILE_MS = 5 * 60_000;
const MAX_DETAIL = 400;

export interface WaypointDeps extends Pick<SourceDeps, 'clock' | 'random' | 'network' | 'sink' | 'log' | 'connection'> {
  identity: string;
  wallet: Wallet;
  waypoint: Api & { watches: readonly Watch[] };
  /** Where lists can be asked for. */
  tenant: Api | undefined;
  memory: WaypointMemory;
  /** What is missed here comes over another road later: then there are no gaps to tell of. */
  standsIn: boolean;
  context(road: AlertRoad): DecodeContext;
}

/** The watches of a connection, each with its own loop and state; the road ends when none of them is left up. */
export function openWaypointRoad(deps: WaypointDeps, events: RoadEvents): Road {
  const { clock, connection, identity, memory, sink, waypoint, wallet } = deps;
  const { watches } = waypoint;
  const abort = new AbortController();
  const { track, note, idle } = createBackground({ system: 'acapy-cloud', log: deps.log, isOver: () => over });
  const starts: Stop[] = [];
  const rest = deps.tenant && createRest(deps.network, deps.tenant, abort.signal);
  const listed = watches.filter(isListed);
  const absence =
    deps.standsIn || (rest !== undefined && listed.length === watches.length)
      ? undefined
      : createAbsence({ clock, sink, identity, connectionId: connection.id, stream: ALIVE, shortestMs: LONGEST * 1000 });
  /** Lists that the server does not have; the others it does. */
  const refusedLists = new Set<string>();
  let canList = rest !== undefined && listed.length > 0;
  let caughtUp = false;
  let over = false;
  let stopReconciling: Stop | undefined;

  const finish = (): void => {
    over = true;
    for (const stop of starts) stop();
    stopReconciling?.();
    for (const watcher of watchers) watcher.stop();
    abort.abort(new Error('the road ended'));
    note(absence?.ended());
  };
  const fail = (trouble: Trouble): void => {
    if (over) return;
    finish();
    memory.doubtful = trouble.code === 'waypoint-down';
    events.ended(trouble);
  };

  const heard = (watch: Watch, data: string, again: boolean): 'new' | 'known' | 'done' => {
    const decoded = decodeEvent(data, deps.context('live'));
    if (decoded.type === 'ignored') {
      sink.ignored(decoded.reason);
      return 'known';
    }
    const { key } = decoded.alert;
    const done = isForOne(watch);
    const isKnown = again && (memory.known.has(key) || sink.held(identity, key) !== undefined);
    memory.known.add(key);
    const watermarks = done ? { watermarks: { [streamOf(watch)]: String(clock.now()) } } : {};
    if (!isKnown || done) {
      const delivery = sink.deliver({ identity, items: isKnown ? [] : [{ type: 'alert', alert: decoded.alert }], ...watermarks });
      note(
        delivery.catch((error: unknown) => {
          // The bell keeps and rings it, as far as memory goes; looking back brings it once more.
          memory.known.delete(key);
          throw error;
        })
      );
      if (!isKnown) events.told([decoded]);
    }
    return done ? 'done' : isKnown ? 'known' : 'new';
  };

  const seen = sink.watermarks(identity);
  const watchers = watches.map((watch, index): Watcher =>
    createWatcher({
      clock,
      random: deps.random,
      memory: memory.of(watch),
      done: seen[streamOf(watch)] !== undefined,
      open: (lookBack, handlers) =>
        deps.network.stream(
          waypoint.route,
          { path: pathOf(waypoint.root, wallet, watch, lookBack), headMs: HEAD_MS, silentMs: SILENT_MS },
          handlers
        ),
      heard: (data, again) => heard(watch, data, again),
      changed: (state) => changed(index, state),
      proven() {
        if (over) return;
        events.alive();
        const wasDoubtful = memory.doubtful;
        memory.doubtful = false;
        if (wasDoubtful) isBack(index);
        note(absence?.alive());
      },
      missed(since, until) {
        note(absence?.missed(since, until));
      },
    })
  );

  /** What of `online` does not hold. */
  const flaw = (): Trouble | undefined => {
    const absent = watches.filter((_, index) => isAway(watchers[index]?.state()));
    if (absent.length > 0) return { code: 'topics-refused', detail: absent.map(nameOf).join(' ').slice(0, MAX_DETAIL) };
    const hasLists = canList && refusedLists.size === 0;
    return hasLists || (rest !== undefined && listed.length === 0) ? undefined : { code: 'gaps-possible' };
  };
  let said: { detail: string | undefined; code: string | undefined } | undefined;
  const online = (): void => {
    if (over || !caughtUp || memory.doubtful) return;
    const trouble = flaw();
    if (said !== undefined && said.code === trouble?.code && said.detail === trouble?.detail) return;
    said = { code: trouble?.code, detail: trouble?.detail };
    events.online(trouble);
  };

  const passes = createCatchingUp({
    clock,
    random: deps.random,
    log: deps.log,
    connection,
    over: abort.signal,
    // A list that is too long now is too long the next time, and is not to be fetched for nothing again and again.
    isFinal: ({ code }) => code === 'too-large' || BLOCKING.has(code),
    pass: async () => {
      if (rest === undefined) return;
      const { walletId } = wallet;
      const refused = (of: string, state: string): void => {
        if (refusedLists.has(`${of}/${state}`)) return;
        refusedLists.add(`${of}/${state}`);
        deps.log('acapy-cloud: no such list', { of, state });
      };
      const { context } = deps;
      const { told } = events;
      await reconcile({ clock, sink, rest, identity, walletId, watches: listed, context, known: memory.known, refused, told });
    },
    events: {
      catchingUp() {
        if (!caughtUp) events.catchingUp();
      },
      online() {
        caughtUp = true;
        online();
      },
      behind(trouble, retryMs) {
        said = undefined;
        events.behind(trouble, retryMs);
      },
    },
  });
  let wanted = false;
  let passing = false;
  /** The lists are read after a gap, and every few minutes. */
  const pass = async (): Promise<void> => {
    wanted = true;
    if (passing) return;
    passing = true;
    stopReconciling?.();
    try {
      while (wanted && !over) {
        wanted = false;
        await passes.now();
      }
      if (!over) stopReconciling = clock.after(RECONCILE_MS, () => track(pass()));
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error;
      // The watches are well with this key; the lists are not for it.
      deps.log('acapy-cloud: no lists', { trouble: error.message });
      canList = false;
      listless();
    } finally {
      passing = false;
    }
  };
  const listless = (): void => {
    caughtUp = true;
    online();
  };

  /** Watches that were away, and may have missed something. */
  const away = new Set<number>(watches.length > 0 ? [0] : []);
  /** Watches that were open before: one that opens for the first time looks back, and is not coming back. */
  const opened = new Set<number>();
  const isBack = (index: number): void => {
    if (memory.doubtful) return;
    absence?.joined();
    const missed = !caughtUp || away.has(index);
    away.delete(index);
    if (!canList) listless();
    else if (missed) track(pass());
    if (said !== undefined) online();
  };

  function changed(index: number, state: WatchState): void {
    if (over) return;
    events.topicsChanged();
    switch (state.phase) {
      case 'open':
        opened.add(index);
        isBack(index);
        return;
      case 'opening':
        if (caughtUp && opened.has(index)) away.add(index);
        return;
      case 'refused':
        if (state.trouble.code === 'bad-watch') lessOne(state.trouble);
        else fail(state.trouble);
        return;
      case 'down':
        away.add(index);
        lessOne(state.trouble);
        return;
      case 'idle':
      case 'done':
    }
  }

  /** The road goes on with what is left of it, if anything is. */
  const lessOne = (trouble: Trouble): void => {
    const states = watchers.map((watcher) => watcher.state());
    if (states.some(({ phase }) => phase !== 'down' && phase !== 'refused')) {
      if (said !== undefined) online();
      return;
    }
    const down = states.find((state) => state.phase === 'down');
    fail(down?.phase === 'down' ? down.trouble : trouble);
  };

  const start = (): void => {
    const left = watchers.filter((watcher) => watcher.state().phase === 'idle');
    paced(left, (watcher) => watcher.start());
    if (left.length === 0) listless();
  };
  /** One at once, the others one after the other. */
  const paced = (some: readonly Watcher[], act: (watcher: Watcher) => void): void => {
    some.forEach((watcher, index) => {
      if (index === 0) act(watcher);
      else starts.push(clock.after(index * PACE_MS, () => act(watcher)));
    });
  };
  queueMicrotask(() => {
    if (!over) start();
  });

  return {
    topics: () => watches.map((watch, index) => topicOf(watch, watchers[index]?.state())),
    wake() {
      passes.wake();
      for (const stop of starts.splice(0)) stop();
      paced(
        watchers.filter((watcher) => watcher.state().phase !== 'done'),
        (watcher) => {
          if (watcher.state().phase === 'idle') watcher.start();
          else watcher.wake();
        }
      );
    },
    async end() {
      if (!over) finish();
      await idle();
    },
  };
}

/** Stream that says that the one thing was seen that a watch waited for. */
function streamOf(watch: Watch): string {
  return `seen:${nameOf(watch)}`;
}

function isAway(state: WatchState | undefined): boolean {
  return state?.phase === 'down' || state?.phase === 'refused';
}

function topicOf(watch: Watch, state: WatchState = { phase: 'idle' }): TopicState {
  const topic = nameOf(watch);
  switch (state.phase) {
    case 'idle':
      return { topic, phase: 'waiting' };
    case 'opening':
      return { topic, phase: 'joining' };
    case 'open':
      return { topic, phase: 'joined' };
    case 'done':
      return { topic, phase: 'leaving' };
    case 'down':
      return { topic, phase: 'errored', retryAt: state.retryAt };
    case 'refused':
      return { topic, phase: 'invalid' };
  }
}
