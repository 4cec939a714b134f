import type { ConnectionView } from '../../src/shared/bridge.ts';
import type { ConnectionDraft, TestResult, TopicState, Watch } from '../../src/shared/connection.ts';
import type { FakeAlert } from './fake-alerts.ts';

const standing = (topic: string, state: string): Watch => ({ topic, field: 'state', fieldId: state, state });
const WALLET_ID = '4f0c9a52-6a3e-4b7e-9d55-0c6d2f6f8a11';

/** An API key as acapy-cloud makes them: a token that names its wallet. Its signature is made up. */
export function fakeKey(walletId: string): string {
  const part = (value: unknown): string => btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return `tenant.${part({ alg: 'HS256', typ: 'JWT' })}.${part({ wallet_id: walletId, iat: 1_700_000_000 })}.c2lnbmF0dXJl`;
}

export const FAKE_CREDS = `-----BEGIN NATS USER JWT-----
eyJ0eXAiOiJKV1QiLCJhbGciOiJlZDI1NTE5LW5rZXkifQ.ZmFrZS11c2Vy.ZmFrZS1zaWduYXR1cmU
------END NATS USER JWT------

************************* IMPORTANT *************************
NKEY Seed printed below can be used to sign and prove identity.

-----BEGIN USER NKEY SEED-----
SUAFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKE
------END USER NKEY SEED------
`;

/** Connections to acapy-cloud: over both roads with NATS down, a whole group over NATS, and a key that is for another wallet. */
export function fakeClouds(now: number): ConnectionView[] {
  const common = { system: 'acapy-cloud', auth: 'cloud', paused: false, rules: {}, addedAt: now - 9 * 86_400_000, hasSecret: true } as const;
  return [
    {
      ...common,
      id: 'identity',
      name: 'Harbour Identity',
      url: 'https://cloudapi.example.com',
      path: '/cloud',
      cloud: {
        walletId: WALLET_ID,
        waypoint: {
          role: 'tenant',
          watches: [
            standing('proofs', 'request-received'),
            standing('credentials', 'offer-received'),
            standing('basic-message', 'received'),
            { topic: 'connections', field: 'connection_id', fieldId: '1cf1a1f0', state: 'completed' },
          ],
        },
        nats: { url: 'tls://nats.example.com:4222', auth: 'creds' },
      },
      joined: 3,
      identity: `acapy-cloud:${WALLET_ID}`,
      lastEventAt: now - 60_000,
      state: { phase: 'online', since: now - 3_600_000, trouble: { code: 'on-the-other-road' } },
    },
    {
      ...common,
      id: 'group',
      name: 'Guild of potters',
      url: 'nats://10.0.0.7:4222',
      cloud: { walletId: '*', groupId: 'guild', nats: { url: 'nats://10.0.0.7:4222', auth: 'none' } },
      hasSecret: false,
      joined: 1,
      identity: 'acapy-cloud:group:guild',
      lastEventAt: now - 30_000,
      state: { phase: 'online', since: now - 3_600_000 },
    },
    {
      ...common,
      id: 'stranger',
      name: 'Old key',
      url: 'https://cloudapi.example.com',
      cloud: { walletId: 'other', waypoint: { role: 'tenant', watches: [standing('proofs', 'done')] } },
      identity: 'acapy-cloud:other',
      state: { phase: 'blocked', trouble: { code: 'wrong-wallet', detail: '403 Unauthorized' } },
    },
  ];
}

const topicOf = ({ topic, field, fieldId, state }: Watch): string => `waypoint:${[topic, field, fieldId, state].map(encodeURIComponent).join('/')}`;

/** Where each of its roads and watches stands: NATS first, where there is one. */
export function fakeHeard({ cloud }: Pick<ConnectionView, 'cloud'>, nats: TopicState['phase'], watch: TopicState['phase']): TopicState[] {
  const watches = cloud?.waypoint?.watches ?? [];
  return [
    ...(cloud?.nats === undefined ? [] : [{ topic: 'nats:cloudapi.aries.events', phase: nats }]),
    ...watches.map((each) => ({ topic: topicOf(each), phase: each.topic === 'connections' ? ('errored' as const) : watch })),
  ];
}

export function fakeCloudTest({ cloud, secret = '' }: ConnectionDraft): TestResult {
  if (secret.includes('wrong')) return { ok: false, trouble: { code: 'wrong-wallet', detail: '403 Unauthorized' } };
  return { ok: true, identity: `acapy-cloud:${cloud?.walletId}`, topics: fakeHeard({ cloud }, 'joined', 'joined'), listed: true };
}

type Common = Omit<FakeAlert, 'kind' | 'title' | 'body'>;

/** What acapy-cloud tells of, newest first: a proof request, a proof that failed, a credential offer, a message, a record, and one of a group. */
export function fakeEvents(now: number, firstId: number): FakeAlert[] {
  const base = (nth: number, ago: number): Common => ({
    id: firstId + nth,
    connectionId: 'identity',
    system: 'acapy-cloud',
    category: 'credential',
    urgency: 'normal',
    who: 'Harbour Registry',
    actorId: '1cf1a1f0-8a52-4f7a-9a5e-2f2e6f2c7d10',
    occurredAt: now - ago,
    receivedAt: now - ago + 300,
    read: nth > 1,
    confirmation: 'confirmed',
    identity: `acapy-cloud:${WALLET_ID}`,
    actions: [],
    decision: { deliver: 'notify', why: 'rings' },
    why: 'Credentials ring, and nothing spoke against it.',
    delivered: 'notification',
    history: [{ at: now - ago + 300, event: 'received', note: 'live' }],
    frame: `{"wallet_id":"${WALLET_ID}","topic":"proofs","origin":"tenant","payload":{"proof_id":"v2-f9","state":"request-received"}}`,
  });
  const proof = { type: 'proof', id: 'v2-f9a1c3d2' } as const;
  return [
    { ...base(0, 10_000), kind: 'proof', title: 'Harbour Registry asks for proof', body: 'Look at the request in your wallet.', role: 'prover', subject: proof, status: 'request-received' },
    { ...base(1, 200_000), kind: 'proof', title: 'The proof could not be verified', body: 'Do not rely on it.', role: 'verifier', subject: proof, status: 'done', verified: false },
    { ...base(2, 900_000), kind: 'proof', title: 'The proof is verified', body: 'From Harbour Registry.', role: 'verifier', subject: proof, status: 'done', verified: true },
    { ...base(3, 1_200_000), kind: 'credential', title: 'Harbour Registry offers you a credential', body: 'It waits in your wallet.', role: 'holder', subject: { type: 'credential', id: 'v2-11b2' }, status: 'offer-received' },
    { ...base(4, 2_000_000), kind: 'message', category: 'chat', title: 'Harbour Registry wrote to you', body: 'Your permit is ready.', text: 'Your permit is ready.', subject: { type: 'connection', id: '1cf1a1f0-8a52-4f7a-9a5e-2f2e6f2c7d10' }, status: 'received' },
    { ...base(5, 3_000_000), connectionId: 'group', identity: 'acapy-cloud:group:guild', kind: 'cloudRecord', urgency: 'low', title: 'oob: strange-state', body: '', account: WALLET_ID, subject: { type: 'record', id: 'oob-1' }, status: 'strange-state' },
  ];
}
