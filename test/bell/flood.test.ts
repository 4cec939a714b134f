import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBell, type Bell } from '../../src/bell.ts';
import { openJournal } from '../../src/journal/open-journal.ts';
import type { Rules } from '../../src/policy/rules.ts';
import type { Alert } from '../../src/shared/alert.ts';
import type { Clock } from '../../src/shared/clock.ts';
import { merge } from '../../src/shared/merge.ts';
import { settle, testClock, type TestClock } from '../clock.ts';
import { anAlert } from '../policy/alerts.ts';
import { createScreen, type Screen } from './screen.ts';

const IDENTITY = 'openbazaar:QmSelf';
const MINUTE = 60_000;

const KINDS = {
  order: { kind: 'order', category: 'order' },
  message: { kind: 'message', category: 'chat' },
  dispute: { kind: 'disputeOpen', category: 'dispute', urgency: 'urgent' },
  refund: { kind: 'refund', category: 'refund' },
} as const satisfies Record<string, Partial<Alert>>;

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('come' as const),
      count: fc.integer({ min: 1, max: 6 }),
      kind: fc.constantFrom(...(Object.keys(KINDS) as (keyof typeof KINDS)[])),
      road: fc.constantFrom<Alert['road'][]>('live', 'live', 'catch-up', 'first'),
      openNow: fc.boolean(),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(100, 900, 5_000, 31_000, 700_000) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('quiet' as const), how: fc.constantFrom('paused' as const, 'quiet-hours' as const, 'none' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('read' as const, 'readOnNode' as const, 'refute' as const, 'remove' as const, 'again' as const), which: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.constantFrom({ do: 'undo' as const }, { do: 'close' as const }, { do: 'end' as const }, { do: 'kill' as const }) }
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Summary {
  ids: number[];
  tally: number;
}

/** A clock that stands still for whoever was killed. */
function mortal(clock: TestClock): { clock: Clock; die(): void } {
  let dead = false;
  return { clock: { ...clock, after: (ms, task) => clock.after(ms, () => void (dead || task())) }, die: () => void (dead = true) };
}

