import { expect, test } from 'vitest';
import type { Actor, Alert } from '../../../src/shared/alert.ts';
import { createNames } from '../../../src/sources/openbazaar/names.ts';
import type { PeerProfile } from '../../../src/sources/openbazaar/profile.ts';
import { NetworkError } from '../../../src/transport/network.ts';
import { settle, testClock } from '../../clock.ts';

function setUp() {
  const clock = testClock();
  const singles: { peerId: string; answer: (profile: PeerProfile | undefined) => void; fail: () => void }[] = [];
  const batches: { peerIds: readonly string[]; id: string }[] = [];
  const names: Record<string, string | undefined> = {};
  const work: Promise<void>[] = [];
  const it = createNames({
    clock,
    random: () => 0.5,
    rest: {
      profile: (peerId) =>
        new Promise((answer, reject) => singles.push({ peerId, answer, fail: () => reject(new NetworkError({ code: 'timeout' })) })),
      fetchProfiles(peerIds, id) {
        batches.push({ peerIds, id });
        return Promise.resolve(id);
      },
    },
    amend: (key, { actor }) => void (names[key] = actor?.name),
    track: (task) => void work.push(task),
  });
  return { it, clock, singles, batches, names };
}

function by(id: string, key: string, more: Partial<Actor> = {}): Alert {
  return { key, actor: { id, ...more } } as Alert;
}

test('one peer is asked for once, however many alerts name it, and then known for an hour', async () => {
  const { it, clock, singles, names } = setUp();
  it.want([by('anna', 'k1'), by('anna', 'k2')]);
  it.want([by('anna', 'k3')]);
  expect(singles).toHaveLength(1);
  singles[0]?.answer({ peerId: 'anna', name: 'Anna' });
  await settle();
  it.want([by('anna', 'k4')]);
  expect(names).toEqual({ k1: 'Anna', k2: 'Anna', k3: 'Anna', k4: 'Anna' });
  expect(singles).toHaveLength(1);
  await clock.advance(3_600_000);
  it.want([by('anna', 'k5')]);
  expect(singles).toHaveLength(2);
});

test('several peers are asked for in one call; each answer is matched by id and peer', async () => {
  const { it, batches, names } = setUp();
  it.want([by('anna', 'k1'), by('ben', 'k2'), by('cleo', 'k3')]);
  const [{ id } = { id: '' }] = batches;
  const answer = (peerId: string, callId: string, name: string) =>
    it.answered({ type: 'profile', id: callId, peerId, profile: { peerId, name } });
  expect(answer('ben', id, 'Ben')).toBe(true);
  expect(answer('anna', 'not ours', 'Evil')).toBe(false);
  expect(answer('stranger', id, 'Evil')).toBe(false);
  expect(answer('ben', id, 'Second')).toBe(false);
  expect(it.answered({ type: 'profile', id, peerId: 'cleo' })).toBe(true);
  expect(names).toEqual({ k2: 'Ben' });
});

test('an answer to an older question never replaces that to a newer one', async () => {
  const { it, clock, singles, batches, names } = setUp();
  it.want([by('anna', 'k1'), by('ben', 'k2'), by('cleo', 'k3')]);
  const [{ id } = { id: '' }] = batches;
  await clock.advance(20_000);
  await clock.advance(600_000);
  it.want([by('anna', 'k4')]);
  singles[0]?.answer({ peerId: 'anna', name: 'New' });
  await settle();
  expect(it.answered({ type: 'profile', id, peerId: 'anna', profile: { peerId: 'anna', name: 'Old' } })).toBe(false);
  it.want([by('anna', 'k5')]);
  expect(names).toEqual({ k4: 'New', k5: 'New' });
});

test('peers who are not found, or not in time, are not asked for again for ten minutes', async () => {
  const { it, clock, singles, names } = setUp();
  it.want([by('anna', 'k1')]);
  singles[0]?.fail();
  await settle();
  it.want([by('anna', 'k2')]);
  expect(singles).toHaveLength(1);
  await clock.advance(600_000);
  it.want([by('anna', 'k3')]);
  expect(singles).toHaveLength(2);
  expect(names).toEqual({});
  expect(clock.pending()).toBe(0);
});

test('a flood of invented peers asks for no more than five hundred', () => {
  const { it, batches } = setUp();
  for (let i = 0; i < 20; i++) it.want(Array.from({ length: 100 }, (_, index) => by(`p${i}-${index}`, `k${i}-${index}`)));
  expect(batches.flatMap(({ peerIds }) => peerIds)).toHaveLength(500);
});

test('who has a name already is not asked for', () => {
  const { it, singles } = setUp();
  it.want([by('anna', 'k1', { name: 'Anna' }), { key: 'k2' } as Alert]);
  expect(singles).toEqual([]);
});

test('however many alerts of one moment name a peer, all of them learn the name', async () => {
  const { it, singles, names } = setUp();
  it.want(Array.from({ length: 200 }, (_, n) => by('anna', `k${n}`)));
  singles[0]?.answer({ peerId: 'anna', name: 'Anna' });
  await settle();
  expect(Object.values(names)).toEqual(Array.from({ length: 200 }, () => 'Anna'));
});
