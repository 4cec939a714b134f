import { createConnections, type Connections } from '../src/connections.ts';
import type { Alert } from '../src/shared/alert.ts';
import { createRedactor } from '../src/diagnostics/redact.ts';
import type { ConnectionDraft, TestResult, TopicState } from '../src/shared/connection.ts';
import { DEFAULT_SETTINGS } from '../src/shared/default-settings.ts';
import type { Settings } from '../src/shared/settings.ts';
import { SourceError, type SignedIn, type Source, type SourceDeps, type SystemSource } from '../src/sources/source.ts';
import type { Network } from '../src/transport/network.ts';
import type { VaultState } from '../src/vault/vault.ts';
import { testClock, type TestClock } from './clock.ts';

/** A system of wallets that signs in, listens to topics and can be asked again; all of it steered and noted. */
export interface World {
  connections: Connections;
  clock: TestClock;
  sources: SourceDeps[];
  /** What was done, in order: `test secret`, `start`, `stop`, `topics a,b`, `sign out secret`. */
  log: string[];
  hidden: Set<string>;
  secrets: Map<string, string>;
  settings(): Settings;
  changes(): number;
  /** How it goes from now on. */
  now: {
    test: TestResult;
    signIn: SignedIn | SourceError;
    code: SignedIn | SourceError;
    topics: TopicState[];
    act: unknown;
    reread: Alert | Error | undefined;
    keyring: VaultState;
    canSetTopics: boolean;
  };
}

export const draft = (more: Partial<ConnectionDraft> = {}): ConnectionDraft => ({
  system: 'ewallet',
  name: 'Purse',
  url: 'https://wallet.example.net',
  auth: 'OMGAdmin',
  username: 'usr_1',
  path: '/api/admin/socket',
  topics: ['account:acc_1'],
  ...more,
});

export function createWorld(): World {
  const clock = testClock();
  const log: string[] = [];
  const sources: SourceDeps[] = [];
  const hidden = new Set<string>();
  const secrets = new Map<string, string>();
  const redactor = createRedactor();
  let settings: Settings = DEFAULT_SETTINGS;
  let ids = 0;
  let changes = 0;
  const now: World['now'] = {
    test: { ok: true, identity: 'ewallet:usr_1' },
    signIn: { username: 'usr_1', secret: 'token 1' },
    code: { secret: 'token 2' },
    topics: [],
    act: undefined,
    reread: undefined,
    keyring: 'ready',
    canSetTopics: true,
  };
  const orThrow = <T>(value: T | Error): T => {
    if (value instanceof Error) throw value;
    return value;
  };
  const create = (deps: SourceDeps): Source => {
    sources.push(deps);
    return {
      start: () => void log.push('start'),
      stop: async () => void log.push('stop'),
      state: () => ({ phase: 'connecting' }),
      wake() {},
      markRead: async () => {},
      async act() {
        if (now.act !== undefined) throw now.act;
      },
      reread: async () => orThrow(now.reread),
      topics: () => now.topics,
      ...(now.canSetTopics && { setTopics: (topics) => void log.push(`topics ${topics.join(',')}`) }),
      picture: () => Promise.reject(new Error('none')),
    };
  };
  const ewallet: SystemSource = {
    system: 'ewallet',
    capabilities: { catchUp: true, readState: false, reply: false },
    create,
    async test(tried, secret) {
      log.push(`test ${tried.username} ${secret}${tried.pin === undefined ? '' : ` ${tried.pin.slice(0, 5)}`}`);
      return now.test;
    },
    signIn: async () => orThrow<SignedIn>(now.signIn),
    signInCode: async () => orThrow<SignedIn>(now.code),
    async signOut(connection, secret) {
      log.push(`sign out ${connection.username} ${secret}`);
    },
  };
  const { reread: _reread, topics: _topics, ...plain } = create({} as SourceDeps);
  sources.length = 0;
  const connections = createConnections({
    settings: { get: () => settings, change: (update) => (settings = typeof update === 'function' ? update(settings) : { ...settings, ...update }) },
    secrets: {
      async secret(id) {
        redactor.know(secrets.get(id) ?? '');
        return secrets.get(id);
      },
      keep(id, secret) {
        redactor.know(secret);
        secrets.set(id, secret);
        return 'kept';
      },
      forget: (id) => void secrets.delete(id),
      secretState: (id) => (secrets.has(id) ? 'kept' : 'none'),
      state: () => now.keyring,
      ready: () => Promise.resolve(),
    },
    systems: {
      ewallet,
      'acapy-cloud': { ...ewallet, system: 'acapy-cloud', signOut: () => Promise.reject(new Error('it has no sign-in')) },
      doshii: { ...ewallet, system: 'doshii', signOut: () => Promise.reject(new Error('it has no sign-in')) },
      openbazaar: {
        system: 'openbazaar',
        capabilities: { catchUp: true, readState: true, reply: true },
        create: () => plain,
        test: async () => ({ ok: true, identity: 'openbazaar:QmShop' }),
      },
    },
    network: {} as Network,
    clock,
    random: () => 0.5,
    newId: () => `id ${++ids}`,
    bell: { deliver: () => Promise.resolve(), held: () => undefined, startUpDone() {} },
    watermarks: () => ({}),
    log() {},
    mask: redactor.text,
    hide(secret) {
      redactor.know(secret);
      hidden.add(secret);
    },
    changed: () => void changes++,
  });
  return { connections, clock, sources, log, hidden, secrets, settings: () => settings, changes: () => changes, now };
}

/** A world with one connection, at work and online, and nothing noted yet. */
export async function connected(more: Partial<ConnectionDraft> = {}): Promise<World & { id: string }> {
  const world = createWorld();
  world.connections.start();
  const added = await world.connections.add(draft({ secret: 'typed', ...more }));
  if (!added.ok) throw new Error(`not added: ${added.trouble.code}`);
  world.sources[0]?.sink.state({ phase: 'online', since: 1 });
  world.log.length = 0;
  return { ...world, id: added.id };
}

/** A world with one connection whose secret has parts, at work and online, and nothing noted yet. */
export async function connectedWithParts(added: ConnectionDraft, identity: string): Promise<PartedWorld> {
  const world = createWorld();
  world.now.test = { ok: true, identity };
  world.connections.start();
  const result = await world.connections.add(added);
  if (!result.ok) throw new Error(`not added: ${result.trouble.code}`);
  world.sources[0]?.sink.state({ phase: 'online', since: 1 });
  world.log.length = 0;
  const read = (text: string | undefined): Record<string, string> | undefined => (text === undefined ? undefined : JSON.parse(text));
  return {
    ...world,
    id: result.id,
    kept: () => read(world.secrets.get(result.id)),
    tested() {
      const text = world.log.find((line) => line.startsWith('test '))?.replace('test undefined ', '') ?? 'not tested';
      return text.startsWith('{') ? read(text) : text;
    },
  };
}

export interface PartedWorld extends World {
  id: string;
  /** The parts that are kept of it. */
  kept(): Record<string, string> | undefined;
  /** The parts that the first test was given; as a text, where it was given none. */
  tested(): Record<string, string> | string | undefined;
}

export const sourceError = (code: ConstructorParameters<typeof SourceError>[0]['code'], outcome?: 'not-done' | 'unknown'): SourceError =>
  new SourceError({ code }, outcome && { outcome });
