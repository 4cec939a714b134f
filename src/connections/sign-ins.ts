import type { Clock } from '../shared/clock.ts';
import type { ConnectionDraft, SignIn, SignInResult, Trouble } from '../shared/connection.ts';
import type { System } from '../shared/system.ts';
import type { SignedIn, SignInDraft, SystemSource } from '../sources/source.ts';
import type { Network } from '../transport/network.ts';

export interface SignInsDeps {
  systems: Record<System, SystemSource>;
  network: Network;
  clock: Pick<Clock, 'now' | 'elapsed'>;
  /** Cannot be guessed. */
  newId(): string;
  /** Never to be written to the log. */
  hide(secret: string): void;
  troubleOf(error: unknown): Trouble;
}

/** What a sign-in brought; `username`: the half that is no secret, where the server said it. */
export interface Token {
  secret: string;
  username?: string;
}

/** Sign-ins under way and done: their tokens stay in this process, and the page holds a ticket for each. */
export interface SignIns {
  signIn(request: SignIn): Promise<SignInResult>;
  /** What a ticket stands for, where it is for this server and this way to sign in. */
  token(draft: Pick<ConnectionDraft, 'system' | 'url' | 'auth' | 'ticket'>): Token | undefined;
  /** Ends a ticket; what gives it back, should it not have been of use after all. */
  spend(ticket: string): () => void;
}

interface Ticket {
  draft: SignInDraft;
  held: SignedIn;
  now: number;
  elapsed: number;
  /** Codes that were tried with it. */
  tries: number;
}

const VALID_MS = 10 * 60_000;
const MAX_TICKETS = 20;
/** Nobody mistypes a code more often; who guesses has to begin with the password. */
const MAX_TRIES = 10;

export function createSignIns({ systems, network, clock, newId, hide, troubleOf }: SignInsDeps): SignIns {
  const tickets = new Map<string, Ticket>();

  function valid(id: string): Ticket | undefined {
    for (const [each, ticket] of tickets) {
      // By both clocks: one stands still while the machine sleeps, the other can be set back.
      if (Math.max(clock.now() - ticket.now, clock.elapsed() - ticket.elapsed) > VALID_MS) tickets.delete(each);
    }
    return tickets.get(id);
  }

  function issue(draft: SignInDraft, held: SignedIn): SignInResult {
    hide('pending' in held ? held.pending : held.secret);
    const ticket = newId();
    tickets.set(ticket, { draft, held, now: clock.now(), elapsed: clock.elapsed(), tries: 0 });
    for (const oldest of tickets.keys()) {
      if (tickets.size <= MAX_TICKETS) break;
      tickets.delete(oldest);
    }
    const said = held.username === undefined ? {} : { username: held.username };
    return { ok: true, next: 'pending' in held ? 'code' : 'done', ticket, ...said };
  }

  const refused = (code: Trouble['code']): SignInResult => ({ ok: false, trouble: { code } });

  async function withPassword({ draft, email, password }: Extract<SignIn, { step: 'password' }>): Promise<SignInResult> {
    const { signIn } = systems[draft.system];
    if (signIn === undefined) return refused('no-sign-in');
    return issue(draft, await signIn(draft, { email, password }, { network }));
  }

  async function withCode({ ticket, kind, code }: Extract<SignIn, { step: 'code' }>): Promise<SignInResult> {
    const pending = valid(ticket);
    if (pending === undefined || !('pending' in pending.held)) return refused('sign-in-again');
    const { signInCode } = systems[pending.draft.system];
    if (signInCode === undefined) return refused('no-sign-in');
    // A wrong code leaves the ticket, for another try.
    pending.tries += 1;
    if (pending.tries >= MAX_TRIES) tickets.delete(ticket);
    const held = await signInCode(pending.draft, pending.held, { kind, code }, { network });
    tickets.delete(ticket);
    const { username } = pending.held;
    return issue(pending.draft, held.username === undefined && username !== undefined ? { ...held, username } : held);
  }

  return {
    async signIn(request) {
      hide(request.step === 'password' ? request.password : request.code);
      try {
        return request.step === 'password' ? await withPassword(request) : await withCode(request);
      } catch (error) {
        return { ok: false, trouble: troubleOf(error) };
      }
    },
    token({ system, url, auth, ticket }) {
      const found = ticket === undefined ? undefined : valid(ticket);
      if (found === undefined || 'pending' in found.held) return undefined;
      const { draft, held } = found;
      return draft.system === system && draft.auth === auth && new URL(draft.url).origin === new URL(url).origin ? held : undefined;
    },
    spend(id) {
      const ticket = tickets.get(id);
      tickets.delete(id);
      return () => {
        if (ticket !== undefined) tickets.set(id, ticket);
      };
    },
  };
}
