import type { CloudEvent } from './events.ts';

/** A NATS server, as far as it takes events. */
export interface TakesEvents {
  readonly running: boolean;
  publish(event: CloudEvent, options: { readonly again: boolean }): Promise<unknown>;
}

/** Brings events to a NATS server too, in order; while it is down they wait. */
export interface Onward {
  send(event: CloudEvent): void;
  to(nats: TakesEvents): () => void;
  /**
   * Resolves when all is in the stream.
   *
   * @throws where the server is down, or did not take an event
   */
  done(): Promise<void>;
}

interface Road {
  readonly waiting: CloudEvent[];
  readonly sent: WeakSet<CloudEvent>;
  busy: Promise<void> | undefined;
}

/** Nothing goes on until there is somewhere to go. */
export function createOnward(): Onward {
  const roads = new Map<TakesEvents, Road>();
  const failures: unknown[] = [];

  async function empty(nats: TakesEvents): Promise<void> {
    const road = roads.get(nats);
    // One at a time: what comes first lies first.
    for (let event = road?.waiting[0]; road !== undefined && event !== undefined && nats.running; event = road.waiting[0]) {
      await nats.publish(event, { again: road.sent.has(event) });
      road.sent.add(event);
      road.waiting.shift();
    }
  }

  function pump(nats: TakesEvents): Promise<void> {
    const road = roads.get(nats);
    if (road === undefined) return Promise.resolve();
    road.busy ??= empty(nats)
      // Kept for `done`: nobody waits here. A server that went down in between is no failure, the event still waits.
      .catch((error: unknown) => void (nats.running && failures.push(error)))
      .finally(() => {
        road.busy = undefined;
      });
    return road.busy;
  }

  return {
    send(event) {
      for (const [nats, road] of roads) {
        road.waiting.push(event);
        void pump(nats);
      }
    },
    to(nats) {
      roads.set(nats, { waiting: [], sent: new WeakSet(), busy: undefined });
      return () => void roads.delete(nats);
    },
    async done() {
      for (const [nats, road] of roads) {
        while (road.waiting.length > 0 && nats.running && failures.length === 0) await pump(nats);
        if (failures.length > 0) throw new AggregateError(failures.splice(0), 'NATS did not take an event.');
        if (road.waiting.length > 0) throw new Error(`NATS is down, and ${road.waiting.length} events wait for it.`);
      }
    },
  };
}
