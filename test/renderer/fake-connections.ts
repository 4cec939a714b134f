import type { ConnectionView } from '../../src/shared/bridge.ts';
import type { ConnectionState } from '../../src/shared/connection.ts';

export const FINGERPRINT = Array.from({ length: 32 }, (_, index) => ((index * 37 + 161) % 256).toString(16).padStart(2, '0').toUpperCase()).join(':');
export const OTHER_FINGERPRINT = FINGERPRINT.split(':').reverse().join(':');

/** One connection in each state that there is. */
export function fakeConnections(now: number): ConnectionView[] {
  const view = (id: string, name: string, url: string, state: ConnectionState, more: Partial<ConnectionView> = {}): ConnectionView => ({
    id,
    system: 'openbazaar',
    name,
    url,
    auth: 'basic',
    username: 'maya',
    identity: 'openbazaar:QmUCxkz8cYwXpWnzB8hRoyuZ5ePJq7dTGCdWHiXmAePf2F',
    paused: false,
    rules: {},
    addedAt: now - 90 * 86_400_000,
    hasSecret: true,
    lastEventAt: now - 4 * 60_000,
    state,
    ...more,
  });
  return [
    view('shop', 'Harbour Pottery', 'http://127.0.0.1:4002', { phase: 'online', since: now - 5 * 3_600_000 }, { rules: { follow: 'digest' } }),
    view('second', 'Workshop node', 'https://node.example.net:4002', { phase: 'catching-up', since: now - 3_000 }, { pin: FINGERPRINT }),
    view('away', 'Summer stall', 'http://10.0.0.12:4002', { phase: 'waiting', retryAt: now + 48_000, since: now - 600_000, trouble: { code: 'refused', detail: 'connect ECONNREFUSED 10.0.0.12:4002' } }),
    view('denied', 'Moderator desk', 'http://127.0.0.1:4102', { phase: 'blocked', trouble: { code: 'forbidden', detail: '403 - Forbidden' } }),
    view('changed', 'Friend’s node', 'https://203.0.113.9:4002', { phase: 'blocked', trouble: { code: 'certificate-changed', fingerprint: OTHER_FINGERPRINT } }, { pin: FINGERPRINT }),
    view('paused', 'Testnet', 'http://127.0.0.1:4302', { phase: 'paused' }, { paused: true, auth: 'none' }),
  ];
}
