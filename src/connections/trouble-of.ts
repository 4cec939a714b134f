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
 * whatever carries a trouble, a name or a version: a state, an answer.
 */
export function masking(mask: (text: string) => string) {
  const safe = (text: string): string => mask(text).slice(0, 500);
  return <T extends object>(told: T): T => ({
    ...told,
    ...('name' in told && typeof told.name === 'string' ? { name: safe(told.name) } : {}),
    ...('version' in told && typeof told.version === 'string' ? { version: safe(told.version) } : {}),
    ...('trouble' in told ? { trouble: troubleWithout(told.trouble, safe) } : {}),
  });
}

function troubleWithout(trouble: unknown, safe: (text: string) => string): unknown {
  if (typeof trouble !== 'object' || trouble === null || !('detail' in trouble) || typeof trouble.detail !== 'string') return trouble;
  return { ...trouble, detail: safe(trouble.detail) };
}

export type Masked = ReturnType<typeof masking>;

/** What an action that failed has left behind. Only a source that says so surely did nothing. */
export function actFailed(error: unknown): Extract<Acted, { ok: false }> {
  return { ok: false, trouble: troubleOf(error), outcome: error instanceof SourceError ? error.outcome : 'unknown' };
}
