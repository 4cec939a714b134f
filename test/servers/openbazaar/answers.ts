import { toWire } from './wire.ts';

/** An answer of the node, or `never`: the connection stays open without one. */
export type Answer = Reply | 'never';

/** An answer with a status and a body; `after` runs once it is sent. */
export interface Reply {
  readonly status: number;
  readonly body: string | Buffer;
  readonly contentType: string;
  readonly after?: () => void;
}

/** A JSON answer, sanitised and indented as the server's. */
export function ok(value: unknown, status = 200): Reply {
  return { status, body: toWire(value), contentType: 'application/json' };
}

/** An error as the server words it: `{"success": false, "reason": …}`. */
export function fail(status: number, reason: string): Reply {
  return ok({ success: false, reason }, status);
}

/** A whole number as Go's strconv.Atoi reads it; empty means no limit (-1). */
export function parseLimit(text: string | null): number | { readonly error: string } {
  if (text === null || text === '') return -1;
  if (/^[+-]?\d+$/.test(text)) return Number(text);
  return { error: `strconv.Atoi: parsing "${text}": invalid syntax` };
}

/** A JSON body, or undefined where it does not parse. */
export function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A text field of a body; "" where it is missing, as Go's zero value. */
export function textField(body: unknown, name: string): string {
  const value = fieldOf(body, name);
  return typeof value === 'string' ? value : '';
}

/** Any field of a body. */
export function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
}
