import { expect, test } from 'vitest';
import type { Trouble } from '../../../src/shared/connection.ts';
import { createWatcher, type Watcher, type WatchMemory, type WatchState } from '../../../src/sources/acapy-cloud/watcher.ts';
import type { StreamEnd, StreamHandlers } from '../../../src/transport/network.ts';
import { type TestClock, testClock } from '../../clock.ts';

const LOST: Trouble = { code: 'lost', detail: 'cut off' };

interface Asked extends StreamHandlers {
  lookBack: number;
  at: number;
  closed: boolean;
}

interface Scene {
  clock: TestClock;
  watcher: Watcher;
  asked: Asked[];
  /** The request that is under way. */
  last(): Asked;
  heard: { data: string; again: boolean }[];
  states: WatchState[];
  missed: [number, number][];
  proofs(): number;
  /** Answers 200, and with that event, and ends as Waypoint does. */
  say(data: string): void;
}

/** A watcher whose server the test plays. `all`: the event after which nothing is waited for. */
function aWatcher({ all = '', memory = { covered: undefined } as WatchMemory, done = false } = {}): Scene {
  const clock = testClock();
  const asked: Asked[] = [];
  const heard: Scene['heard'] = [];
  const states: WatchState[] = [];
  const missed: [number, number][] = [];
  let proofs = 0;
  const watcher = createWatcher({
    clock,
    random: () => 0.5,
    memory,
    done,
    open(lookBack, handlers) {
      const one: Asked = { ...handlers, lookBack, at: clock.elapsed(), closed: false };
      asked.push(one);
      return { close: () => (one.closed = true) };
    },
    heard(data, again) {
      heard.push({ data, again });
      if (data === all) return 'done';
      return heard.filter((one) => one.data === data).length > 1 ? 'known' : 'new';
    },
    changed: (state) => states.push(state),
    proven: () => (proofs += 1),
    missed: (since, until) => missed.push([since, until]),
  });
  const last = (): Asked => asked.at(-1)!;
  return {
    clock,
    watcher,
    asked,
    heard,
    states,
    missed,
    last,
    proofs: () => proofs,
    say(data) {
      const one = last();
      one.open();
      one.text(`data: ${data}\n\n`);
      one.end({ clean: true });
    },
  };
}

const PING = ': ping - 2026-03-01 12:00:00\r\n\r\n';

test('begins with a minute, and after an event of before goes on with a second less, down to one, for none would mean a minute', async () => {
  const { clock, watcher, asked, say } = aWatcher();
  watcher.start();
  for (let hit = 0; hit < 59; hit++) say('a');
  expect(asked.map(({ lookBack }) => lookBack)).toEqual(Array.from({ length: 60 }, (_, index) => 60 - index));
  say('a');
  expect(asked).toHaveLength(60);
  await clock.advance(100);
  expect(asked.at(-1)).toMatchObject({ lookBack: 1, at: 100 });
});

test('the last second is looked through in small steps, and a server that says one event for ever is asked about once a second', async () => {
  const { clock, watcher, asked, last, say } = aWatcher();
  watcher.start();
  for (let hit = 0; hit < 60; hit++) say('a');
  const before = asked.length;
  for (let step = 0; step < 60; step++) {
    await clock.advance(100);
    if (!last().closed) say('a');
  }
  const starts = asked.slice(before).map(({ at }) => at);
  expect(starts.slice(0, 10)).toEqual(Array.from({ length: 10 }, (_, index) => (index + 1) * 100));
  expect(starts.slice(10)).toEqual([1_900, 2_800, 3_700, 4_600, 5_500]);
  expect(asked.slice(before).every(({ lookBack }) => lookBack === 1)).toBe(true);
});

test('the time that an answer takes is looked back over as well: nothing is passed over because the machine is slow', async () => {
  const { clock, watcher, last } = aWatcher();
  const sayAfter = async (ms: number, data: string): Promise<void> => {
    last().open();
    await clock.advance(ms);
    last().text(`data: ${data}\n\n`);
    last().end({ clean: true });
  };
  watcher.start();
  for (let hit = 0; hit < 50; hit++) await sayAfter(0, 'a');
  expect(last().lookBack).toBe(10);
  await sayAfter(2_300, 'a');
  expect(last().lookBack).toBe(11);
  await sayAfter(2_300, 'b');
  expect(last().lookBack).toBe(14);
  for (let hit = 0; hit < 13; hit++) await sayAfter(0, 'b');
  expect(last().lookBack).toBe(1);
  await sayAfter(2_300, 'b');
  expect(last().lookBack).toBe(3);
});

test('a second skipped to another event is looked through once more, from where nothing can lie between', () => {
  const { watcher, asked, say } = aWatcher();
  watcher.start();
  for (const data of ['a', 'a', 'c', 'b', 'c', 'c']) say(data);
  expect(asked.map(({ lookBack }) => lookBack)).toEqual([60, 59, 58, 59, 58, 57, 56]);
});

