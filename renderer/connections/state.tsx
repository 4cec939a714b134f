import type { JSX } from 'preact';
import type { ConnectionState } from '../../src/shared/connection.ts';

export type Standing = ConnectionState['phase'] | 'partly';

/** How a connection stands for a person: online with something missing is not fine. */
export function standing(state: ConnectionState): Standing {
  return state.phase === 'online' && state.trouble !== undefined ? 'partly' : state.phase;
}

/** A connection's state at a glance: shape and colour both tell it. Always beside words. */
export function StateDot({ state }: { state: ConnectionState }): JSX.Element {
  return <span class={`dot dot-${standing(state)}`} aria-hidden="true" />;
}
