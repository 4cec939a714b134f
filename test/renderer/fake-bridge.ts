import type { AppState, Bridge, CallName, ConnectionView, EventName, EventPayload, Request, Response } from '../../src/shared/bridge.ts';
import type { ConnectionDraft, TestResult } from '../../src/shared/connection.ts';
import type { AlertLine, InboxFilter, InboxPage } from '../../src/shared/inbox.ts';
import { DEFAULT_SETTINGS } from '../../src/shared/default-settings.ts';
import type { Settings } from '../../src/shared/settings.ts';
import type { Story } from '../../src/shared/story.ts';
import type { About } from '../../src/shared/about.ts';
import type { UpdateState } from '../../src/shared/updates.ts';
import { fakeAlert, fakeAlerts, sequence } from './fake-alerts.ts';
import type { FakeAlert } from './fake-alerts.ts';
import { fakeClouds, fakeCloudTest, fakeEvents, fakeHeard } from './fake-cloud.ts';
import { fakeConnections } from './fake-connections.ts';
import { fakeDoshiis, fakeDoshiiTest, fakeVenueNews } from './fake-doshii.ts';
import { fakeConsumptions, fakeQuestion, fakeTopics, fakeWallets } from './fake-wallet.ts';

const FAKE_LICENCES = Array.from({ length: 40 }, (_, nth) => `${'-'.repeat(80)}\nsome-package-${nth} 1.${nth}.0 (MIT)\n${'-'.repeat(80)}\n\nPermission is hereby granted, free of charge, to any person obtaining a copy.\n`).join('\n');

export interface FakeOptions {
  /** How many alerts there are at first. */
  count: number;
  /** `busy`: a connection in each state; `one`: one that works; `wallet`: that, two wallets and their alerts; `cloud`, `doshii`: the same of those; `empty`: nothing yet. */
  scenario: 'busy' | 'one' | 'wallet' | 'cloud' | 'doshii' | 'empty';
  now: number;
  app?: Partial<AppState>;
  settings?: Partial<Settings>;
  /** Calls that reject until they are given an answer. */
  failing?: readonly CallName[];
  update?: UpdateState;
  about?: Partial<About>;
}

type Answers = { [N in CallName]: (request: Request<N>) => Response<N> | Promise<Response<N>> };

export interface Fake {
  bridge: Bridge;
  /** New alerts come in on top, or at another time. */
  arrive(count: number, at?: number): void;
  emit<N extends EventName>(name: N, payload: EventPayload<N>): void;
  /** Answers all calls of this name so from now on: an error makes them reject; without an answer they are as at first. */
  answer<N extends CallName>(name: N, answer?: Response<N> | Error): void;
  /** All calls so far. */
  calls: { name: CallName; request: unknown }[];
  connections: ConnectionView[];
}

