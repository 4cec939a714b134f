import type { WebContents, WebFrameMain } from 'electron';
import { CALLS, CALL_CHANNEL, ORIGIN } from '../shared/bridge.ts';
import type { CallName, Request, Response } from '../shared/bridge.ts';

/** One function a call: a missing one, or one that answers in another shape, does not compile. */
export type CallHandlers = { [N in CallName]: (request: Request<N>) => Answer<Response<N>> | Promise<Answer<Response<N>>> };
/** A call without an answer may be a function without a result. */
type Answer<R> = [R] extends [undefined] ? R | void : R;

/** How an answer crosses to the preload: never an error object, whose message could hold anything. */
export type CallAnswer = { ok: true; value: unknown } | { ok: false; reason: 'forbidden' | 'unknown' | 'bad-request' | 'failed' };

export interface CallParts {
  handlers: CallHandlers;
  log(message: string, details?: Record<string, unknown>): void;
}

/** Answers the calls of one window's page, and of nothing else: bound to its contents, its top frame and our exact origin. */
export function serveCalls(contents: WebContents, parts: CallParts): void {
  contents.ipc.handle(CALL_CHANNEL, (event, name: unknown, request: unknown): Promise<CallAnswer> | CallAnswer => {
    if (!isOurPage(event.senderFrame)) {
      parts.log('a call from elsewhere was refused', { origin: event.senderFrame?.origin ?? 'gone' });
      return { ok: false, reason: 'forbidden' };
    }
    return answerCall(name, request, parts);
  });
}

function isOurPage(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && frame.origin === ORIGIN;
}

/** Checks question and answer by their schemas; runs without Electron. */
export async function answerCall(name: unknown, request: unknown, { handlers, log }: CallParts): Promise<CallAnswer> {
  if (!isCallName(name)) {
    log('an unknown call was refused', { name: String(name).slice(0, 100) });
    return { ok: false, reason: 'unknown' };
  }
  const asked = CALLS[name].request.safeParse(request);
  if (!asked.success) {
    log('a call with a bad request was refused', { name, issues: asked.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`) });
    return { ok: false, reason: 'bad-request' };
  }
  try {
    const handler = handlers[name] as (request: unknown) => unknown;
    return { ok: true, value: CALLS[name].response.parse(await handler(asked.data)) };
  } catch (error) {
    log('a call failed', { name, error: String(error) });
    return { ok: false, reason: 'failed' };
  }
}

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(CALLS, name);
}
