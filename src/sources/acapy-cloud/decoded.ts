import type { Alert } from '../../shared/alert.ts';

/** What an event or a record is. `peer`: the remote connection whose label is still to be looked up, where there is one. */
export type Decoded = { type: 'alert'; alert: Alert; peer?: string } | { type: 'ignored'; reason: string };
