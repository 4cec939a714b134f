import { z } from 'zod';
import { About, Licences } from './about.ts';
import { CATEGORIES, FINAL_VERBS, VERBS } from './alert.ts';
import { Connection, ConnectionDraft, ConnectionState, SignIn, SignInResult, TestResult, TopicState, Trouble } from './connection.ts';
import { AlertDetail, InboxCounts, InboxFilter, InboxPage, InboxQuery, Question } from './inbox.ts';
import { ExportProgress, ExportRequest, Saved, Taken, TransferReading } from './data.ts';
import { PRIVACIES } from './privacy.ts';
import { Proxy } from './proxy.ts';
import { PAUSES, Quiet } from './quiet.ts';
import { LANGUAGES } from './languages.ts';
import { PREFERENCES, Settings } from './settings.ts';
import { SOUNDS } from './sound.ts';
import { Story, StoryQuery, ThreadQuery, Threads, ThreadsQuery } from './story.ts';
import { UpdateState } from './updates.ts';

/** A connection as the window shows it: what was saved, how it is now, whether a secret is kept. Never the secret. */
export const ConnectionView = Connection.extend({
  state: ConnectionState,
  hasSecret: z.boolean(),
  lastEventAt: z.number().optional(),
  /** How many of its topics are listened to; each by itself: `connections.topics`. */
  joined: z.number().int().optional(),
});
export type ConnectionView = z.infer<typeof ConnectionView>;

export const JOURNAL_STATES = ['opening', 'encrypted', 'plain', 'full', 'read-only', 'broken', 'replaced'] as const;
/** Why a set-aside journal still cannot be opened: no key, another key or damage that hides which, damage. */
export const RETRY_RESULTS = ['taken-in', 'key-lost', 'unreadable', 'damaged'] as const;
export const KEYRING_STATES = ['asking', 'ready', 'none', 'locked', 'plain'] as const;

/**
 * What the window needs to know of the app as a whole. `setAside`: files of earlier journals that could not be opened. `language`, `locale`:
 * what the settings come to on this system (words/language.ts).
 */
export const AppState = z.object({
  version: z.string(),
  pausedUntil: z.number().nullable(),
  /** Why it is quiet now, if it is. */
  quiet: Quiet.optional(),
  /** Sounds that notifications can be heard by on this system. */
  sounds: z.array(z.enum(SOUNDS)).optional(),
  journal: z.enum(JOURNAL_STATES),
  keyring: z.enum(KEYRING_STATES),
  setAside: z.array(z.object({ file: z.string(), at: z.number() })),
  settingsProblem: z.string().optional(),
  platform: z.string(),
  language: z.enum(LANGUAGES),
  locale: z.string(),
  /** The release that is ready to be installed. */
  readyUpdate: z.string().optional(),
});
export type AppState = z.infer<typeof AppState>;

/** Answer of a call that a person made: done, or the trouble in the terms they are told. */
export const Done = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true) }), z.object({ ok: z.literal(false), trouble: Trouble })]);
export type Done = z.infer<typeof Done>;

const id = z.string().min(1).max(64);
const nothing = z.undefined();
const done = Done;

