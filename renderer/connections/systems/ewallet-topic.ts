import { PATHS } from './ewallet-paths.ts';
import type { EWalletAuth } from './ewallet-paths.ts';

/** What can be listened to (ewallet.md, "Topics"), in the order in which it is offered. */
export const TOPIC_KINDS = ['account', 'user', 'address', 'transaction_request', 'transaction_consumption'] as const;
export type TopicKind = (typeof TOPIC_KINDS)[number];

const KIND_OF_PREFIX: Readonly<Record<string, TopicKind>> = {
  acc: 'account',
  usr: 'user',
  txr: 'transaction_request',
  txc: 'transaction_consumption',
};
const MOST = 1_000;
const LONGEST = 300;

export interface TopicsRead {
  topics: readonly string[];
  /** How many are new. */
  added: number;
  /** Given, and there already. */
  doubled: number;
  /** What is no topic. */
  refused: readonly string[];
  tooMany: boolean;
}

/** Adds what was typed or pasted, one or many: whole topics, or ids whose kind their prefix tells, else the one that was chosen. */
export function withTopics(known: readonly string[], text: string, chosen: TopicKind): TopicsRead {
  const topics = new Set(known);
  const refused: string[] = [];
  let doubled = 0;
  let tooMany = false;
  for (const part of text.split(/[\s,;]+/).map(unquoted)) {
    if (part === '') continue;
    const topic = topicOf(part, chosen);
    if (topic === undefined) refused.push(part.slice(0, 60));
    else if (topics.has(topic)) doubled += 1;
    else if (topics.size >= MOST) tooMany = true;
    else topics.add(topic);
  }
  return { topics: [...topics], added: topics.size - known.length, doubled, refused, tooMany };
}

/** The kind and the id of a topic. */
export function partsOf(topic: string): { kind: TopicKind | undefined; id: string } {
  const colon = topic.indexOf(':');
  return { kind: TOPIC_KINDS.find((kind) => kind === topic.slice(0, colon)), id: topic.slice(colon + 1) };
}

/** The kind of what begins to stand in the field, where it says it. */
export function kindTold(text: string): TopicKind | undefined {
  const part = unquoted(text.trim());
  return partsOf(part).kind ?? KIND_OF_PREFIX[/^([a-z]{3})_/.exec(part)?.[1] ?? ''];
}

export type TopicWarning = { is: 'crash'; of: readonly string[] } | { is: 'consumptionsOnly' };

/** Where released servers have traps: topics that crash the whole socket, and a choice that never asks. */
export function warningsOf(topics: readonly string[], path: string): TopicWarning[] {
  const kinds = new Set(topics.map((topic) => partsOf(topic).kind));
  const crash = [...(kinds.has('address') ? ['address:*'] : []), ...(kinds.has('account') && path === PATHS.client ? ['account:*'] : [])];
  const consumptionsOnly = topics.length > 0 && kinds.size === 1 && kinds.has('transaction_consumption');
  return [...(crash.length > 0 ? [{ is: 'crash', of: crash } as const] : []), ...(consumptionsOnly ? [{ is: 'consumptionsOnly' } as const] : [])];
}

/** A client's own user is listened to by itself; everybody else must say what they want to hear. */
export function needsTopics(auth: EWalletAuth): boolean {
  return auth !== 'OMGClient';
}

function topicOf(part: string, chosen: TopicKind): string | undefined {
  // A wallet's own `socket_topic` says wallet:…, which no server has.
  const whole = partsOf(part).kind === undefined ? (part.startsWith('wallet:') ? undefined : `${kindTold(part) ?? chosen}:${part}`) : part;
  if (whole === undefined || whole.length > LONGEST || partsOf(whole).id === '') return undefined;
  return /^[a-z_]+:[^\p{C}\s]+$/u.test(whole) ? whole : undefined;
}

function unquoted(text: string): string {
  return text.replace(/^[["'`]+|[\]"'`]+$/g, '');
}
