import type { Road } from '../../shared/alert.ts';
import type { Stop } from '../../shared/clock.ts';
import type { TopicState, Trouble } from '../../shared/connection.ts';
import { troubleOf } from '../../transport/errors.ts';
import { createInflow } from '../../transport/inflow.ts';
import { NetworkError, type Socket, type SocketEnd } from '../../transport/network.ts';
import { type Absence, createAbsence } from '../absence.ts';
import { createBackground } from '../background.ts';
import type { SessionEvents, Stay } from '../life.ts';
import type { SourceDeps } from '../source.ts';
import { watchedBy } from '../watched.ts';
import type { Place } from './address.ts';
import { type Asking, createAsking } from './asking.ts';
import { catchUp } from './catch-up.ts';
import { type Channels, createChannels } from './channels.ts';
import type { DecodeContext } from './context.ts';
import { FINAL, isFinal } from './final.ts';
import { createLive } from './live.ts';
import type { Outcomes } from './outcomes.ts';
import { createPasses, type Passes } from './passes.ts';
import { isNoSuchCall, isUnauthorized } from './refusals.ts';
import { refusedTopics } from './refused-topics.ts';
import { createRest } from './rest.ts';
import type { TopicBook } from './topic-book.ts';
import { refusalOf, type Who, whoWeAre, whyRefused } from './who.ts';

/** One stay with a wallet server: from opening the socket to its end. */
export interface Session extends Stay {
  /** Undefined until it is known who we are. */
  ready(): Asking | undefined;
  topics(): TopicState[];
  /** The book's topics are others now. */
  retopic(): void;
  /** Topics may stand elsewhere: is the connection still whole, or again? */
  look(): void;
}

/** What outlives a stay. */
export interface Memory {
  book: TopicBook;
  outcomes: Outcomes;
  /** Ends what a person asked for: not with a socket that broke off, for then nobody would know what came of it. */
  stopping: AbortSignal;
}

/** Liveness is the heartbeat's affair. */
const SOCKET = { handshakeMs: 10_000, maxFrameBytes: 4 * 1024 * 1024 };

/**
 * Opens the socket first, so that nothing falls between it and the catch-up; frames wait until it is known who we are, and then flow while
 * topics are joined and the catch-up runs.
 */
