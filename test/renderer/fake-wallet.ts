import type { ConnectionView } from '../../src/shared/bridge.ts';
import type { TopicState } from '../../src/shared/connection.ts';
import type { Question } from '../../src/shared/inbox.ts';
import type { FakeAlert } from './fake-alerts.ts';

const WALLET = 'wallet';
type Common = Omit<FakeAlert, 'kind' | 'title' | 'body'>;

/** A wallet's connections: an account's, with a topic that is refused, and a client's, whose token ran out. */
export function fakeWallets(now: number): ConnectionView[] {
  const common = { system: 'ewallet', paused: false, rules: {}, addedAt: now - 20 * 86_400_000, hasSecret: true } as const;
  return [
    {
      ...common,
      id: WALLET,
      name: 'Harbour Wallet',
      url: 'https://wallet.example.com',
      auth: 'OMGProvider',
      username: 'acc_key_2vE8pQ',
      path: '/api/admin/socket',
      topics: ['account:acc_01ce83t7xnb9yh2bqscx6jf9ey', 'transaction_request:txr_01cbfge9qhmsdbjyb7a8e8pxt3', 'address:aaaa000000000001'],
      joined: 2,
      identity: 'ewallet:acc_key_2vE8pQ',
      lastEventAt: now - 90_000,
      state: { phase: 'online', since: now - 2 * 3_600_000, trouble: { code: 'topics-refused' } },
    },
    {
      ...common,
      id: 'pocket',
      name: 'My pocket',
      url: 'http://127.0.0.1:4000',
      auth: 'OMGClient',
      username: 'api_01cdpmcz',
      path: '/api/client/socket',
      topics: [],
      signedIn: true,
      identity: 'ewallet:usr_01cc02x0v98qcctvycfx4vsk8x',
      state: { phase: 'blocked', trouble: { code: 'expired-token' } },
    },
  ];
}

/** Where each topic of a connection stands: an address is what released servers crash on. */
export function fakeTopics({ topics = [] }: ConnectionView): TopicState[] {
  return topics.map((topic) => ({ topic, phase: topic.startsWith('address:') ? 'quarantined' : 'joined' }));
}

/** What a wallet tells of, newest first: a request to approve with an exchange, one to cancel, what became of three, a gap. */
export function fakeConsumptions(now: number, firstId: number): FakeAlert[] {
  const base = (nth: number, ago: number): Common => ({
    id: firstId + nth,
    connectionId: WALLET,
    system: 'ewallet',
    category: 'payment',
    urgency: 'normal',
    who: 'Surasak Wongsuwan',
    actorId: 'usr_01cc02x0v98qcctvycfx4vsk8x',
    account: 'Harbour Pottery',
    subject: { type: 'consumption', id: `txc_01cbfgy9cvwnyf6rd5p2n3tf4${nth}` },
    occurredAt: now - ago,
    receivedAt: now - ago + 400,
    read: nth > 1,
    confirmation: 'confirmed',
    identity: 'ewallet:acc_key_2vE8pQ',
    role: 'owner',
    actions: [],
    decision: { deliver: 'notify', why: 'rings' },
    why: 'Payments ring, and nothing spoke against it.',
    delivered: 'notification',
    history: [{ at: now - ago + 400, event: 'received', note: 'live' }],
    frame: '{"version":"1","topic":"account:acc_01ce83t7xnb9yh2bqscx6jf9ey","success":true,"ref":null,"event":"transaction_consumption_request","error":null,"data":{"id":"txc_01","amount":5000000000000000000}}',
  });
  const request = { kind: 'consumptionRequest', title: 'Surasak Wongsuwan wants to pay 5 OMG', body: 'It waits for your yes.', status: 'pending', amount: '5 OMG' } as const;
  return [
    { ...base(0, 20_000), ...request, exchanged: '0.012 ETH', reference: 'pottery-2291', deadlineAt: now + 14 * 60_000, direction: 'in', actions: ['approve', 'reject'] },
    { ...base(1, 300_000), ...request, title: 'You asked Old Harbour Books for 12 OMG', amount: '12 OMG', role: 'consumer', actions: ['cancel'] },
    { ...base(2, 3_600_000), kind: 'consumptionFinalized', title: 'Received 5 OMG from Surasak Wongsuwan', body: 'It arrived in Harbour Pottery.', status: 'confirmed', amount: '5 OMG', intent: { verb: 'approve', at: now - 3_700_000, outcome: 'done' } },
    { ...base(3, 7_200_000), ...request, intent: { verb: 'approve', at: now - 7_100_000, outcome: 'unknown' }, actions: ['approve', 'reject'] },
    { ...base(4, 9_000_000), kind: 'consumptionFinalized', title: 'The payment of 8 OMG failed', body: 'Not enough funds in the wallet.', text: 'Not enough OMG in the wallet.', status: 'failed', amount: '8 OMG' },
    { ...withoutParty(base(5, 900_000)), kind: 'gap', category: 'system', title: 'Not heard for 3 hours', body: 'What happened meanwhile cannot be fetched from this wallet.', since: now - 11_700_000 },
  ];
}

function withoutParty({ who: _who, actorId: _id, account: _account, subject: _subject, role: _role, ...rest }: Common): Common {
  return rest;
}

/** The question about an alert, as the main process would ask it. */
export function fakeQuestion({ who, account, amount, exchanged, reference, deadlineAt, direction }: FakeAlert, verb: Question['verb'], token: string): Question {
  const known = { who, account, amount, exchanged, reference, deadlineAt, direction };
  return { token, verb, reread: true, ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) };
}
