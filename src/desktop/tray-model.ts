import type { AppState, Place } from '../shared/bridge.ts';
import type { ConnectionState } from '../shared/connection.ts';
import { PAUSES, type PauseFor, type Quiet } from '../shared/quiet.ts';
import type { Catalogue } from '../shared/words/catalogue.ts';
import { oneLine } from './notifications/markup.ts';

/** What the icon says at a glance, told apart by shape as well as by colour. */
export const TRAY_LOOKS = ['well', 'unread', 'trouble', 'paused'] as const;
export type TrayLook = (typeof TRAY_LOOKS)[number];

export interface TrayFacts {
  unread: number;
  connections: readonly { id: string; name: string; state: ConnectionState }[];
  /** As in settings: UTC ms, 0 not paused, null until resumed. */
  pausedUntil: AppState['pausedUntil'];
  /** Why it is quiet now; a pause goes before it. */
  quiet?: Quiet | undefined;
  journal: AppState['journal'];
  keyring: AppState['keyring'];
  readyUpdate?: AppState['readyUpdate'];
}

type DesktopWords = Catalogue['desktop'];

export type TrayAction =
  | { do: 'open'; place?: Place }
  | { do: 'pause'; for: PauseFor }
  | { do: 'resume' }
  | { do: 'unlock-keyring' }
  | { do: 'test' }
  | { do: 'update' }
  | { do: 'quit' };

export type TrayLine =
  | { type: 'separator' }
  | { type: 'note'; label: string }
  | { type: 'action'; label: string; action: TrayAction }
  | { type: 'menu'; label: string; lines: TrayLine[] };

export interface TrayModel {
  look: TrayLook;
  tooltip: string;
  menu: TrayLine[];
  /** When it reads differently though nothing happened: the pause ends (UTC ms). */
  changesAt: number | undefined;
}

const MAX_NAME = 60;
const DAY_MS = 24 * 3_600_000;

/** Icon, tooltip and menu for how things stand. */
export function trayModel(facts: TrayFacts, words: DesktopWords, locale: string, now: number): TrayModel {
  const { unread, connections, pausedUntil, quiet, journal, keyring } = facts;
  const paused = pausedUntil === null || pausedUntil > now;
  const until = paused && pausedUntil !== null ? timeOf(pausedUntil, locale, now) : undefined;
  const quietUntil = quiet?.until === undefined ? undefined : timeOf(quiet.until, locale, now);
  const quietly = quiet === undefined || quiet.why === 'paused' ? undefined : words.quiet[quiet.why](quietUntil);
  const inTrouble = connections.filter(({ state }) => troubled(state)).length;
  const problems = [
    ...(journal === 'full' || journal === 'read-only' || journal === 'broken' ? [words.journalTrouble[journal]] : []),
    ...(keyring === 'locked' ? [words.waitingForKeyring] : []),
  ];
  const trouble = inTrouble > 0 || problems.length > 0;
  const told = [
    ...(paused ? [until === undefined ? words.pausedUntilResumed : words.pausedUntil(until)] : []),
    ...(paused || quietly === undefined ? [] : [quietly]),
    ...(unread > 0 ? [words.unread(unread)] : []),
    ...(inTrouble > 0 ? [words.inTrouble(inTrouble)] : []),
  ];
  if (told.length === 0 && !trouble) told.push(connections.length === 0 ? words.noConnections : words.allWell);

  const menu: TrayLine[] = [
    action(words.openInbox(unread), { do: 'open', place: { view: 'inbox' } }),
    { type: 'separator' },
    ...problems.map((label): TrayLine => ({ type: 'note', label })),
    ...(keyring === 'locked' ? [action(words.unlockKeyring, { do: 'unlock-keyring' })] : []),
    ...connections.map(({ id, name, state }) =>
      action(words.connection(oneLine(name, MAX_NAME), stateWord(state, words)), { do: 'open', place: { view: 'connections', id } })
    ),
    { type: 'separator' },
    ...pauseLines(paused, until, words),
    action(words.testNotification, { do: 'test' }),
    { type: 'separator' },
    ...(facts.readyUpdate === undefined ? [] : [action(words.restartToUpdate(facts.readyUpdate), { do: 'update' })]),
    action(words.quit, { do: 'quit' }),
  ];

  return {
    look: trouble ? 'trouble' : paused ? 'paused' : unread > 0 ? 'unread' : 'well',
    tooltip: [told.length === 0 ? words.app : words.tooltip(told), ...problems].join('\n'),
    menu: menu.filter((line, at) => line.type !== 'separator' || menu[at - 1]?.type !== 'separator'),
    changesAt: paused && pausedUntil !== null ? pausedUntil : undefined,
  };
}

function pauseLines(paused: boolean, until: string | undefined, words: DesktopWords): TrayLine[] {
  if (!paused) return [{ type: 'menu', label: words.pause, lines: PAUSES.map((how) => action(words.pauseFor[how], { do: 'pause', for: how })) }];
  return [
    { type: 'note', label: until === undefined ? words.pausedLineUntilResumed : words.pausedLine(until) },
    action(words.resume, { do: 'resume' }),
  ];
}

function action(label: string, what: TrayAction): TrayLine & { type: 'action' } {
  return { type: 'action', label, action: what };
}

/** It waits for its server, or for a person, or is not whole. Connecting for the first time is no trouble; connecting again after a failure is. */
function troubled(state: ConnectionState): boolean {
  return 'trouble' in state && state.trouble !== undefined;
}

function stateWord(state: ConnectionState, words: DesktopWords): string {
  return state.phase === 'online' && troubled(state) ? words.onlineInTrouble : words.connectionState[state.phase];
}

function timeOf(at: number, locale: string, now: number): string {
  const near = at - now < DAY_MS;
  return new Intl.DateTimeFormat(locale, { ...(near ? {} : { dateStyle: 'medium' }), timeStyle: 'short' }).format(at);
}