/** A desktop and a journal, over which one Tradebell after the other runs. */
async function aWorld() {
  const clock = testClock();
  const journal = openJournal({ file: ':memory:', merge, searchText: () => '', clock });
  const says: { quiet: Rules['quiet'] } = { quiet: undefined };
  /** By id, what became of those that nobody is to be told of any more. */
  const gone = new Set<number>();
  /** How each was told of: by which notification of which run. */
  const single = new Map<number, Set<string>>();
  const summed = new Map<number, Set<string>>();
  const faults: string[] = [];
  const cameIn = new Map<number, number>();
  const rings: { run: number; at: number; urgent: boolean; old: boolean }[] = [];
  let runs = 0;
  let summaries = 0;
  let keys = 0;
  /** What the summary that stands on the screen has to stand for: what was put back stays off it. */
  const standing = new Set<number>();
  const forget = (id: number): void => {
    gone.add(id);
    standing.delete(id);
  };
  let undo: { token: string; ids: number[] } | undefined;
  let current: { bell: Bell; screen: Screen; said: Map<string, string>; die(): void };

  async function start(): Promise<void> {
    const run = ++runs;
    summaries++;
    standing.clear();
    const { clock: own, die } = mortal(clock);
    const screen = createScreen();
    const show = screen.show.bind(screen);
    const said = new Map<string, string>();
    screen.show = (notice) => {
      if (notice.id === 'digest') {
        const { ids, tally } = JSON.parse(notice.title) as Summary;
        if (new Set(ids).size !== ids.length || tally !== ids.length) faults.push(`the summary of ${ids.join(', ')} counts ${tally}`);
        for (const id of ids) {
          if (gone.has(id)) faults.push(`${id} is in the summary, though nobody is to be told of it any more`);
          standing.add(id);
          summed.set(id, (summed.get(id) ?? new Set()).add(`summary ${summaries}`));
        }
      } else {
        const id = Number(notice.title);
        if (gone.has(id)) faults.push(`${id} rang, though nobody is to be told of it any more`);
        if (said.get(notice.id) === notice.body) faults.push(`${id} rang twice in its place`);
        said.set(notice.id, notice.body);
        if (!screen.on.has(notice.id)) {
          single.set(id, (single.get(id) ?? new Set()).add(`${run} ${notice.id}`));
          rings.push({ run, at: clock.now(), urgent: notice.urgency === 'urgent', old: journal.entry(id)?.alert.road !== 'live' || cameIn.get(id) !== run });
        }
      }
      return show(notice);
    };
    const bell = createBell({
      journal,
      notifier: screen,
      clock: own,
      words: {
        alert: (alert) => ({ title: String(journal.entryByKey(IDENTITY, alert.key)?.id), body: alert.confirmation }),
        digest: (digest) => ({ title: JSON.stringify({ ids: digest.ids(), tally: digest.tally().reduce((sum, [, n]) => sum + n, 0) }), body: digest.lead()?.alert.key ?? 'nobody leads' }),
        actions: () => [],
      },
      picture: () => Promise.resolve(undefined),
      sound: () => 'none',
      rules: () => ({ app: {}, connection: {}, quiet: says.quiet }),
      open: () => {},
      act: () => Promise.resolve({ ok: true }),
      reread: () => Promise.resolve({ ok: true }),
      newToken: () => `token ${clock.elapsed()} ${runs}`,
      wereRead: () => {},
      diskTrouble: () => {},
    });
    current = { bell, screen, said, die };
    bell.quietChanged(says.quiet !== undefined);
    await bell.takeUp();
    bell.startUpDone();
  }
  const rest = async (ms = 0): Promise<void> => {
    await current.bell.settled();
    await clock.advance(ms);
    await current.bell.settled();
    await settle();
    await current.bell.settled();
  };
  const picked = (which: number): number | undefined => (keys === 0 ? undefined : (which % keys) + 1);

  async function take(one: Step): Promise<void> {
    const { bell, screen } = current;
    const id = 'which' in one ? picked(one.which) : undefined;
    const entry = id === undefined ? undefined : journal.entry(id);
    switch (one.do) {
      case 'come': {
        const [from, at] = [keys, clock.now()];
        keys += one.count;
        for (let id = from + 1; id <= keys; id++) cameIn.set(id, runs);
        const alerts = Array.from({ length: one.count }, (_, n) => anAlert({ ...KINDS[one.kind], key: `k${from + n + 1}`, road: one.road, openNow: one.openNow, occurredAt: at, receivedAt: at }));
        return bell.deliver({ identity: IDENTITY, items: alerts.map((alert) => ({ type: 'alert', alert })) });
      }
      case 'wait':
        return rest(one.ms);
      case 'quiet':
        says.quiet = one.how === 'none' ? undefined : { why: one.how, urgentComes: one.how === 'quiet-hours' };
        return bell.quietChanged(says.quiet !== undefined);
      case 'read':
      case 'readOnNode':
      case 'refute':
        if (id === undefined || entry === undefined) return;
        // A moment: what is being shown right now is shown.
        await rest();
        forget(id);
        if (one.do === 'read') return void (await bell.markRead([id]));
        if (one.do === 'readOnNode') return bell.deliver({ identity: IDENTITY, items: [{ type: 'read', key: entry.alert.key }] });
        return bell.deliver({ identity: IDENTITY, items: [{ type: 'amend', key: entry.alert.key, amendment: { confirmation: 'refuted' } }] });
      case 'remove':
        if (id === undefined || entry === undefined) return;
        await rest();
        undo = await bell.remove([id]);
        undo.ids.forEach(forget);
        return;
      case 'undo': {
        const back = undo === undefined ? 0 : await bell.restore(undo.token);
        for (const each of undo?.ids ?? []) {
          const now = journal.entry(each);
          if (back > 0 && now !== undefined && !now.alert.read && now.alert.confirmation !== 'refuted') gone.delete(each);
        }
        return;
      }
      case 'again': {
        const alert = entry?.alert ?? (id === undefined ? undefined : anAlert({ key: `k${id}` }));
        if (alert === undefined || id === undefined) return;
        if (entry?.alert.confirmation === 'refuted' && !entry.alert.read) {
          // The server stands by it after all: that is news.
          gone.delete(id);
          single.delete(id);
          summed.delete(id);
          current.said.delete(`alert:${id}`);
        }
        return bell.deliver({ identity: IDENTITY, items: [{ type: 'alert', alert: { ...alert, read: false, confirmation: 'confirmed', road: 'catch-up' } }] });
      }
      case 'close':
        summaries++;
        standing.clear();
        return screen.emit({ id: 'digest', type: 'closed', by: 'user' });
      case 'end':
        await rest();
        await bell.close();
        return start();
      case 'kill':
        // Between "shown" and "noted" a crash may repeat one: here nothing is between.
        await rest();
        current.die();
        return start();
    }
  }

  await start();
  return {
    take,
    journal,
    gone,
    single,
    summed,
    rings,
    faults,
    async atLast() {
      says.quiet = undefined;
      current.bell.quietChanged(false);
      await rest(2 * MINUTE);
    },
    onScreen: () => (JSON.parse(current.screen.on.get('digest')?.title ?? '{"ids":[]}') as Summary).ids,
    standing,
    count: () => keys,
    async end() {
      await current.bell.close();
      await journal.close();
    },
  };
}

test('whatever comes, is read, removed, put back or quiet, over restarts: each is told of once, by itself or in one summary, and none is lost', async () => {
  const seen = { single: 0, summed: 0, restored: 0, limited: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 40 }), async (steps) => {
      const world = await aWorld();
      try {
        for (const one of steps) await world.take(one);
        await world.atLast();

        expect(world.faults).toEqual([]);
        for (let id = 1; id <= world.count(); id++) {
          const [rang, sums] = [world.single.get(id)?.size ?? 0, world.summed.get(id)?.size ?? 0];
          expect([id, 'told of twice', rang > 1 || sums > 1 || rang + sums > 1]).toEqual([id, 'told of twice', false]);
          const entry = world.journal.entry(id);
          if (entry === undefined) continue; // removed
          expect([id, entry.decision !== undefined, entry.delivered !== undefined]).toEqual([id, true, true]);
          if (world.gone.has(id) || entry.alert.read) continue;
          expect([id, entry.delivered, rang, sums]).toEqual([id, ...(rang === 1 ? ['notification', 1, 0] : ['digest', 0, 1])]);
          seen.single += rang;
          seen.summed += sums;
        }
        expect(new Set(world.onScreen())).toEqual(world.standing);
        for (const { at, run } of world.rings) {
          const within = world.rings.filter((ring) => ring.run === run && ring.at <= at && at - ring.at < 30_000 && !ring.old);
          expect(within.filter(({ urgent }) => urgent).length).toBeLessThanOrEqual(3);
          expect(within.filter(({ urgent }) => !urgent).length).toBeLessThanOrEqual(3);
          seen.limited += within.length === 3 ? 1 : 0;
        }
        seen.restored += steps.some((one, n) => one.do === 'undo' && steps.slice(0, n).some((before) => before.do === 'remove')) ? 1 : 0;
      } finally {
        await world.end();
      }
    }),
    { numRuns: 150 }
  );
  for (const [what, times] of Object.entries(seen)) expect([what, times > 0]).toEqual([what, true]);
}, 60_000);