/** A main process that keeps everything in memory: the same answers for the same questions. */
export function createFake({ count, scenario, now, app = {}, settings = {}, failing = [], update: first = { state: 'idle', lookedAt: now - 3_600_000 }, about = {} }: FakeOptions): Fake {
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const connections = { empty: () => [], one: () => fakeConnections(now).slice(0, 1), wallet: () => [...fakeConnections(now).slice(0, 1), ...fakeWallets(now)], cloud: () => [...fakeConnections(now).slice(0, 1), ...fakeClouds(now)], doshii: () => [...fakeConnections(now).slice(0, 1), ...fakeDoshiis(now)], busy: () => fakeConnections(now) }[scenario]();
  const other = { wallet: fakeConsumptions, cloud: fakeEvents, doshii: fakeVenueNews, busy: undefined, one: undefined, empty: undefined }[scenario];
  let alerts = fakeAlerts(count, now, connections.length > 0 ? connections.slice(0, other === undefined ? 2 : 1).map(({ id }) => id) : ['none']);
  if (other !== undefined) alerts = [...other(now, count + 1), ...alerts].sort((a, b) => b.occurredAt - a.occurredAt || b.id - a.id);
  const random = sequence(99);
  const given = new Map<CallName, unknown>(failing.map((name) => [name, new Error(`${name} fails`)]));
  const calls: Fake['calls'] = [];
  let nextId = count + 1 + (other === undefined ? 0 : 10);
  let questions = 0;
  let state: AppState = { version: '0.1.0', pausedUntil: 0, journal: 'encrypted', keyring: 'ready', setAside: [], platform: 'linux', language: 'en', locale: 'en-US', ...app };
  let update: UpdateState = first;
  let saved: Settings = { ...DEFAULT_SETTINGS, ...settings };

  function emit<N extends EventName>(name: N, payload: EventPayload<N>): void {
    for (const listener of listeners.get(name) ?? []) (listener as (payload: EventPayload<N>) => void)(payload);
  }

  function updateTo(next: UpdateState): void {
    update = next;
    emit('updates.changed', next);
  }

  const matches = (filter: InboxFilter) => {
    const search = filter.search?.toLowerCase().split(/\s+/) ?? [];
    return (alert: FakeAlert): boolean =>
      (filter.category === undefined || alert.category === filter.category) &&
      (filter.connectionId === undefined || alert.connectionId === filter.connectionId) &&
      (filter.unread !== true || !alert.read) &&
      search.every((word) => `${alert.title} ${alert.body} ${alert.amount ?? ''}`.toLowerCase().includes(word));
  };

  function page({ before, limit, ...filter }: Request<'inbox.page'>): InboxPage {
    const match = matches(filter);
    const lines: AlertLine[] = [];
    for (const alert of alerts) {
      if (before !== undefined && (alert.occurredAt > before.occurredAt || (alert.occurredAt === before.occurredAt && alert.id >= before.id))) continue;
      if (!match(alert)) continue;
      if (lines.length === limit) {
        const last = lines.at(-1)!;
        return { lines, next: { occurredAt: last.occurredAt, id: last.id } };
      }
      lines.push(alert);
    }
    return { lines };
  }

  function mark(ids: readonly number[], read: boolean): undefined {
    const wanted = new Set(ids);
    alerts = alerts.map((alert) => (wanted.has(alert.id) ? { ...alert, read } : alert));
    emit('journal.changed', { ids: [...ids].slice(0, 1000) });
  }

  function replace(id: string, patch: Partial<ConnectionView>): undefined {
    const index = connections.findIndex((connection) => connection.id === id);
    const there = connections[index];
    if (there !== undefined) connections[index] = { ...there, ...patch };
    emit('connections.changed', [...connections]);
  }

  function test(draft: ConnectionDraft): TestResult {
    const { system, url, auth, secret, topics = [] } = draft;
    if (system === 'acapy-cloud') return fakeCloudTest(draft);
    if (system === 'doshii') return fakeDoshiiTest(draft);
    if (system === 'ewallet') {
      if (secret === 'wrong') return { ok: false, trouble: { code: 'wrong-secret-key', detail: 'client:invalid_access_secret_key' } };
      const fates = topics.map((topic, nth) => ({ topic, phase: topic.startsWith('address:') ? ('quarantined' as const) : nth === 3 ? ('denied' as const) : ('joined' as const) }));
      return { ok: true, identity: 'ewallet:acc_key_2vE8pQ', name: 'Harbour Wallet', topics: fates, listed: auth !== 'OMGClient' };
    }
    if (auth === 'basic' && secret === 'wrong') return { ok: false, trouble: { code: 'forbidden', detail: '403 - Forbidden' } };
    if (url.startsWith('https://')) return { ok: false, trouble: { code: 'certificate-unknown', fingerprint: fakeConnections(now)[1]!.pin! } };
    return { ok: true, identity: 'openbazaar:QmNewNodePeer', name: 'Harbour Pottery', version: '0.14.6', testnet: url.includes('4302') };
  }

  const removed = new Map<string, FakeAlert[]>();
  const answers: Answers = {
    'app.state': () => state,
    'app.pause': ({ minutes }) => change({ pausedUntil: minutes === null ? null : now + minutes * 60_000 }),
    'app.pauseFor': ({ how }) => change({ pausedUntil: how === 'resumed' ? null : now + (how === 'hour' ? 3_600_000 : 20 * 3_600_000) }),
    'app.resume': () => change({ pausedUntil: 0 }),
    'app.testNotification': () => 'shown',
    'app.trySound': () => 'shown',
    'app.unlockKeyring': () => {
      change({ keyring: 'ready' });
      return { ok: true };
    },
    'app.retryJournal': () => 'key-lost',
    'app.deleteSetAside': ({ file }) => change({ setAside: state.setAside.filter((each) => each.file !== file) }),
    'settings.get': () => saved,
    'settings.change': (patch) => {
      saved = { ...saved, ...(patch as Partial<Settings>) };
      emit('settings.changed', saved);
      if (patch.language !== undefined) change({ language: patch.language === 'system' ? 'en' : patch.language, locale: patch.language === 'system' ? 'en-US' : patch.language });
      return saved;
    },
    'inbox.page': page,
    'inbox.counts': () => {
      const unread = alerts.filter(({ read }) => !read);
      const by = (key: (alert: FakeAlert) => string) => {
        const tally: Record<string, number> = {};
        for (const alert of unread) tally[key(alert)] = (tally[key(alert)] ?? 0) + 1;
        return tally;
      };
      return { total: alerts.length, unread: unread.length, unreadByCategory: by(({ category }) => category), unreadByConnection: by(({ connectionId }) => connectionId) };
    },
    'inbox.detail': ({ id }) => alerts.find((alert) => alert.id === id) ?? null,
    'inbox.markRead': ({ ids }) => mark(ids, true),
    'inbox.markUnread': ({ ids }) => mark(ids, false),
    'inbox.markAllRead': (filter) => {
      const match = matches(filter);
      const ids = alerts.filter((alert) => !alert.read && match(alert)).map(({ id }) => id);
      mark(ids, true);
      return { ids };
    },
    'inbox.snooze': ({ ids, until }) => {
      const wanted = new Set(ids);
      alerts = alerts.map(({ snoozedUntil: _before, ...alert }) => (wanted.has(alert.id) ? { ...alert, ...(until === null ? {} : { read: false, snoozedUntil: until }) } : alert));
      emit('journal.changed', { ids: [...ids] });
    },
    'inbox.snoozeTimes': () => ({ hour: now + 3_600_000, evening: now + 6 * 3_600_000, morning: now + 20 * 3_600_000 }),
    'inbox.question': ({ id, verb }) => {
      const alert = alerts.find((each) => each.id === id);
      questions += 1;
      return alert === undefined ? { ok: false, trouble: { code: 'not-offered' } } : { ok: true, question: fakeQuestion(alert, verb, `question-${questions}`) };
    },
    'inbox.act': ({ id, verb }) => {
      if (verb !== 'approve' && verb !== 'reject' && verb !== 'cancel') return { ok: true };
      alerts = alerts.map((alert) => (alert.id === id ? { ...alert, actions: [], intent: { verb, at: Date.now(), outcome: 'done' } } : alert));
      emit('journal.changed', { ids: [id] });
      return { ok: true };
    },
    'connections.list': () => [...connections],
    'connections.test': ({ draft }) => (draft.pin === undefined ? test(draft) : { ok: true, identity: 'openbazaar:QmNewNodePeer', name: 'Harbour Pottery' }),
    'connections.add': (draft) => {
      const { secret, ticket, ...rest } = draft;
      const id = `added${connections.length}`;
      connections.push({ ...rest, id, paused: false, rules: {}, addedAt: now, hasSecret: secret !== undefined || ticket !== undefined, ...(rest.topics && { joined: rest.topics.length }), state: { phase: 'online', since: now } });
      emit('connections.changed', [...connections]);
      return { ok: true, id };
    },
    'connections.edit': ({ id, draft: { secret: _secret, ticket: _ticket, ...draft } }) => {
      replace(id, draft);
      return { ok: true };
    },
    'connections.rules': ({ id, rules }) => replace(id, { rules }),
    'connections.ring': () => 'shown',
    'connections.privacy': ({ id, privacy }) => replace(id, { privacy: privacy ?? undefined }),
    'connections.pause': ({ id, paused }) => replace(id, { paused, state: paused ? { phase: 'paused' } : { phase: 'online', since: now } }),
    'connections.retry': ({ id }) => replace(id, { state: { phase: 'connecting' } }),
    'connections.trust': ({ id, fingerprint }) => {
      replace(id, { pin: fingerprint, state: { phase: 'online', since: now } });
      return { ok: true };
    },
    'connections.topics': ({ id }) => {
      const found = connections.find((connection) => connection.id === id)!;
      return found.system === 'acapy-cloud' ? fakeHeard(found, 'errored', 'joined') : fakeTopics(found);
    },
    'connections.signIn': (asked) => {
      if (asked.step === 'code') return asked.code === '000000' ? { ok: false, trouble: { code: 'wrong-code' } } : { ok: true, next: 'done', ticket: 'ticket-2', username: 'usr_admin' };
      if (asked.password === 'wrong') return { ok: false, trouble: { code: 'wrong-login' } };
      if (asked.email.startsWith('two@')) return { ok: true, next: 'code', ticket: 'ticket-1', username: 'usr_admin' };
      return { ok: true, next: 'done', ticket: 'ticket-0', ...(asked.draft.auth === 'OMGAdmin' ? { username: 'usr_admin' } : {}) };
    },
    'connections.remove': ({ id }) => {
      connections.splice(connections.findIndex((connection) => connection.id === id), 1);
      emit('connections.changed', [...connections]);
    },
    'inbox.story': ({ id, limit }) => {
      const alert = alerts.find((each) => each.id === id);
      return alert === undefined ? null : storyOf(alert.identity, (each) => each.subject?.id === alert.subject?.id, limit);
    },
    'inbox.threads': ({ limit }) => {
      const chats = new Map<string, FakeAlert[]>();
      for (const alert of alerts.filter(({ category }) => category === 'chat')) {
        const key = alert.subject?.id ?? alert.actorId ?? '';
        chats.set(key, [...(chats.get(key) ?? []), alert]);
      }
      const threads = [...chats.values()].slice(0, limit).flatMap((said) => {
        const [last] = said;
        if (last === undefined) return [];
        const { identity, connectionId, system, subject = { type: 'peer' as const, id: last.actorId ?? '' } } = last;
        return [{ identity, connectionId, system, with: subject, last, unread: said.filter(({ read }) => !read).length }];
      });
      return { threads };
    },
    'inbox.thread': (query) => {
      const id = 'orderId' in query ? query.orderId : query.actorId;
      return storyOf(query.identity, ({ category, subject, actorId }) => category === 'chat' && (subject?.id ?? actorId) === id, query.limit);
    },
    'inbox.remove': ({ ids }) => {
      const gone = alerts.filter(({ id }) => ids.includes(id));
      alerts = alerts.filter((alert) => !gone.includes(alert));
      const token = `removed-${removed.size}`;
      removed.set(token, gone);
      emit('journal.changed', { ids: [...ids] });
      return { token, ids: gone.map(({ id }) => id) };
    },
    'inbox.restore': ({ token }) => {
      const back = removed.get(token) ?? [];
      removed.delete(token);
      alerts = [...alerts, ...back].sort((a, b) => b.occurredAt - a.occurredAt || b.id - a.id);
      emit('journal.changed', { ids: back.map(({ id }) => id) });
      return back.length;
    },
    'data.export': ({ format }) => ({ ok: true, file: `/home/mara/Tradebell history.${format}`, rows: alerts.length }),
    'data.stopExport': () => undefined,
    'data.saveDiagnostics': () => ({ ok: true, file: '/home/mara/Tradebell diagnostics.json' }),
    'data.saveSettings': () => ({ ok: true, file: '/home/mara/Tradebell settings.json' }),
    'data.readSettings': () => ({
      ok: true,
      preview: {
        token: 'preview-1',
        from: '0.1.0',
        exportedAt: now - 86_400_000,
        connections: [
          { name: 'Harbour Pottery', effect: 'merged', needsSecret: false },
          { name: 'Second shop', effect: 'added', needsSecret: true },
        ],
        settings: ['rules', 'theme'],
      },
    }),
    'data.takeSettings': ({ token }) => (token === 'preview-1' ? { ok: true } : { ok: false, why: 'gone' }),
    'data.deleteHistory': () => {
      const count = alerts.length;
      alerts = [];
      emit('journal.changed', { ids: [] });
      return count;
    },
    'data.deleteAll': () => undefined,
    'updates.get': () => update,
    'updates.check': () => {
      if (update.state === 'idle') updateTo({ state: 'idle', lookedAt: now });
      return update;
    },
    'updates.install': () => update.state === 'ready',
    'about.get': () => ({ version: state.version, electron: '45.4.1', chromium: '150.0.7871.12', node: '24.14.0', platform: 'linux', packageKind: 'appimage', homepage: 'https://tradebell.invalid', ...about }),
    'about.licences': () => FAKE_LICENCES,
    'external.open': () => false,
  };

  /** The newest of a story, oldest first. */
  function storyOf(identity: string, belongs: (alert: FakeAlert) => boolean, limit: number): Story {
    const lines = alerts.filter((alert) => alert.identity === identity && belongs(alert)).slice(0, limit);
    const about = lines[0]?.subject;
    return { identity, ...(about === undefined ? {} : { about }), lines: lines.toReversed() };
  }

  function change(patch: Partial<AppState>): undefined {
    state = { ...state, ...patch };
    emit('app.changed', state);
  }

  return {
    calls,
    connections,
    emit,
    arrive(more, at = Math.max(now, (alerts[0]?.occurredAt ?? 0) + 1_000)) {
      const fresh = Array.from({ length: more }, (_, nth) => ({ ...fakeAlert(nextId + nth, nth, at + nth, [connections[0]?.id ?? 'none'], random), read: false }));
      nextId += more;
      alerts = [...fresh, ...alerts].sort((a, b) => b.occurredAt - a.occurredAt || b.id - a.id);
      emit('journal.changed', { ids: fresh.map(({ id }) => id).slice(0, 1000) });
    },
    answer(name, answer) {
      if (answer === undefined) given.delete(name);
      else given.set(name, answer);
    },
    bridge: {
      async call(name, ...[request]) {
        calls.push({ name, request });
        if (given.has(name)) {
          const answer = given.get(name);
          if (answer instanceof Error) throw answer;
          return answer as Response<typeof name>;
        }
        // The types of `answers` tie each name to its request; TypeScript cannot follow that through the generic.
        return (answers[name] as (request: unknown) => Response<typeof name>)(request);
      },
      on(name, listener) {
        const set = listeners.get(name) ?? new Set();
        listeners.set(name, set.add(listener as (payload: never) => void));
        return () => set.delete(listener as (payload: never) => void);
      },
    },
  };
}
