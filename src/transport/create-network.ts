import type { Agent } from 'node:http';
import { isIP } from 'node:net';
import type { Clock, Stop } from '../shared/clock.ts';
import { troubleOf } from './errors.ts';
import { type Hop, hopsTo, nameOfHops } from './hops.ts';
import { type Agents, exchange } from './http.ts';
import { openNats } from './nats.ts';
import { type CreateNetwork, type Network, NetworkError, type Route } from './network.ts';
import { reach } from './reach.ts';
import { settled, settledInTime } from './settled.ts';
import { openSocket } from './socket.ts';
import { openStream } from './stream.ts';
import { type Ways, connectTls, createTrust, endpointOf, isSecure } from './trust.ts';

const IDLE_MS = 5_000;

interface Line extends Agents {
  busy: number;
  stopIdle: Stop | undefined;
}

/**
 * The wire on Node's own http, https and tls, and ws. One pair of agents a route, so that a pin holds for both REST and socket. A connection
 * is kept for questions that go the same way only: also where the system's proxy is another one now.
 */
export const createNetwork: CreateNetwork = (clock, resolveProxy) => {
  const trust = createTrust();
  const lines = new Map<string, Line>();

  const waysTo = (route: Pick<Route, 'url' | 'proxy'>) => hopsTo(route, resolveProxy);
  const once = (route: Route): Agent => trust.agent(route, { keepAlive: false }, () => waysTo(route));

  const lineOf = (route: Route, hops: readonly Hop[]): Line => {
    const key = JSON.stringify([new URL(route.url).origin, route.pin, route.ca, nameOfHops(hops)]);
    const held = lines.get(key);
    if (held !== undefined) return held;
    const line = {
      kept: trust.agent(route, { keepAlive: true, maxFreeSockets: 4 }, () => hops),
      once: trust.agent(route, { keepAlive: false }, () => hops),
      busy: 0,
      stopIdle: undefined,
    };
    lines.set(key, line);
    return line;
  };

  /** An idle connection is kept for a few seconds and then dropped, and its line forgotten. */
  const done = (line: Line): void => {
    line.busy -= 1;
    if (line.busy > 0) return;
    line.stopIdle = clock.after(IDLE_MS, () => {
      for (const [key, held] of lines) if (held === line) lines.delete(key);
      line.kept.destroy();
    });
  };

  const request: Network['request'] = async (route, asked, signal) => {
    const ways = waysTo(route);
    const line = lineOf(route, ways instanceof Promise ? await settledInTime(clock, ways, asked.timeoutMs, signal) : ways);
    line.stopIdle?.();
    line.stopIdle = undefined;
    line.busy += 1;
    try {
      return await exchange(clock, line, route, asked, signal);
    } finally {
      done(line);
    }
  };

  return {
    request,
    socket: (route, options, handlers) => openSocket(clock, once(route), route, options, handlers),
    stream: (route, asked, handlers) => openStream(clock, once(route), route, asked, handlers),
    nats: (route, signal) => openNats(clock, trust, route, () => waysTo(route), signal),
    fingerprint: (route, timeoutMs) => fingerprintOf(clock, route.url, () => waysTo(route), timeoutMs),
    close() {
      for (const line of lines.values()) {
        line.stopIdle?.();
        line.kept.destroy();
      }
      lines.clear();
    },
  };
};

async function fingerprintOf(clock: Clock, url: string, ways: Ways, timeoutMs: number): Promise<string | undefined> {
  if (!isSecure(url)) return undefined;
  const { host, port } = endpointOf(url);
  const abandoned = new AbortController();
  const stopTimer = clock.after(timeoutMs, () =>
    abandoned.abort(new NetworkError({ code: 'timeout', detail: `no certificate within ${timeoutMs} ms` }))
  );
  try {
    const known = ways();
    const hops = known instanceof Promise ? await settled(known, abandoned.signal) : known;
    const through = await reach(hops, { host, port }, abandoned.signal);
    const socket = await connectTls({ socket: through, host, servername: isIP(host) === 0 ? host : '' }, abandoned.signal);
    const fingerprint = socket.getPeerX509Certificate()?.fingerprint256;
    socket.destroy();
    return fingerprint;
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble.code === 'tls-to-plain') return undefined;
    throw new NetworkError(trouble, { cause: error });
  } finally {
    stopTimer();
  }
}
