import type { Clock } from '../../shared/clock.ts';
import type { TopicState, Trouble } from '../../shared/connection.ts';
import type { SocketEnd } from '../../transport/network.ts';
import { createAgenda } from './agenda.ts';
import { type Standing, turnOf } from './channel.ts';
import type { Signal } from './decoded.ts';
import { createHeartbeat } from './heartbeat.ts';
import { type OutgoingEvent, SOCKET_TOPIC, outgoingFrame } from './outgoing.ts';
import type { TopicBook, Wait } from './topic-book.ts';
import { createTurns } from './turns.ts';

export interface ChannelsDeps {
  clock: Clock;
  book: TopicBook;
  /** Puts a frame on the socket. */
  send(text: string): void;
  /** A topic stands elsewhere than before. */
  changed(): void;
  /**
   * One or more topics were joined after `open` settled: what was missed since then (UTC ms) is to be caught up. Gathered, not once a
   * topic.
   */
  rejoined(since: number): void;
  /** The server answered a heartbeat, or lived for 30 s: proof of life, once. */
  alive(): void;
  /** No reply to a heartbeat within its limit: the socket is dead, and to be closed and the stay ended. */
  dead(trouble: Trouble): void;
}

/** The channels of one stay: joins, leaves, rejoins, and the heartbeat (ewallet.md, "Channel state machine"). */
export interface Channels {
  /** The socket is open: begins to join. Settles when each wanted topic was answered, or given up for now, and when the stay ended. */
  open(): Promise<void>;
  take(signal: Signal): void;
  /** The book's wanted topics changed: joins and leaves, and touches no other. */
  retopic(): void;
  /** Something came, whatever it is: it may take long to get to the reply behind it. */
  heard(): void;
  /** Sends a heartbeat now, and waits for its reply within the limit. */
  check(): void;
  /** In the connection's order, then what is still being left. */
  states(): TopicState[];
  /** The socket ended so. Ends all timers; where topics are to blame, the book remembers. */
  end(how: SocketEnd): void;
}

const JOIN_MS = 10_000;
const LEAVE_MS = 10_000;
const REJOIN_MS = [1_000, 2_000, 5_000, 10_000] as const;
/** A channel that lived so long begins anew with its first, short wait; one that dies at once after each join does not. */
const STEADY_MS = 30_000;
/** Internal error: the server crashed on what it got. */
const CRASHED = 1011;
/** In the agenda, beside topics, which all have a colon. */
const GATHERED = 'gathered';

interface Channel {
  readonly topic: string;
  standing: Standing;
  /** In a row, for the wait before the next join. */
  failures: number;
  /** Since when nothing was heard of it (UTC ms): it is wanted, and not joined. */
  deafSince: number | undefined;
}

