import type { Done } from '../shared/bridge.ts';
import type { Clock } from '../shared/clock.ts';
import type { Connection, ConnectionDraft, ConnectionState, TestResult, Trouble } from '../shared/connection.ts';
import type { System } from '../shared/system.ts';
import { REFUSED_AT_ADD } from '../shared/trouble-natures.ts';
import type { Source, SystemSource } from '../sources/source.ts';
import type { Network } from '../transport/network.ts';
import type { SettingsStore } from '../vault/settings.ts';
import type { Vault } from '../vault/vault.ts';
import { isElsewhere, isSameRoute, isSomebodyElse, keepsSecret, lacksSecret, sameTopics, savedFields, withPin, withWay } from './drafts.ts';
import { hasParts, leavesParts, mergedParts, piecesOfSecret } from './secret-parts.ts';
import type { SignIns } from './sign-ins.ts';

export interface SavingDeps {
  settings: Pick<SettingsStore, 'get' | 'change'>;
  secrets: Pick<Vault, 'secret' | 'keep' | 'forget' | 'state'>;
  systems: Record<System, SystemSource>;
  signIns: Pick<SignIns, 'token' | 'spend'>;
  network: Network;
  clock: Clock;
  newId(): string;
  log(message: string, details?: Record<string, unknown>): void;
  /** Never to be written to the log. */
  hide(secret: string): void;
  changed(): void;
  saved(id: string): Connection | undefined;
  change(id: string, update: (connection: Connection) => Connection): void;
  /** A connection's source, where one is at work. */
  atWork(id: string): { source: Source; state: ConnectionState } | undefined;
  start(connection: Connection): void;
  stop(id: string): Promise<void>;
  restart(id: string): Promise<void>;
}

/** How drafts become connections: tried, and kept with their secrets. */
export interface Saving {
  test(draft: ConnectionDraft, id?: string): Promise<TestResult>;
  add(draft: ConnectionDraft): Promise<{ ok: true; id: string } | { ok: false; trouble: Trouble }>;
  edit(id: string, draft: ConnectionDraft): Promise<Done>;
  /** Forgets a connection and its secret. To be called once its source has stopped. */
  remove(id: string): Promise<void>;
}

const SIGN_IN_AGAIN = { ok: false, trouble: { code: 'sign-in-again' } } as const satisfies Done;

