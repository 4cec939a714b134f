import type { Alert, Verb } from './shared/alert.ts';
import type { ConnectionView, Done } from './shared/bridge.ts';
import type { Clock, Stop } from './shared/clock.ts';
import { Fingerprint, Trouble, type Connection, type ConnectionDraft, type ConnectionState, type TestResult } from './shared/connection.ts';
import type { System } from './shared/system.ts';
import type { Bell } from './bell.ts';
import type { Sink, Source, SystemSource } from './sources/source.ts';
import type { Network } from './transport/network.ts';
import type { SettingsStore } from './vault/settings.ts';
import type { Vault } from './vault/vault.ts';

export interface ConnectionsDeps {
  settings: Pick<SettingsStore, 'get' | 'change'>;
  secrets: Pick<Vault, 'secret' | 'keep' | 'forget' | 'secretState' | 'state' | 'ready'>;
  systems: Record<System, SystemSource>;
  network: Network;
  clock: Clock;
  random(): number;
  newId(): string;
  bell: Pick<Bell, 'deliver' | 'held' | 'startUpDone'>;
  watermarks(identity: string): Record<string, string>;
  log(message: string, details?: Record<string, unknown>): void;
  /** A connection was added, removed or changed its state. */
  changed(): void;
}

/** Every saved connection, and a source at work for each that is not paused. */
export interface Connections {
  start(): void;
  stop(): Promise<void>;
  list(): ConnectionView[];
  test(draft: ConnectionDraft, id?: string): Promise<TestResult>;
  add(draft: ConnectionDraft): Promise<{ ok: true; id: string } | { ok: false; trouble: Trouble }>;
  edit(id: string, draft: ConnectionDraft): Promise<Done>;
  rules(id: string, rules: Connection['rules']): void;
  pause(id: string, paused: boolean): Promise<void>;
  /** Tries now, whatever it waits for. */
  retry(id: string): Promise<void>;
  /** The user saw this certificate and agreed to it. */
  trust(id: string, fingerprint: string): Promise<Done>;
  remove(id: string): Promise<void>;
  /** The network may be back: every source checks. */
  wake(): void;
  markRead(alerts: readonly Alert[]): void;
  act(alert: Alert, verb: Verb, text?: string): Promise<Done>;
  /** Bytes of a picture from the node of this identity. */
  picture(identity: string, ref: string, maxBytes: number): Promise<Uint8Array>;
}

/** No connection may hold back the end of the start-up phase for longer. */
const START_UP_MS = 60_000;

/** Troubles that only the user can end: a connection that begins with one of them is not saved. The others may pass by themselves. */
const REFUSED_AT_ADD: readonly Trouble['code'][] = [
  'bad-address',
  'forbidden',
  'plain-to-tls',
  'tls-to-plain',
  'certificate-unknown',
  'certificate-changed',
  'not-a-node',
  'same-identity',
];

interface Running {
  source: Source;
  state: ConnectionState;
  /** Its first catch-up since start ended, or it needs a person first. */
  settled: boolean;
  lastEventAt?: number;
}

