import type { EventName, Row, Shape } from './events.ts';
import { type Kind, PATHS, eventData } from './rows.ts';
import type { Kept, Store } from './store.ts';

/** How, and whether, the socket hears of a change. */
export interface Saying {
  /** false: the store changes, and nobody is told; REST alone knows. */
  readonly live?: boolean;
  /** Else as the change is. */
  readonly event?: EventName;
  /** Else the server's own. */
  readonly shape?: Shape;
  /** Fields that come over those of the event: another `uri`, a `version`, an `updatedAt`. Undefined takes one out. */
  readonly data?: Row;
}

/** What a test says about something new; all else has a default. */
export interface Making extends Saying {
  readonly id?: string | number;
  /** Else the server's first venue. */
  readonly locationId?: string;
  /** Any other fields of its row: `status`, `items`, `consumer`, `externalOrderRef`. */
  readonly fields?: Row;
}

/** Something that the world is told of, and that REST gives. */
export interface Thing {
  readonly kind: Kind;
  readonly id: string | number;
  readonly locationId: string;
  /** As REST gives it now. */
  readonly row: Row;
  readonly uri: string;
  /** Its address as a till has it; an App cannot read there. */
  readonly posUri: string;
  /** How often the socket was told of it. */
  readonly told: number;
  /** Another version. */
  update(fields: Row, how?: Saying): void;
  remove(how?: Saying): void;
  /** Tells of it as it is, once more where it was told before. */
  say(event: EventName, how?: Omit<Saying, 'event' | 'live'>): void;
}

/** An order can be paid. */
export interface Order extends Thing {
  /** A payment, of all by default, that comes in the order's row too. */
  pay(making?: Making): Thing;
}

/** One maker for each kind of thing. */
export interface Things {
  /** A venue; nobody is told unless an `event` is named, such as `location_subscription`. */
  location(making?: Making): Thing;
  order(making?: Making): Order;
  transaction(making?: Making): Thing;
  booking(making?: Making): Thing;
  checkin(making?: Making): Thing;
  /** Its id is a number. */
  loyaltyCheckin(making?: Making): Thing;
  /** What somebody at a till waits for, as a `card_enquiry`. */
  enquiry(making?: Making): Thing;
  /** The same as a `card_activate`. */
  activation(making?: Making): Thing;
}

/** What things need of their server. */
export interface Surroundings {
  readonly store: Store;
  readonly base: () => string;
  /** Whose venue it is where nothing else is said. */
  readonly venueId: () => string;
  readonly tell: (event: string, data: Row, shape: Shape | undefined) => void;
}

interface Verbs {
  readonly created: EventName;
  readonly updated: EventName;
  readonly removed: EventName;
}

const VERBS = {
  location: { created: 'location_subscription', updated: 'location_hours_updated', removed: 'location_subscription' },
  order: { created: 'order_created', updated: 'order_updated', removed: 'order_updated' },
  transaction: { created: 'transaction_created', updated: 'transaction_updated', removed: 'transaction_updated' },
  booking: { created: 'booking_created', updated: 'booking_updated', removed: 'booking_updated' },
  checkin: { created: 'checkin_created', updated: 'checkin_updated', removed: 'checkin_deleted' },
  loyaltyCheckin: { created: 'loyalty_checkin_created', updated: 'loyalty_checkin_updated', removed: 'loyalty_checkin_deleted' },
  card: { created: 'card_enquiry', updated: 'card_enquiry', removed: 'card_enquiry' },
} as const satisfies Record<Kind, Verbs>;

const ACTIVATION: Verbs = { created: 'card_activate', updated: 'card_activate', removed: 'card_activate' };

/** The makers of one server. */
export function createThings({ store, base, venueId, tell }: Surroundings): Things {
  let loyalty = 7_000;

  function make(kind: Kind, making: Making, verbs: Verbs = VERBS[kind]): Thing {
    const { id, fields = {}, ...how } = making;
    const place = making.locationId ?? (kind === 'location' ? '' : venueId());
    let kept = store.add(kind, place, { ...(id === undefined ? {} : { id }), ...fields });
    let told = 0;

    const current = (): Kept => store.find(kind, kept.id) ?? kept;
    function say(event: EventName, { data = {}, shape }: Saying): void {
      told += 1;
      tell(event, { ...eventData(kind, kept.row), ...data }, shape);
    }
    function aloud(event: EventName, saying: Saying): void {
      if (saying.live ?? true) say(saying.event ?? event, saying);
    }

    if (kind !== 'location' || how.event !== undefined) aloud(verbs.created, how);
    return {
      kind,
      id: kept.id,
      locationId: kept.locationId,
      get row() {
        return store.whole(current());
      },
      uri: String(kept.row['uri']),
      posUri: `${base().replace(/\/partner\//, '/pos/')}${PATHS[kind]}/${kept.id}`,
      get told() {
        return told;
      },
      update(changed, saying = {}) {
        kept = store.change(kept, changed);
        touchOrder(kept);
        aloud(verbs.updated, saying);
      },
      remove(saying = {}) {
        kept = current();
        store.remove(kept);
        aloud(verbs.removed, saying);
      },
      say: (event, saying = {}) => say(event, saying),
    };
  }

  /** An order that was paid has changed, though not itself. */
  function touchOrder({ kind, row }: Kept): void {
    const order = kind === 'transaction' ? store.find('order', String(row['orderId'])) : undefined;
    if (order !== undefined) store.touch(order);
  }

  function transaction(making: Making): Thing {
    const orderId = making.fields?.['orderId'];
    const order = orderId === undefined ? undefined : store.find('order', String(orderId));
    if (order !== undefined) store.touch(order);
    return make('transaction', making);
  }

  return {
    location: (making = {}) => make('location', making),
    order(making = {}) {
      const thing = make('order', making);
      const pay = ({ fields = {}, ...how }: Making = {}): Thing =>
        transaction({ locationId: thing.locationId, ...how, fields: { orderId: thing.id, ...fields } });
      // The row stays a getter.
      return Object.defineProperties({ pay } as Order, Object.getOwnPropertyDescriptors(thing));
    },
    transaction: (making = {}) => transaction(making),
    booking: (making = {}) => make('booking', making),
    checkin: (making = {}) => make('checkin', making),
    loyaltyCheckin: (making = {}) => make('loyaltyCheckin', { id: loyalty++, ...making }),
    enquiry: (making = {}) => make('card', making),
    activation(making = {}) {
      const id = making.id ?? `A${loyalty++}`;
      const uri = `${base()}/loyalty/cards/activation/${id}`;
      return make('card', { ...making, id, fields: { uri, ...making.fields } }, ACTIVATION);
    },
  };
}
