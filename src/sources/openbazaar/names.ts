import type { Actor, Alert, Amendment } from '../../shared/alert.ts';
import type { Clock, Stop } from '../../shared/clock.ts';
import { NetworkError } from '../../transport/network.ts';
import type { Answer } from './decoded.ts';
import type { PeerProfile } from './profile.ts';
import type { Rest } from './rest.ts';

/** Looks up who the peers in alerts are, and amends the alerts. */
export interface Names {
  want(alerts: readonly Alert[]): void;
  /** An answer that came over the socket; false where it is to nothing that we asked. */
  answered(answer: Answer): boolean;
  stop(): void;
}

export interface NamesDeps {
  clock: Clock;
  random(): number;
  rest: Pick<Rest, 'profile' | 'fetchProfiles'>;
  amend(key: string, amendment: Amendment): void;
  track(work: Promise<void>): void;
}

interface Known {
  profile: PeerProfile | undefined;
  /** When it was asked for: an answer to an older question never replaces one to a newer. */
  askedAt: number;
}

interface Call {
  peers: Set<string>;
  askedAt: number;
  stopTimer: Stop;
}

const FRESH_MS = 3_600_000;
/** A peer without a profile may get one; a node that could not find it may find it later. */
const MISSING_MS = 10 * 60_000;
const ANSWER_MS = 20_000;
const MAX_KNOWN = 2_000;
const MAX_WAITING = 500;
const MAX_ALERTS = 5_000;
/** From this many at once on, one asynchronous call asks for all of them. */
const MANY = 3;

export function createNames({ clock, random, rest, amend, track }: NamesDeps): Names {
  const known = new Map<string, Known>();
  const waiting = new Map<string, { key: string; actor: Actor }[]>();
  const calls = new Map<string, Call>();
  let alertsWaiting = 0;

  const learn = (peerId: string, profile: PeerProfile | undefined, askedAt: number): void => {
    if ((known.get(peerId)?.askedAt ?? -1) <= askedAt) {
      known.delete(peerId);
      known.set(peerId, { profile, askedAt });
    }
    for (const oldest of known.keys()) {
      if (known.size <= MAX_KNOWN) break;
      known.delete(oldest);
    }
    const latest = known.get(peerId)?.profile;
    const told = waiting.get(peerId) ?? [];
    waiting.delete(peerId);
    alertsWaiting -= told.length;
    for (const { key, actor } of told) tell(key, actor, latest);
  };

  const tell = (key: string, actor: Actor, profile: PeerProfile | undefined): void => {
    if (profile === undefined) return;
    const { name, handle, picture } = profile;
    if (name === undefined && handle === undefined && picture === undefined) return;
    const named: Actor = {
      ...actor,
      ...(name === undefined ? {} : { name }),
      ...(handle === undefined ? {} : { handle }),
      ...(picture === undefined ? {} : { picture }),
    };
    amend(key, { actor: named });
  };

  const askOne = async (peerId: string): Promise<void> => {
    const askedAt = clock.elapsed();
    try {
      learn(peerId, await rest.profile(peerId), askedAt);
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error;
      learn(peerId, undefined, askedAt);
    }
  };

  const askMany = async (peerIds: readonly string[]): Promise<void> => {
    const id = `tradebell${Math.floor(random() * 2 ** 40).toString(36)}${clock.now().toString(36)}`;
    const call: Call = { peers: new Set(peerIds), askedAt: clock.elapsed(), stopTimer: clock.after(ANSWER_MS, () => giveUp(call)) };
    // Registered before the call: the first answers may come before the server's own.
    calls.set(id, call);
    try {
      const given = await rest.fetchProfiles(peerIds, id);
      if (given !== id && call.peers.size > 0) calls.set(given, call);
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error;
      giveUp(call);
    }
  };

  const giveUp = (call: Call): void => {
    call.stopTimer();
    for (const [id, held] of calls) if (held === call) calls.delete(id);
    for (const peerId of call.peers) learn(peerId, undefined, call.askedAt);
  };

  return {
    want(alerts) {
      const wanted: string[] = [];
      for (const { key, actor } of alerts) {
        if (actor === undefined || actor.name !== undefined) continue;
        const held = known.get(actor.id);
        if (held !== undefined && clock.elapsed() - held.askedAt < (held.profile === undefined ? MISSING_MS : FRESH_MS)) {
          tell(key, actor, held.profile);
          continue;
        }
        const others = waiting.get(actor.id);
        if (others !== undefined) {
          if (alertsWaiting >= MAX_ALERTS) continue;
          others.push({ key, actor });
          alertsWaiting += 1;
        } else if (waiting.size < MAX_WAITING) {
          waiting.set(actor.id, [{ key, actor }]);
          alertsWaiting += 1;
          wanted.push(actor.id);
        }
      }
      if (wanted.length >= MANY) track(askMany(wanted));
      else for (const peerId of wanted) track(askOne(peerId));
    },
    answered({ id, peerId, profile }) {
      const call = calls.get(id);
      if (call === undefined || !call.peers.delete(peerId)) return false;
      learn(peerId, profile, call.askedAt);
      if (call.peers.size === 0) giveUp(call);
      return true;
    },
    stop() {
      for (const call of calls.values()) call.stopTimer();
      calls.clear();
      waiting.clear();
      alertsWaiting = 0;
    },
  };
}
