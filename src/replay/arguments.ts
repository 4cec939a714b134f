import { parseArgs } from 'node:util';
import { SYSTEMS, type System } from '../shared/system.ts';

export const USAGE = `Usage: npm run -s replay -- --kind SYSTEM [--now ISO] [--self ID] [--burst] FILE...
Replays recorded frames or REST answers, and prints one line of JSON for each alert or frame. FILE may be - for standard input. A file
of acapy-cloud holds events as JSON lines or server-sent events, a REST list, or a whole HTTP answer (its name ends in .raw, or it begins
with HTTP/1.); one of doshii frames as JSON lines or an array, a REST list, or one order, booking or transaction.
  --kind   the system that the frames come from: ${SYSTEMS.join(', ')}
  --now    when the first frame arrives, e.g. 2026-03-01T12:00:00Z; each comes one minute after the last
  --self   who we are there, from which follows our part in a trade. openbazaar: the node's own peerID;
           ewallet: our user id, or the account or address that we listen for;
           acapy-cloud: our wallet id, or * for a whole group
  --burst  all frames arrive at one instant`;

export interface ReplayArguments {
  kind: System;
  files: string[];
  /** UTC ms. */
  start?: number;
  self?: string;
  burst: boolean;
}

/** What was asked for, or what is wrong with it. */
export function readArguments(argv: readonly string[]): ReplayArguments | { wrong: string } | { help: true } {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        kind: { type: 'string' },
        now: { type: 'string' },
        self: { type: 'string' },
        burst: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
  const { kind, now, self, burst, help } = parsed.values;
  if (help) return { help };
  const system = SYSTEMS.find((known) => known === kind);
  if (kind === undefined) return { wrong: '--kind is missing' };
  if (system === undefined) return { wrong: `--kind ${kind} is not known; known: ${SYSTEMS.join(', ')}` };
  if (parsed.positionals.length === 0) return { wrong: 'no FILE was given' };
  const start = now === undefined ? undefined : Date.parse(now);
  if (start !== undefined && !(start >= 0)) return { wrong: `--now ${now} is no time; write it like 2026-03-01T12:00:00Z` };
  return {
    kind: system,
    files: parsed.positionals,
    burst,
    ...(start === undefined ? {} : { start }),
    ...(self === undefined ? {} : { self }),
  };
}