export function createSaving(deps: SavingDeps): Saving {
  const { settings, secrets, systems, signIns, clock, saved, change, atWork, start, stop, restart } = deps;

  /** A draft whose ticket, if it has one, was exchanged for what it stands for. */
  function resolved({ ticket, ...draft }: ConnectionDraft): ConnectionDraft | undefined {
    for (const piece of piecesOfSecret(draft, draft.secret)) deps.hide(piece);
    if (ticket === undefined) return draft;
    const token = signIns.token({ ...draft, ticket });
    return token && { ...draft, ...token };
  }

  /** The secret that is kept, if the keyring lets us have it. */
  async function kept(connection: Connection): Promise<string | undefined> {
    const secret = await secrets.secret(connection.id).catch(() => undefined);
    for (const piece of piecesOfSecret(connection, secret)) deps.hide(piece);
    return secret;
  }

  /** A draft with those parts of the kept secret that are good for it still, where its system's secret has parts. */
  async function completed(draft: ConnectionDraft, before?: Connection): Promise<ConnectionDraft> {
    if (!hasParts(draft)) return draft;
    if (draft.secret === undefined && (before === undefined || keepsSecret(draft, before))) return draft;
    const { secret: typed, ...rest } = draft;
    const old = before === undefined || !leavesParts(draft, typed, before) ? undefined : await kept(before);
    const secret = mergedParts(draft, typed, before, old);
    if (secret !== undefined) return { ...rest, secret };
    // What was typed and is of no use is not as if nothing had been typed.
    return typed === undefined ? rest : draft;
  }

  async function probe(asked: ConnectionDraft, id?: string): Promise<TestResult> {
    const before = id === undefined ? undefined : saved(id);
    const draft = before === undefined ? asked : withWay(withPin(asked, before), before);
    const secret = draft.secret ?? (before === undefined || !keepsSecret(draft, before) ? undefined : await kept(before));
    const result = await systems[draft.system].test(draft, secret, { network: deps.network, clock });
    if (!result.ok) return result;
    const other = settings.get().connections.find((one) => one.id !== id && one.identity === result.identity);
    return other === undefined ? result : { ok: false, trouble: { code: 'same-identity', other: other.name } };
  }

  /** Runs what saves a draft. Its ticket is good for one: spent before anything is waited for, and given back where nothing was saved. */
  async function saving<R extends { ok: boolean }>(
    draft: ConnectionDraft,
    save: (draft: ConnectionDraft) => Promise<R>
  ): Promise<R | typeof SIGN_IN_AGAIN> {
    const typed = resolved(draft);
    if (typed === undefined) return SIGN_IN_AGAIN;
    const giveBack = draft.ticket === undefined ? undefined : signIns.spend(draft.ticket);
    let done = false;
    try {
      const result = await save(typed);
      done = result.ok;
      return result;
    } finally {
      if (!done) giveBack?.();
    }
  }

  /** What gives the token of a sign-in back, if the keyring lets us have it now. Best effort: nobody waits for it. */
  async function signOutOf(connection: Connection): Promise<() => void> {
    const { signOut } = systems[connection.system];
    const atHand = secrets.state() !== 'locked' && secrets.state() !== 'asking';
    if (connection.signedIn !== true || signOut === undefined || !atHand) return () => undefined;
    const failed = (error: unknown): void =>
      deps.log('a token could not be given back', { connection: connection.id, error: String(error) });
    try {
      const secret = await secrets.secret(connection.id);
      if (secret === undefined) return () => undefined;
      return () => void signOut(connection, secret, { network: deps.network }).catch(failed);
    } catch (error) {
      failed(error);
      return () => undefined;
    }
  }

  async function addOne(draft: ConnectionDraft, signedIn: boolean): Promise<{ ok: true; id: string } | { ok: false; trouble: Trouble }> {
    const probed = await probe(draft);
    if (!probed.ok && REFUSED_AT_ADD.has(probed.trouble.code)) return probed;
    const id = deps.newId();
    if (draft.secret !== undefined) secrets.keep(id, draft.secret);
    const connection: Connection = {
      ...savedFields(draft),
      id,
      ...(signedIn ? { signedIn } : {}),
      ...(probed.ok ? { identity: probed.identity } : {}),
      paused: false,
      rules: {},
      addedAt: clock.now(),
    };
    settings.change((all) => ({ ...all, connections: [...all.connections, connection] }));
    start(connection);
    deps.changed();
    return { ok: true, id };
  }

  async function editOne(before: Connection, draft: ConnectionDraft, signedIn: boolean): Promise<Done> {
    const { id } = before;
    if (editedInPlace(before, draft)) return { ok: true };
    const keeps = keepsSecret(draft, before);
    if ((!keeps || draft.secret !== undefined) && lacksSecret(draft)) return SIGN_IN_AGAIN;
    const probed = await probe(draft, id);
    if (!probed.ok && REFUSED_AT_ADD.has(probed.trouble.code)) return probed;
    // Stopped first: what it still says of who is there is not about the new place.
    await stop(id);
    if (saved(id) === undefined) return { ok: true };
    const leavesSecret = draft.secret !== undefined || !keeps;
    const signOut = leavesSecret ? await signOutOf(before) : undefined;
    if (draft.secret !== undefined) secrets.keep(id, draft.secret);
    else if (!keeps) secrets.forget(id);
    const moved = isElsewhere(draft, before);
    // Whoever signs in otherwise is asked anew who they are.
    const known = draft.secret === undefined && !isSomebodyElse(draft, before);
    change(id, ({ username: _username, path: _path, topics: _topics, cloud: _cloud, doshii: _doshii, ca: _ca, proxy: _proxy, ...others }) => {
      const { pin, identity, signedIn: wasSignedIn, ...rest } = others;
      return {
        ...rest,
        ...(pin === undefined || moved ? {} : { pin }),
        ...(known && identity !== undefined ? { identity } : !known && probed.ok ? { identity: probed.identity } : {}),
        ...(signedIn || (!leavesSecret && wasSignedIn === true) ? { signedIn: true } : {}),
        ...savedFields(withWay(draft, before)),
      };
    });
    signOut?.();
    await restart(id);
    return { ok: true };
  }

  /** What is only called otherwise, or listens to other topics, goes on as it is. A connection that is stuck is rather begun anew. */
  function editedInPlace(before: Connection, draft: ConnectionDraft): boolean {
    const entry = atWork(before.id);
    if (entry === undefined || entry.state.phase === 'blocked' || !isSameRoute(draft, before)) return false;
    if (!sameTopics(draft, before)) {
      if (entry.source.setTopics === undefined) return false;
      entry.source.setTopics(draft.topics ?? []);
    }
    const { name, topics } = draft;
    change(before.id, ({ topics: _before, ...rest }) => ({ ...rest, name, ...(topics === undefined ? {} : { topics }) }));
    deps.changed();
    return true;
  }

  return {
    async test(draft, id) {
      const typed = resolved(draft);
      return typed === undefined ? SIGN_IN_AGAIN : probe(await completed(typed, id === undefined ? undefined : saved(id)), id);
    },
    add: (draft) => saving(draft, async (typed) => addOne(await completed(typed), draft.ticket !== undefined)),
    async edit(id, draft) {
      const before = saved(id);
      if (before === undefined) return { ok: true };
      return saving(draft, async (typed) => editOne(before, await completed(typed, before), draft.ticket !== undefined));
    },
    async remove(id) {
      const before = saved(id);
      const signOut = before && (await signOutOf(before));
      settings.change((all) => ({ ...all, connections: all.connections.filter((one) => one.id !== id) }));
      secrets.forget(id);
      signOut?.();
    },
  };
}