/** Everything that a page may ask of the main process, with the shape of question and answer. Checked on both sides. */
export const CALLS = {
  'app.state': { request: nothing, response: AppState },
  'app.pause': { request: z.object({ minutes: z.number().int().min(1).max(100_000).nullable() }), response: nothing },
  'app.pauseFor': { request: z.object({ how: z.enum(PAUSES) }), response: nothing },
  'app.resume': { request: nothing, response: nothing },
  'app.testNotification': { request: nothing, response: z.enum(['shown', 'failed']) },
  /** A test notification that is heard by this sound, whatever the settings say. */
  'app.trySound': { request: z.object({ sound: z.enum(SOUNDS) }), response: z.enum(['shown', 'failed']) },
  'app.unlockKeyring': { request: nothing, response: done },
  /** Tries a set-aside journal with the keys of now; `taken-in`: what it held is in the inbox. */
  'app.retryJournal': { request: z.object({ file: z.string().max(300) }), response: z.enum(RETRY_RESULTS) },
  'app.deleteSetAside': { request: z.object({ file: z.string().max(300) }), response: nothing },
  'settings.get': { request: nothing, response: Settings },
  'settings.change': {
    request: Settings.pick({ ...PREFERENCES, plainSecrets: true, atLogin: true })
      .extend({ updateProxy: Proxy })
      .partial(),
    response: Settings,
  },
  'inbox.page': { request: InboxQuery, response: InboxPage },
  'inbox.counts': { request: nothing, response: InboxCounts },
  'inbox.detail': { request: z.object({ id: z.number().int() }), response: AlertDetail.nullable() },
  'inbox.markRead': { request: z.object({ ids: z.array(z.number().int()).max(1000) }), response: nothing },
  'inbox.markUnread': { request: z.object({ ids: z.array(z.number().int()).max(1000) }), response: nothing },
  'inbox.markAllRead': { request: InboxFilter, response: z.object({ ids: z.array(z.number().int()) }) },
  /** Off the screen, unread, and rings again then (UTC ms); `null`: not any more. Reading ends it as well. */
  'inbox.snooze': { request: z.object({ ids: z.array(z.number().int()).max(1000), until: z.number().int().nullable() }), response: nothing },
  /** When a snooze that is chosen now would end; `evening` is absent once it is near or past. */
  'inbox.snoozeTimes': { request: nothing, response: z.object({ hour: z.number(), evening: z.number().optional(), morning: z.number() }) },
  /** What is to be asked before something final is done; the token makes `inbox.act` do exactly that, once, within some minutes. */
  'inbox.question': {
    request: z.object({ id: z.number().int(), verb: z.enum(FINAL_VERBS) }),
    response: z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), question: Question }), z.object({ ok: z.literal(false), trouble: Trouble })]),
  },
  /** `text`: of a reply. `question`: token of the question that was answered with yes, for final verbs. */
  'inbox.act': {
    request: z.object({
      id: z.number().int(),
      verb: z.enum(VERBS),
      text: z.string().min(1).max(20_000).optional(),
      question: z.string().max(64).optional(),
    }),
    response: done,
  },
  'connections.list': { request: nothing, response: z.array(ConnectionView) },
  'connections.test': { request: z.object({ draft: ConnectionDraft, id: id.optional() }), response: TestResult },
  'connections.add': { request: ConnectionDraft, response: z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), id }), z.object({ ok: z.literal(false), trouble: Trouble })]) },
  'connections.edit': { request: z.object({ id, draft: ConnectionDraft }), response: done },
  'connections.rules': { request: z.object({ id, rules: Connection.shape.rules }), response: nothing },
  /** `null`: as the app's. */
  'connections.privacy': { request: z.object({ id, privacy: z.enum(PRIVACIES).nullable() }), response: nothing },
  /** Shows how an alert of this connection would look and sound now. `failed` also where it is gone. */
  'connections.ring': { request: z.object({ id }), response: z.enum(['shown', 'failed']) },
  'connections.pause': { request: z.object({ id, paused: z.boolean() }), response: nothing },
  'connections.retry': { request: z.object({ id }), response: nothing },
  /** The user agreed to this certificate, having seen its fingerprint. */
  'connections.trust': { request: z.object({ id, fingerprint: z.string().max(100) }), response: done },
  'connections.topics': { request: z.object({ id }), response: z.array(TopicState) },
  /** Signs in with what a person knows; the token stays in the main process, and the ticket stands for it in a draft. */
  'connections.signIn': { request: SignIn, response: SignInResult },
  'connections.remove': { request: z.object({ id }), response: nothing },
  /** Stories and chats are only read: nothing becomes read by looking at them. Answers `null` where the alert is gone. */
  'inbox.story': { request: StoryQuery, response: Story.nullable() },
  'inbox.threads': { request: ThreadsQuery, response: Threads },
  'inbox.thread': { request: ThreadQuery, response: Story },
  /** Gone at once, and for a minute it can be undone with the token. `ids`: those that were there. */
  'inbox.remove': { request: z.object({ ids: z.array(z.number().int()).max(1000) }), response: z.object({ token: z.string(), ids: z.array(z.number().int()) }) },
  /** Undoes a removal; how many came back. 0: too late. */
  'inbox.restore': { request: z.object({ token: z.string().max(64) }), response: z.number().int() },
  /** Asks where to, and writes there. While it runs, `data.progress` tells. */
  'data.export': { request: ExportRequest, response: Saved },
  'data.stopExport': { request: nothing, response: nothing },
  'data.saveDiagnostics': { request: nothing, response: Saved },
  'data.saveSettings': { request: nothing, response: Saved },
  /** Asks for a file and says what taking it in would change; nothing has changed yet. */
  'data.readSettings': { request: nothing, response: TransferReading },
  /** Takes in what was shown: all of it or nothing. */
  'data.takeSettings': { request: z.object({ token: z.string().max(64) }), response: Taken },
  /** Every alert and picture is forgotten, how many alerts; connections and settings stay. What was seen does not ring again. */
  'data.deleteHistory': { request: nothing, response: z.number().int() },
  /** Everything Tradebell keeps on this computer, and it quits. */
  'data.deleteAll': { request: nothing, response: nothing },
  'updates.get': { request: nothing, response: UpdateState },
  /** Looks for a new release now, and fetches it; how it goes is told by `updates.changed`. Answers when it is over. */
  'updates.check': { request: nothing, response: UpdateState },
  /** Quits, installs what is ready and starts that; answers whether there was anything. */
  'updates.install': { request: nothing, response: z.boolean() },
  'about.get': { request: nothing, response: About },
  'about.licences': { request: nothing, response: Licences },
  /** Only addresses on the allow-list are opened; answers whether it was. */
  'external.open': { request: z.object({ url: z.string().max(2048) }), response: z.boolean() },
} as const;
export type CallName = keyof typeof CALLS;
export type Request<N extends CallName> = z.infer<(typeof CALLS)[N]['request']>;
export type Response<N extends CallName> = z.infer<(typeof CALLS)[N]['response']>;

