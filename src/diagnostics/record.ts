import type { Clock } from '../shared/clock.ts';
import type { ConnectionState, TroubleCode } from '../shared/connection.ts';

/** One thing that became of a connection. `detail`: as the server or the system said it; not for a report as it is. */
export interface Happened {
  at: number;
  phase: ConnectionState['phase'];
  trouble?: TroubleCode;
  detail?: string;
}

/** What connections went through since start: the last of it, for whoever looks into a problem. In memory only. */
export interface ConnectionRecord {
  state(id: string, state: ConnectionState): void;
  ignored(id: string, reason: string): void;
  of(id: string): { happened: readonly Happened[]; ignored: Readonly<Record<string, number>> };
}

const MOST_HAPPENED = 30;
const MOST_REASONS = 30;
const MOST_CONNECTIONS = 100;
const OTHERS = 'for other reasons';

interface Held {
  happened: Happened[];
  ignored: Map<string, number>;
}

export function createConnectionRecord(clock: Pick<Clock, 'now'>): ConnectionRecord {
  const held = new Map<string, Held>();
  const of = (id: string): Held => {
    const found = held.get(id) ?? { happened: [], ignored: new Map<string, number>() };
    // Those last spoken of stay.
    held.delete(id);
    held.set(id, found);
    const [oldest] = held.keys();
    if (held.size > MOST_CONNECTIONS && oldest !== undefined) held.delete(oldest);
    return found;
  };

  return {
    state(id, state) {
      const { happened } = of(id);
      const trouble = 'trouble' in state ? state.trouble : undefined;
      const last = happened.at(-1);
      // It is told again whenever anything about it changes; a new try in vain is told once.
      if (last?.phase === state.phase && last.trouble === trouble?.code && last.detail === trouble?.detail) return;
      happened.push({
        at: clock.now(),
        phase: state.phase,
        ...(trouble === undefined ? {} : { trouble: trouble.code }),
        ...(trouble?.detail === undefined ? {} : { detail: trouble.detail }),
      });
      if (happened.length > MOST_HAPPENED) happened.shift();
    },
    ignored(id, reason) {
      const { ignored } = of(id);
      const name = reasonIn(reason);
      const known = ignored.has(name) || ignored.size < MOST_REASONS ? name : OTHERS;
      ignored.set(known, (ignored.get(known) ?? 0) + 1);
    },
    of(id) {
      const { happened = [], ignored = new Map<string, number>() } = held.get(id) ?? {};
      return { happened, ignored: Object.fromEntries(ignored) };
    },
  };
}

/** Why a frame was ignored, without the part that the frame itself wrote. */
export function reasonIn(reason: string): string {
  return reason
    .replace(/^.* without a topic$/su, 'a signal without a topic')
    .replace(/that is .* already$/su, 'that is settled already')
    .replace(/:.*$/su, '')
    .slice(0, 100);
}