test('after a live event it asks again once a second has passed, and looks back over it', async () => {
  const { clock, watcher, last, heard, asked } = aWatcher();
  watcher.start();
  last().open();
  await clock.advance(7_000);
  last().text('data: a\n\n');
  last().end({ clean: true });
  expect(heard).toEqual([{ data: 'a', again: false }]);
  await clock.advance(999);
  expect(asked).toHaveLength(1);
  await clock.advance(1);
  expect(last()).toMatchObject({ lookBack: 1, at: 8_000 });
});

test('after a stream in which nothing happened it asks again at once', async () => {
  const { clock, watcher, last, asked, states } = aWatcher();
  watcher.start();
  last().open();
  await clock.advance(30_200);
  last().end({ clean: true });
  expect(asked).toHaveLength(2);
  expect(last().lookBack).toBe(1);
  expect(states.map(({ phase }) => phase)).toEqual(['opening', 'open']);
});

test('a server that pings and ends at once is asked once a second, and for all that was not looked through', async () => {
  const { clock, watcher, last, asked } = aWatcher();
  watcher.start();
  for (let second = 0; second < 5; second++) {
    last().open();
    last().text(PING);
    last().end({ clean: true });
    expect(asked).toHaveLength(second + 1);
    await clock.advance(1_000);
  }
  expect(asked.map(({ lookBack }) => lookBack)).toEqual([60, 60, 60, 60, 60, 60]);
});

test('a stream that goes on and on with events is cut off, and asked again from the last of them', async () => {
  const { clock, watcher, last, heard, asked } = aWatcher();
  watcher.start();
  last().open();
  await clock.advance(5_000);
  const flood = last();
  for (let n = 0; n < 100; n++) flood.text(`data: e${n}\n\n`);
  expect(heard).toHaveLength(32);
  expect(flood.closed).toBe(true);
  await clock.advance(1_000);
  expect(asked).toHaveLength(2);
  expect(last().lookBack).toBe(2);
});

test('after a live event whose stream ends late it looks back to the event', async () => {
  const { clock, watcher, last } = aWatcher();
  watcher.start();
  last().open();
  await clock.advance(7_000);
  last().text('data: a\n\n');
  await clock.advance(4_000);
  last().end({ clean: true });
  expect(last()).toMatchObject({ lookBack: 4, at: 11_000 });
  last().open();
  await clock.advance(7_000);
  last().text('data: b\n\n');
  await clock.advance(4_400);
  last().end({ clean: true });
  expect(last().lookBack).toBe(5);
});

test('a 200 proves nothing: streams that end at once, however, are asked for later and later', async () => {
  for (const end of [{ clean: true }, { clean: false, trouble: LOST }] satisfies StreamEnd[]) {
    const { clock, watcher, last, proofs } = aWatcher();
    watcher.start();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 6; attempt++) {
      last().open();
      last().end(end);
      const state = watcher.state();
      expect(state).toMatchObject({ phase: 'down', trouble: { code: 'waypoint-down' } });
      waits.push(state.phase === 'down' ? state.retryAt - clock.now() : 0);
      await clock.advance(waits.at(-1)!);
    }
    expect(waits).toEqual(waits.toSorted((left, right) => left - right));
    expect(waits.at(-1)).toBeGreaterThan(10_000);
    expect(proofs()).toBe(0);
  }
});

test.each([
  ['a ping', async ({ last }: Scene) => last().text(PING)],
  ['an event', async ({ last }: Scene) => last().text('data: a\n\n')],
  [
    'a clean end after ten seconds',
    async ({ clock, last }: Scene) => {
      await clock.advance(10_000);
      last().end({ clean: true });
      last().open();
    },
  ],
] as const)('after %s the next wait is as short as a first one', async (_name, live) => {
  const it = aWatcher();
  const waitOf = (): number => {
    const state = it.watcher.state();
    return state.phase === 'down' ? state.retryAt - it.clock.now() : NaN;
  };
  it.watcher.start();
  for (let attempt = 0; attempt < 4; attempt++) {
    it.last().end({ clean: false, trouble: LOST });
    await it.clock.advance(waitOf());
  }
  it.last().open();
  await live(it);
  it.last().end({ clean: false, trouble: LOST });
  expect(waitOf()).toBeLessThanOrEqual(2_000);
});

test('after a dirty end it looks back over the gap, from the last sign of life on', async () => {
  const { clock, watcher, last } = aWatcher();
  watcher.start();
  last().open();
  await clock.advance(15_000);
  last().text(PING);
  await clock.advance(5_000);
  last().end({ clean: false, trouble: LOST });
  await clock.advance(1_500);
  expect(last().lookBack).toBe(8);
});

test('what was not looked through to its end is looked through again', async () => {
  const { clock, watcher, last, say } = aWatcher();
  watcher.start();
  say('a');
  expect(last().lookBack).toBe(59);
  last().open();
  last().text(PING);
  last().end({ clean: false, trouble: LOST });
  await clock.advance(1_500);
  expect(last().lookBack).toBe(60);
});

