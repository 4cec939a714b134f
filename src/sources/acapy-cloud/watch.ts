import { createHash } from 'node:crypto';
import { type CloudOptions, PathPart, SubjectPart, type Watch } from '../../shared/connection.ts';
import { Payload } from './frames.ts';
import { entityOf, normalTopic } from './topics.ts';

const MAX_NAME = 300;

/** Whose events a watch is about. */
export type Wallet = Pick<CloudOptions, 'walletId' | 'groupId'>;

/** The watch as the server means it: the plural of basic messages never matches (acapy-cloud.md). */
export function normalWatch(watch: Watch): Watch {
  return { ...watch, topic: normalTopic(watch.topic) };
}

/** Why a watch cannot be asked for: a part that no subject, or no path, may hold. Undefined where all is well. */
export function flawOf({ topic, field, fieldId, state }: Watch): string | undefined {
  if (!SubjectPart.safeParse(topic).success) return `topic: ${shown(topic)}`;
  if (!PathPart.safeParse(field).success) return `field: ${shown(field)}`;
  if (!PathPart.safeParse(fieldId).success) return `id: ${shown(fieldId)}`;
  if (!SubjectPart.safeParse(state).success) return `state: ${shown(state)}`;
  return undefined;
}

/** Why there can be no watches for such a wallet: `*` is for a group only. */
export function flawOfWallet({ walletId, groupId }: Wallet): string | undefined {
  if (walletId !== '*' && !SubjectPart.safeParse(walletId).success) return `wallet: ${shown(walletId)}`;
  if (groupId !== undefined && !SubjectPart.safeParse(groupId).success) return `group: ${shown(groupId)}`;
  return walletId === '*' && groupId === undefined ? 'a whole group needs its name' : undefined;
}

/** Path and query of a watch below `root` (`/tenant/v1`); `lookBack` in seconds, 1 to 60, for 0 would mean 60. */
export function pathOf(root: string, { walletId, groupId }: Wallet, { topic, field, fieldId, state }: Watch, lookBack: number): string {
  const parts = [walletId, topic, field, fieldId, state].map(encodeURIComponent).join('/');
  const group = groupId === undefined ? '' : `&group_id=${encodeURIComponent(groupId)}`;
  return `${root}/sse/${parts}?look_back=${lookBack}${group}`;
}

/** A watch as one of a connection's topics, another name for each: what is too long for one ends with its hash. */
export function nameOf({ topic, field, fieldId, state }: Watch): string {
  const name = `waypoint:${[topic, field, fieldId, state].map(encodeURIComponent).join('/')}`;
  if (name.length <= MAX_NAME) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
  return `${name.slice(0, MAX_NAME - hash.length - 1)}~${hash}`;
}

/** Whether it waits for one thing, by the id that its topic tells things apart by: then there is nothing to wait for once it came. */
export function isForOne({ topic, field, fieldId }: Watch): boolean {
  return entityOf(topic, Payload.parse({ [field]: fieldId })) !== undefined;
}

function shown(part: string): string {
  return part === '' ? 'empty' : JSON.stringify(part.slice(0, 100));
}
