import type { ConnectionView } from '../shared/bridge.ts';
import type { Entry } from '../shared/inbox.ts';
import type { Settings } from '../shared/settings.ts';
import { createMasks, type Masks } from './masks.ts';
import type { ConnectionRecord, Happened } from './record.ts';

/** What the desktop says that it can. */
export interface DesktopFacts {
  session?: string;
  desktop?: string;
  keyring: { state: string; backend?: string };
  notifications: { server?: { name: string; vendor: string; version: string; specification: string }; capabilities?: readonly string[]; problem?: string };
}

export interface ReportParts {
  at: number;
  versions: Readonly<Record<string, string>>;
  desktop: DesktopFacts;
  journal: { state: string; setAside: number; total: number; unread: number };
  connections: readonly ConnectionView[];
  record: Pick<ConnectionRecord, 'of'>;
  counts: readonly Count[];
  /** Newest first. */
  decisions: readonly Entry[];
  settings: Settings;
  /** Of this user and machine, to be hidden wherever they appear: names, folders. */
  own: readonly string[];
  /** Hides every secret that is known. */
  hideSecrets(text: string): string;
}

/** How many alerts fared alike. */
export interface Count {
  system: string;
  kind: string;
  decided: string;
  delivered: string;
  count: number;
}

/** Settings that say nothing of whose they are. What is not named here stays out of a report. */
export const SETTINGS_TOLD = [
  'version',
  'rules',
  'pausedUntil',
  'language',
  'theme',
  'textSize',
  'privacy',
  'quietHours',
  'urgentInQuietHours',
  'heedDesktopQuiet',
  'urgentInDesktopQuiet',
  'sound',
  'sounds',
  'plainSecrets',
  'atLogin',
  'keepDays',
  'checkForUpdates',
] as const satisfies readonly (keyof Settings)[];

/**
 * All that helps to understand a problem, as one JSON text: how Tradebell, its connections and this desktop are, and what was decided, by kinds
 * and reasons. No word, name, amount or secret of anybody; hosts and identities have other names, the same throughout.
 */
export function report(parts: ReportParts): string {
  const masks = createMasks();
  learn(masks, parts);
  const { at, versions, desktop, journal, counts, settings } = parts;
  const told = {
    format: 'tradebell-diagnostics',
    version: 1,
    at: time(at),
    versions: masks.value(versions),
    desktop: masks.value(desktop),
    journal,
    settings: Object.fromEntries(SETTINGS_TOLD.map((name) => [name, settings[name]])),
    connections: parts.connections.map((connection) => connectionIn(connection, parts.record.of(connection.id), masks)),
    counts,
    decisions: parts.decisions.map(decisionIn),
  };
  return `${JSON.stringify(eachText(told, parts.hideSecrets), null, 2)}\n`;
}

function learn(masks: Masks, { connections, own }: ReportParts): void {
  for (const connection of connections) {
    const { name, identity, username, cloud, topics, url, proxy } = connection;
    masks.as('connection', name);
    for (const address of [url, cloud?.nats?.url, proxy].filter((one) => one !== undefined)) {
      if (!URL.canParse(address)) continue;
      const { host, hostname } = new URL(address);
      if (isPlain(hostname)) continue;
      masks.as('host', host);
      masks.as('host', hostname);
    }
    if (identity !== undefined) {
      masks.as('identity', identity);
      learnPlain(masks, 'identity', identity.slice(identity.indexOf(':') + 1));
    }
    for (const user of [username, cloud?.nats?.username]) learnPlain(masks, 'user', user);
    for (const id of [cloud?.walletId, cloud?.groupId, connection.id, ...(topics ?? []).map((topic) => topic.slice(topic.indexOf(':') + 1))]) learnPlain(masks, 'id', id);
    for (const watch of cloud?.waypoint?.watches ?? []) learnPlain(masks, 'id', watch.fieldId);
  }
  for (const one of own) learnPlain(masks, one.includes('/') || one.includes('\\') ? 'path' : 'user', one);
}

function learnPlain(masks: Masks, kind: Parameters<Masks['as']>[0], value: string | undefined): void {
  if (value !== undefined && value.trim() !== '' && !isPlain(value)) masks.as(kind, value);
}

