import type { Alert, Verb } from '../shared/alert.ts';
import type { Acted, Reread } from '../bell/acts.ts';
import type { Source } from '../sources/source.ts';
import { actFailed, type Masked, troubleOf } from './trouble-of.ts';

/** What is asked of the server that an alert came from, whichever connection leads there today. */
export interface AtServer {
  markRead(alerts: readonly Alert[]): void;
  act(alert: Alert, verb: Verb, text?: string): Promise<Acted>;
  /** The alert's subject as its server has it now. */
  reread(alert: Alert): Promise<Reread>;
  /** Bytes of a picture from the node of this identity. */
  picture(identity: string, ref: string, maxBytes: number): Promise<Uint8Array>;
}

export interface AtServerDeps {
  sourceOf(identity: string): Source | undefined;
  masked: Masked;
  log(message: string, details?: Record<string, unknown>): void;
}

export function createAtServer({ sourceOf, masked, log }: AtServerDeps): AtServer {
  return {
    markRead(alerts) {
      for (const identity of new Set(alerts.map((alert) => alert.identity))) {
        sourceOf(identity)
          ?.markRead(alerts.filter((alert) => alert.identity === identity))
          .catch((error: unknown) => log('the read state was not told to the server', { identity, error: String(error) }));
      }
    },
    async act(alert, verb, text) {
      const source = sourceOf(alert.identity);
      if (source === undefined) return { ok: false, trouble: { code: 'not-connected' }, outcome: 'not-done' };
      try {
        await source.act(alert, verb, text);
        return { ok: true };
      } catch (error) {
        log('an action failed', { connection: alert.connectionId, verb, error: String(error) });
        return masked(actFailed(error));
      }
    },
    async reread(alert) {
      const source = sourceOf(alert.identity);
      if (source === undefined) return { ok: false, trouble: { code: 'not-connected' } };
      try {
        const fresh = await source.reread?.(alert);
        return fresh === undefined ? { ok: true } : { ok: true, alert: fresh };
      } catch (error) {
        log('an alert could not be read again', { connection: alert.connectionId, error: String(error) });
        return masked({ ok: false, trouble: troubleOf(error) });
      }
    },
    picture(identity, ref, maxBytes) {
      const source = sourceOf(identity);
      return source === undefined ? Promise.reject(new Error('its connection is not at work')) : source.picture(ref, maxBytes);
    },
  };
}
