import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { Connection } from '../shared/connection.ts';
import type { TransferPreview, TransferReading } from '../shared/data.ts';
import { PREFERENCES, Settings } from '../shared/settings.ts';

/** What moves with its user. What is of one machine (its window, its pause, what it may keep and start) stays there. */
const MovedSettings = Settings.pick(PREFERENCES);

/** A connection without what the new machine gives it: an id, its secret, when it was added. */
const MovedConnection = Connection.omit({ id: true, signedIn: true, addedAt: true });
type MovedConnection = z.infer<typeof MovedConnection>;

const FORMAT = 'tradebell-settings';
const VERSION = 1;

const TransferFile = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  /** Of the Tradebell that wrote it. */
  tradebell: z.string().max(50),
  exportedAt: z.iso.datetime().transform((text) => Date.parse(text)),
  settings: MovedSettings.partial(),
  connections: z.array(MovedConnection).max(1_000),
});
export type TransferFile = z.infer<typeof TransferFile>;

/** Longer than any that we write. */
export const TRANSFER_BYTES = 4 * 1024 * 1024;

/** Settings and connections as a file for another machine. No secret is among them, and none that a later version may have put beside them. */
export function transferText(settings: Settings, from: { tradebell: string; at: number }): string {
  const file = {
    format: FORMAT,
    version: VERSION,
    tradebell: from.tradebell,
    exportedAt: new Date(from.at).toISOString(),
    settings: MovedSettings.parse(settings),
    connections: settings.connections.map((connection) => MovedConnection.parse(connection)),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Understands such a file, or says what is wrong with it. Never throws. */
export function readTransfer(text: string): { ok: true; file: TransferFile } | Extract<TransferReading, { ok: false }> {
  const found = parsed(text);
  const head = z.object({ format: z.literal(FORMAT), version: z.number() }).safeParse(found);
  if (!head.success) return { ok: false, why: 'not-ours' };
  if (head.data.version > VERSION) return { ok: false, why: 'newer' };
  const file = TransferFile.safeParse(found);
  if (file.success) return { ok: true, file: file.data };
  const where = file.error.issues[0]?.path.map(String).join('.') ?? '';
  return { ok: false, why: 'damaged', ...(where === '' ? {} : { where: where.slice(0, 200) }) };
}

/** What taking in a file would make of the settings. `changed`: ids of connections to be begun anew. */
export interface TransferPlan {
  settings: Settings;
  connections: TransferPreview['connections'];
  changedSettings: string[];
  changed: string[];
}

export interface PlanParts {
  newId(): string;
  /** UTC ms. */
  now: number;
  needsSecret(connection: Connection): boolean;
}

/**
 * Plans it as a whole; nothing is changed here. A connection to a node that is known already stays as it reaches that node, and takes over what the
 * file says of its name, rules and topics; any other is added, and waits for its secret.
 */
export function planTransfer(file: TransferFile, settings: Settings, parts: PlanParts): TransferPlan {
  const connections = [...settings.connections];
  const told: TransferPreview['connections'] = [];
  const changed = new Set<string>();
  for (const moved of file.connections) {
    const at = connections.findIndex((one) => isSame(one, moved));
    const held = connections[at];
    if (held === undefined) {
      const added: Connection = { ...moved, id: parts.newId(), addedAt: parts.now };
      connections.push(added);
      changed.add(added.id);
      told.push({ name: added.name, effect: 'added', needsSecret: parts.needsSecret(added) });
      continue;
    }
    const merged = mergedWith(held, moved);
    const isAsBefore = isDeepStrictEqual(merged, held);
    connections[at] = merged;
    if (!isDeepStrictEqual(merged.topics, held.topics)) changed.add(held.id);
    told.push({ name: merged.name, effect: isAsBefore ? 'same' : 'merged', needsSecret: false });
  }
  const given = Object.fromEntries(Object.entries(file.settings).filter(([, value]) => value !== undefined)) as Partial<Settings>;
  const changedSettings = Object.entries(given).filter(([name, value]) => !isDeepStrictEqual(settings[name as keyof Settings], value));
  return {
    settings: { ...settings, ...given, connections },
    connections: told,
    changedSettings: changedSettings.map(([name]) => name),
    changed: [...changed],
  };
}

/** The same remote identity, or where that is not known yet, the same way in. */
function isSame(held: Connection, moved: MovedConnection): boolean {
  if (held.identity !== undefined && moved.identity !== undefined) return held.identity === moved.identity;
  const wayOf = ({ system, url, auth, username, path, cloud }: MovedConnection) => [system, url, auth, username, path, cloud?.walletId, cloud?.groupId];
  return isDeepStrictEqual(wayOf(held), wayOf(moved));
}

function mergedWith(held: Connection, { name, rules, privacy, topics }: MovedConnection): Connection {
  const { privacy: _privacy, ...rest } = held;
  const together = [...new Set([...(held.topics ?? []), ...(topics ?? [])])];
  return {
    ...rest,
    name,
    rules,
    ...(privacy === undefined ? {} : { privacy }),
    ...(together.length === 0 ? {} : { topics: together.slice(0, 1_000) }),
  };
}

function parsed(text: string): unknown {
  try {
    // Editors on Windows put a byte order mark before it.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
