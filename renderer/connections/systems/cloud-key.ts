import { ROLES } from './cloud-address.ts';
import type { CloudRole } from './cloud-address.ts';

/** An API key, the role that its prefix says, and the wallet that its token is for, where it says one. */
export interface Key {
  key: string;
  role: CloudRole;
  walletId?: string;
}

/** The key in a pasted text: alone, as header or in a command; a token alone is a tenant's. Undefined where there is none. */
export function keyIn(text: string): Key | undefined {
  const bare = text
    .trim()
    .replace(/^.*x-api-key["']?\s*[:=]\s*/is, '')
    .replace(/^["'`\s]+|["'`,;\s]+$/g, '');
  const key = /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(bare) ? `tenant.${bare}` : bare;
  const dot = key.indexOf('.');
  const role = ROLES.find((each) => each === key.slice(0, dot));
  const rest = key.slice(dot + 1);
  if (role === undefined || !/^[\x21-\x7e]+$/.test(rest) || key.length > 4096) return undefined;
  const walletId = role === 'tenant' ? walletIn(rest) : undefined;
  return { key, role, ...(walletId === undefined ? {} : { walletId }) };
}

/** `wallet_id` in the payload of a JWT. It is only read, never trusted: the server checks the key. */
function walletIn(jwt: string): string | undefined {
  const payload = jwt.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/');
  if (payload === undefined || !/^[A-Za-z0-9+/]+$/.test(payload) || payload.length % 4 === 1) return undefined;
  return /"wallet_id"\s*:\s*"([^"\\]{1,200})"/.exec(atob(payload))?.[1];
}
