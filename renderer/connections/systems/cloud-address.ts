import type { CLOUD_ROLES, Watch } from '../../../src/shared/connection.ts';
import { isHere, plain } from '../address.ts';
import { watchOf } from './cloud-watch.ts';

export type CloudRole = (typeof CLOUD_ROLES)[number];

/** In the order in which they are offered. */
export const ROLES = ['tenant', 'tenant-admin', 'governance'] as const satisfies typeof CLOUD_ROLES;

/** What a pasted address of a call says besides the server. */
export interface Said {
  role?: CloudRole;
  walletId?: string;
  groupId?: string;
  watch?: Watch;
}

/** What was found in a text that somebody pasted as the CloudAPI's address. `path`: under which it is deployed, empty where it is not. */
export type Recognised =
  | { ok: true; url: string; path: string; said: Said; notes: ('call' | 'login')[] }
  | { ok: false; problem: 'empty' | 'unreadable' | 'scheme' };

/** A path under which it may be deployed, then what belongs to a call: the role, the version and all behind it, or the page of its documentation. */
const PATH = /^(.*?)(?:\/(tenant|tenant-admin|governance))?(?:\/(?:(v1)(?:\/(.*))?|docs|redoc|openapi\.json))?$/;

/** Reads an address as people have it: of the server, of a call, or of a whole watch. Without a scheme it is https, on this computer http. */
export function recognise(text: string): Recognised {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, problem: 'empty' };
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : withScheme(trimmed.replace(/^\/+/, ''));
  if (/\s/.test(address) || !URL.canParse(address)) return { ok: false, problem: 'unreadable' };
  const parsed = new URL(address);
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return { ok: false, problem: 'scheme' };
  const [, before = '', role, version, call] = PATH.exec(parsed.pathname.replace(/\/+$/, '')) ?? [];
  // Where no role stands before the version, the deployment has its roots without one, and the path says so.
  const path = `${before.replace(/\/+$/, '')}${role === undefined && version !== undefined ? '/v1' : ''}`;
  if (path.length > 200 || path.startsWith('//')) return { ok: false, problem: 'unreadable' };
  const said = { ...saidBy(call, parsed.searchParams), ...roleOf(role) };
  const isCall = `${parsed.origin}${path}` !== `${parsed.origin}${parsed.pathname.replace(/\/+$/, '')}${parsed.search}${parsed.hash}`;
  const login = parsed.username !== '' || parsed.password !== '';
  return { ok: true, url: parsed.origin, path, said, notes: [...(isCall ? (['call'] as const) : []), ...(login ? (['login'] as const) : [])] };
}

function roleOf(role: string | undefined): Said {
  const known = ROLES.find((each) => each === role);
  return known === undefined ? {} : { role: known };
}

/** Wallet, group and watch in what stands behind `/v1/`. */
function saidBy(call = '', query: URLSearchParams): Said {
  const [kind, walletId = '', ...watch] = call.split('/').map(plain);
  if (kind !== 'sse' || walletId === '') return {};
  const groupId = query.get('group_id') ?? '';
  const [topic = '', field = '', fieldId = '', state = ''] = watch;
  const made = watchOf({ topic, field, fieldId, state });
  return { walletId, ...(groupId === '' ? {} : { groupId }), ...(made.ok ? { watch: made.watch } : {}) };
}

function withScheme(address: string): string {
  const here = URL.canParse(`http://${address}`) && isHere(new URL(`http://${address}`).hostname);
  return `${here ? 'http' : 'https'}://${address}`;
}
