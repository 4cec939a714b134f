import type { System } from '../../../src/shared/system.ts';
import { PATHS } from '../systems/ewallet-paths.ts';

const WALLET_PATHS: readonly string[] = Object.values(PATHS);
const NODE_PORT = '4002';

/** Whose address this is, where something in it says so; undefined where any of them may have such a one. */
export function systemOf(url: URL): System | undefined {
  const path = url.pathname.replace(/\/+$/, '').replace(/\/websocket$/, '');
  if (url.protocol === 'nats:' || url.protocol === 'tls:') return 'acapy-cloud';
  if (/(^|\.)doshii\.(co|io)$/.test(url.hostname) || /^\/app\/socket(\/v\d+)?$/.test(path) || /\/partner\/v\d+(\/|$)/.test(path)) return 'doshii';
  if (WALLET_PATHS.includes(path) || /^\/api\/(admin|client)(\/|$)/.test(path)) return 'ewallet';
  if (/\/(tenant|tenant-admin|governance)\/v1(\/|$)/.test(path) || /\/v1\/sse\//.test(`${path}/`)) return 'acapy-cloud';
  if (/^\/(ob|wallet)\//.test(path) || (url.port === NODE_PORT && (path === '' || path === '/ws'))) return 'openbazaar';
  return undefined;
}
