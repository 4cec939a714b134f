import type { Bridge, CallName, ConnectionView, EventName, EventPayload, Request, Response } from '../../../src/shared/bridge.ts';
import type { Clock } from '../../../src/shared/clock.ts';
import type { InboxFilter } from '../../../src/shared/inbox.ts';
import type { WordsOf } from '../../words.ts';
import { sampleAlerts } from './sample-alerts.ts';
import { sampleConnections } from './sample-connections.ts';
import { sampleStories } from './sample-stories.ts';
import { sampleDetail, sampleLine, sampleQuestion } from './sample-views.ts';
import type { SampleEntry } from './sample-views.ts';

interface Parts {
  real: Bridge;
  clock: Clock;
  /** What it is made of; it stays as it began. */
  sample: WordsOf<'welcome'>['sample'];
  /** In the language of the moment. */
  alerts(): WordsOf<'alerts'>;
  locale(): string;
}

/** Theme, pause, times, files and the like are the window's own, in the sample as well. */
type Passed = Extract<CallName, `app.${string}` | `settings.${string}` | `data.${string}` | `updates.${string}` | `about.${string}` | 'inbox.snoozeTimes'>;
type Answered = Exclude<CallName, Passed>;
type Answers = { [N in Answered]: (request: Request<N>) => Response<N> };

