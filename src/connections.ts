import type { ConnectionView, Done } from './shared/bridge.ts';
import type { Clock, Stop } from './shared/clock.ts';
import {
  Fingerprint,
  type Connection,
  type ConnectionDraft,
  type ConnectionState,
  type SignIn,
  type SignInResult,
  type TestResult,
  type TopicState,
  type Trouble,
} from './shared/connection.ts';
import type { System } from './shared/system.ts';
import type { Bell } from './bell.ts';
import type { ConnectionRecord } from './diagnostics/record.ts';
import { createAtServer, type AtServer } from './connections/at-server.ts';
import { needsSecret } from './connections/drafts.ts';
import { createSaving } from './connections/saving.ts';
import { piecesOfSecret } from './connections/secret-parts.ts';
import { createSignIns } from './connections/sign-ins.ts';
import { masking, troubleOf } from './connections/trouble-of.ts';
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
  /** Cannot be guessed. */
  newId(): string;
  bell: Pick<Bell, 'deliver' | 'held' | 'startUpDone'>;
  watermarks(identity: string): Record<string, string>;
  log(message: string, details?: Record<string, unknown>): void;
  /** Never to be written to the log. */
  hide(secret: string): void;
  /** What a server said, without what we told it to be let in. */
  mask(text: string): string;
  /** Remembers what connections go through, for whoever looks into a problem. */
  record?: Pick<ConnectionRecord, 'state' | 'ignored'>;
  /** A connection was added, removed or changed its state. */
  changed(): void;
}

/** Every saved connection, and a source at work for each that is not paused. */
export interface Connections extends AtServer {
  start(): void;
  stop(): Promise<void>;
  list(): ConnectionView[];
  /** Where each topic of a connection stands, in its order. */
  topics(id: string): TopicState[];
  test(draft: ConnectionDraft, id?: string): Promise<TestResult>;
  /** Signs in with what a person knows; the ticket it yields stands for the token in a draft. */
  signIn(request: SignIn): Promise<SignInResult>;
  add(draft: ConnectionDraft): Promise<{ ok: true; id: string } | { ok: false; trouble: Trouble }>;
  edit(id: string, draft: ConnectionDraft): Promise<Done>;
  rules(id: string, rules: Connection['rules']): void;
  /** What its notifications may show; undefined: what the app's may. */
  privacy(id: string, privacy: Connection['privacy']): void;
  pause(id: string, paused: boolean): Promise<void>;
  /** Tries now, whatever it waits for. */
  retry(id: string): Promise<void>;
  /** The user saw this certificate and agreed to it. */
  trust(id: string, fingerprint: string): Promise<Done>;
  remove(id: string): Promise<void>;
  /** The network may be back: every source checks. */
  wake(): void;
}

/** No connection may hold back the end of the start-up phase for longer. */
const START_UP_MS = 60_000;

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
  const signIns = createSignIns({ systems, network: deps.network, clock, newId: deps.newId, hide: deps.hide, troubleOf });
  const masked = masking(deps.mask);
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
        entry.state = masked(state);
        deps.record?.state(id, entry.state);
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
      ignored(reason) {
        deps.record?.ignored(id, reason);
        deps.log('a frame was ignored', { connection: id, reason });
      },
      topicsChanged() {
        if (isCurrent()) deps.changed();
      },
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
      async secret() {
        const secret = await secrets.secret(connection.id);
        for (const piece of piecesOfSecret(connection, secret)) deps.hide(piece);
        return secret;
      },
      sink: sinkOf(connection.id, () => running.get(connection.id)?.source === source),
      clock,
      random: deps.random,
      network: deps.network,
      log: (message, details) => deps.log(message, { connection: connection.id, ...details }),
    });
    const waits = needsSecret(connection) && secrets.state() === 'locked';
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

  const atWork = (id: string) => running.get(id);
  const saving = createSaving({ ...deps, signIns, saved, change, atWork, start: startOne, stop: stopOne, restart });

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
          ...(entry?.source.topics === undefined ? {} : { joined: entry.source.topics().filter(({ phase }) => phase === 'joined').length }),
        };
      }),
    topics(id) {
      const idle = (): TopicState[] => (saved(id)?.topics ?? []).map((topic) => ({ topic, phase: 'waiting' }));
      return running.get(id)?.source.topics?.() ?? idle();
    },
    test: async (draft, id) => masked(await saving.test(draft, id)),
    signIn: async (request) => masked(await signIns.signIn(request)),
    add: async (draft) => masked(await saving.add(draft)),
    edit: async (id, draft) => masked(await saving.edit(id, draft)),
    rules(id, rules) {
      change(id, (connection) => ({ ...connection, rules }));
      deps.changed();
    },
    privacy(id, privacy) {
      change(id, ({ privacy: _before, ...connection }) => ({ ...connection, ...(privacy === undefined ? {} : { privacy }) }));
      deps.changed();
    },
    async pause(id, paused) {
      change(id, (connection) => ({ ...connection, paused }));
      await restart(id);
    },
    retry: restart,
    async trust(id, fingerprint) {
      const { state } = running.get(id) ?? {};
      const shown = state !== undefined && 'trouble' in state ? state.trouble : undefined;
      // Only what its server shows now can have been seen: another one is agreed to by nobody.
      if (!Fingerprint.safeParse(fingerprint).success || shown?.fingerprint !== fingerprint) {
        return { ok: false, trouble: { ...shown, code: shown?.code === 'certificate-changed' ? shown.code : 'certificate-unknown' } };
      }
      change(id, (connection) => ({ ...connection, pin: fingerprint }));
      await restart(id);
      return { ok: true };
    },
    async remove(id) {
      await stopOne(id);
      await saving.remove(id);
      deps.changed();
    },
    wake() {
      for (const { source } of running.values()) source.wake();
    },
    ...createAtServer({ sourceOf, masked, log: deps.log }),
  };
}
