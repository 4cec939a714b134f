import type { CloudOptions, CloudSecret, Connection, Trouble, Watch } from '../../shared/connection.ts';
import type { Route } from '../../transport/network.ts';
import { wayOf } from '../../transport/way.ts';
import { type CloudRole, roleOfKey, walletOfKey } from './api-key.ts';
import { identityOf } from './context.ts';
import { readSecret } from './secret.ts';
import { flawOf, flawOfWallet, normalWatch } from './watch.ts';

/** Where CloudAPI answers calls of one role: `root` is what their names are put behind (`/tenant/v1`). */
export interface Api {
  route: Route;
  root: string;
}

/** How the events of a connection are come by, with what was typed. */
export interface Place {
  identity: string;
  options: CloudOptions;
  secret: CloudSecret;
  /** Watches, if any, as the server means them. */
  waypoint: (Api & { watches: readonly Watch[] }) | undefined;
  /** Lists and connections: only where the key is a tenant's, and its wallet one (acapy-cloud.md, "Waypoint"). */
  tenant: Api | undefined;
}

/** What of a connection says where its server is. */
export type Where = Pick<Connection, 'url' | 'path' | 'pin' | 'ca' | 'proxy' | 'cloud'>;

/** How a connection's roads are reached, or why it cannot be tried. */
export function placeOf(where: Where, secretText: string | undefined): Place | { trouble: Trouble } {
  const options = where.cloud;
  if (options === undefined || (options.waypoint === undefined && options.nats === undefined)) {
    return { trouble: { code: 'bad-address', detail: 'neither Waypoint nor NATS is chosen' } };
  }
  const flaw = flawOfWallet(options) ?? options.waypoint?.watches.map(flawOf).find((found) => found !== undefined);
  if (flaw !== undefined) return { trouble: { code: 'bad-watch', detail: flaw } };
  const secret = readSecret(secretText);
  if (secret === undefined) return { trouble: { code: 'sign-in-again' } };
  const api = apisOf(where, options, secret);
  if ('trouble' in api) return api;
  const lacksLogin = options.nats !== undefined && options.nats.auth !== 'none' && secret.nats === undefined;
  if (lacksLogin) return { trouble: { code: 'sign-in-again' } };
  return { identity: identityOf(options), options, secret, ...api };
}

function apisOf(
  where: Where,
  { waypoint, walletId }: CloudOptions,
  { apiKey }: CloudSecret
): Pick<Place, 'waypoint' | 'tenant'> | { trouble: Trouble } {
  const { url, path } = where;
  const origin = originOf(url);
  if (origin === undefined || apiKey === undefined) {
    if (waypoint === undefined) return { waypoint: undefined, tenant: undefined };
    return { trouble: origin === undefined ? { code: 'bad-address' } : { code: 'sign-in-again' } };
  }
  if (path !== undefined && !/^\/(?!\/)[^?#\\]*$/.test(path)) {
    return { trouble: { code: 'bad-address', detail: 'the path of CloudAPI is none' } };
  }
  const trouble = troubleOfKey(apiKey, walletId);
  if (trouble !== undefined) return { trouble };
  const route: Route = { url: origin, headers: { 'x-api-key': apiKey }, ...wayOf(where) };
  const ofTenant = roleOfKey(apiKey) === 'tenant';
  return {
    waypoint: waypoint && { route, root: rootOf(path, waypoint.role), watches: uniqueOf(waypoint.watches.map(normalWatch)) },
    tenant: ofTenant ? { route, root: rootOf(path, 'tenant') } : undefined,
  };
}

/** What the server would say of such a key; said before it is asked, since it can be seen. */
function troubleOfKey(apiKey: string, walletId: string): Trouble | undefined {
  if (!/^[\x21-\x7e]+$/.test(apiKey)) return { code: 'unknown-role', detail: 'the key holds what no header can' };
  const role = roleOfKey(apiKey);
  if (role === undefined) return { code: 'unknown-role', detail: 'the key begins with none of tenant., tenant-admin., governance.' };
  if (walletId === '*' && role !== 'tenant-admin') return { code: 'wrong-wallet', detail: `a whole group is not for a key of a ${role}` };
  const wallet = walletOfKey(apiKey);
  if (wallet === undefined || wallet === walletId) return undefined;
  return { code: 'wrong-wallet', detail: `the key is for wallet ${wallet.slice(0, 100)}` };
}

/**
 * A deployment's prefixes (`/tenant`) are its own affair, and there may be none (acapy-cloud.md): a path that ends with `/v1` is taken as it
 * is, one that names a role gets the other role in its place, and any other has the role put behind it.
 */
export function rootOf(path: string | undefined, role: CloudRole): string {
  const plain = (path ?? '').replace(/\/+$/, '').replace(/\/sse$/, '');
  if (plain.endsWith('/v1')) return plain.replace(/\/(?:tenant|tenant-admin|governance)\/v1$/, `/${role}/v1`);
  return `${plain.replace(/\/(?:tenant|tenant-admin|governance)$/, '')}/${role}/v1`;
}

function uniqueOf(watches: readonly Watch[]): Watch[] {
  return [...new Map(watches.map((watch) => [JSON.stringify([watch.topic, watch.field, watch.fieldId, watch.state]), watch])).values()];
}

function originOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { origin, protocol } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? origin : undefined;
}