/** Answers for inbox and connections from the page's memory: none of these calls reaches the main process. */
export function createSampleBridge({ real, clock, sample, alerts, locale }: Parts): Bridge {
  const begun = clock.now();
  const all = sampleAlerts(begun, sample);
  let entries: SampleEntry[] = all.map((alert, nth) => ({ id: all.length - nth, alert }));
  let connections = sampleConnections(begun, sample);
  const removed = new Map<string, SampleEntry[]>();
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const parts = () => ({ catalogue: { alerts: alerts() }, locale: locale(), now: clock.now() });

  function emit<N extends EventName>(name: N, payload: EventPayload<N>): undefined {
    for (const listener of listeners.get(name) ?? []) (listener as (payload: EventPayload<N>) => void)(payload);
  }

  function connect(next: ConnectionView[]): undefined {
    connections = next;
    return emit('connections.changed', next);
  }

  function alter(ids: readonly number[], alteration: (entry: SampleEntry) => SampleEntry): undefined {
    entries = entries.map((entry) => (ids.includes(entry.id) ? alteration(entry) : entry));
    return emit('journal.changed', { ids: [...ids] });
  }

  const mark = (ids: readonly number[], read: boolean) => alter(ids, (entry) => ({ ...entry, alert: { ...entry.alert, read } }));
  const found = (id: number) => entries.find((entry) => entry.id === id);
  const change = (id: string, patch: Partial<ConnectionView>) => connect(connections.map((one) => (one.id === id ? { ...one, ...patch } : one)));

  function matching({ category, connectionId, unread, search = '' }: InboxFilter): SampleEntry[] {
    const words = search.toLowerCase().split(/\s+/);
    return entries.filter((entry) => {
      const { alert } = entry;
      if ((category !== undefined && alert.category !== category) || (connectionId !== undefined && alert.connectionId !== connectionId)) return false;
      if (unread === true && alert.read) return false;
      const { title, body, who = '', amount = '' } = sampleLine(entry, parts());
      const text = ` ${title} ${body} ${who} ${amount} ${alert.text ?? ''}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  }

  const stories = sampleStories(() => entries, parts);
  const answers: Answers = {
    // Few enough for one page.
    'inbox.page': ({ before, limit: _limit, ...filter }) => ({
      lines: before === undefined ? matching(filter).map((entry) => sampleLine(entry, parts())) : [],
    }),
    'inbox.counts': () => {
      const unread = entries.filter(({ alert }) => !alert.read);
      const by = <K extends string>(keyOf: (entry: SampleEntry) => K): Partial<Record<K, number>> => {
        const tally: Partial<Record<K, number>> = {};
        for (const entry of unread) tally[keyOf(entry)] = (tally[keyOf(entry)] ?? 0) + 1;
        return tally;
      };
      return {
        total: entries.length,
        unread: unread.length,
        unreadByCategory: by(({ alert }) => alert.category),
        unreadByConnection: Object.fromEntries(Object.entries(by(({ alert }) => alert.connectionId)).map(([id, count = 0]) => [id, count])),
      };
    },
    'inbox.detail': ({ id }) => {
      const entry = found(id);
      return entry === undefined ? null : sampleDetail(entry, parts());
    },
    'inbox.markRead': ({ ids }) => mark(ids, true),
    'inbox.markUnread': ({ ids }) => mark(ids, false),
    'inbox.markAllRead': (filter) => {
      const ids = matching(filter).flatMap(({ id, alert }) => (alert.read ? [] : [id]));
      mark(ids, true);
      return { ids };
    },
    'inbox.question': ({ id, verb }) => {
      const entry = found(id);
      return entry === undefined ? { ok: false, trouble: { code: 'not-offered' } } : { ok: true, question: sampleQuestion(entry, verb, parts()) };
    },
    'inbox.act': ({ id, verb }) => {
      if (verb === 'approve' || verb === 'reject' || verb === 'cancel') alter([id], (entry) => ({ ...entry, intent: { verb, at: clock.now(), outcome: 'done' } }));
      return { ok: true };
    },
    // Nothing rings in the sample: the line says until when it would wait.
    'inbox.snooze': ({ ids, until }) =>
      alter(ids, ({ snoozedUntil: _before, alert, ...entry }) => ({
        ...entry,
        alert: until === null ? alert : { ...alert, read: false },
        ...(until === null ? {} : { snoozedUntil: until }),
      })),
    'inbox.remove': ({ ids }) => {
      const gone = entries.filter(({ id }) => ids.includes(id));
      const token = `sample-removed-${removed.size}`;
      removed.set(token, gone);
      entries = entries.filter((entry) => !gone.includes(entry));
      emit('journal.changed', { ids: [...ids] });
      return { token, ids: gone.map(({ id }) => id) };
    },
    'inbox.restore': ({ token }) => {
      const back = removed.get(token) ?? [];
      removed.delete(token);
      entries = [...entries, ...back].toSorted((a, b) => b.alert.occurredAt - a.alert.occurredAt || b.id - a.id);
      emit('journal.changed', { ids: back.map(({ id }) => id) });
      return back.length;
    },
    'inbox.story': stories.story,
    'inbox.threads': stories.threads,
    'inbox.thread': stories.thread,
    'connections.list': () => connections,
    'connections.test': ({ id }) => ({ ok: true, identity: `sample:${id ?? ''}` }),
    'connections.add': () => ({ ok: false, trouble: { code: 'not-offered' } }),
    'connections.edit': ({ id, draft }) => {
      change(id, { name: draft.name });
      return { ok: true };
    },
    'connections.rules': ({ id, rules }) => change(id, { rules }),
    'connections.ring': () => 'shown',
    'connections.privacy': ({ id, privacy }) =>
      connect(connections.map(({ privacy: before, ...one }) => (one.id !== id ? { ...one, ...(before && { privacy: before }) } : { ...one, ...(privacy && { privacy }) }))),
    'connections.pause': ({ id, paused }) => change(id, { paused, state: paused ? { phase: 'paused' } : { phase: 'online', since: clock.now() } }),
    'connections.retry': () => undefined,
    'connections.trust': () => ({ ok: true }),
    'connections.topics': ({ id }) => {
      const { topics = [] } = connections.find((one) => one.id === id) ?? {};
      return topics.map((topic) => ({ topic, phase: 'joined' }));
    },
    'connections.signIn': () => ({ ok: false, trouble: { code: 'no-sign-in' } }),
    'connections.remove': ({ id }) => connect(connections.filter((one) => one.id !== id)),
    'external.open': () => false,
  };

  return {
    async call(name, ...[request]) {
      if (isPassed(name)) return real.call(name, ...([request] as never));
      // The types of `answers` tie each name to its request; TypeScript cannot follow that through the generic.
      return (answers[name as Answered] as (request: unknown) => Response<typeof name>)(request);
    },
    on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) {
      // The window is sent somewhere only for what is real.
      if (name === 'go') return () => {};
      if (name !== 'journal.changed' && name !== 'connections.changed') return real.on(name, listener);
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => set.delete(listener);
    },
  };
}

function isPassed(name: CallName): name is Passed {
  return name === 'inbox.snoozeTimes' || ['app.', 'settings.', 'data.', 'updates.', 'about.'].some((own) => name.startsWith(own));
}
