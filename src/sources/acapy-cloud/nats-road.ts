import type { Road as AlertRoad } from '../../shared/alert.ts';
import type { Batch, Item } from '../../shared/batch.ts';
import type { Stop } from '../../shared/clock.ts';
import type { CloudOptions, TopicState, Trouble } from '../../shared/connection.ts';
import { createBackoff } from '../../transport/backoff.ts';
import { troubleOf } from '../../transport/errors.ts';
import { type Nats, type NatsMessage, NetworkError } from '../../transport/network.ts';
import { inSlices } from '../../transport/slices.ts';
import type { SourceDeps } from '../source.ts';
import { createAbsence } from './absence.ts';
import type { DecodeContext } from './context.ts';
import type { Decoded } from './decoded.ts';
import { decodeEvent } from './event.ts';
import { createKnownKeys } from './known-keys.ts';
import { type Consumer, durableName, openConsumer, subjectOf } from './nats-consumer.ts';
import { createIntake, type Intake } from './nats-intake.ts';
import { createPast } from './nats-past.ts';
import { createProgress, lostUntil, NATS_SEQUENCE, type Position, type Progress, readPosition, startBehind, writePosition } from './nats-position.ts';
import { natsRouteOf, PING_MS, troubleForPeople } from './nats-route.ts';
import type { Road, RoadEvents } from './road.ts';

/** acapy-cloud.md, "NATS". */
const ACK_MS = 30_000;
/** A connection that lived so long counts, though nothing came over it. */
const LIVED_MS = 60_000;
/** A server that says that messages wait, and sends none: they ran out of their time meanwhile. */
const QUIET_MS = 15_000;
const REMEMBERED_IDS = 4_096;

export interface NatsRoadDeps extends Pick<SourceDeps, 'clock' | 'random' | 'network' | 'sink' | 'log' | 'connection'> {
  identity: string;
  wallet: Pick<CloudOptions, 'walletId' | 'groupId'>;
  nats: NonNullable<CloudOptions['nats']>;
  /** Password, token or text of a .creds file, as `nats.auth` asks for. */
  secret: string | undefined;
  context(road: AlertRoad): DecodeContext;
  /** How long the server waits for an ack, instead of 30 s. */
  ackMs?: number;
}

type Told = Extract<Decoded, { type: 'alert' }>;

/**
 * The stream of events, from being let in to the end. What the server remembers for us is acked when the journal has it, and not before;
 * what came while we were away is caught up on.
 */
