import { onTestFinished, expect, test } from 'vitest';
import type { Connection, TroubleCode } from '../../src/shared/connection.ts';
import { BLOCKING } from '../../src/shared/trouble-natures.ts';
import { createLife, type LifeOptions, type SessionEvents, type Stay } from '../../src/sources/life.ts';
import { NOON, settle, testClock } from '../clock.ts';
import { recordingSink } from '../contract/recording-sink.ts';

interface Play extends Stay {
  secret: string | undefined;
  events: SessionEvents;
  woken: number;
  ends: number;
  name: string | undefined;
}

interface Scene extends Partial<Pick<LifeOptions<Play>, 'needsSecret'>> {
  secret?: () => Promise<string | undefined>;
  /** Called with the events while a stay is being opened. */
  opening?: (events: SessionEvents) => void;
  ending?: () => Promise<void>;
  refusal?: TroubleCode;
}

const CONNECTION: Connection = {
  id: 'c1',
  system: 'openbazaar',
  name: 'Shop',
  url: 'http://shop',
  auth: 'none',
  paused: false,
  rules: {},
  addedAt: NOON,
};

/** A life whose stays the test plays. */
function aLife(scene: Scene = {}) {
  const clock = testClock();
  const sink = recordingSink();
  const stays: Play[] = [];
  const logged: string[] = [];
  const life = createLife<Play>(
    {
      connection: CONNECTION,
      secret: scene.secret ?? (() => Promise.resolve('s3cret')),
      sink,
      clock,
      random: () => 0.5,
      network: { request: unused, socket: unused, stream: unused, nats: unused, fingerprint: unused, close: unused },
      log: (message) => logged.push(message),
    },
    {
      needsSecret: scene.needsSecret ?? true,
      proofOfLifeMs: 10_000,
      open(secret, events) {
        if (scene.refusal !== undefined) return { trouble: { code: scene.refusal } };
        scene.opening?.(events);
        const stay: Play = {
          secret,
          events,
          woken: 0,
          ends: 0,
          name: undefined,
          wake: () => (stay.woken += 1),
          async end() {
            stay.ends += 1;
            await scene.ending?.();
          },
        };
        stays.push(stay);
        return { session: stay };
      },
    }
  );
  onTestFinished(() => life.stop());
  return {
    life,
    clock,
    sink,
    stays,
    logged,
    async begun(): Promise<Play> {
      life.start();
      await settle();
      return stays.at(-1)!;
    },
    /** How long it waits once the newest stay ended so. */
    lost(code: TroubleCode): number {
      stays.at(-1)!.events.ended({ code });
      const state = life.state();
      return state.phase === 'waiting' ? state.retryAt - clock.now() : Number.NaN;
    },
  };
}

function unused(): never {
  throw new Error('a life does not use the network itself');
}

test('it reads the secret, opens a stay, and tells what the stay tells', async () => {
  const { life, sink, stays, begun } = aLife();
  const { secret, events } = await begun();
  life.start();
  await settle();
  expect([stays.length, secret]).toEqual([1, 's3cret']);
  events.catchingUp();
  events.online();
  expect(sink.states).toEqual([{ phase: 'connecting' }, { phase: 'catching-up', since: NOON }, { phase: 'online', since: NOON }]);
  expect(life.session()).toBe(stays[0]);
});

test('online, but not whole, is said with its trouble, and since when it is online stays', async () => {
  const { life, clock, begun } = aLife();
  const { events } = await begun();
  events.online();
  await clock.advance(5_000);
  events.online({ code: 'topics-refused' });
  expect(life.state()).toEqual({ phase: 'online', since: NOON, trouble: { code: 'topics-refused' } });
  events.online();
  expect(life.state()).toEqual({ phase: 'online', since: NOON });
});

test('where none is needed, no secret is read', async () => {
  const { life, begun } = aLife({ needsSecret: false, secret: () => Promise.reject(new Error('asked')) });
  expect((await begun()).secret).toBeUndefined();
  expect(life.state()).toEqual({ phase: 'connecting' });
});

test('a secret that cannot be read asks to sign in again', async () => {
  const { life, stays, logged, begun } = aLife({ secret: () => Promise.reject(new Error('another keyring')) });
  await begun();
  expect(life.state()).toEqual({ phase: 'blocked', trouble: { code: 'sign-in-again' } });
  expect([stays, logged]).toEqual([[], ['openbazaar: the secret cannot be read']]);
});

test('a connection with which no stay can be begun is blocked', async () => {
  const { life, clock, begun } = aLife({ refusal: 'bad-address' });
  await begun();
  expect(life.state()).toEqual({ phase: 'blocked', trouble: { code: 'bad-address' } });
  life.wake();
  await settle();
  expect([life.state().phase, clock.pending()]).toEqual(['blocked', 0]);
});

test.each([...BLOCKING])('%s blocks: only a person can help', async (code) => {
  const { life, clock, begun, lost } = aLife();
  await begun();
  lost(code);
  expect(life.state()).toEqual({ phase: 'blocked', trouble: { code } });
  expect(clock.pending()).toBe(0);
});

test.each<TroubleCode>(['client-refused', 'wrong-client-secret', 'not-a-node', 'server-error', 'timeout'])('%s is waited out', async (code) => {
  const { life, begun, lost } = aLife();
  await begun();
  expect(lost(code)).toBeGreaterThan(0);
  expect(life.state()).toMatchObject({ phase: 'waiting', trouble: { code } });
  await life.stop();
});

