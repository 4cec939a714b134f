import type { Connection, Trouble } from '../../shared/connection.ts';
import type { Route } from '../../transport/network.ts';
import { wayOf } from '../../transport/way.ts';

const COOKIE = 'OpenBazaar_Auth_Cookie';

/** How a node is reached with what was typed, or why it cannot be tried (openbazaar.md, "Auth"). */
export function routeTo(
  connection: Pick<Connection, 'url' | 'auth' | 'username' | 'pin' | 'ca' | 'proxy'>,
  secret: string | undefined
): { route: Route } | { trouble: Trouble } {
  if (!URL.canParse(connection.url)) return { trouble: { code: 'bad-address' } };
  const { origin, protocol } = new URL(connection.url);
  if (protocol !== 'http:' && protocol !== 'https:') return { trouble: { code: 'bad-address' } };
  if (connection.auth !== 'none' && secret === undefined) return { trouble: { code: 'sign-in-again' } };
  const headers = headersFor(connection, secret ?? '');
  if (headers === undefined) return { trouble: { code: 'forbidden', detail: 'the cookie holds what no cookie can' } };
  return { route: { url: origin, headers, ...wayOf(connection) } };
}

function headersFor({ auth, username }: Pick<Connection, 'auth' | 'username'>, secret: string): Record<string, string> | undefined {
  switch (auth) {
    case 'none':
      return {};
    case 'basic':
      return { authorization: `Basic ${Buffer.from(`${username ?? ''}:${secret}`).toString('base64')}` };
    case 'cookie': {
      // The file holds the bare value; people also paste it with its name.
      const value = secret.trim().replace(new RegExp(`^${COOKIE}=`), '');
      return /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/.test(value) ? { cookie: `${COOKIE}=${value}` } : undefined;
    }
    default:
      return undefined;
  }
}
