import type { Connection, Trouble } from '../../shared/connection.ts';
import type { SocketEnd } from '../../transport/network.ts';
import { identityOf } from './context.ts';
import { isUnauthorized, Refusal } from './refusals.ts';
import type { Me, Rest } from './rest.ts';

type Credentials = Pick<Connection, 'auth' | 'username'>;
type CheckCalls = Pick<Rest, 'me' | 'settings'>;

/** Who a connection is, to the journal, and the user behind it where there is one. */
export interface Who {
  identity: string;
  me?: Me;
}

/** Signed in as a user the server says who that is; an access key stands for itself. Rejects as Rest does. */
export async function whoWeAre({ auth, username }: Credentials, rest: Pick<Rest, 'me'>): Promise<Who> {
  if (isKey(auth)) return { identity: identityOf(username?.trim() ?? '') };
  const me = await rest.me();
  return { identity: identityOf(me.id), me };
}

/**
 * As `whoWeAre`, asking the server in any case, so that wrong keys are found out by HTTP, where it names the reason. Rejects as Rest
 * does.
 */
export async function checkWho(connection: Credentials, rest: CheckCalls, timeoutMs?: number): Promise<Who> {
  const key = { identity: identityOf(connection.username?.trim() ?? '') };
  if (connection.auth === 'OMGServer') {
    await rest.settings(timeoutMs);
    return key;
  }
  try {
    const me = await rest.me(timeoutMs);
    return { identity: identityOf(me.id), me };
  } catch (error) {
    // "Not allowed" to ask for itself: the keys are fine, and no user's (ewallet.md, "Connect").
    if (isKey(connection.auth) && isUnauthorized(error)) return key;
    throw error;
  }
}

/** Why a socket was refused with the 403 that says nothing. Rejects as Rest does, where the server cannot say it either. */
export async function whyRefused(connection: Credentials, rest: CheckCalls): Promise<Trouble> {
  try {
    await checkWho(connection, rest);
    return { code: 'socket-refused' };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.trouble.code === 'refused-by-server' ? { ...error.trouble, code: 'socket-refused' } : error.trouble;
  }
}

function isKey(auth: Connection['auth']): boolean {
  return auth === 'OMGProvider' || auth === 'OMGServer';
}

/**
 * Why a socket was not opened (ewallet.md, "Connect"). `ask`: the server refuses all credentials alike, and HTTP has to say which it is
 * about.
 */
export function refusalOf(trouble: Trouble, { status, body = '' }: SocketEnd): Trouble | 'ask' {
  if (status === 403) return 'ask';
  if (status === 404) return { code: 'wrong-path', detail: 'HTTP 404' };
  if (status !== 200) return trouble;
  return body.includes('client:invalid_version') ? { code: 'wrong-version' } : { code: 'not-a-node', detail: 'HTTP 200' };
}
