import type { ConnectionView } from '../../src/shared/bridge.ts';
import type { ConnectionDraft, TestResult } from '../../src/shared/connection.ts';
import type { FakeAlert } from './fake-alerts.ts';

const IDENTITY = 'doshii:live:0d9f3c6b8a4e417c9e5d2f6a7b8c9d0e';

/** Doshii apps: a live one with its secret, one whose client id is refused, one whose client secret is wrong, and one of which nothing came yet. */
export function fakeDoshiis(now: number): ConnectionView[] {
  const common = { system: 'doshii', auth: 'client', path: '/app/socket', paused: false, rules: {}, addedAt: now - 9 * 86_400_000, hasSecret: true } as const;
  return [
    {
      ...common,
      id: 'bistro',
      name: 'Bistro app',
      url: 'https://live-socket.doshii.co',
      doshii: { rest: 'https://live.doshii.co/partner/v3', deviceId: 'till-7' },
      identity: IDENTITY,
      lastEventAt: now - 60_000,
      state: { phase: 'online', since: now - 3_600_000 },
    },
    {
      ...common,
      id: 'trial',
      name: 'Trial app',
      url: 'https://socket.sandbox.doshii.co',
      doshii: {},
      state: { phase: 'waiting', retryAt: now + 40_000, since: now - 90_000, trouble: { code: 'client-refused', detail: '401' } },
    },
    {
      ...common,
      id: 'half',
      name: 'Half a key',
      url: 'https://doshii.example.com',
      path: '/app/socket/v3',
      doshii: { rest: 'https://api.example.com/partner/v3' },
      identity: 'doshii:doshii.example.com:1d9f3c6b8a4e417c9e5d2f6a7b8c9d0e',
      state: { phase: 'online', since: now - 3_600_000, trouble: { code: 'wrong-client-secret', detail: '403' } },
    },
    { ...common, id: 'quiet', name: 'Quiet app', url: 'https://socket.sandbox.doshii.co', doshii: {}, identity: 'doshii:sandbox:2d9f3c6b', state: { phase: 'online', since: now - 60_000 } },
  ];
}

export function fakeDoshiiTest({ doshii, secret = '' }: ConnectionDraft): TestResult {
  if (secret.includes('wrong')) return { ok: false, trouble: { code: 'client-refused', detail: '401' } };
  const identity = 'doshii:sandbox:3d9f3c6b8a4e417c9e5d2f6a7b8c9d0e';
  return doshii?.rest === undefined ? { ok: true, identity, listed: false } : { ok: true, identity, listed: true, locations: 3 };
}

type Common = Omit<FakeAlert, 'kind' | 'title' | 'body'>;

/** What Doshii tells of, newest first: an order of a table, a booking, a payment that was refused, a till that waits, and a menu. */
export function fakeVenueNews(now: number, firstId: number): FakeAlert[] {
  const base = (nth: number, ago: number): Common => ({
    id: firstId + nth,
    connectionId: 'bistro',
    system: 'doshii',
    category: 'order',
    urgency: 'normal',
    account: 'The Pottery Cafe, Harbour Street',
    occurredAt: now - ago,
    receivedAt: now - ago + 300,
    read: nth > 2,
    confirmation: 'confirmed',
    identity: IDENTITY,
    actions: [],
    decision: { deliver: 'notify', why: 'rings' },
    why: 'Orders ring, and nothing spoke against it.',
    delivered: 'notification',
    history: [{ at: now - ago + 300, event: 'received', note: 'live' }],
    frame: '{"emit":["order_created",{"id":"27","locationId":"bR3k","status":"pending"}]}',
  });
  const order = { type: 'order', id: '27' } as const;
  const customer = { who: 'Maya Lindqvist', actorId: 'Maya Lindqvist' };
  return [
    {
      ...base(0, 20_000),
      ...customer,
      kind: 'venueOrder',
      title: 'New order from Maya Lindqvist',
      body: 'Flat white, Toastie at The Pottery Cafe.',
      item: 'Flat white, Toastie with mushrooms and thyme, Lemon tart',
      amount: '31.50',
      reference: 'TBL-1042',
      tables: 'Table 4, Table 5',
      covers: 4,
      dueAt: now + 40 * 60_000,
      subject: order,
      status: 'pending',
    },
    {
      ...base(1, 300_000),
      ...customer,
      kind: 'booking',
      title: 'Booking by Maya Lindqvist',
      body: '6 people, Friday 7:30 PM.',
      text: 'By the window, if there is room.',
      reference: 'B-77',
      tables: 'Terrace 2',
      covers: 6,
      dueAt: now + 2 * 86_400_000,
      subject: { type: 'booking', id: '501' },
      status: 'pending',
    },
    {
      ...base(2, 900_000),
      kind: 'venuePayment',
      category: 'payment',
      who: 'Bistro Web',
      actorId: '44',
      title: 'Payment refused',
      body: '31.50 for an order at The Pottery Cafe: card declined.',
      amount: '31.50',
      text: 'Card declined',
      subject: order,
      status: 'rejected',
    },
    {
      ...base(3, 1_500_000),
      kind: 'tillRequest',
      category: 'payment',
      title: 'A till asks for the balance of a card',
      body: 'At The Pottery Cafe.',
      subject: { type: 'request', id: 'rq-9' },
      status: 'pending',
    },
    { ...base(4, 3_000_000), kind: 'venueRecord', category: 'system', urgency: 'low', title: 'Menu changed', body: 'At bR3k.', account: 'bR3k', subject: { type: 'location', id: 'bR3k' } },
  ];
}
