import type { IncomingHttpHeaders } from 'node:http';

/** Who may come in: everyone, a user name with its password, a cookie's value, or nobody (the API switched off, or another address). */
export type Access =
  | { readonly kind: 'open' }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | { readonly kind: 'cookie'; readonly cookie: string }
  | { readonly kind: 'closed' };

/** The text of every refusal, whatever its cause; status 403. */
export const REFUSAL = '403 - Forbidden';

/** Whether these headers open the node, by REST or by socket. */
export function allows(access: Access, headers: IncomingHttpHeaders): boolean {
  switch (access.kind) {
    case 'open':
      return true;
    case 'basic':
      return headers.authorization === `Basic ${Buffer.from(`${access.username}:${access.password}`).toString('base64')}`;
    case 'cookie':
      return cookies(headers).includes(`OpenBazaar_Auth_Cookie=${access.cookie}`);
    case 'closed':
      return false;
  }
}

function cookies(headers: IncomingHttpHeaders): string[] {
  return (headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
}