export function openNatsRoad(deps: NatsRoadDeps, events: RoadEvents): Road {
  const { clock, connection, identity, log, sink } = deps;
  const subject = subjectOf(deps.wallet);
  const abort = new AbortController();
  const left = new Promise<void>((resolve) => abort.signal.addEventListener('abort', () => resolve()));
  const known = createKnownKeys(REMEMBERED_IDS);
  const backoff = createBackoff(deps.random);
  let phase: TopicState['phase'] = 'joining';
  let nats: Nats | undefined;
  let intake: Intake | undefined;
  let onlineAt: number | undefined;
  let leftAt: number | undefined;
  let over = false;
  let cutPause = (): void => {};
  let stopQuiet: Stop = () => {};

  const finish = (): void => {
    over = true;
    phase = 'waiting';
    stopQuiet();
    cutPause();
    abort.abort(new Error('the road ended'));
    intake?.stop();
  };
  const fail = (trouble: Trouble): void => {
    if (over) return;
    finish();
    if (onlineAt !== undefined && clock.elapsed() - onlineAt >= LIVED_MS) events.alive();
    events.ended(troubleForPeople(trouble, connection));
  };

  const run = async (): Promise<void> => {
    nats = await deps.network.nats(natsRouteOf(deps.nats, deps.secret, connection), abort.signal);
    if (over) return;
    void nats.ended.then(fail);
    const position = readPosition(sink.watermarks(identity)[NATS_SEQUENCE]);
    const consumer = await openConsumer(nats, {
      subject,
      name: durableName(connection.id, subject),
      ackMs: deps.ackMs ?? ACK_MS,
      start: (stream) => startBehind(position, stream),
    });
    if (over) {
      consumer.messages.stop();
      return;
    }
    await attend(consumer, position);
    // The messages have ended with the connection, which says why.
    await left;
  };

  const attend = async ({ messages, remembers, stream, first }: Consumer, position: Position | undefined): Promise<void> => {
    const absence = createAbsence({
      clock,
      sink,
      identity,
      connectionId: connection.id,
      ...(remembers === 'nowhere' ? {} : { lostUntil: (since: number) => lostUntil(position, stream, since) }),
    });
    const progress = messages.after === undefined ? undefined : createProgress(messages.after, messages.unacked);
    const past = createPast(messages);
    const watermark = (sequence: number | undefined): Pick<Batch, 'watermarks'> =>
      sequence === undefined ? {} : { watermarks: { [NATS_SEQUENCE]: writePosition({ sequence, made: stream?.created ?? '' }) } };
    let isOnline = false;

    const online = (): void => {
      stopQuiet();
      if (over || isOnline) return;
      isOnline = true;
      onlineAt = clock.elapsed();
      phase = 'joined';
      events.topicsChanged();
      events.online(remembers === 'nowhere' ? { code: 'gaps-possible' } : undefined);
    };
    const awaitPast = (): void => {
      stopQuiet();
      if (!past.isOver() && !over) stopQuiet = clock.after(QUIET_MS, online);
    };

    const take = async (batch: readonly NatsMessage[]): Promise<void> => {
      const fresh = batch.filter((message) => message.id === undefined || !known.has(message.id));
      const roadOf = (message: NatsMessage): AlertRoad => (past.holds(message) ? 'catch-up' : 'live');
      const decoded = await inSlices(clock, fresh, (message) => decodeEvent(message.text, deps.context(roadOf(message))));
      const told = decoded.filter((one): one is Told => one.type === 'alert');
      const items = told.map(({ alert }): Item => ({ type: 'alert', alert }));
      const decodedOf = (message: NatsMessage): Decoded | undefined => decoded[fresh.indexOf(message)];
      const isWritten = await write(items, progress, sequencesOf(batch), watermark, remembers);
      // What will not be sent again holds nothing back.
      if (!isWritten) progress?.notKept(sequencesOf(batch.filter((message) => decodedOf(message)?.type === 'alert')));
      const againMs = isWritten ? 0 : backoff.next();
      for (const message of batch) {
        const one = decodedOf(message);
        if (one?.type === 'ignored') {
          message.drop();
          if (isWritten || remembers === 'server') sink.ignored(one.reason);
        } else if (isWritten || one === undefined) message.ack();
        else message.again(againMs);
      }
      if (!isWritten) return;
      for (const { id } of fresh) if (id !== undefined) known.add(id);
      if (over) return;
      if (told.length > 0) events.told(told);
      events.alive();
      await note(absence.alive());
      if (past.isOver()) online();
      else awaitPast();
    };

    intake = createIntake(messages, take);
    absence.joined();
    await note(absence.alive());
    if (first && messages.after !== undefined) await note(sink.deliver({ identity, items: [], ...watermark(messages.after) }));
    if (past.isOver()) online();
    else if (!over) {
      events.catchingUp();
      awaitPast();
    }
    try {
      await intake.run();
    } finally {
      // What is open answered a ping so lately.
      await note(absence.ended(leftAt === undefined || !isOnline ? undefined : leftAt - PING_MS));
    }
  };

  /** Whether these are written. What nobody would send again is tried again here, until it is or the road ends. */
  const write = async (
    items: Item[],
    progress: Progress | undefined,
    sequences: readonly number[],
    watermark: (sequence: number | undefined) => Pick<Batch, 'watermarks'>,
    remembers: Consumer['remembers']
  ): Promise<boolean> => {
    const batch: Batch = { identity, items, ...watermark(progress?.with(sequences)) };
    if (items.length === 0 && batch.watermarks === undefined) return true;
    for (;;) {
      try {
        await sink.deliver(batch);
        progress?.kept(sequences);
        backoff.reset();
        return true;
      } catch (error) {
        log('acapy-cloud: not journaled', { error: String(error) });
        if (remembers === 'server' || over) return false;
        await pause(backoff.next());
        if (over) return false;
      }
    }
  };
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const stop = clock.after(ms, resolve);
      cutPause = () => {
        stop();
        resolve();
      };
    });
  /** Writing that the road does not depend on. */
  const note = async (writing: Promise<void> | undefined): Promise<void> => {
    await writing?.catch((error: unknown) => log('acapy-cloud: not journaled', { error: String(error) }));
  };

  const running = (async () => {
    // Nothing is said of a road before whoever opened it has it in hand.
    await Promise.resolve();
    try {
      if (!over) await run();
    } catch (error) {
      if (over) return;
      if (!(error instanceof NetworkError)) log('acapy-cloud: unexpected', { error: String(error) });
      fail(troubleOf(error));
    } finally {
      await nats?.close();
    }
  })();

  return {
    topics: () => [{ topic: `nats:${subject}`, phase }],
    wake: () => nats?.check(),
    async end() {
      if (!over) {
        leftAt = clock.now();
        finish();
      }
      await running;
    },
  };
}

function sequencesOf(messages: readonly NatsMessage[]): number[] {
  return messages.flatMap(({ place }) => (place === undefined ? [] : [place.sequence]));
}
