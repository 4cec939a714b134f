import { Trouble } from '../shared/connection.ts';
import { SourceError } from '../sources/source.ts';
import type { Acted } from '../bell/acts.ts';

/** Errors of the wire carry their trouble; anything else is a fault of ours, and named as one. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof Error && 'trouble' in error) {
    const parsed = Trouble.safeParse(error.trouble);
    if (parsed.success) return parsed.data;
  }
  return { code: 'server-error', detail: String(error).slice(0, 500) };
}

/**
 * Takes our own secrets out of what a server said: it may repeat what it was sent, and neither window nor tray is to show that. For
 * whatever carries a trouble: a state, an answer.
 */
export function masking(mask: (text: string) => string) {
  return <T extends object>(told: T): T => {
    const trouble: unknown = 'trouble' in told ? told.trouble : undefined;
    if (typeof trouble !== 'object' || trouble === null || !('detail' in trouble) || typeof trouble.detail !== 'string') return told;
    return { ...told, trouble: { ...trouble, detail: mask(trouble.detail).slice(0, 500) } };
  };
}
export type Masked = ReturnType<typeof masking>;

/** What an action that failed has left behind. Only a source that says so surely did nothing. */
export function actFailed(error: unknown): Extract<Acted, { ok: false }> {
  return { ok: false, trouble: troubleOf(error), outcome: error instanceof SourceError ? error.outcome : 'unknown' };
}
