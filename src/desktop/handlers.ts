import type { Bell } from '../bell.ts';
import type { Connections } from '../connections.ts';
import type { Journal } from '../journal/journal.ts';
import { pauseEnd, snoozeTimes } from '../policy/times.ts';
import type { Zone } from '../policy/zone.ts';
import type { AppState, Done, Response } from '../shared/bridge.ts';
import type { Clock } from '../shared/clock.ts';
import type { ConnectionDraft } from '../shared/connection.ts';
import type { InboxCounts } from '../shared/inbox.ts';
import type { Sound } from '../shared/sound.ts';
import type { Catalogue } from '../shared/words/catalogue.ts';
import type { Vault } from '../vault/vault.ts';
import type { AboutHandlers } from './about-handlers.ts';
import type { CallHandlers } from './ipc.ts';
import { openableLink } from './links.ts';
import { storyHandlers } from './story-handlers.ts';
import { detailOf, lineOf, questionOf } from './views.ts';
import type { DataHandlers } from './data/data-handlers.ts';

/** What is there once the journal is open; before that (a locked keyring) the window has nothing to list yet. */
export interface Core {
  journal: Journal;
  bell: Bell;
  connections: Connections;
}

export interface HandlerParts {
  core(): Core | undefined;
  vault: Vault;
  clock: Clock;
  catalogue(): Catalogue;
  locale(): string;
  appState(): AppState;
  /** `null`: until resumed; 0: not paused. */
  pause(until: number | null): void;
  /** The machine's time zone. */
  zone(): Zone;
  /** `sound`: instead of what the settings say; `connection`: as an alert of this one would look. */
  testNotification(asked?: { sound?: Sound; connection?: string }): Promise<'shown' | 'failed'>;
  /** Tries an earlier journal again with the keys of now. */
  retryJournal(file: string): Promise<Response<'app.retryJournal'>>;
  deleteSetAside(file: string): void;
  /** Under which the page finds a picture of this identity. */
  pictureId(identity: string, ref: string): string;
  openExternal(url: string): Promise<void>;
  /** Never to be written to the log: a draft's secret does not pass the vault. */
  hide(secret: string): void;
  /** Answers about what is kept. */
  data: DataHandlers;
  about: AboutHandlers;
}

const MINUTE_MS = 60_000;
const NOTHING: InboxCounts = { total: 0, unread: 0, unreadByCategory: {}, unreadByConnection: {} };
const NOT_YET = { ok: false, trouble: { code: 'waiting-for-keyring' } } as const satisfies Done;
const DONE: Done = { ok: true };

/** Answers to everything that the page may ask. */
export function callHandlers(parts: HandlerParts): CallHandlers {
  const { core, vault, clock } = parts;
  const view = () => ({ catalogue: parts.catalogue(), pictureId: parts.pictureId, locale: parts.locale(), now: clock.now() });
  const hidden = (draft: ConnectionDraft): ConnectionDraft => {
    if (draft.secret !== undefined) parts.hide(draft.secret);
    return draft;
  };
  return {
    'app.state': parts.appState,
    'app.pause': ({ minutes }) => parts.pause(minutes === null ? null : clock.now() + minutes * MINUTE_MS),
    'app.pauseFor': ({ how }) => parts.pause(pauseEnd(how, clock.now(), parts.zone())),
    'app.resume': () => parts.pause(0),
    'app.testNotification': () => parts.testNotification(),
    'app.trySound': ({ sound }) => parts.testNotification({ sound }),
    'app.unlockKeyring': async () => ((await vault.unlock()) ? DONE : NOT_YET),
    'app.retryJournal': ({ file }) => parts.retryJournal(file),
    'app.deleteSetAside': ({ file }) => parts.deleteSetAside(file),
    'settings.get': () => vault.settings.get(),
    'settings.change': (change) => vault.settings.change((settings) => ({ ...settings, ...stated(change) })),
    'inbox.page': (query) => {
      const entries = core()?.journal.query(query) ?? [];
      const last = entries.at(-1);
      const lines = entries.map((entry) => lineOf(entry, view()));
      if (last === undefined || entries.length < query.limit) return { lines };
      return { lines, next: { occurredAt: last.alert.occurredAt, id: last.id } };
    },
    'inbox.counts': () => core()?.journal.counts() ?? NOTHING,
    'inbox.detail': ({ id }) => {
      const { journal, bell } = core() ?? {};
      const entry = journal?.entry(id);
      if (journal === undefined || bell === undefined || entry === undefined) return null;
      return detailOf(entry, bell.intent(entry.alert), journal.history(id), view());
    },
    'inbox.markRead': async ({ ids }) => void (await core()?.bell.markRead(ids)),
    'inbox.markUnread': async ({ ids }) => core()?.bell.markUnread(ids),
    'inbox.markAllRead': async (filter) => ({ ids: (await core()?.bell.markRead(filter)) ?? [] }),
    'inbox.snooze': async ({ ids, until }) => core()?.bell.snooze(ids, until),
    'inbox.snoozeTimes': () => snoozeTimes(clock.now(), parts.zone()),
    'inbox.question': async ({ id, verb }) => {
      const found = await core()?.bell.question(id, verb);
      if (found === undefined) return NOT_YET;
      return found.ok ? { ok: true, question: questionOf(found.question, view()) } : found;
    },
    'inbox.act': async ({ id, verb, text, question }) => (await core()?.bell.act(id, verb, { text, question })) ?? NOT_YET,
    'connections.list': () => core()?.connections.list() ?? waiting(vault),
    'connections.test': ({ draft, id }) => core()?.connections.test(hidden(draft), id) ?? NOT_YET,
    'connections.add': (draft) => core()?.connections.add(hidden(draft)) ?? NOT_YET,
    'connections.edit': async ({ id, draft }) => (await core()?.connections.edit(id, hidden(draft))) ?? NOT_YET,
    'connections.rules': ({ id, rules }) => core()?.connections.rules(id, rules),
    'connections.privacy': ({ id, privacy }) => core()?.connections.privacy(id, privacy ?? undefined),
    'connections.ring': ({ id }) => parts.testNotification({ connection: id }),
    'connections.pause': ({ id, paused }) => core()?.connections.pause(id, paused),
    'connections.retry': ({ id }) => core()?.connections.retry(id),
    'connections.trust': async ({ id, fingerprint }) => (await core()?.connections.trust(id, fingerprint)) ?? NOT_YET,
    'connections.topics': ({ id }) => core()?.connections.topics(id) ?? [],
    'connections.signIn': (request) => {
      parts.hide(request.step === 'password' ? request.password : request.code);
      return core()?.connections.signIn(request) ?? NOT_YET;
    },
    'connections.remove': ({ id }) => core()?.connections.remove(id),
    ...storyHandlers({ core, view }),
    ...parts.data,
    ...parts.about,
    'external.open': async ({ url }) => {
      const link = openableLink(url);
      if (link === undefined) return false;
      await parts.openExternal(link);
      return true;
    },
  };
}

/** What is saved, while nothing can be connected yet. */
export function waiting(vault: Vault): ReturnType<Connections['list']> {
  return vault.settings.get().connections.map((connection) => ({
    ...connection,
    state: connection.paused ? { phase: 'paused' } : { phase: 'blocked', trouble: { code: 'waiting-for-keyring' } },
    hasSecret: vault.secretState(connection.id) !== 'none',
  }));
}

/** Fields that were given: an absent one arrives as undefined, and says nothing. */
function stated<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
