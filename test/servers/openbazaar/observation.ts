import type { IncomingHttpHeaders } from 'node:http';
import { type Signal, createSignal, deferred } from '../signal.ts';

/** A request as the node saw it; a socket's opening is a GET of `ws`. */
export interface LoggedRequest {
  readonly method: string;
  /** Without host, leading slash and query: `ob/notifications`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Whether it brought credentials, right or wrong. */
  readonly withAuth: boolean;
  /** Whether the node let it in. */
  readonly allowed: boolean;
  readonly body: string;
}

/** The node's log of REST. */
export interface RequestLog {
  readonly requests: readonly LoggedRequest[];
  readonly arrived: Signal<LoggedRequest>;
  readonly answered: Signal<LoggedRequest>;
  /** Notes a request; the function returned says that its answer was sent or cut. */
  begin(request: LoggedRequest): () => void;
  /** Resolves when no request is being answered, after what is already on its way in this process has come in. */
  idle(): Promise<void>;
}

/** An empty log. */
export function createRequestLog(): RequestLog {
  const requests: LoggedRequest[] = [];
  const arrived = createSignal<LoggedRequest>();
  const answered = createSignal<LoggedRequest>();
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
        await turn();
      } while (open > 0);
    },
  };
}

/** Lets pending input and output of this process happen once. */
async function turn(): Promise<void> {
  const { promise, resolve } = deferred();
  setImmediate(resolve);
  await promise;
}
