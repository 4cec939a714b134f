import type { Road } from '../../shared/alert.ts';
import type { Stop } from '../../shared/clock.ts';
import type { Trouble } from '../../shared/connection.ts';
import { troubleOf } from '../../transport/errors.ts';
import { createInflow } from '../../transport/inflow.ts';
import type { Socket, SocketEnd } from '../../transport/network.ts';
import { type Absence, createAbsence } from '../absence.ts';
import { createBackground } from '../background.ts';
import type { SessionEvents, Stay } from '../life.ts';
import type { SourceDeps } from '../source.ts';
import type { Place } from './address.ts';
import type { DecodeContext } from './context.ts';
import { createHeartbeat } from './heartbeat.ts';
import type { Memory } from './memory.ts';
import { pingFrame, pongFrame } from './outgoing.ts';
import { troubleOfEnd } from './refusals.ts';
import { openRestPart, type RestPart } from './rest-part.ts';
import { createTaking } from './taking.ts';

/** A second heartbeat was answered: a server that lets us in, and out again at once, is not asked every second. */
const PROOF_OF_LIFE_MS = 30_000;
/** Liveness is the heartbeat's affair. */
const SOCKET = { handshakeMs: 15_000, maxFrameBytes: 4 * 1024 * 1024 };

/**
 * One stay: opens the socket and beats, which completes the handshake; with the first frame it is online, and what was missed is asked for
 * while frames flow. Frames are only queued: nothing that is fetched keeps one waiting.
 */
export function openSession(deps: SourceDeps, place: Place, memory: Memory, events: SessionEvents): Stay {
  const { clock, connection, network, sink } = deps;
  const { identity } = place;
  const abort = new AbortController();
  const { track, note, idle } = createBackground({ system: 'doshii', log: deps.log, isOver: () => over, fail: (trouble) => fail(trouble) });
  let socket: Socket | undefined;
  let absence: Absence | undefined;
  let rest: RestPart | undefined;
  let spoken = false;
  let greeted: number | undefined;
  let proven = false;
  let over = false;
  /** Frames that came and were not taken yet; and how the socket ended meanwhile. */
  let waiting = 0;
  let last: Trouble | undefined;

  const fail = (trouble: Trouble): void => {
    if (over) return;
    finish();
    events.ended(trouble);
  };
  const finish = (): void => {
    over = true;
    socket?.close();
    for (const stop of ends) stop();
    note(absence?.ended());
  };


  const heart = createHeartbeat({ clock, beat: () => socket?.send(pingFrame(clock.now())), dead: fail });
  const inflow = createInflow(clock, (on) => {
    socket?.hold(on);
    heart.hold(on);
  });
  const ends: Stop[] = [() => abort.abort(new Error('the connection ended')), heart.stop, inflow.stop];

  const contextOf = (road: Road): DecodeContext => ({
    identity,
    connectionId: connection.id,
    now: clock.now(),
    road,
    ahead: memory.ahead,
    locationName: memory.locations.nameOf,
  });

  const run = async (): Promise<void> => {
    const forbidden = await sink.identify(identity);
    if (over) return;
    if (forbidden !== undefined) {
      fail(forbidden);
      return;
    }
    const account = createAbsence({ system: 'doshii', clock, sink, identity, connectionId: connection.id });
    absence = account;
    const taking = createTaking({
      ...deps,
      identity,
      meeting: memory.meeting,
      context: () => contextOf('live'),
      pinged: (ping) => socket?.send(pongFrame(ping)),
      named: (news, items) => rest?.named(news, items) ?? items,
      told: (live) => rest?.told(live),
      missed() {
        memory.forgetTold();
        account.missed();
        if (!over) rest?.again();
      },
    });
    ends.push(taking.stop);
    rest = openRestPart(
      {
        ...deps,
        place,
        memory,
        context: contextOf,
        taking,
        track,
        over: abort.signal,
        caughtUp: (partly) => note(account.unlisted(partly)),
      },
      events
    );
    ends.push(rest.stop);
    inflow.open((frames) => {
      waiting -= frames.length;
      note(account.heard());
      greeted ??= greet(account);
      if (!proven && clock.elapsed() - greeted >= PROOF_OF_LIFE_MS) prove(account);
      taking.take(frames);
      if (last !== undefined && waiting === 0) fail(last);
    });
  };

  /** The first frame: the handshake is complete. Answers when that was. */
  const greet = (account: Absence): number => {
    account.joined();
    rest?.begin();
    return clock.elapsed();
  };
  const prove = (account: Absence): void => {
    proven = true;
    events.alive();
    note(account.alive());
  };

  try {
    socket = network.socket(
      place.route,
      { ...SOCKET, path: place.socketPath },
      {
        open() {
          heart.start();
          track(run());
        },
        frame(text) {
          spoken = true;
          waiting += 1;
          heart.heard();
          inflow.push(text);
        },
        end(trouble, how: SocketEnd) {
          heart.stop();
          const why = troubleOfEnd(trouble, how, spoken);
          // What came before the end is taken first: not all of it can be asked for again.
          if (absence === undefined || waiting === 0) fail(why);
          else last = why;
        },
      }
    );
  } catch (error) {
    const trouble = troubleOf(error);
    queueMicrotask(() => fail(trouble));
  }

  return {
    wake() {
      heart.check();
      rest?.wake();
    },
    async end() {
      if (!over) finish();
      await idle();
    },
  };
}
