import type { NatsStart, NatsStream } from '../../transport/network.ts';

/** Stream of the newest message of NATS that is journaled, together with all before it. */
export const NATS_SEQUENCE = 'nats-sequence';

/** A place in a stream. `made`: when the server says that the stream was made; numbers of another stream mean nothing in it. */
export interface Position {
  sequence: number;
  made: string;
}

export function writePosition({ sequence, made }: Position): string {
  return `${sequence}@${made}`;
}

/** Undefined where there is none, or none that can be read. */
export function readPosition(text: string | undefined): Position | undefined {
  const [, sequence, made] = /^(\d{1,15})@(.*)$/s.exec(text ?? '') ?? [];
  return sequence === undefined || made === undefined ? undefined : { sequence: Number(sequence), made };
}

/**
 * Where to go on. A stream that was made anew holds nothing that we know, so it is read whole; one that went back (restored from a copy)
 * holds nothing that we do not know. `stream`: undefined where the account may not ask.
 */
export function startBehind(known: Position | undefined, stream: Pick<NatsStream, 'created' | 'last'> | undefined): NatsStart {
  if (known === undefined) return 'new';
  if (stream === undefined) return { after: known.sequence };
  return stream.created === known.made ? { after: Math.min(known.sequence, stream.last) } : { after: 0 };
}

/**
 * Until when (UTC ms) messages may be gone that came since we were last there: they grew too old, were purged, or went with a stream that was
 * made anew. Undefined where all of them are still there.
 */
export function lostUntil(known: Position | undefined, stream: NatsStream | undefined, since: number): number | undefined {
  if (known === undefined || stream === undefined) return undefined;
  if (stream.created !== known.made) return later(stream.created, since);
  if (stream.first <= known.sequence + 1) return undefined;
  return later(stream.first > stream.last ? stream.lastAt : stream.firstAt, since);
}

function later(written: string, since: number): number | undefined {
  const at = Date.parse(written);
  return at > since ? at : undefined;
}

/** Follows what is journaled, so that nothing before the position is missing: what could not be kept holds it back until it was. */
export interface Progress {
  /** The position, were these kept too; undefined where it does not move. */
  with(sequences: readonly number[]): number | undefined;
  kept(sequences: readonly number[]): void;
  notKept(sequences: readonly number[]): void;
}

/** `unacked`: what an earlier stay left, and the server will send again. */
export function createProgress(after: number, unacked: { count: number; floor: number } = { count: 0, floor: after }): Progress {
  const missing = new Set<number>();
  let left = unacked.count;
  let highest = after;
  let written = left > 0 ? Math.min(unacked.floor, after) : after;

  const position = (top: number, held: Iterable<number>, still: number): number => {
    if (still > 0) return written;
    let lowest = top;
    for (const sequence of held) lowest = Math.min(lowest, sequence - 1);
    return lowest;
  };
  const leftAfter = (sequences: readonly number[]): number => Math.max(0, left - sequences.filter((sequence) => sequence <= after).length);

  return {
    with(sequences) {
      const held = [...missing].filter((sequence) => !sequences.includes(sequence));
      const next = position(Math.max(highest, ...sequences), held, leftAfter(sequences));
      return next > written ? next : undefined;
    },
    kept(sequences) {
      left = leftAfter(sequences);
      for (const sequence of sequences) missing.delete(sequence);
      highest = Math.max(highest, ...sequences);
      written = Math.max(written, position(highest, missing, left));
    },
    notKept(sequences) {
      // What an earlier stay left is counted, not named.
      for (const sequence of sequences) if (sequence > Math.max(written, after)) missing.add(sequence);
      highest = Math.max(highest, ...sequences);
    },
  };
}
