import { afterEach, expect, test } from 'vitest';
import type { UpdateState } from '../../src/shared/updates.ts';
import type { FailedInstall } from '../../src/updates/failed-install.ts';
import { UpdateError } from '../../src/updates/update-error.ts';
import { createUpdates, type Updates } from '../../src/updates/updates.ts';
import type { Updater } from '../../src/updates/updater.ts';
import { NOON, settle, testClock } from '../clock.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

interface Options {
  does?: 'itself' | UpdateState;
  random?: number;
  checkForUpdates?: boolean;
  /** What is on offer, look by look; the last one stays. */
  offers?: (string | undefined | Error)[];
  download?: (progress: (share: number) => void) => Promise<void>;
  look?: () => Promise<void>;
  restart?: () => void;
  failed?: FailedInstall;
}

const open: Updates[] = [];
afterEach(() => open.splice(0).forEach((one) => one.close()));

function world({ does = 'itself', random = 0, checkForUpdates = true, offers = [undefined], download = async () => {}, look, restart, failed }: Options = {}) {
  const clock = testClock();
  const acts: string[] = [];
  const states: UpdateState[] = [];
  const listeners = new Set<() => void>();
  let wanted = checkForUpdates;
  let looks = 0;
  const updater: Updater = {
    async look() {
      acts.push('look');
      await look?.();
      const offer = offers[Math.min(looks++, offers.length - 1)];
      if (offer instanceof Error) throw offer;
      return offer;
    },
    async download(progress) {
      acts.push('download');
      await download(progress);
    },
    restart() {
      restart?.();
      acts.push('restart');
    },
    install: () => acts.push('install'),
  };
  const updates = createUpdates({
    does,
    failed,
    clock,
    random: () => random,
    settings: {
      get: () => ({ checkForUpdates: wanted }),
      onChange(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    async updater() {
      acts.push('load');
      return updater;
    },
    changed: () => states.push(updates.state()),
    log: () => {},
  });
  open.push(updates);
  return {
    clock,
    updates,
    acts,
    states,
    looks: () => looks,
    want(on: boolean) {
      wanted = on;
      listeners.forEach((listener) => listener());
    },
  };
}

test('it looks some minutes after the start, not at once, and each day then', async () => {
  const w = world({ random: 0.5 });
  await w.clock.advance(6 * MINUTE);
  expect(w.acts).toEqual([]);
  await w.clock.advance(MINUTE);
  expect(w.acts).toEqual(['load', 'look']);
  expect(w.updates.state()).toEqual({ state: 'idle', lookedAt: NOON + 6.5 * MINUTE });
  await w.clock.advance(DAY);
  expect(w.looks()).toBe(1);
  await w.clock.advance(31 * MINUTE);
  expect(w.looks()).toBe(2);
  expect(w.acts.filter((act) => act === 'load')).toHaveLength(1);
});

test('not all look at the same time', async () => {
  const early = world({ random: 0 });
  const late = world({ random: 0.99 });
  for (const { clock } of [early, late]) await clock.advance(3 * MINUTE);
  expect([early.looks(), late.looks()]).toEqual([1, 0]);
  await late.clock.advance(7 * MINUTE);
  expect(late.looks()).toBe(1);
});

test('what is found is fetched by itself, told in steps, and installed when the app quits', async () => {
  const w = world({
    offers: ['0.2.0'],
    async download(progress) {
      for (const share of [0.001, 0.5, 0.501, 1]) progress(share);
    },
  });
  await w.clock.advance(3 * MINUTE);
  expect(w.states).toEqual([
    { state: 'looking' },
    { state: 'downloading', version: '0.2.0', share: 0 },
    { state: 'downloading', version: '0.2.0', share: 0.5 },
    { state: 'downloading', version: '0.2.0', share: 1 },
    { state: 'ready', version: '0.2.0' },
  ]);
  w.updates.close();
  w.updates.atQuit();
  expect(w.acts).toEqual(['load', 'look', 'download', 'install']);
});

test('what is ready is not looked beyond, and is installed on request', async () => {
  const w = world({ offers: ['0.2.0'] });
  await w.updates.look();
  await w.updates.look();
  await w.clock.advance(10 * DAY);
  expect(w.looks()).toBe(1);
  expect(w.clock.pending()).toBe(0);
  expect(w.updates.restart()).toBe(true);
  expect(w.acts.at(-1)).toBe('restart');
});

test('nothing is installed, at quitting or on request, before it is ready', async () => {
  const w = world({ offers: ['0.2.0'], download: () => new Promise(() => {}) });
  expect(w.updates.restart()).toBe(false);
  void w.updates.look();
  await settle();
  expect(w.updates.state()).toMatchObject({ state: 'downloading' });
  expect(w.updates.restart()).toBe(false);
  w.updates.atQuit();
  expect(w.acts).toEqual(['load', 'look', 'download']);
});

test('a bad signature stays told until the next look, which is a day later', async () => {
  const w = world({ offers: [undefined, new UpdateError('wrong-signature', 'not ours'), undefined] });
  await w.clock.advance(3 * MINUTE);
  await w.clock.advance(DAY);
  const at = NOON + 3 * MINUTE + DAY;
  expect(w.updates.state()).toEqual({ state: 'idle', lookedAt: NOON + 3 * MINUTE, trouble: { code: 'wrong-signature', at } });
  await w.clock.advance(DAY - MINUTE);
  expect(w.looks()).toBe(2);
  await w.clock.advance(MINUTE);
  expect(w.updates.state()).toEqual({ state: 'idle', lookedAt: at + DAY });
});

test('a server that cannot be reached is asked again within the hour and a half', async () => {
  const w = world({ offers: [new UpdateError('unreachable', 'no network')] });
  await w.clock.advance(3 * MINUTE);
  expect(w.updates.state()).toEqual({ state: 'idle', trouble: { code: 'unreachable', at: NOON + 3 * MINUTE } });
  await w.clock.advance(60 * MINUTE);
  expect(w.looks()).toBe(2);
});

test.each([
  [Object.assign(new Error('no space'), { code: 'ENOSPC' }), 'disk-full'],
  [Object.assign(new Error('hash'), { code: 'ERR_CHECKSUM_MISMATCH' }), 'corrupt'],
  [new Error('whatever'), 'failed'],
])('a download that fails is told, and nothing is ready', async (error, code) => {
  const w = world({ offers: ['0.2.0'], download: () => Promise.reject(error) });
  await w.updates.look();
  expect(w.updates.state()).toMatchObject({ state: 'idle', trouble: { code } });
  w.updates.atQuit();
  expect(w.acts).not.toContain('install');
});

test('two looks at once are one', async () => {
  const w = world();
  await Promise.all([w.updates.look(), w.updates.look()]);
  expect(w.looks()).toBe(1);
});

test('who switched it off is not looked for, and may look all the same', async () => {
  const w = world({ checkForUpdates: false });
  await w.clock.advance(3 * DAY);
  expect(w.acts).toEqual([]);
  await w.updates.look();
  expect(w.looks()).toBe(1);
  await w.clock.advance(3 * DAY);
  expect(w.looks()).toBe(1);
  w.want(true);
  await w.clock.advance(3 * MINUTE);
  expect(w.looks()).toBe(2);
  w.want(false);
  expect(w.clock.pending()).toBe(0);
});

test('a look that fell due while the machine slept comes some minutes after it woke', async () => {
  const w = world();
  await w.clock.advance(3 * MINUTE);
  w.clock.jump(DAY / 2);
  w.updates.woke();
  await w.clock.advance(3 * MINUTE);
  expect(w.looks()).toBe(1);
  w.clock.jump(DAY);
  w.updates.woke();
  await w.clock.advance(3 * MINUTE);
  expect(w.looks()).toBe(2);
});

test.each<UpdateState>([
  { state: 'managed', kind: 'deb' },
  { state: 'manual', kind: 'archive' },
  { state: 'off', why: 'no-feed' },
])('a package that does not update itself never loads what would, whatever is asked', async (does) => {
  const w = world({ does, offers: ['0.2.0'] });
  await w.clock.advance(3 * DAY);
  await w.updates.look();
  w.updates.woke();
  expect(w.updates.restart()).toBe(false);
  w.updates.atQuit();
  expect(w.acts).toEqual([]);
  expect(w.states).toEqual([]);
  expect(w.updates.state()).toEqual(does);
  expect(w.clock.pending()).toBe(0);
});

test('after the end nothing is looked for', async () => {
  const w = world();
  w.updates.close();
  await w.updates.look();
  await w.clock.advance(3 * DAY);
  expect(w.acts).toEqual([]);
});

test('switched off while it looks by itself, it fetches nothing; asked by a person it does', async () => {
  const w = world({ offers: ['0.2.0'], look: async () => w.want(false) });
  await w.clock.advance(3 * MINUTE);
  expect(w.acts).toEqual(['load', 'look']);
  expect(w.updates.state()).toEqual({ state: 'idle' });
  expect(w.clock.pending()).toBe(0);
  await w.updates.look();
  expect(w.acts.slice(2)).toEqual(['look', 'download']);
});

test('a person who asks while it looks by itself has asked', async () => {
  const w = world({
    offers: ['0.2.0'],
    look: async () => {
      void w.updates.look();
      w.want(false);
    },
  });
  await w.clock.advance(3 * MINUTE);
  expect(w.acts).toEqual(['load', 'look', 'download']);
});

test('a restart that would only end Tradebell does not, and why is told', async () => {
  const w = world({
    offers: ['0.2.0'],
    restart() {
      throw new UpdateError('not-writable', 'it is gone');
    },
  });
  await w.updates.look();
  expect(w.updates.restart()).toBe(false);
  expect(w.updates.state()).toEqual({ state: 'idle', trouble: { code: 'not-writable', at: NOON } });
  w.updates.atQuit();
  expect(w.acts).not.toContain('install');
});

test('what could not be installed at the last end is told until the next look', async () => {
  const failed = { code: 'disk-full', at: NOON - MINUTE } as const;
  const w = world({ failed });
  expect(w.updates.state()).toEqual({ state: 'idle', trouble: failed });
  await w.clock.advance(3 * MINUTE);
  expect(w.updates.state()).toEqual({ state: 'idle', lookedAt: NOON + 3 * MINUTE });
});