export function createChannels({ clock, book, send, changed, rejoined, alive, dead }: ChannelsDeps): Channels {
  const channels = new Map<string, Channel>();
  let wanted: ReadonlySet<string> = new Set();
  let stay: 'before' | 'open' | 'over' = 'before';
  let lastRef = 0;
  /** Topics that `open` still waits for. */
  const unsettled = new Set<string>();
  /** Topics whose join and leave both stayed unanswered: the server may still be about to read them. */
  const adrift = new Set<string>();
  let settle: (() => void) | undefined;
  /** Gathering those that were joined again; the earliest time from which one of them missed something. */
  let gathering: { since: number } | undefined;

  const say = (topic: string, event: OutgoingEvent, ref: string): void => send(outgoingFrame(topic, event, ref));
  const nextRef = (): string => String(++lastRef);
  const heartbeat = createHeartbeat({
    clock,
    beat() {
      const ref = nextRef();
      say(SOCKET_TOPIC, 'heartbeat', ref);
      return ref;
    },
    alive,
    dead,
  });

  const put = (channel: Channel, standing: Standing): void => {
    channel.standing = standing;
    if (standing.phase !== 'waiting' && standing.phase !== 'joining' && standing.phase !== 'leaving') unsettled.delete(channel.topic);
    changed();
  };
  const forget = ({ topic }: Channel): void => {
    channels.delete(topic);
    agenda.delete(topic);
    changed();
  };

  const join = (channel: Channel): void => {
    const joinRef = nextRef();
    agenda.set(channel.topic, JOIN_MS);
    put(channel, { phase: 'joining', joinRef });
    say(channel.topic, 'phx_join', joinRef);
  };
  const leave = (channel: Channel, { joinRef, phase }: Standing & { joinRef: string }, late: boolean): void => {
    const leaveRef = nextRef();
    agenda.set(channel.topic, LEAVE_MS);
    if (late) unsettled.delete(channel.topic);
    put(channel, { phase: 'leaving', joinRef, joinAnswered: phase === 'joined', leaveRef, heard: 'nothing', late });
    say(channel.topic, 'phx_leave', leaveRef);
  };
  const queue = (channel: Channel): void => {
    put(channel, { phase: 'waiting' });
    turns.enter(channel.topic, book.isSuspect(channel.topic));
  };
  const turns = createTurns((topic) => {
    const channel = channels.get(topic);
    if (channel?.standing.phase === 'waiting') join(channel);
    else if (!wanted.has(topic) && channel?.standing.phase === 'joined') leave(channel, channel.standing, false);
    // It was dropped while it waited, or is wanted again.
    else return false;
    return true;
  });

  const fail = (channel: Channel): void => {
    const ms = REJOIN_MS[Math.min(channel.failures, REJOIN_MS.length - 1)] ?? 0;
    channel.failures += 1;
    agenda.set(channel.topic, ms);
    put(channel, { phase: 'errored', retryAt: clock.now() + ms });
  };
  const deny = (channel: Channel, { due, retryAt }: Wait): void => {
    agenda.set(channel.topic, due - clock.elapsed());
    put(channel, { phase: 'denied', retryAt });
  };
  /** Where a topic stands that is newly wanted, by what the book knows of it. */
  const begin = (channel: Channel): void => {
    const wait = book.waitOf(channel.topic);
    if (book.isQuarantined(channel.topic)) put(channel, { phase: 'quarantined' });
    else if (wait !== undefined && wait.due > clock.elapsed()) deny(channel, wait);
    else queue(channel);
  };
  const left = (channel: Channel, late: boolean): void => {
    channel.deafSince ??= clock.now();
    agenda.delete(channel.topic);
    turns.done(channel.topic);
    if (!wanted.has(channel.topic)) forget(channel);
    else if (late) fail(channel);
    else begin(channel);
  };

  const agenda = createAgenda(clock, (key) => {
    if (key === GATHERED) tellRejoined();
    const channel = channels.get(key);
    const standing = channel?.standing;
    if (channel === undefined || standing === undefined) return;
    if (standing.phase === 'joining') leave(channel, standing, true);
    else if (standing.phase === 'leaving') {
      if (!standing.joinAnswered) adrift.add(key);
      left(channel, standing.late);
    }
    else queue(channel);
    proceed();
  });

  const tellRejoined = (): void => {
    if (gathering === undefined) return;
    const { since } = gathering;
    gathering = undefined;
    agenda.delete(GATHERED);
    rejoined(since);
  };
  /** What is due after any change: the next turns, and what waits for all of them. */
  const proceed = (): void => {
    if (stay !== 'open') return;
    turns.next();
    if (unsettled.size === 0) {
      settle?.();
      settle = undefined;
    }
    if (turns.idle()) tellRejoined();
  };

  const joined = (channel: Channel, joinRef: string): void => {
    book.joined(channel.topic);
    if (settle === undefined) {
      // So that one topic without an answer does not keep what the others missed waiting for long.
      if (gathering === undefined) agenda.set(GATHERED, JOIN_MS);
      gathering = { since: Math.min(gathering?.since ?? Infinity, channel.deafSince ?? clock.now()) };
    }
    channel.deafSince = undefined;
    put(channel, { phase: 'joined', joinRef, since: clock.elapsed() });
  };
  const hear = (channel: Channel, signal: Signal): void => {
    const before = channel.standing;
    const turn = turnOf(before, signal);
    if (turn === undefined) return;
    if (typeof turn === 'object') {
      put(channel, turn);
      return;
    }
    if (before.phase === 'leaving') {
      left(channel, before.late);
      return;
    }
    agenda.delete(channel.topic);
    turns.done(channel.topic);
    channel.deafSince ??= clock.now();
    if (before.phase === 'joining') book.answered(channel.topic);
    else if (before.phase === 'joined' && clock.elapsed() - before.since >= STEADY_MS) channel.failures = 0;
    if (turn === 'joined') joined(channel, signal.ref);
    else if (turn === 'denied') deny(channel, book.refused(channel.topic, clock));
    else if (turn === 'invalid') put(channel, { phase: 'invalid' });
    else if (wanted.has(channel.topic)) fail(channel);
    else forget(channel);
  };

  const want = (topic: string, isNew: boolean): void => {
    const channel = channels.get(topic);
    if (isNew && settle !== undefined && channel?.standing.phase !== 'joined') unsettled.add(topic);
    if (channel === undefined) {
      const added: Channel = { topic, standing: { phase: 'waiting' }, failures: 0, deafSince: clock.now() };
      channels.set(topic, added);
      begin(added);
    } else if (channel.standing.phase === 'quarantined' && !book.isQuarantined(topic)) queue(channel);
    else if (channel.standing.phase === 'denied' && book.waitOf(topic) === undefined) {
      agenda.delete(topic);
      queue(channel);
    }
  };
  const drop = (channel: Channel): void => {
    const { standing } = channel;
    unsettled.delete(channel.topic);
    if (standing.phase === 'joining') leave(channel, standing, false);
    else if (standing.phase === 'joined') turns.enter(channel.topic, false);
    else if (standing.phase === 'leaving') put(channel, { ...standing, late: false });
    else forget(channel);
  };
  const retopic = (): void => {
    if (stay !== 'open') return;
    const before = wanted;
    wanted = new Set(book.wanted());
    for (const channel of [...channels.values()]) if (before.has(channel.topic) && !wanted.has(channel.topic)) drop(channel);
    for (const topic of wanted) want(topic, !before.has(topic));
    changed();
    proceed();
  };

  return {
    open() {
      if (stay !== 'before') return Promise.resolve();
      stay = 'open';
      heartbeat.start();
      const settled = new Promise<void>((resolve) => {
        settle = resolve;
      });
      retopic();
      return settled;
    },
    take(signal) {
      if (stay !== 'open') return;
      if (signal.topic === SOCKET_TOPIC) {
        if (signal.type === 'reply') heartbeat.answered(signal.ref);
        return;
      }
      adrift.delete(signal.topic);
      const channel = channels.get(signal.topic);
      if (channel === undefined) return;
      hear(channel, signal);
      proceed();
    },
    retopic,
    heard: heartbeat.heard,
    check: heartbeat.check,
    states() {
      const states = book.wanted().map((topic) => {
        const channel = channels.get(topic);
        return channel === undefined ? book.stateOf(topic) : stateOf(channel);
      });
      for (const topic of channels.keys()) if (!wanted.has(topic)) states.push({ topic, phase: 'leaving' });
      return states;
    },
    end({ closeCode }) {
      if (stay === 'over') return;
      stay = 'over';
      heartbeat.stop();
      agenda.clear();
      turns.clear();
      if (closeCode === CRASHED) {
        for (const channel of channels.values()) if (isUnanswered(channel)) adrift.add(channel.topic);
        book.blame(adrift);
      }
      adrift.clear();
      channels.clear();
      unsettled.clear();
      settle?.();
      settle = undefined;
      gathering = undefined;
    },
  };
}

function isUnanswered({ standing }: Channel): boolean {
  return standing.phase === 'joining' || (standing.phase === 'leaving' && !standing.joinAnswered);
}

function stateOf({ topic, standing }: Channel): TopicState {
  // It was asked for in vain, and is left only to be asked for again.
  if (standing.phase === 'leaving' && standing.late) return { topic, phase: 'errored' };
  return { topic, phase: standing.phase, ...('retryAt' in standing && { retryAt: standing.retryAt }) };
}
