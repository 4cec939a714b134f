import { z } from 'zod';
import { CATEGORIES } from '../shared/alert.ts';
import { Connection } from '../shared/connection.ts';
import { DEFAULT_SETTINGS } from '../shared/default-settings.ts';
import { Settings } from '../shared/settings.ts';
import { SYSTEMS } from '../shared/system.ts';
import { migrate, type Document, type Migrations } from './settings-migrations.ts';

/** Settings that keep the fields they do not know, at the top and in each connection. */
const Tolerant = Settings.extend({ connections: z.array(Connection.loose()) }).loose();

/**
 * A field that a release adds within a version is missing from older files: it has its default. Never so the connections: without them a
 * file is damaged.
 */
const { version: _version, connections: _connections, ...LATER_FIELDS } = DEFAULT_SETTINGS;

/** What a later release of the same version wrote and this one cannot use: held apart, and put back at every write. */
export interface Unknowns {
  connections: readonly unknown[];
  rules: Document;
  connectionRules: ReadonlyMap<string, Document>;
}

export const NO_UNKNOWNS: Unknowns = { connections: [], rules: {}, connectionRules: new Map() };

export type Reading =
  | { outcome: 'good'; settings: Settings; unknowns: Unknowns; migratedFrom: number | undefined }
  /** Of a version after ours: what of it could be understood, to be used but never written. */
  | { outcome: 'newer'; settings: Settings; version: number }
  | { outcome: 'bad'; why: string };

/** Understands the text of a settings file. Never throws. */
export function readDocument(text: string, migrations: Migrations): Reading {
  const found = parse(text);
  if (typeof found === 'string') return { outcome: 'bad', why: found };
  if (typeof found['version'] === 'number' && found['version'] > DEFAULT_SETTINGS.version) {
    return { outcome: 'newer', settings: understood(found), version: found['version'] };
  }
  const document = migrateSafely(found, migrations);
  if (document === undefined) return { outcome: 'bad', why: `its version (${String(found['version'])}) is unknown` };
  const { known, unknowns } = split(document);
  const parsed = Tolerant.safeParse({ ...LATER_FIELDS, ...known });
  if (!parsed.success) return { outcome: 'bad', why: firstIssue(parsed.error) };
  return { outcome: 'good', settings: parsed.data, unknowns, migratedFrom: document === found ? undefined : Number(found['version']) };
}

/** The document to write: the settings, and with them what a later release had put there. */
export function toDocument(settings: Settings, unknowns: Unknowns): Document {
  const connections = settings.connections.map((connection) => ({
    ...connection,
    rules: { ...unknowns.connectionRules.get(connection.id), ...connection.rules },
  }));
  return { ...settings, rules: { ...unknowns.rules, ...settings.rules }, connections: [...connections, ...unknowns.connections] };
}

/** Validates what a change made. Throws an Error that names the field. */
export function checked(settings: Settings): Settings {
  const parsed = Tolerant.safeParse(settings);
  if (!parsed.success) throw new Error(`These settings cannot be kept: ${firstIssue(parsed.error)}.`);
  return parsed.data;
}

function parse(text: string): Document | string {
  try {
    const found: unknown = JSON.parse(text);
    return isDocument(found) ? found : 'it does not hold an object';
  } catch (error) {
    return error instanceof Error ? `it is not JSON: ${error.message}` : 'it is not JSON';
  }
}

/** A step that stumbles over a damaged document makes the file a bad one; it must not keep the app from starting. */
function migrateSafely(document: Document, migrations: Migrations): Document | undefined {
  try {
    return migrate(document, DEFAULT_SETTINGS.version, migrations);
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** Field by field, what of a newer document this version understands; defaults for the rest. */
function understood(document: Document): Settings {
  const { known } = split(document);
  const fields = Object.entries(Settings.shape).flatMap(([name, schema]) => {
    const parsed = name === 'version' ? undefined : schema.safeParse(known[name]);
    return parsed?.success === true ? [[name, parsed.data] as const] : [];
  });
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(fields) };
}

function split(document: Document): { known: Document; unknowns: Unknowns } {
  const connections: unknown[] = Array.isArray(document['connections']) ? document['connections'] : [];
  const foreign = connections.filter((connection) => isDocument(connection) && isUnknownSystem(connection['system']));
  const connectionRules = new Map<string, Document>();
  const own = connections
    .filter((connection) => !foreign.includes(connection))
    .map((connection) => {
      if (!isDocument(connection) || !isDocument(connection['rules'])) return connection;
      const rules = splitRules(connection['rules']);
      if (Object.keys(rules.unknown).length > 0) connectionRules.set(String(connection['id']), rules.unknown);
      return { ...connection, rules: rules.known };
    });
  const rules = isDocument(document['rules']) ? splitRules(document['rules']) : { known: document['rules'], unknown: {} };
  return {
    known: { ...document, rules: rules.known, connections: Array.isArray(document['connections']) ? own : document['connections'] },
    unknowns: { connections: foreign, rules: rules.unknown, connectionRules },
  };
}

function splitRules(rules: Document): { known: Document; unknown: Document } {
  const entries = Object.entries(rules);
  const isKnown = ([category]: [string, unknown]) => (CATEGORIES as readonly string[]).includes(category);
  return {
    known: Object.fromEntries(entries.filter(isKnown)),
    unknown: Object.fromEntries(entries.filter((entry) => !isKnown(entry))),
  };
}

function isUnknownSystem(system: unknown): boolean {
  return typeof system === 'string' && system !== '' && !(SYSTEMS as readonly string[]).includes(system);
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'it is not valid';
  const where = issue.path.map(String).join('.');
  return where === '' ? issue.message : `"${where}": ${issue.message}`;
}
