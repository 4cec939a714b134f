import { createHash } from 'node:crypto';
import type { CloudOptions } from '../../shared/connection.ts';
import { type Nats, type NatsMessages, type NatsStart, type NatsStream, NetworkError } from '../../transport/network.ts';

/** acapy-cloud.md, "NATS". */
const STREAM = 'cloudapi_aries_events';
const SUBJECT = 'cloudapi.aries.events';

/** How events are had: `server` remembers what we acked; `here`: we do, by our position; `nowhere`: what is missed is gone. */
export type Remembers = 'server' | 'here' | 'nowhere';

export interface Consumer {
  messages: NatsMessages;
  remembers: Remembers;
  /** As it stood when this began. Undefined where the account may not ask. */
  stream: NatsStream | undefined;
  /** This is the beginning: nothing was known before. */
  first: boolean;
}

export interface ConsumerWanted {
  subject: string;
  /** Of the durable consumer. */
  name: string;
  /** What is not acked within this is sent again. */
  ackMs: number;
  /** Where to begin, in this stream, where the server does not know it. */
  start(stream: NatsStream | undefined): NatsStart;
}

/** Which events are ours: those of one wallet, or of a group. */
export function subjectOf({ walletId, groupId }: Pick<CloudOptions, 'walletId' | 'groupId'>): string {
  return walletId === '*' ? `${SUBJECT}.${groupId ?? ''}.*` : `${SUBJECT}.*.${walletId}`;
}

/**
 * Of this install, and of what it asks for: a connection that is given another wallet has another place in the stream. Only what a name may
 * hold.
 */
export function durableName(connectionId: string, subject: string): string {
  const id = connectionId.replace(/[^A-Za-z0-9_-]/g, '_');
  return `tradebell-${id}-${createHash('sha256').update(subject).digest('hex').slice(0, 8)}`;
}

/** The best that the account may do. Rejects with NetworkError: where it may do nothing, or there is no stream. */
export async function openConsumer(nats: Nats, { subject, name, ackMs, start }: ConsumerWanted): Promise<Consumer> {
  const stream = await ifPermitted(() => nats.stream(STREAM));
  const begin = start(stream);
  const first = begin === 'new';
  const durable = await ifPermitted(() => nats.durable({ stream: STREAM, name, filter: subject, start: begin, ackMs }));
  if (durable !== undefined) return { messages: durable, remembers: 'server', stream, first: first && durable.made };
  const ordered = await ifPermitted(() => nats.ordered({ stream: STREAM, filter: subject, start: begin }));
  if (ordered !== undefined) return { messages: ordered, remembers: 'here', stream, first };
  return { messages: await nats.subscribe(subject), remembers: 'nowhere', stream, first };
}

async function ifPermitted<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof NetworkError && error.trouble.code === 'not-permitted') return undefined;
    throw error;
  }
}
