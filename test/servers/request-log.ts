import { type Signal, createSignal } from './signal.ts';

/** A server's log of HTTP. */
export interface RequestLog<T> {
  readonly requests: readonly T[];
  readonly arrived: Signal<T>;
  readonly answered: Signal<T>;
  /** Notes a request; the function returned says that its answer was sent or cut. */
  begin(request: T): () => void;
  /** Resolves when no request is being answered, after what is already on its way in this process has come in. */
  idle(): Promise<void>;
}

/** An empty log. */
export function createRequestLog<T>(): RequestLog<T> {
  const requests: T[] = [];
  const arrived = createSignal<T>();
  const answered = createSignal<T>();
  const drained = createSignal<void>();
  let open = 0;
  return {
    requests,
    arrived,
    answered,
    begin(request) {
      requests.push(request);
      open += 1;
      arrived.emit(request);
      return () => {
        open -= 1;
        answered.emit(request);
        if (open === 0) drained.emit();
      };
    },
    async idle() {
      do {
        if (open > 0) await drained.next();
        await new Promise<void>((resolve) => void setImmediate(resolve));
      } while (open > 0);
    },
  };
}
