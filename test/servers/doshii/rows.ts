import type { Row } from './events.ts';

/** What REST has; `card` is an enquiry or an activation. */
export type Kind = 'location' | 'order' | 'transaction' | 'booking' | 'checkin' | 'loyaltyCheckin' | 'card';

/** Which list or look-up a kind is had by, below the base of REST. */
export const PATHS = {
  location: '/locations',
  order: '/orders',
  transaction: '/transactions',
  booking: '/bookings',
  checkin: '/checkins',
  loyaltyCheckin: '/loyalty/checkins',
  card: '/loyalty/cards/enquiry',
} as const satisfies Record<Kind, string>;

const CONSUMER = { name: 'Alice Liddell', email: 'alice@example.com', phone: '0400000000', marketingOptIn: false };

/** One line of an order; `cents` is its price. */
export function item(name: string, cents: number, quantity = 1): Row {
  return {
    posId: null,
    name,
    quantity,
    description: null,
    unitPrice: String(cents),
    totalBeforeSurcounts: String(cents * quantity),
    totalAfterSurcounts: String(cents * quantity),
    tags: [],
    type: 'single',
    includedItems: [],
    surcounts: [],
    options: [],
  };
}

/** What a row of each kind says where a test says nothing else; ids, times, `version` and `uri` are the store's. */
export const DEFAULTS = {
  location: {
    name: 'Harbour Café',
    addressLine1: '1 Quay Street',
    addressLine2: null,
    city: 'Melbourne',
    state: 'VIC',
    country: 'AU',
    postalCode: '3000',
    timezone: 'Australia/Melbourne',
    phoneNumber: null,
    vendor: 'harbour-pos',
    organisationId: '12',
    operatingHours: [],
    capability: { healthCheck: true, orderPreProcess: false, autoCompleteCheckin: false },
  },
  /** 1500 cents. */
  order: {
    posRef: null,
    externalOrderRef: 'HC-1001',
    checkinId: null,
    manuallyProcessed: false,
    mealPhase: null,
    status: 'pending',
    type: 'pickup',
    notes: null,
    revenueCentre: null,
    requiredAt: null,
    availableEta: null,
    items: [item('Flat white', 450, 2), item('Almond croissant', 600)],
    unapprovedItems: [],
    surcounts: [],
    taxes: [],
    consumer: CONSUMER,
    rejectionCode: null,
    rejectionReason: null,
    posTerminalId: null,
  },
  transaction: {
    reference: 'HC-1001-1',
    invoice: null,
    linkedTrxId: null,
    method: 'visa',
    amount: '1500',
    tip: '0',
    status: 'pending',
    acceptLess: false,
    partnerInitiated: true,
    prepaid: false,
    surcounts: [],
    rejectionCode: null,
    rejectionReason: null,
    posTerminalId: null,
  },
  booking: {
    status: 'pending',
    tableNames: [],
    covers: 4,
    notes: null,
    ref: 'B-77',
    consumer: CONSUMER,
    checkin: null,
    posTerminalId: null,
  },
  checkin: { status: 'pending', ref: null, tableNames: ['Table 4'], covers: 2, bookingId: null, completedAt: null, consumer: CONSUMER },
  loyaltyCheckin: {
    status: 'pending',
    member: { ref: 'M-5', name: 'Bob Builder', imageUri: '' },
    rewards: { items: [], surcounts: [] },
    rejectionReason: null,
  },
  card: {
    type: 'giftcard',
    status: 'pending',
    orderId: null,
    amount: 0,
    notes: null,
    reference: 'G-42',
    expiryDate: null,
    cancelledReason: null,
  },
} as const satisfies Record<Kind, Row>;

/** What a customer's card brings with an enquiry or an activation: not for anybody's inbox, log or export. */
export const CARD_DATA = {
  cardRef: '6035-7710-0042',
  amount: 2_000,
  cardAuthorisationKey: 'PIN-73-915',
  cardProviderAuthId: 'provider-id-8841',
  cardProviderAuthPassword: 'provider-password-2297',
} as const;

/** What an event says of a row: where it is, and little of what it is; of a card besides what was asked for. */
export function eventData(kind: Kind, row: Row): Row {
  const { id, locationId, status, posRef, orderId, uri } = row;
  const told = { id, locationId, status, posRef, orderId, uri, ...(kind === 'card' ? { requestData: CARD_DATA } : {}) };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined && value !== null));
}
