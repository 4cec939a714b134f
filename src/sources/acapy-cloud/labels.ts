import type { Alert, Amendment } from '../../shared/alert.ts';
import type { Clock } from '../../shared/clock.ts';
import { NetworkError } from '../../transport/network.ts';
import type { Decoded } from './decoded.ts';
import type { Rest } from './rest.ts';

/** Looks up what the other sides of alerts are called, and amends the alerts. */
export interface Labels {
  want(decoded: readonly Extract<Decoded, { type: 'alert' }>[]): void;
  stop(): void;
}

export interface LabelsDeps {
  clock: Clock;
  rest: Pick<Rest, 'label'>;
  amend(key: string, amendment: Amendment): void;
  track(work: Promise<void>): void;
}

interface Known {
  label: string | undefined;
  askedAt: number;
}

const FRESH_MS = 3_600_000;
/** What has no name may get one; what could not be asked for may be had later. */
const MISSING_MS = 10 * 60_000;
const MAX_KNOWN = 2_000;
const MAX_WAITING = 500;
const MAX_ALERTS = 5_000;
/** Questions at once. */
const MAX_ASKED = 4;

type Waiting = Pick<Alert, 'key' | 'actor'>;

export function createLabels({ clock, rest, amend, track }: LabelsDeps): Labels {
  const known = new Map<string, Known>();
  /** By connection, those being asked for too; in the order they were wanted. */
  const waiting = new Map<string, Waiting[]>();
  const asked = new Set<string>();
  let alerts = 0;
  let stopped = false;

  const learn = (peer: string, label: string | undefined): void => {
    known.delete(peer);
    known.set(peer, { label, askedAt: clock.elapsed() });
    for (const oldest of known.keys()) {
      if (known.size <= MAX_KNOWN) break;
      known.delete(oldest);
    }
    const told = waiting.get(peer) ?? [];
    waiting.delete(peer);
    alerts -= told.length;
    for (const one of told) tell(one, peer, label);
  };

  const tell = ({ key, actor }: Waiting, peer: string, label: string | undefined): void => {
    if (label !== undefined) amend(key, { actor: { ...(actor ?? { id: peer }), name: label } });
  };

  const ask = async (peer: string): Promise<void> => {
    let label: string | undefined;
    try {
      label = await rest.label(peer);
    } catch (error) {
      if (stopped) return;
      if (!(error instanceof NetworkError)) throw error;
    } finally {
      asked.delete(peer);
    }
    if (stopped) return;
    learn(peer, label);
    next();
  };

  const next = (): void => {
    for (const peer of waiting.keys()) {
      if (asked.size >= MAX_ASKED) return;
      if (asked.has(peer)) continue;
      asked.add(peer);
      track(ask(peer));
    }
  };

  const want = (one: Waiting, peer: string): void => {
    const held = known.get(peer);
    if (held !== undefined && clock.elapsed() - held.askedAt < (held.label === undefined ? MISSING_MS : FRESH_MS)) {
      tell(one, peer, held.label);
      return;
    }
    const others = waiting.get(peer);
    if (alerts >= MAX_ALERTS || (others === undefined && waiting.size >= MAX_WAITING)) return;
    if (others === undefined) waiting.set(peer, [one]);
    else others.push(one);
    alerts += 1;
  };

  return {
    want(decoded) {
      if (stopped) return;
      for (const { alert, peer } of decoded) if (peer !== undefined && alert.actor?.name === undefined) want(alert, peer);
      next();
    },
    stop() {
      stopped = true;
      waiting.clear();
    },
  };
}
