import type { JSX } from 'preact';
import type { ConnectionState } from '../../src/shared/connection.ts';

/** A connection's state at a glance: shape and colour both tell it. Always beside words. */
export function StateDot({ phase }: { phase: ConnectionState['phase'] }): JSX.Element {
  return <span class={`dot dot-${phase}`} aria-hidden="true" />;
}
