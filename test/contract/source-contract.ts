import { onTestFinished, expect, test } from 'vitest';
import type { Secret } from '../../src/shared/connection.ts';
import type { Connection, ConnectionState, TroubleCode } from '../../src/shared/connection.ts';
import type { Source, SystemSource } from '../../src/sources/source.ts';
import { createNetwork } from '../../src/transport/create-network.ts';
import { settle, type TestClock, testClock } from '../clock.ts';
import { type Kept, nothingKept, type RecordingSink, recordingSink } from './recording-sink.ts';

/** A server of the system, and what a contract test makes it do. Each `say…` answers the key of the alert that must come of it. */
export interface ServerUnderTest {
  connection: Connection;
  secret?: Secret['secret'];
  /** Something alert-worthy, to who is connected. */
  sayLive(): string;
  /** Something alert-worthy that nobody is told of; the source must find it when it catches up. */
  sayMissed(count: number): string[];
  /** What was said last, once more. */
  repeat(): void;
  /** A sign of life, where that takes more than time. */
  live?(): void;
  /** Frames that are none. */
  garbage(): Promise<void>;
  /** A frame over any limit. */
  huge(): Promise<void>;
  /** Cuts the connection. */
  drop(): void;
  halfOpen(): void;
  down(): Promise<void>;
  up(): Promise<void>;
  /** Answers to what was missed wait until released; they are looked up when asked for, or when released (`late`). */
  holdCatchUp(late?: 'late'): { arrived: Promise<void>; release(): void };
  /** Credentials are refused from now on. */
  refuse(): void;
  /** Connections that are open now, of any kind. */
  connections(): number;
  /** Attempts to connect so far, refused ones too. */
  attempts(): number;
  /** Frames that the source sent on its socket, though the protocol has no such frames. */
  strayFrames(): readonly string[];
  idle(): Promise<void>;
  connected(): Promise<void>;
  disconnected(): Promise<void>;
  close(): Promise<void>;
}

export interface SourceHarness {
  system: SystemSource;
  start(): Promise<ServerUnderTest>;
  /** Milliseconds within which a dead connection must be noticed: ping plus limit. */
  silenceMs: number;
  /** What is said of credentials that the server refuses. */
  refused: TroubleCode;
  /** Where this kind of connection can do less than its system can. */
  capabilities?: Partial<SystemSource['capabilities']>;
  /** Milliseconds after which a connection without catch-up counts as alive, and tells what may have been missed before it. */
  proofOfLifeMs?: number;
  /** It cannot be asked whether it is still there: a wake-up leaves what seems open, and opens anew. */
  opensAnew?: boolean;
  /**
   * What is missed is not asked for: the server keeps it for us from our first connection on, and sends it in its own order. There is then
   * no answer that could be held, and no history.
   */
  keepsForUs?: boolean;
  /** Frames over any limit cannot come: the server itself takes none. */
  neverHuge?: boolean;
  /** What is said again so soon is what was just told: it is not delivered a second time. */
  dropsRepeats?: boolean;
  /** What was missed is asked for at most so often: a connection that is back sooner is online, and waits for the rest of it. */
  catchUpEveryMs?: number;
  /** A refusal may pass by itself: it is tried again, later and later. */
  refusedWaits?: boolean;
}

interface Run {
  server: ServerUnderTest;
  clock: TestClock;
  sink: RecordingSink;
  source: Source;
  stop(): Promise<void>;
}

/** With the middle of all random numbers, a first wait is shorter than this. */
const LONGEST_FIRST_WAIT_MS = 2_000;

