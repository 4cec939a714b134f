import type { Alert, Verb } from '../../shared/alert.ts';
import type { Stop } from '../../shared/clock.ts';
import type { Trouble, TroubleCode } from '../../shared/connection.ts';
import { troubleOf } from '../../transport/errors.ts';
import { createInflow } from '../../transport/inflow.ts';
import type { Route, Socket } from '../../transport/network.ts';
import { createBackground } from '../background.ts';
import { type CatchingUp, createCatchingUp } from '../catching-up.ts';
import type { SessionEvents, Stay } from '../life.ts';
import type { SourceDeps } from '../source.ts';
import { watchedBy } from '../watched.ts';
import { act, markRead } from './actions.ts';
import { catchUp } from './catch-up.ts';
import { type DecodeContext, identityOf } from './context.ts';
import { createLive } from './live.ts';
import { createOrderBook } from './order-book.ts';
import { createRest, type Rest } from './rest.ts';

/** One stay with the node. */
export interface Session extends Stay {
  /** REST to the node; undefined until it said who it is. */
  ready(): { rest: Rest } | undefined;
  markRead(alerts: readonly Alert[]): Promise<void>;
  act(alert: Alert, verb: Verb, text: string | undefined): Promise<void>;
}

/** Liveness is ours: the server never pings (openbazaar.md, "Socket"). */
const SOCKET = { path: '/ws', handshakeMs: 15_000, ping: { everyMs: 30_000, pongMs: 10_000 }, maxFrameBytes: 1024 * 1024 };

/** REST troubles after which there is no sense in staying. */
const FINAL: ReadonlySet<TroubleCode> = new Set(['forbidden', 'certificate-changed', 'certificate-unknown']);

/**
 * Opens the socket first, so that nothing falls between it and the catch-up; frames wait until the node has said who it is, and then
 * flow while the catch-up runs.
 */
export function openSession(deps: SourceDeps, route: Route, unsent: Map<string, Alert>, events: SessionEvents): Session {
  const { clock, connection, network, sink } = deps;
  const abort = new AbortController();
  const { track, idle } = createBackground({ system: 'openbazaar', log: deps.log, isOver: () => over, fail: (trouble) => fail(trouble) });
  const inflow = createInflow(clock, (on) => socket?.hold(on));
  const rest = createRest(watchedBy((trouble) => fail(trouble), network, FINAL), route, abort.signal);
  const orders = createOrderBook(rest);
  const ends: Stop[] = [() => abort.abort(new Error('the connection ended')), inflow.stop];
  let node: { self: string; catchingUp: CatchingUp } | undefined;
  let socket: Socket | undefined;
  let over = false;

  const fail = (trouble: Trouble): void => {
    if (over) return;
    finish();
    events.ended(trouble);
  };
  const finish = (): void => {
    over = true;
    socket?.close();
    for (const stop of ends) stop();
  };


  const run = async (): Promise<void> => {
    const { peerID } = await rest.config();
    if (over) return;
    const identity = identityOf(peerID);
    const forbidden = await sink.identify(identity);
    if (over) return;
    if (forbidden !== undefined) {
      fail(forbidden);
      return;
    }
    const context = (road: DecodeContext['road']): DecodeContext => contextOf(identity, peerID, road);
    const live = createLive({
      ...deps,
      rest,
      orders,
      identity,
      context: () => context('live'),
      track,
      missed: () => track(readAfter(catchingUp.later())),
    });
    const catchingUp = createCatchingUp({
      ...deps,
      events,
      pass: () => catchUp({ rest, orders, clock, identity, sink, context, told: live.named, unreadThere: remember }),
      isFinal: (trouble) => FINAL.has(trouble.code),
      over: abort.signal,
    });
    node = { self: peerID, catchingUp };
    ends.push(live.stop);
    inflow.open(live.take);
    await readAfter(catchingUp.now());
  };

  const readAfter = async (passes: Promise<boolean>): Promise<void> => {
    if (await passes) await sendRead([...unsent.values()]);
  };

  const contextOf = (identity: string, self: string, road: DecodeContext['road']): DecodeContext => ({
    self,
    identity,
    connectionId: connection.id,
    addedAt: connection.addedAt,
    now: clock.now(),
    road,
  });

  const remember = (alerts: readonly Alert[]): void => alerts.forEach((alert) => unsent.set(alert.key, alert));

  const sendRead = async (alerts: readonly Alert[]): Promise<void> => {
    remember(alerts);
    try {
      const failed = new Set(await markRead(rest, alerts));
      for (const alert of alerts) if (!failed.has(alert)) unsent.delete(alert.key);
    } catch (error) {
      // Ended in the middle: told again in the next session.
      if (!over) throw error;
    }
  };

  try {
    socket = network.socket(route, SOCKET, {
      open: () => track(run()),
      frame: inflow.push,
      end: fail,
    });
  } catch (error) {
    fail(troubleOf(error));
  }

  return {
    ready: () => (node === undefined || over ? undefined : { rest }),
    async markRead(alerts) {
      if (node === undefined || over) remember(alerts);
      else await sendRead(alerts);
    },
    async act(alert, verb, text) {
      if (node !== undefined) await act({ rest, orders, self: node.self }, alert, verb, text);
    },
    wake() {
      socket?.check();
      node?.catchingUp.wake();
    },
    async end() {
      if (!over) finish();
      await idle();
    },
  };
}
