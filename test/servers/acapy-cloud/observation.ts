import { type Signal, createSignal } from '../signal.ts';
import type { Role } from './keys.ts';

/** A request, as the cloud saw it. */
export interface LoggedRequest {
  readonly method: string;
  /** Path and query as they came. */
  readonly path: string;
  /** Of events, or of records. */
  readonly kind: 'watch' | 'rest';
  readonly apiKey: string | undefined;
  /** UTC ms of its arrival. */
  readonly at: number;
}

/** A request with what it got; status 0 where it got none. */
export interface AnsweredRequest extends LoggedRequest {
  readonly status: number;
  readonly role: Role | undefined;
}

/** The cloud's log. */
export interface RequestLog {
  /** All that arrived, oldest first. */
  readonly requests: readonly LoggedRequest[];
  /** All that got an answer, or were cut, in that order. A stream counts from its headers. */
  readonly answers: readonly AnsweredRequest[];
  readonly arrived: Signal<LoggedRequest>;
  readonly answered: Signal<AnsweredRequest>;
  /** Notes a request; the function returned says what became of it, once. */
  begin(request: LoggedRequest): (status: number, role?: Role) => void;
  /** Resolves when no request waits for its answer, after what is already on its way in this process has come in. */
  idle(): Promise<void>;
}

/** An empty log. */
export function createRequestLog(): RequestLog {
  const requests: LoggedRequest[] = [];
  const answers: AnsweredRequest[] = [];
  const arrived = createSignal<LoggedRequest>();
  const answered = createSignal<AnsweredRequest>();
  const drained = createSignal<void>();
  const open = new Set<LoggedRequest>();
  return {
    requests,
    answers,
    arrived,
    answered,
    begin(request) {
      requests.push(request);
      open.add(request);
      arrived.emit(request);
      return (status, role) => {
        if (!open.delete(request)) return;
        const answer = { ...request, status, role };
        answers.push(answer);
        answered.emit(answer);
        if (open.size === 0) drained.emit();
      };
    },
    async idle() {
      do {
        if (open.size > 0) await drained.next();
        await new Promise<void>((resolve) => void setImmediate(resolve));
      } while (open.size > 0);
    },
  };
}
