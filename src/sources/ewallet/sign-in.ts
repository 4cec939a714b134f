import { z } from 'zod';
import { NetworkError } from '../../transport/network.ts';
import { text } from '../../wire/maybe.ts';
import { type SignedIn, type SignInDraft, SourceError, type SystemSource } from '../source.ts';
import { authorization, placeFor, routeTo } from './address.ts';
import { isNoSuchCall } from './refusals.ts';
import { createRest, type Rest } from './rest.ts';

type Deps = Parameters<NonNullable<SystemSource['signOut']>>[2];

const word = z.string().min(1).max(4_000);
const Token = z.object({ authentication_token: word, user_id: text });
const PreToken = z.object({
  object: z.literal('pre_authentication_token'),
  pre_authentication_token: word,
  user_id: z.string().min(1).max(200),
});

/**
 * E-mail and password for a token (ewallet.md, "HTTP"); with a second factor only for what `signInCode` needs. Rejects with SourceError:
 * `wrong-login`, `no-sign-in` where this server takes keys only.
 */
export async function signIn(draft: SignInDraft, login: { email: string; password: string }, deps: Deps): Promise<SignedIn> {
  const rest = restFor(draft, deps, draft.auth === 'OMGClient' ? authorization('OMGClient', draft.username?.trim() ?? '') : undefined);
  const answer = await asked(() => rest.signIn({ email: login.email.trim(), password: login.password }));
  const pending = PreToken.safeParse(answer);
  if (pending.success) return { pending: pending.data.pre_authentication_token, username: pending.data.user_id };
  return tokenIn(answer, draft);
}

/** The second step, for administrators. Rejects with SourceError: `wrong-code`. */
export async function signInCode(
  draft: SignInDraft,
  { pending, username = '' }: Extract<SignedIn, { pending: string }>,
  { kind, code }: { kind: 'passcode' | 'backup'; code: string },
  deps: Deps
): Promise<SignedIn> {
  const rest = restFor(draft, deps, authorization('OMGAdmin', `${username}:${pending}`));
  const given = code.trim();
  const answer = await asked(() => rest.signInCode(kind === 'passcode' ? { passcode: given } : { backup_code: given }));
  return tokenIn(answer, draft, username);
}

/** Gives a token back. Rejects with SourceError where that failed; the token then lives until it expires. */
export async function signOut(draft: SignInDraft, secret: string, { network }: Deps): Promise<void> {
  const place = routeTo(draft, secret);
  if ('trouble' in place) throw new SourceError(place.trouble);
  await asked(() => createRest(network, place).signOut());
}

function restFor(draft: SignInDraft, { network }: Deps, credentials: string | undefined): Rest {
  if (draft.auth !== 'OMGAdmin' && draft.auth !== 'OMGClient') throw new SourceError({ code: 'no-sign-in', detail: draft.auth });
  const place = placeFor(draft, credentials);
  if ('trouble' in place) throw new SourceError(place.trouble);
  return createRest(network, place);
}

async function asked<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (isNoSuchCall(error)) throw new SourceError({ code: 'no-sign-in' }, { cause: error });
    throw error instanceof NetworkError ? new SourceError(error.trouble, { cause: error }) : error;
  }
}

/** An administrator signs on with the user's id, an end user with the API key that was there before. */
function tokenIn(answer: unknown, { auth }: SignInDraft, userId?: string): SignedIn {
  const found = Token.safeParse(answer);
  if (!found.success) throw new SourceError({ code: 'not-a-node', detail: 'signing in brought no token' });
  const { authentication_token: secret, user_id: username = userId } = found.data;
  if (auth === 'OMGClient') return { secret };
  if (username === undefined) throw new SourceError({ code: 'not-a-node', detail: 'signing in named no user' });
  return { username, secret };
}
