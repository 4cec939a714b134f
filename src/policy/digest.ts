import type { Alert, Category, Urgency } from '../shared/alert.ts';

/** One alert within a digest. */
export interface Member {
  id: number;
  alert: Alert;
}

/**
 * What one digest notification stands for. Members are kept as an id and a category, so that a burst of thousands costs two words each,
 * and joining costs the same however many there are.
 */
export interface Digest {
  join(member: Member): void;
  /** Takes in all of another, which is not used any more. */
  absorb(other: Digest): void;
  /** A member as it is known by now; answers whether it is the lead. */
  learn(member: Member): boolean;
  /** A member that may lead, where the one that led has left. */
  offer(member: Member): void;
  /** Takes out what was read or turned out not to be; answers whether it was in. The lead may go too: who joins or is offered next leads then. */
  leave(id: number): boolean;
  has(id: number): boolean;
  ids(): number[];
  members(): Iterable<[number, Category]>;
  size(): number;
  /** The most urgent member, which the digest names. */
  lead(): Member | undefined;
  /** How many of each category, the most frequent first. */
  tally(): [Category, number][];
}

const RANK = { urgent: 2, normal: 1, low: 0 } as const satisfies Record<Urgency, number>;

/** What people would rather hear of first, where nothing is more urgent. */
const WEIGHT = {
  dispute: 8,
  refund: 7,
  order: 6,
  payment: 5,
  credential: 4,
  chat: 3,
  wallet: 2,
  system: 1,
  follow: 0,
} as const satisfies Record<Category, number>;

export function createDigest(): Digest {
  const members = new Map<number, Category>();
  const counts = new Map<Category, number>();
  let lead: Member | undefined;
  const count = (category: Category, by: number) => counts.set(category, (counts.get(category) ?? 0) + by);
  const add = (id: number, category: Category): void => {
    if (members.has(id)) return;
    members.set(id, category);
    count(category, 1);
  };
  const propose = (member: Member): void => {
    if (lead === undefined || leads(member.alert, lead.alert)) lead = member;
  };
  return {
    join(member) {
      if (members.has(member.id)) return;
      add(member.id, member.alert.category);
      propose(member);
    },
    absorb(other) {
      for (const [id, category] of other.members()) add(id, category);
      const theirs = other.lead();
      if (theirs !== undefined) propose(theirs);
    },
    learn(member) {
      if (lead?.id !== member.id) return false;
      lead = member;
      return true;
    },
    offer(member) {
      if (members.has(member.id)) propose(member);
    },
    leave(id) {
      const category = members.get(id);
      if (category === undefined) return false;
      members.delete(id);
      count(category, -1);
      if (lead?.id === id) lead = undefined;
      return true;
    },
    has: (id) => members.has(id),
    ids: () => [...members.keys()],
    members: () => members,
    size: () => members.size,
    lead: () => lead,
    tally: () => [...counts].filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1]),
  };
}

/** Whether `a` says more than `b` that someone should look: urgency, the nearer deadline, what it is about, the newer. */
function leads(a: Alert, b: Alert): boolean {
  if (a.urgency !== b.urgency) return RANK[a.urgency] > RANK[b.urgency];
  const [aEnds, bEnds] = [a.deadlineAt ?? Infinity, b.deadlineAt ?? Infinity];
  if (aEnds !== bEnds) return aEnds < bEnds;
  if (a.category !== b.category) return WEIGHT[a.category] > WEIGHT[b.category];
  return a.occurredAt > b.occurredAt;
}
