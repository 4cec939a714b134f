import { type CloudEvent, type Kind, type Payload, cloudEvent, idOf } from './events.ts';
import { stamp } from './ids.ts';
import type { Store } from './store.ts';

/** Who hears of a change. */
export interface Hearing {
  /** false: no watch, no look-back and no NATS; REST alone knows. */
  readonly live?: boolean;
}

/** What a test says about a new record; all else has a default. */
export interface RecordDetails extends Hearing {
  /** Else the cloud's own. */
  readonly walletId?: string;
  /** Else the cloud's own, if it has one; null: none. */
  readonly groupId?: string | null;
  readonly id?: string;
  /** UTC ms of created_at, updated_at or sent_time; else the cloud's clock. */
  readonly at?: number;
  /** Else as in the table of topics: request-received, offer-received, completed and so on. */
  readonly state?: string;
  /** Fields of the record: `connection_id`, `verified`, `their_label`, `content`. */
  readonly payload?: Payload;
}

/** A record that tells the world of its states. */
export interface Entity {
  readonly kind: Kind;
  readonly id: string;
  readonly walletId: string;
  /** What was last told, or would have been. */
  readonly event: CloudEvent;
  /** All that was told, oldest first. */
  readonly told: readonly CloudEvent[];
  /** Goes on to another state; updated_at follows the clock. `deleted` takes the record out of the lists. */
  move(state: string, fields?: Payload, options?: Hearing & { readonly at?: number }): CloudEvent;
  /** The last event once more, on every road. */
  repeat(): void;
}

type Make = (details?: RecordDetails) => Entity;

/** One maker for each kind of record. */
export type Domain = Readonly<Record<Kind, Make>>;

/** What records need of their cloud. */
export interface Surroundings {
  readonly now: () => number;
  readonly store: Store;
  readonly walletId: string;
  readonly groupId: string | null;
  readonly tell: (event: CloudEvent) => void;
}

/** The makers of one cloud. */
export function createDomain(surroundings: Surroundings): Domain {
  const { now, store, tell } = surroundings;
  let made = 0;

  function make(kind: Kind, details: RecordDetails): Entity {
    const { walletId = surroundings.walletId, live = true } = details;
    const id = details.id ?? idOf(kind, walletId, String(made++));
    const told: CloudEvent[] = [];
    let event = cloudEvent({
      kind,
      walletId,
      groupId: details.groupId === undefined ? surroundings.groupId : details.groupId,
      id,
      at: details.at ?? now(),
      ...(details.state === undefined ? {} : { state: details.state }),
      ...(details.payload === undefined ? {} : { payload: details.payload }),
    });

    function note(aloud: boolean): void {
      if (event.payload['state'] === 'deleted') store.remove(kind, walletId, id);
      else store.put({ kind, walletId, id, payload: event.payload });
      if (!aloud) return;
      told.push(event);
      tell(event);
    }

    note(live);
    return {
      kind,
      id,
      walletId,
      get event() {
        return event;
      },
      told,
      move(state, fields = {}, options = {}) {
        const time = kind === 'message' ? {} : { updated_at: stamp(options.at ?? now()) };
        event = { ...event, payload: { ...event.payload, ...time, state, ...fields } };
        note(options.live ?? true);
        return event;
      },
      repeat: () => note(true),
    };
  }

  const maker = (kind: Kind): Make => (details = {}) => make(kind, details);
  return {
    proof: maker('proof'),
    credential: maker('credential'),
    message: maker('message'),
    connection: maker('connection'),
    revocation: maker('revocation'),
    revokedCredential: maker('revokedCredential'),
    endorsement: maker('endorsement'),
    oob: maker('oob'),
  };
}
