import type { Alert, Verb } from '../../shared/alert.ts';
import type { Stop } from '../../shared/clock.ts';
import type { Trouble } from '../../shared/connection.ts';
import { type Backoff, createBackoff } from '../../transport/backoff.ts';
import { troubleOf, troubleOfStatus } from '../../transport/errors.ts';
import { type Network, NetworkError, type Route, type Socket } from '../../transport/network.ts';
import type { SourceDeps } from '../source.ts';
import { act, markRead } from './actions.ts';
import { catchUp } from './catch-up.ts';
import { type DecodeContext, identityOf } from './context.ts';
import { createInflow } from './inflow.ts';
import { createLive } from './live.ts';
import { createOrderBook } from './order-book.ts';
import { createRest, type Rest } from './rest.ts';

/** One stay with the node: from opening the socket to its end. */
export interface Session {
  /** Who the node is, and REST to it; undefined until it said so. */
  ready(): { rest: Rest } | undefined;
  markRead(alerts: readonly Alert[]): Promise<void>;
  act(alert: Alert, verb: Verb, text: string | undefined): Promise<void>;
  /** Is the socket still alive, and could the catch-up that failed succeed now? */
  wake(): void;
  /** Settles when no request, timer or work is left. */
  end(): Promise<void>;
}

export interface SessionEvents {
  catchingUp(): void;
  online(): void;
  /** The socket is open, but the node could not be asked what was missed. */
  behind(trouble: Trouble, retryMs: number): void;
  /** Once. */
  ended(trouble: Trouble): void;
}

/** Liveness is ours: the server never pings (openbazaar.md, "Socket"). */
const SOCKET = { path: '/ws', handshakeMs: 15_000, pingMs: 30_000, pongMs: 10_000, maxFrameBytes: 1024 * 1024 };

/** REST troubles after which there is no sense in staying. */
const FINAL: readonly string[] = ['forbidden', 'certificate-changed', 'certificate-unknown'];

/**
 * Opens the socket first, so that nothing falls between it and the catch-up; frames wait until the node has said who it is, and then
 * flow while the catch-up runs.
 */
export function openSession(deps: SourceDeps, route: Route, unsent: Map<string, Alert>, events: SessionEvents): Session {
  const { clock, connection, network, sink } = deps;
  const abort = new AbortController();
  const tasks = new Set<Promise<void>>();
  const inflow = createInflow(clock);
  /** Whatever was asked for: a refusal would be repeated for every question, so the stay ends with the first. */
  const watched: Pick<Network, 'request'> = {
    async request(to, request, signal) {
      try {
        const answer = await network.request(to, request, signal);
        if (answer.status === 403) fail(troubleOfStatus(answer.status));
        return answer;
      } catch (error) {
        if (error instanceof NetworkError && FINAL.includes(error.trouble.code)) fail(error.trouble);
        throw error;
      }
    },
  };
  const rest = createRest(watched, route, abort.signal);
  const orders = createOrderBook(rest);
  const retry: { cut?: () => void } = {};
  const ends: Stop[] = [() => abort.abort(new Error('the connection ended')), inflow.stop, () => retry.cut?.()];
  let node: { self: string; identity: string } | undefined;
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

  /** Work in the background: when the session ends its failing is no news; before that it is ours to report. */
  const track = (work: Promise<void>): void => {
    const task = work
      .catch((error: unknown) => {
        if (over) return;
        if (!(error instanceof NetworkError)) deps.log('openbazaar: unexpected', { error: String(error) });
        fail(troubleOf(error));
      })
      .finally(() => tasks.delete(task));
    tasks.add(task);
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
    node = { self: peerID, identity };
    const context = (): DecodeContext => contextOf(identity, peerID, 'live');
    let catching = true;
    const missed = (): void => {
      if (catching || over) return;
      catching = true;
      track(againAfterAWhile());
    };
    const live = createLive({ ...deps, rest, orders, identity, context, track, missed });
    const passes = async (backoff: Backoff): Promise<void> => {
      await catchUpUntilDone(identity, peerID, live.named, backoff);
      catching = false;
    };
    const againAfterAWhile = async (): Promise<void> => {
      const backoff = createBackoff(deps.random);
      await pause(backoff.next());
      await passes(backoff);
    };
    ends.push(live.stop);
    inflow.open(live.take);
    await passes(createBackoff(deps.random));
  };

  const contextOf = (identity: string, self: string, road: DecodeContext['road']): DecodeContext => ({
    self,
    identity,
    connectionId: connection.id,
    addedAt: connection.addedAt,
    now: clock.now(),
    road,
  });

  const catchUpUntilDone = async (
    identity: string,
    self: string,
    told: (alerts: readonly Alert[]) => void,
    backoff: Backoff
  ): Promise<void> => {
    while (!over) {
      events.catchingUp();
      try {
        await catchUp({
          rest,
          orders,
          clock,
          identity,
          sink,
          context: (road) => contextOf(identity, self, road),
          told,
          unreadThere: (alerts) => alerts.forEach((alert) => unsent.set(alert.key, alert)),
        });
        if (over) return;
        events.online();
        await sendRead([...unsent.values()]);
        return;
      } catch (error) {
        if (over) return;
        if (error instanceof NetworkError && FINAL.includes(error.trouble.code)) throw error;
        const retryMs = backoff.next();
        if (error instanceof NetworkError) events.behind(error.trouble, retryMs);
        else {
          // The journal cannot be written. The connection is well, and the pass is done again when it may be.
          deps.log('openbazaar: catch-up not journaled', { error: String(error) });
          events.online();
        }
        await pause(retryMs);
      }
    }
  };

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const stop = clock.after(ms, resolve);
      retry.cut = () => {
        stop();
        resolve();
      };
    });

  const sendRead = async (alerts: readonly Alert[]): Promise<void> => {
    for (const alert of alerts) unsent.set(alert.key, alert);
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
      frame(text) {
        if (!inflow.push(text)) fail({ code: 'too-large', detail: 'more frames than can be taken in' });
      },
      end: fail,
    });
  } catch (error) {
    const trouble = troubleOf(error);
    queueMicrotask(() => fail(trouble));
  }

  return {
    ready: () => (node === undefined || over ? undefined : { rest }),
    async markRead(alerts) {
      if (node === undefined || over) for (const alert of alerts) unsent.set(alert.key, alert);
      else await sendRead(alerts);
    },
    async act(alert, verb, text) {
      if (node !== undefined) await act({ rest, orders, self: node.self }, alert, verb, text);
    },
    wake() {
      socket?.check();
      retry.cut?.();
    },
    async end() {
      if (!over) finish();
      while (tasks.size > 0) await Promise.all(tasks);
    },
  };
}