test('a gap longer than can be looked back over is told, once the server has proven to be there', async () => {
  const { clock, watcher, last, missed } = aWatcher();
  watcher.start();
  last().open();
  await clock.advance(15_000);
  last().text(PING);
  const since = clock.now();
  last().end({ clean: false, trouble: LOST });
  for (let minute = 0; minute < 5; minute++) {
    await clock.advance(60_000);
    if (watcher.state().phase === 'opening') last().end({ clean: false, trouble: LOST });
  }
  await clock.advance(60_000);
  const until = clock.now() - (clock.elapsed() - last().at);
  expect(last().lookBack).toBe(60);
  last().open();
  expect(missed).toEqual([]);
  last().text(PING);
  last().text(PING);
  expect(missed).toEqual([[since, until]]);
});

test('a machine that slept has a gap, though no time seems to have passed', async () => {
  const { clock, watcher, last } = aWatcher();
  watcher.start();
  last().open();
  await clock.advance(15_000);
  last().text(PING);
  clock.jump(20_000);
  watcher.wake();
  expect(last().lookBack).toBe(21);
});

test('an event in pieces is one, and a torn one is none until it is looked back for', async () => {
  const { clock, watcher, last, heard } = aWatcher();
  watcher.start();
  last().open();
  last().text('da');
  last().text('ta: {"a":');
  last().text('1}\r');
  last().text('\n\r\n');
  expect(heard).toEqual([{ data: '{"a":1}', again: true }]);
  last().end({ clean: true });
  last().open();
  last().text('data: {"b"');
  last().end({ clean: false, trouble: LOST });
  expect(heard).toHaveLength(1);
  await clock.advance(1_500);
  expect(last().lookBack).toBeGreaterThan(58);
});

test('an error of the server behind, as a line of JSON in a 200, is an error, with or without its line break', () => {
  for (const text of ['{"detail":"Internal Server Error"}\n', '{"detail":"Internal Server Error"}']) {
    const { watcher, last } = aWatcher();
    watcher.start();
    last().open();
    last().text(text);
    last().end({ clean: true });
    expect(watcher.state()).toMatchObject({ phase: 'down', trouble: { code: 'server-error', detail: 'Internal Server Error' } });
  }
});

test('a page of a proxy, with a 200, is no stream', () => {
  const { watcher, last } = aWatcher();
  watcher.start();
  last().open();
  last().text('<html>\n<body>Sign in</body>\n');
  expect(watcher.state()).toMatchObject({ phase: 'down', trouble: { code: 'not-a-node', detail: '<html>' } });
});

test.each([
  [403, '{"detail":"Not authenticated"}', 'no-api-key'],
  [401, '{"detail":"Not authenticated"}', 'no-api-key'],
  [401, '{"detail":"Unauthorized"}', 'unknown-role'],
  [403, '{"detail":"Unauthorized"}', 'wrong-wallet'],
  [404, '{"detail":"Not Found"}', 'wrong-path'],
  [422, '{"detail":[{"msg":"value is not a valid integer"}]}', 'bad-watch'],
] as const)('%i %s is %s, and not asked again', async (status, body, code) => {
  const { clock, watcher, last, asked } = aWatcher();
  watcher.start();
  last().end({ clean: false, trouble: { code: 'forbidden' }, status, body });
  expect(watcher.state()).toMatchObject({ phase: 'refused', trouble: { code } });
  watcher.wake();
  await clock.advance(3_600_000);
  expect(asked).toHaveLength(1);
  expect(clock.pending()).toBe(0);
});

test('a server that fails is asked again', () => {
  const { watcher, last } = aWatcher();
  watcher.start();
  last().end({ clean: false, trouble: { code: 'server-error', detail: 'HTTP 502' }, status: 502, body: '<html>' });
  expect(watcher.state()).toMatchObject({ phase: 'down', trouble: { code: 'server-error' } });
});

test('a watch for one thing ends once that was seen', async () => {
  const { clock, watcher, asked, say, last } = aWatcher({ all: 'it' });
  watcher.start();
  say('another');
  say('it');
  expect(watcher.state()).toEqual({ phase: 'done' });
  expect(last().closed).toBe(true);
  watcher.wake();
  await clock.advance(3_600_000);
  expect(asked).toHaveLength(2);
});

test('a watch that is done since long asks for nothing', () => {
  const { watcher, asked } = aWatcher({ done: true });
  watcher.start();
  expect(asked).toEqual([]);
});

test('an event longer than any ends the stream', () => {
  const { watcher, last } = aWatcher();
  watcher.start();
  last().open();
  for (let part = 0; part < 30; part++) last().text(part === 0 ? 'data: ' : 'x'.repeat(100_000));
  expect(watcher.state()).toMatchObject({ phase: 'down', trouble: { code: 'too-large' } });
});

test('after stop nothing runs', () => {
  const { clock, watcher, last } = aWatcher();
  watcher.start();
  last().open();
  watcher.stop();
  expect(last().closed).toBe(true);
  expect(clock.pending()).toBe(0);
});
