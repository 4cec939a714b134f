import type { ConnectionView } from '../../../src/shared/bridge.ts';
import type { WordsOf } from '../../words.ts';

export const SAMPLE_IDS = { shop: 'sample-shop', wallet: 'sample-wallet', identity: 'sample-identity', venue: 'sample-venue' } as const;

/** A connection to each system, at addresses that nobody can have (RFC 2606). */
export function sampleConnections(now: number, { connections: names }: WordsOf<'welcome'>['sample']): ConnectionView[] {
  const common = { paused: false, rules: {}, addedAt: now, hasSecret: true, state: { phase: 'online', since: now - 5 * 3_600_000 } } as const;
  return [
    { ...common, id: SAMPLE_IDS.shop, system: 'openbazaar', name: names.shop, url: 'http://shop.invalid:4002', auth: 'basic', lastEventAt: now - 120_000 },
    {
      ...common,
      id: SAMPLE_IDS.wallet,
      system: 'ewallet',
      name: names.wallet,
      url: 'https://wallet.invalid',
      auth: 'OMGProvider',
      topics: ['account:acc_sample'],
      joined: 1,
      lastEventAt: now - 240_000,
    },
    {
      ...common,
      id: SAMPLE_IDS.identity,
      system: 'acapy-cloud',
      name: names.identity,
      url: 'https://cloud.invalid',
      auth: 'cloud',
      cloud: { walletId: 'sample', waypoint: { role: 'tenant', watches: [{ topic: 'proofs', field: 'state', fieldId: 'request-received', state: 'request-received' }] } },
      lastEventAt: now - 900_000,
    },
    { ...common, id: SAMPLE_IDS.venue, system: 'doshii', name: names.venue, url: 'https://venues.invalid', auth: 'client', lastEventAt: now - 60_000 },
  ];
}