/** What every source must do, whatever its system. */
export function sourceContract(name: string, harness: SourceHarness): void {
  const { catchUp } = { ...harness.system.capabilities, ...harness.capabilities };

  async function serve(): Promise<ServerUnderTest> {
    const server = await harness.start();
    onTestFinished(() => server.close());
    return server;
  }

  function run(server: ServerUnderTest, kept: Kept = nothingKept(), clock: TestClock = testClock()): Run {
    const sink = recordingSink(kept);
    const network = createNetwork(clock);
    const source = harness.system.create({
      connection: server.connection,
      secret: () => Promise.resolve(server.secret),
      sink,
      clock,
      random: () => 0.5,
      network,
      log: () => {},
    });
    const stop = async (): Promise<void> => {
      await source.stop();
      network.close();
    };
    onTestFinished(stop);
    return { server, clock, sink, source, stop };
  }

  const phase = ({ source }: Run, wanted: ConnectionState['phase']) => () => source.state().phase === wanted;
  const trouble = ({ source }: Run): TroubleCode | undefined => {
    const state = source.state();
    return 'trouble' in state ? state.trouble?.code : undefined;
  };

  async function online(it: Run): Promise<void> {
    it.source.start();
    await it.sink.until(phase(it, 'online'));
  }

  /** Online, and for so long that it counts. */
  async function alive(it: Run): Promise<void> {
    const before = it.sink.kept.batches.length;
    await online(it);
    it.server.live?.();
    await it.clock.advance(harness.proofOfLifeMs ?? 0);
    await it.sink.until(() => it.sink.kept.batches.length > before);
  }

  /** The wait is over; the source tries again. No longer than that: answers take real time, and limits would run out. */
  async function retry(it: Run): Promise<void> {
    const state = it.source.state();
    await it.clock.advance(state.phase === 'waiting' ? state.retryAt - it.clock.now() : LONGEST_FIRST_WAIT_MS);
  }

  const asks = catchUp && harness.keepsForUs !== true;
  test(`${name}: starts, ${asks ? 'catches up, ' : ''}is online, and says so`, async () => {
    const it = run(await serve());
    await online(it);
    expect(it.sink.states.map((state) => state.phase)).toEqual(['connecting', ...(asks ? ['catching-up'] : []), 'online']);
  });

  test(`${name}: what happens live is delivered`, async () => {
    const it = run(await serve());
    await online(it);
    const key = it.server.sayLive();
    await it.sink.until(() => it.sink.kept.alerts.has(key));
    expect(it.sink.kept.alerts.get(key)).toMatchObject({ key, road: 'live' });
  });

  test(`${name}: after stop nothing is left: no timer, no connection, no delivery`, async () => {
    const it = run(await serve());
    await online(it);
    it.server.sayLive();
    await it.sink.until(() => it.sink.kept.alerts.size === 1);
    const gone = it.server.disconnected();
    await it.stop();
    await gone;
    await it.server.idle();
    const before = it.sink.kept.batches.length;
    it.server.sayLive();
    await settle();
    expect(it.sink.kept.batches).toHaveLength(before);
    expect(it.clock.pending()).toBe(0);
    expect(it.server.connections()).toBe(0);
  });

  test(`${name}: stops at any moment of connecting, leaving nothing`, async () => {
    const server = await serve();
    for (let turns = 0; turns < 25; turns++) {
      const it = run(server);
      it.source.start();
      for (let turn = 0; turn < turns; turn++) await settle();
      await it.stop();
      expect(it.clock.pending()).toBe(0);
    }
    while (server.connections() > 0) await settle();
    await server.idle();
  });

  test(`${name}: nothing listens: waits, tries again, and connects when it does`, async () => {
    const it = run(await serve());
    await it.server.down();
    it.source.start();
    await it.sink.until(phase(it, 'waiting'));
    expect(trouble(it)).toBe('refused');
    expect(it.clock.pending()).toBe(1);
    await it.server.up();
    await retry(it);
    await it.sink.until(phase(it, 'online'));
  });

  test(`${name}: a dropped connection is lost, reconnected, and ${catchUp ? 'what was missed arrives' : 'live again'}`, async () => {
    const it = run(await serve());
    await online(it);
    it.server.drop();
    await it.sink.until(phase(it, 'waiting'));
    expect(trouble(it)).toBe('lost');
    const [missed = ''] = it.server.sayMissed(1);
    await retry(it);
    await it.sink.until(phase(it, 'online'));
    if (harness.catchUpEveryMs !== undefined && catchUp) {
      expect(it.sink.kept.alerts.has(missed)).toBe(false);
      await it.clock.advance(harness.catchUpEveryMs);
      await it.sink.until(() => it.sink.kept.alerts.has(missed));
    }
    if (catchUp) expect(it.sink.kept.alerts.get(missed)).toMatchObject({ road: 'catch-up', confirmation: 'confirmed' });
    const live = it.server.sayLive();
    await it.sink.until(() => it.sink.kept.alerts.has(live));
  });

  test(`${name}: attempts come further and further apart`, async () => {
    const it = run(await serve());
    await it.server.down();
    it.source.start();
    const waits: number[] = [];
    for (let failure = 1; failure <= 5; failure++) {
      await it.sink.until(() => it.sink.states.filter((state) => state.phase === 'waiting').length === failure);
      const state = it.source.state();
      waits.push(state.phase === 'waiting' ? state.retryAt - it.clock.now() : 0);
      await it.clock.advance(waits.at(-1) ?? 0);
    }
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits.at(-1)).toBeGreaterThan(10_000);
  });

  test(`${name}: a wake-up cuts the wait short`, async () => {
    const it = run(await serve());
    await it.server.down();
    it.source.start();
    await it.sink.until(phase(it, 'waiting'));
    await it.server.up();
    it.source.wake();
    it.source.wake();
    await it.sink.until(phase(it, 'online'));
    expect(it.sink.states.filter((state) => state.phase === 'connecting')).toHaveLength(2);
  });

  test(`${name}: a half-open connection is noticed within ping plus limit`, async () => {
    const it = run(await serve());
    await online(it);
    it.server.halfOpen();
    await it.clock.advance(harness.silenceMs - 1);
    expect(it.source.state().phase).toBe('online');
    await it.clock.advance(1);
    expect(it.source.state().phase).toBe('waiting');
    expect(trouble(it)).toBe('silent');
    await retry(it);
    await it.sink.until(phase(it, 'online'));
  });

  test(`${name}: a wake-up checks a connection that seems open`, async () => {
    const it = run(await serve());
    await online(it);
    it.server.halfOpen();
    it.source.wake();
    if (harness.opensAnew === true) {
      const key = it.server.sayLive();
      await it.sink.until(() => it.sink.kept.alerts.has(key));
      return;
    }
    await it.clock.advance(10_000);
    expect(trouble(it)).toBe('silent');
  });

  test(`${name}: garbage is counted and does no harm`, async () => {
    const it = run(await serve());
    await online(it);
    await it.server.garbage();
    const key = it.server.sayLive();
    await it.sink.until(() => it.sink.kept.alerts.has(key));
    expect(it.sink.ignoredFrames.length).toBeGreaterThan(0);
    expect([...it.sink.kept.alerts.keys()]).toEqual([key]);
    expect(it.source.state().phase).toBe('online');
  });

  const ofAFrame = harness.neverHuge === true ? undefined : test;
  ofAFrame?.(`${name}: a huge frame ends the connection, not the source`, async () => {
    const it = run(await serve());
    await online(it);
    await it.server.huge();
    await it.sink.until(phase(it, 'waiting'));
    expect(trouble(it)).toBe('too-large');
    await retry(it);
    await it.sink.until(phase(it, 'online'));
  });

  test(`${name}: the same event again has the same key`, async () => {
    const it = run(await serve());
    await online(it);
    const key = it.server.sayLive();
    it.server.repeat();
    if (harness.dropsRepeats === true) {
      const next = it.server.sayLive();
      await it.sink.until(() => it.sink.kept.alerts.has(next));
      expect([...it.sink.kept.deliveries.entries()]).toEqual([
        [key, 1],
        [next, 1],
      ]);
      return;
    }
    // It may come by its series: that is as good.
    const told = (): number => [...it.sink.kept.deliveries].reduce((sum, [by, times]) => (it.sink.kept.rows.get(by) === key ? sum + times : sum), 0);
    await it.sink.until(() => told() >= 2);
    expect(it.sink.kept.alerts.size).toBe(1);
  });

  const ofARefusal = harness.refusedWaits === true ? undefined : test;
  ofARefusal?.(`${name}: refused credentials stop it, with one attempt`, async () => {
    const it = run(await serve());
    it.server.refuse();
    it.source.start();
    await it.sink.until(phase(it, 'blocked'));
    expect(trouble(it)).toBe(harness.refused);
    const attempts = it.server.attempts();
    expect(attempts).toBe(1);
    it.source.wake();
    await it.clock.advance(3_600_000);
    expect(it.server.attempts()).toBe(attempts);
    expect(it.clock.pending()).toBe(0);
  });

  const ofAPassingRefusal = harness.refusedWaits === true ? test : undefined;
  ofAPassingRefusal?.(`${name}: refused credentials are said, and tried again further and further apart`, async () => {
    const it = run(await serve());
    it.server.refuse();
    it.source.start();
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 5; attempt++) {
      await it.sink.until(() => it.sink.states.filter((state) => state.phase === 'waiting').length === attempt);
      expect(trouble(it)).toBe(harness.refused);
      expect(it.server.attempts()).toBe(attempt);
      const state = it.source.state();
      waits.push(state.phase === 'waiting' ? state.retryAt - it.clock.now() : 0);
      await it.clock.advance(waits.at(-1) ?? 0);
    }
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits.at(-1)).toBeGreaterThan(10_000);
  });

  test(`${name}: a forbidden identity stops it before anything is delivered`, async () => {
    const it = run(await serve());
    it.server.sayMissed(2);
    it.sink.forbid = { code: 'other-identity' };
    it.source.start();
    await it.sink.until(phase(it, 'blocked'));
    expect(trouble(it)).toBe('other-identity');
    expect(it.sink.kept.batches).toEqual([]);
  });

  test(`${name}: sends nothing on its socket but what the protocol allows`, async () => {
    const it = run(await serve());
    await online(it);
    const key = it.server.sayLive();
    await it.sink.until(() => it.sink.kept.alerts.has(key));
    for (let second = 0; second < 120; second++) {
      await it.clock.advance(1_000);
      await it.server.idle();
    }
    expect(it.source.state().phase).toBe('online');
    expect(it.server.strayFrames()).toEqual([]);
  });

  const withoutCatchUp = (): void => {
    test(`${name}: once it has proven to be back, it says that something may be missing, and from when to when`, async () => {
      const server = await serve();
      const first = run(server);
      await alive(first);
      expect(first.sink.kept.alerts.size).toBe(0);
      await first.stop();
      const left = first.clock.now();
      const second = run(server, first.sink.kept, testClock(left + 3_600_000));
      await online(second);
      expect(second.sink.kept.alerts.size).toBe(0);
      await alive(second);
      const [gap, ...others] = [...second.sink.kept.alerts.values()];
      expect(gap).toMatchObject({ kind: 'gap', occurredAt: left + 3_600_000, confirmation: 'unasked', actions: [] });
      expect(others).toEqual([]);
      // It was surely there when it was last heard of.
      expect(gap?.since).toBeGreaterThan(left - harness.silenceMs);
      expect(gap?.since).toBeLessThanOrEqual(left);
      await second.stop();
      const third = run(server, second.sink.kept, testClock(second.clock.now() + 1_000));
      await alive(third);
      expect(third.sink.kept.alerts.size).toBe(1);
    });
  };
  if (!catchUp) {
    withoutCatchUp();
    return;
  }

  const keptForUs = (): void => {
    test(`${name}: what was before the first connect is no business of ours`, async () => {
      const server = await serve();
      server.sayMissed(3);
      await server.idle();
      const it = run(server);
      await online(it);
      const live = server.sayLive();
      await it.sink.until(() => it.sink.kept.alerts.size > 0);
      expect([...it.sink.kept.alerts.keys()]).toEqual([live]);
    });

    test(`${name}: what is missed comes in order, as such, and what comes meanwhile after it`, async () => {
      const server = await serve();
      const first = run(server);
      await online(first);
      await first.stop();
      const missed = server.sayMissed(250);
      await server.idle();
      const second = run(server, first.sink.kept);
      second.source.start();
      await second.sink.until(() => second.sink.kept.alerts.size > 0);
      const live = server.sayLive();
      await second.sink.until(() => second.sink.kept.alerts.has(live));
      expect([...second.sink.kept.alerts.keys()]).toEqual([...missed, live]);
      expect(new Set(missed.map((key) => second.sink.kept.alerts.get(key)?.road))).toEqual(new Set(['catch-up']));
    });

    test(`${name}: a kill after any batch loses nothing`, async () => {
      const server = await serve();
      const first = run(server);
      await online(first);
      await first.stop();
      const { kept } = first.sink;
      const missed: string[] = [];
      for (let survivors = 0; survivors < 4; survivors++) {
        missed.push(...server.sayMissed(250));
        await server.idle();
        const killed = run(server, kept);
        const dead = new Promise<void>((resolve) => {
          killed.sink.beforeWrite = (_batch, index) => {
            if (index < survivors) return;
            resolve();
            throw new Error('killed');
          };
        });
        killed.source.start();
        await dead;
        await killed.stop();
      }
      const again = run(server, kept);
      await online(again);
      await again.sink.until(() => missed.every((key) => again.sink.kept.alerts.has(key)));
      expect(again.sink.kept.alerts.size).toBe(missed.length);
      // What was sent to who was killed comes again when the server's own time for it is over.
    }, 90_000);

    test(`${name}: a disk that cannot be written does not end the connection; what it could not take comes again`, async () => {
      const it = run(await serve());
      await online(it);
      const dead = new Promise<void>((resolve) => {
        it.sink.beforeWrite = () => {
          resolve();
          throw new Error('disk full');
        };
      });
      const key = it.server.sayLive();
      await dead;
      it.sink.beforeWrite = () => {};
      await it.clock.advance(60_000);
      await it.sink.until(() => it.sink.kept.alerts.has(key));
      expect(it.source.state().phase).toBe('online');
    });
  };
  if (harness.keepsForUs === true) {
    keptForUs();
    return;
  }

  test(`${name}: a server too slow to say what was missed is asked again, while live events arrive`, async () => {
    const it = run(await serve());
    const held = it.server.holdCatchUp();
    it.source.start();
    await held.arrived;
    const key = it.server.sayLive();
    await it.sink.until(() => it.sink.kept.alerts.has(key));
    await it.clock.advance(15_000);
    await it.sink.until(phase(it, 'waiting'));
    expect(trouble(it)).toBe('timeout');
    held.release();
    await retry(it);
    await it.sink.until(phase(it, 'online'));
  });

  test(`${name}: the first connect imports history as such, oldest first`, async () => {
    const server = await serve();
    const missed = server.sayMissed(5);
    const it = run(server);
    await online(it);
    expect([...it.sink.kept.alerts.keys()]).toEqual(missed);
    expect([...it.sink.kept.alerts.values()].map((alert) => alert.road)).toEqual(missed.map(() => 'first'));
  });

  test(`${name}: after a first connect to an empty server, what is missed is news and not history`, async () => {
    const server = await serve();
    const first = run(server);
    await online(first);
    await first.stop();
    const [missed = ''] = server.sayMissed(1);
    const second = run(server, first.sink.kept);
    await online(second);
    expect(second.sink.kept.alerts.get(missed)).toMatchObject({ road: 'catch-up' });
  });

  const answered = [undefined, 'late'] as const;
  test.each(answered)(`${name}: a live event before the catch-up answer hides nothing that was missed (%s)`, async (late) => {
    const server = await serve();
    const first = run(server);
    await online(first);
    await first.stop();
    const missed = server.sayMissed(250);
    const second = run(server, first.sink.kept);
    const held = server.holdCatchUp(late);
    second.source.start();
    await held.arrived;
    const live = server.sayLive();
    await second.sink.until(() => second.sink.kept.alerts.has(live));
    held.release();
    await second.sink.until(phase(second, 'online'));
    expect([...missed, live].filter((key) => !second.sink.kept.alerts.has(key))).toEqual([]);
    expect(second.sink.kept.alerts.get(missed[0] ?? '')).toMatchObject({ road: 'catch-up' });
  });

  test(`${name}: a kill after any batch of a catch-up loses nothing, and leaves the watermark where it was`, async () => {
    const server = await serve();
    const first = run(server);
    await online(first);
    await first.stop();
    const missed = server.sayMissed(250);
    const whole = run(server, copy(first.sink.kept));
    await online(whole);
    await whole.stop();
    const batches = whole.sink.kept.batches.length - first.sink.kept.batches.length;
    expect(batches).toBeGreaterThan(2);

    for (let survivors = 0; survivors < batches; survivors++) {
      const killed = run(server, copy(first.sink.kept));
      const dead = new Promise<void>((resolve) => {
        killed.sink.beforeWrite = (_batch, index) => {
          if (index < survivors) return;
          resolve();
          throw new Error('killed');
        };
      });
      killed.source.start();
      await dead;
      await killed.stop();
      expect(killed.sink.kept.watermarks).not.toEqual(whole.sink.kept.watermarks);
      const again = run(server, copy(killed.sink.kept));
      await online(again);
      await again.stop();
      expect(missed.filter((key) => !again.sink.kept.alerts.has(key))).toEqual([]);
      expect(again.sink.kept.watermarks).toEqual(whole.sink.kept.watermarks);
    }
  });

  test(`${name}: a second catch-up with nothing new delivers nothing`, async () => {
    const server = await serve();
    server.sayMissed(5);
    const first = run(server);
    await online(first);
    await first.stop();
    const before = first.sink.kept.batches.length;
    const second = run(server, first.sink.kept);
    await online(second);
    expect(second.sink.kept.batches.slice(before).flatMap((batch) => batch.items)).toEqual([]);
  });

  test(`${name}: a disk that cannot be written does not end the connection; the pass is done again`, async () => {
    const server = await serve();
    const missed = server.sayMissed(3);
    const it = run(server);
    let full = true;
    it.sink.beforeWrite = () => {
      if (full) throw new Error('disk full');
    };
    await online(it);
    expect(it.sink.kept.watermarks).toEqual({});
    full = false;
    await retry(it);
    await it.sink.until(() => Object.keys(it.sink.kept.watermarks).length > 0);
    expect(missed.filter((key) => !it.sink.kept.alerts.has(key))).toEqual([]);
  });
}

function copy(kept: Kept): Kept {
  return {
    batches: [...kept.batches],
    alerts: new Map(kept.alerts),
    rows: new Map(kept.rows),
    deliveries: new Map(kept.deliveries),
    read: new Set(kept.read),
    watermarks: { ...kept.watermarks },
  };
}
