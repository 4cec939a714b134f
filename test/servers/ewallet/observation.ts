import { type Signal, createSignal } from '../signal.ts';
import type { Api } from './generation.ts';

/** A call over HTTP, as the wallet saw it. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly api: Api | undefined;
  /** `transaction_consumption.approve`; the whole path outside every API. */
  readonly name: string;
  /** The body parsed, whole numbers as bigints; undefined where it is no JSON. */
  readonly body: unknown;
  readonly text: string;
  /** The scheme of its Authorization header. */
  readonly scheme: string | undefined;
  readonly authorization: string | undefined;
}

/** The opening of a socket, let in (101) or not. */
export interface Attempt {
  readonly path: string;
  readonly scheme: string | undefined;
  readonly authorization: string | undefined;
  readonly status: number;
}

/** The wallet's log of HTTP. */
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
        await new Promise<void>((resolve) => void setImmediate(resolve));
      } while (open > 0);
    },
  };
}