/** Says nothing of anybody, and stands in many texts. */
const isPlain = (value: string): boolean => ['*', 'localhost', '127.0.0.1', '[::1]', 'root', 'user', 'admin', 'request-received', 'done', 'active'].includes(value);

function connectionIn(connection: ConnectionView, { happened, ignored }: ReturnType<ConnectionRecord['of']>, masks: Masks): Record<string, unknown> {
  const { system, name, url, auth, cloud, topics, paused, rules, privacy, pin, ca, proxy, state, hasSecret, signedIn, lastEventAt, joined, addedAt, identity } = connection;
  const trouble = 'trouble' in state ? state.trouble : undefined;
  return {
    name: masks.as('connection', name),
    system,
    server: serverIn(url, masks),
    auth,
    identity: identity !== undefined && masks.as('identity', identity),
    ...(cloud && {
      roads: {
        waypoint: cloud.waypoint && { role: cloud.waypoint.role, watches: cloud.waypoint.watches.length },
        nats: cloud.nats && { server: serverIn(cloud.nats.url, masks), auth: cloud.nats.auth, ca: cloud.nats.ca !== undefined },
      },
      wholeGroup: cloud.walletId === '*',
    }),
    ...(topics && { topics: tally(topics.map((topic) => topic.slice(0, topic.indexOf(':')))), joined }),
    pinned: pin !== undefined,
    ca: ca !== undefined,
    proxy: proxy === undefined ? 'system' : proxy.includes('://') ? serverIn(proxy, masks) : proxy,
    paused,
    rules,
    ...(privacy && { privacy }),
    hasSecret,
    signedIn: signedIn === true,
    addedAt: time(addedAt),
    ...(lastEventAt === undefined ? {} : { lastEventAt: time(lastEventAt) }),
    state: { phase: state.phase, ...(trouble && { trouble: trouble.code, codes: masks.value(codesIn(trouble.detail)) }), ...('since' in state && { since: time(state.since) }) },
    happened: happened.map((one) => happenedIn(one, masks)),
    ignored: masks.value(ignored),
  };
}

const happenedIn = ({ at, phase, trouble, detail }: Happened, masks: Masks): Record<string, unknown> => ({
  at: time(at),
  phase,
  ...(trouble === undefined ? {} : { trouble }),
  ...(detail === undefined ? {} : { codes: masks.value(codesIn(detail)) }),
});

/** Of what a server or the system said only what is surely a code: the rest may be anything. */
export function codesIn(detail: string | undefined): string[] {
  return detail?.match(/\b(?:E[A-Z]{4,20}|ERR_[A-Z_]{3,40}|[1-5]\d\d|(?:client|server):[a-z]+(?:_[a-z]+){1,6})\b/g) ?? [];
}

function serverIn(url: string, masks: Masks): string {
  if (!URL.canParse(url)) return 'unreadable';
  const { protocol, host, hostname, port } = new URL(url);
  return isPlain(hostname) ? `${protocol}//this-computer${port === '' ? '' : `:${port}`}` : `${protocol}//${masks.as('host', host)}`;
}

function decisionIn({ id, alert, decision, delivered }: Entry): Record<string, unknown> {
  const { system, kind, category, urgency, road, confirmation, read, occurredAt, receivedAt } = alert;
  return {
    id,
    received: time(receivedAt),
    lateMs: receivedAt - occurredAt,
    system,
    kind,
    category,
    urgency,
    road,
    confirmation,
    read,
    decided: decision?.deliver ?? 'not yet',
    ...(decision && { why: decision.why }),
    ...(delivered && { delivered }),
  };
}

/** How many alerts fared alike, of any number of them. */
export function createTally(): { add(entry: Entry): void; counts(): Count[] } {
  const found = new Map<string, Count>();
  return {
    add({ alert, decision, delivered }) {
      const key = [alert.system, alert.kind, decision?.deliver ?? 'not yet', delivered ?? 'not yet'] as const;
      const [system, kind, decided, how] = key;
      const held = found.get(key.join(' ')) ?? { system, kind, decided, delivered: how, count: 0 };
      held.count += 1;
      found.set(key.join(' '), held);
    },
    counts: () => [...found.values()].toSorted((one, other) => other.count - one.count),
  };
}

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function eachText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => eachText(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [change(name), eachText(inner, change)]));
}

const time = (at: number): string => new Date(at).toISOString();