export function openSession(deps: SourceDeps, place: Place, { book, outcomes, stopping }: Memory, events: SessionEvents): Session {
  const { clock, connection, network, sink } = deps;
  const abort = new AbortController();
  const { track, note, idle } = createBackground({ system: 'ewallet', log: deps.log, isOver: () => over, fail: (trouble) => fail(trouble) });
  const inflow = createInflow(clock, (on) => socket?.hold(on));
  const rest = createRest(watchedBy((trouble) => fail(trouble), network, FINAL), place, abort.signal);
  const pauses = new Set<() => void>();
  const ends: Stop[] = [() => abort.abort(new Error('the connection ended')), inflow.stop, () => pauses.forEach((cut) => cut())];
  let socket: Socket | undefined;
  let stay: { who: Who; asking: Asking; passes: Passes | undefined; absence: Absence } | undefined;
  let ours = behind(book);
  /** What `online` was last said with; undefined where something else was said since. */
  let said: { trouble: Trouble | undefined } | undefined;
  let over = false;
  /** Frames that came and were not taken yet; and how the socket ended meanwhile. */
  let waiting = 0;
  let last: { trouble: Trouble; how: SocketEnd } | undefined;

  const fail = (trouble: Trouble, how: SocketEnd = {}): void => {
    if (over) return;
    finish(how);
    events.ended(trouble);
  };
  /** What came before the end is taken first: not every server can be asked for it again. */
  const endAfterFrames = (trouble: Trouble, how: SocketEnd): void => {
    if (stay === undefined || waiting === 0) fail(trouble, how);
    else last = { trouble, how };
  };
  const finish = (how: SocketEnd): void => {
    over = true;
    socket?.close();
    channels.end(how);
    for (const stop of ends) stop();
    if (stay !== undefined) note(stay.absence.ended());
  };

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const cut = (): void => {
        stop();
        pauses.delete(cut);
        resolve();
      };
      const stop = clock.after(ms, cut);
      pauses.add(cut);
      if (over) cut();
    });

  const channels: Channels = createChannels({
    clock,
    book,
    send: (text) => socket?.send(text),
    changed: () => sink.topicsChanged(),
    rejoined(since) {
      stay?.passes?.want();
      note(stay?.absence.rejoined(since));
    },
    alive() {
      events.alive();
      note(stay?.absence.alive());
    },
    dead: fail,
  });

  const run = async (): Promise<void> => {
    const who = await whoWeAre(connection, rest);
    if (over) return;
    const { identity } = who;
    const forbidden = await sink.identify(identity);
    if (over) return;
    if (forbidden !== undefined) {
      fail(forbidden);
      return;
    }
    settle(who);
    const context = (road: Road): DecodeContext => contextOf(who, road);
    const absence = createAbsence({ system: 'ewallet', clock, sink, identity, connectionId: connection.id });
    const shared = { ...deps, identity, context, outcomes };
    const live = createLive({ ...shared, channels, missed });
    const pass = (): Promise<void> => catchUp({ ...shared, rest, connectionId: connection.id, wanted: new Set(book.wanted()) });
    const asking = createAsking({
      ...shared,
      api: place.api,
      rest: createRest(network, place, stopping),
      deliver: live.deliver,
      pause,
      isOver: () => over,
    });
    stay = { who, asking, absence, passes: place.api === 'admin' ? passesOver(pass, absence) : undefined };
    ends.push(live.stop);
    inflow.open((frames) => {
      waiting -= frames.length;
      note(absence.heard());
      live.take(frames);
      if (last !== undefined && waiting === 0) fail(last.trouble, last.how);
    });
    await channels.open();
    if (over) return;
    absence.joined();
    if (stay.passes !== undefined) await stay.passes.first();
    else {
      note(absence.unlisted());
      online();
    }
  };

  const passesOver = (pass: () => Promise<void>, absence: Absence): Passes =>
    createPasses({
      random: deps.random,
      pause,
      track,
      isOver: () => over,
      pass,
      isFinal,
      catchingUp: events.catchingUp,
      done: online,
      failed(error, retryMs) {
        if (error instanceof NetworkError) {
          said = undefined;
          events.behind(error.trouble, retryMs);
          return;
        }
        // The journal cannot be written. The connection is well, and the pass is done again when it may be.
        deps.log('ewallet: catch-up not journaled', { error: String(error) });
        online();
      },
      // Too old a server, or rights that do not go so far.
      isUnlisted: (error) => isNoSuchCall(error) || isUnauthorized(error),
      unlisted() {
        if (stay !== undefined) stay.passes = undefined;
        note(absence.unlisted());
        online();
      },
    });

  const online = (): void => {
    said = { trouble: refusedTopics(channels.states()) };
    events.online(said.trouble);
  };

  const missed = (): void => {
    if (stay?.passes === undefined) stay?.absence.missed();
    else stay.passes.wantLater();
  };

  /** A user who chose nothing wants to hear of themselves; an account has to be named. */
  const settle = (who: Who | undefined): void => {
    if (book.wanted().length === 0 && place.api === 'client' && who?.me !== undefined) book.set([`user:${who.me.id}`]);
    ours = behind(book);
  };

  const contextOf = ({ identity, me }: Who, road: Road): DecodeContext => ({
    identity,
    connectionId: connection.id,
    now: clock.now(),
    road,
    api: place.api,
    ...(me === undefined ? {} : { self: me.id }),
    ours,
  });

  /** The handshake tells little of why it was refused: HTTP knows more. */
  const refused = async (trouble: Trouble, how: SocketEnd): Promise<void> => {
    const why = refusalOf(trouble, how);
    fail(why === 'ask' ? await whyRefused(connection, rest) : why, how);
  };

  try {
    socket = network.socket(
      place.route,
      { ...SOCKET, path: place.socketPath },
      {
        open: () => track(run()),
        frame(text) {
          waiting += 1;
          channels.heard();
          inflow.push(text);
        },
        end(trouble, how) {
          if (how.status === undefined) endAfterFrames(trouble, how);
          else track(refused(trouble, how));
        },
      }
    );
  } catch (error) {
    const trouble = troubleOf(error);
    queueMicrotask(() => fail(trouble));
  }

  return {
    ready: () => (over ? undefined : stay?.asking),
    topics: channels.states,
    retopic() {
      settle(stay?.who);
      channels.retopic();
    },
    look() {
      if (over || said === undefined) return;
      const trouble = refusedTopics(channels.states());
      if (trouble?.detail !== said.trouble?.detail) online();
    },
    wake() {
      channels.check();
      for (const cut of pauses) cut();
    },
    async end() {
      if (!over) finish({});
      await idle();
    },
  };
}

/** What stands behind the topics that are somebody's: whose side is ours. */
function behind(book: TopicBook): ReadonlySet<string> {
  return new Set(book.wanted().flatMap((topic) => /^(?:account|user|address):(.+)$/s.exec(topic)?.[1] ?? []));
}