test('a wrong path blocks a connection that was never online, and is waited out by one that was: a proxy whose server restarts', async () => {
  const { life, begun, lost, clock } = aLife();
  life.start();
  const first = await begun();
  first.events.online();
  await lost('wrong-path');
  expect(life.state()).toMatchObject({ phase: 'waiting', trouble: { code: 'wrong-path' } });
  await clock.advance(2_000);
  await begun();
  await lost('wrong-path');
  expect(life.state().phase).toBe('waiting');
});

test('what is lost is tried again, later and later, until a stay has proven itself', async () => {
  const { clock, stays, begun, lost } = aLife();
  await begun();
  const waits: number[] = [];
  for (let attempt = 0; attempt < 3; attempt++) {
    stays.at(-1)!.events.online();
    await clock.advance(9_999);
    waits.push(lost('lost'));
    await clock.advance(waits.at(-1)!);
  }
  expect(waits).toEqual([1_500, 2_500, 4_500]);
  stays.at(-1)!.events.online();
  await clock.advance(10_000);
  expect(lost('lost')).toBe(1_500);
});

test('a stay’s own proof of life counts at once', async () => {
  const { clock, stays, begun, lost } = aLife();
  await begun();
  await clock.advance(lost('lost'));
  stays.at(-1)!.events.alive();
  expect(lost('lost')).toBe(1_500);
});

test('how long there is trouble counts from its beginning, over attempts', async () => {
  const { life, clock, stays, begun, lost } = aLife();
  (await begun()).events.behind({ code: 'timeout' }, 2_000);
  expect(life.state()).toEqual({ phase: 'waiting', retryAt: NOON + 2_000, since: NOON, trouble: { code: 'timeout' } });
  await clock.advance(1_000);
  await clock.advance(lost('lost'));
  expect(life.state()).toEqual({ phase: 'connecting', trouble: { code: 'lost' } });
  lost('refused');
  expect(life.state()).toMatchObject({ phase: 'waiting', since: NOON, trouble: { code: 'refused' } });
  expect(stays).toHaveLength(2);
});

test('a wake-up goes to the stay; where there is none and one is waited for, it is begun at once', async () => {
  const { life, clock, stays, begun, lost } = aLife();
  const first = await begun();
  life.wake();
  expect(first.woken).toBe(1);
  lost('lost');
  life.wake();
  await settle();
  expect([stays.length, clock.pending()]).toEqual([2, 0]);
  expect(lost('lost')).toBe(1_500);
});

test('a stay may end while it is being opened', async () => {
  const { life, clock, stays, begun } = aLife({ opening: (events) => events.ended({ code: 'refused' }) });
  await begun();
  expect(life.state()).toMatchObject({ phase: 'waiting', trouble: { code: 'refused' } });
  expect(stays.map(({ ends }) => ends)).toEqual([1]);
  expect([life.session(), clock.pending()]).toEqual([undefined, 1]);
});

test('stop waits for the stay’s end and for work in the background, and leaves nothing', async () => {
  let ended = (): void => {};
  let worked = (): void => {};
  const { life, clock, sink, stays, logged, begun } = aLife({ ending: () => new Promise((resolve) => (ended = resolve)) });
  await begun();
  life.track(new Promise((_resolve, reject) => (worked = () => reject(new Error('broken')))));
  let stopped = false;
  const stopping = life.stop().then(() => (stopped = true));
  await settle();
  expect([stopped, stays[0]?.ends]).toEqual([false, 1]);
  ended();
  await settle();
  expect(stopped).toBe(false);
  worked();
  await stopping;
  expect([logged, clock.pending(), sink.states.length]).toEqual([['openbazaar: unexpected'], 0, 1]);
  life.wake();
  stays[0]?.events.ended({ code: 'lost' });
  await settle();
  expect([stays.length, clock.pending(), sink.states.length]).toEqual([1, 0, 1]);
});

test('stopped while the secret is read, or while it waits, it begins no stay', async () => {
  let read = (): void => {};
  const reading = aLife({ secret: () => new Promise((resolve) => (read = () => resolve('late'))) });
  reading.life.start();
  const stopping = reading.life.stop();
  read();
  await stopping;
  const waiting = aLife();
  await waiting.begun();
  waiting.lost('lost');
  await waiting.life.stop();
  await waiting.clock.advance(120_000);
  expect([reading.stays.length, waiting.stays.length, waiting.clock.pending()]).toEqual([0, 1, 0]);
});

test('what is needed of a stay is had from it, or it is said why not', async () => {
  const { life, begun, lost } = aLife();
  const name = () => life.reachable((stay) => stay.name);
  expect(name).toThrow(expect.objectContaining({ trouble: { code: 'lost', detail: 'not connected' } }));
  const stay = await begun();
  expect(name).toThrow(expect.objectContaining({ trouble: { code: 'lost', detail: 'not connected' } }));
  stay.events.online({ code: 'topics-refused' });
  expect(name).toThrow(expect.objectContaining({ trouble: { code: 'lost', detail: 'not connected' } }));
  stay.name = 'wallet';
  expect(name()).toBe('wallet');
  lost('silent');
  expect(name).toThrow(expect.objectContaining({ trouble: { code: 'silent' }, outcome: 'not-done' }));
});