export function createConnections(deps: ConnectionsDeps): Connections {
  const { settings, secrets, systems, clock } = deps;
  const running = new Map<string, Running>();
  let startUp: Stop | undefined;
  let stopped = true;

  const saved = (id: string) => settings.get().connections.find((connection) => connection.id === id);
  const change = (id: string, update: (connection: Connection) => Connection) =>
    settings.change((all) => ({ ...all, connections: all.connections.map((one) => (one.id === id ? update(one) : one)) }));

  function sinkOf(id: string, isCurrent: () => boolean): Sink {
    return {
      async deliver(batch) {
        const entry = running.get(id);
        if (entry !== undefined && batch.items.some((item) => item.type === 'alert')) entry.lastEventAt = clock.now();
        await deps.bell.deliver(batch);
      },
      watermarks: deps.watermarks,
      held: deps.bell.held,
      state(state) {
        const entry = running.get(id);
        if (entry === undefined || !isCurrent()) return;
        entry.state = state;
        if (state.phase === 'online' || state.phase === 'blocked') entry.settled = true;
        endStartUp();
        deps.changed();
      },
      async identify(identity) {
        const connection = saved(id);
        if (connection === undefined || !isCurrent()) return undefined;
        const other = settings.get().connections.find((one) => one.id !== id && one.identity === identity);
        if (other !== undefined) return { code: 'same-identity', other: other.name };
        if (connection.identity === undefined) change(id, (one) => ({ ...one, identity }));
        else if (connection.identity !== identity) return { code: 'other-identity', detail: identity };
        return undefined;
      },
      ignored: (reason) => deps.log('a frame was ignored', { connection: id, reason }),
    };
  }

  function endStartUp(): void {
    if (startUp === undefined || [...running.values()].some((entry) => !entry.settled)) return;
    startUp();
    startUp = undefined;
    deps.bell.startUpDone();
  }

  function startOne(connection: Connection): void {
    if (stopped || connection.paused || running.has(connection.id)) return;
    const source: Source = systems[connection.system].create({
      connection,
      secret: () => secrets.secret(connection.id),
      sink: sinkOf(connection.id, () => running.get(connection.id)?.source === source),
      clock,
      random: deps.random,
      network: deps.network,
      log: (message, details) => deps.log(message, { connection: connection.id, ...details }),
    });
    const waits = connection.auth !== 'none' && secrets.state() === 'locked';
    const state: ConnectionState = waits ? { phase: 'blocked', trouble: { code: 'waiting-for-keyring' } } : { phase: 'connecting' };
    running.set(connection.id, { source, state, settled: waits });
    if (!waits) source.start();
    else {
      void secrets.ready().then(() => {
        if (running.get(connection.id)?.source === source) source.start();
      });
    }
    deps.changed();
  }

  async function stopOne(id: string): Promise<void> {
    const entry = running.get(id);
    running.delete(id);
    await entry?.source.stop();
    endStartUp();
  }

  /** Of the node that an alert came from, whichever connection leads there today: it may have been removed and added again, or moved. */
  function sourceOf(identity: string): Source | undefined {
    const connection = settings.get().connections.find((one) => one.identity === identity);
    return connection === undefined ? undefined : running.get(connection.id)?.source;
  }

  async function restart(id: string): Promise<void> {
    await stopOne(id);
    const connection = saved(id);
    if (connection !== undefined) startOne(connection);
    deps.changed();
  }

  async function probe(draft: ConnectionDraft, id?: string): Promise<TestResult> {
    const before = id === undefined ? undefined : saved(id);
    // A secret goes to the node that it was given for, whatever the page asks.
    const kept = before === undefined || isElsewhere(draft, before) ? undefined : await secrets.secret(before.id).catch(() => undefined);
    const result = await systems[draft.system].test(draft, draft.secret ?? kept, { network: deps.network, clock });
    if (!result.ok) return result;
    const other = settings.get().connections.find((one) => one.id !== id && one.identity === result.identity);
    return other === undefined ? result : { ok: false, trouble: { code: 'same-identity', other: other.name } };
  }

  const fields = ({ secret: _secret, username, pin, ...rest }: ConnectionDraft) => ({
    ...rest,
    ...(username === undefined ? {} : { username }),
    ...(pin === undefined ? {} : { pin }),
  });

  return {
    start() {
      stopped = false;
      startUp = clock.after(START_UP_MS, () => {
        startUp = undefined;
        deps.bell.startUpDone();
      });
      for (const connection of settings.get().connections) startOne(connection);
      endStartUp();
    },
    async stop() {
      stopped = true;
      startUp?.();
      startUp = undefined;
      await Promise.all([...running.keys()].map(stopOne));
    },
    list: () =>
      settings.get().connections.map((connection) => {
        const entry = running.get(connection.id);
        return {
          ...connection,
          state: entry?.state ?? { phase: 'paused' },
          hasSecret: secrets.secretState(connection.id) !== 'none',
          ...(entry?.lastEventAt === undefined ? {} : { lastEventAt: entry.lastEventAt }),
        };
      }),
    test: probe,
    async add(draft) {
      const probed = await probe(draft);
      if (!probed.ok && REFUSED_AT_ADD.includes(probed.trouble.code)) return probed;
      const id = deps.newId();
      if (draft.secret !== undefined) secrets.keep(id, draft.secret);
      const connection: Connection = {
        ...fields(draft),
        id,
        ...(probed.ok ? { identity: probed.identity } : {}),
        paused: false,
        rules: {},
        addedAt: clock.now(),
      };
      settings.change((all) => ({ ...all, connections: [...all.connections, connection] }));
      startOne(connection);
      deps.changed();
      return { ok: true, id };
    },
    async edit(id, draft) {
      const before = saved(id);
      if (before === undefined) return { ok: true };
      const moved = isElsewhere(draft, before);
      if (moved && draft.auth !== 'none' && draft.secret === undefined) return { ok: false, trouble: { code: 'sign-in-again' } };
      const probed = await probe(draft, id);
      if (!probed.ok && REFUSED_AT_ADD.includes(probed.trouble.code)) return probed;
      if (draft.secret !== undefined) secrets.keep(id, draft.secret);
      else if (moved) secrets.forget(id);
      // A new address is a new question: which node is this?
      change(id, ({ username: _username, pin, identity, ...rest }) => ({
        ...rest,
        ...(pin === undefined || moved ? {} : { pin }),
        ...(identity === undefined || moved ? {} : { identity }),
        ...fields(draft),
      }));
      await restart(id);
      return { ok: true };
    },
    rules(id, rules) {
      change(id, (connection) => ({ ...connection, rules }));
      deps.changed();
    },
    async pause(id, paused) {
      change(id, (connection) => ({ ...connection, paused }));
      await restart(id);
    },
    retry: restart,
    async trust(id, fingerprint) {
      if (!Fingerprint.safeParse(fingerprint).success) return { ok: false, trouble: { code: 'certificate-unknown' } };
      change(id, (connection) => ({ ...connection, pin: fingerprint }));
      await restart(id);
      return { ok: true };
    },
    async remove(id) {
      await stopOne(id);
      settings.change((all) => ({ ...all, connections: all.connections.filter((one) => one.id !== id) }));
      secrets.forget(id);
      deps.changed();
    },
    wake() {
      for (const { source } of running.values()) source.wake();
    },
    markRead(alerts) {
      for (const identity of new Set(alerts.map((alert) => alert.identity))) {
        sourceOf(identity)
          ?.markRead(alerts.filter((alert) => alert.identity === identity))
          .catch((error: unknown) => deps.log('the read state was not told to the server', { identity, error: String(error) }));
      }
    },
    async act(alert, verb, text) {
      const source = sourceOf(alert.identity);
      if (source === undefined) return { ok: false, trouble: { code: 'unreachable' } };
      try {
        await source.act(alert, verb, text);
        return { ok: true };
      } catch (error) {
        deps.log('an action failed', { connection: alert.connectionId, verb, error: String(error) });
        return { ok: false, trouble: troubleOf(error) };
      }
    },
    picture(identity, ref, maxBytes) {
      const source = sourceOf(identity);
      return source === undefined ? Promise.reject(new Error('its connection is not at work')) : source.picture(ref, maxBytes);
    },
  };
}

/** Whether a draft leads to another server than the connection as it is saved. */
function isElsewhere(draft: Pick<ConnectionDraft, 'url'>, connection: Pick<Connection, 'url'>): boolean {
  return new URL(draft.url).origin !== new URL(connection.url).origin;
}

/** Errors of the wire carry their trouble; anything else is a fault of ours, and named as one. */
function troubleOf(error: unknown): Trouble {
  if (error instanceof Error && 'trouble' in error) {
    const parsed = Trouble.safeParse(error.trouble);
    if (parsed.success) return parsed.data;
  }
  return { code: 'server-error', detail: String(error).slice(0, 500) };
}