/** Where the window can be sent. */
export const Place = z.discriminatedUnion('view', [
  z.object({ view: z.literal('inbox'), unread: z.boolean().optional(), category: z.enum(CATEGORIES).optional() }),
  /** `ask`: with the question for this verb. */
  z.object({ view: z.literal('alert'), id: z.number().int(), reply: z.boolean().optional(), ask: z.enum(FINAL_VERBS).optional() }),
  z.object({ view: z.literal('connections'), id: id.optional() }),
]);
export type Place = z.infer<typeof Place>;

/** What the main process tells the page without being asked. */
export const EVENTS = {
  /** The journal changed; the page reads again what it shows. At most ten times a second. */
  'journal.changed': z.object({ ids: z.array(z.number().int()).max(1000) }),
  'connections.changed': z.array(ConnectionView),
  'app.changed': AppState,
  'settings.changed': Settings,
  'data.progress': ExportProgress,
  'updates.changed': UpdateState,
  go: Place,
} as const;
export type EventName = keyof typeof EVENTS;
export type EventPayload<N extends EventName> = z.infer<(typeof EVENTS)[N]>;

/** What the preload puts on `window.tradebell`. */
export interface Bridge {
  call<N extends CallName>(name: N, ...request: Request<N> extends undefined ? [] : [Request<N>]): Promise<Response<N>>;
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
}

export const CALL_CHANNEL = 'tradebell:call';
export const EVENT_CHANNEL = 'tradebell:event';
/** The page listens: what waited for it may come. Sent by the preload with the first listener for `go`. */
export const READY_CHANNEL = 'tradebell:ready';
/** Where the page is served. */
export const ORIGIN = 'app://tradebell';
