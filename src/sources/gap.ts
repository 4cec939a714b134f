import type { Alert } from '../shared/alert.ts';
import type { System } from '../shared/system.ts';

/** When nobody listened, and when that was found out (UTC ms). */
export interface Gap {
  system: System;
  identity: string;
  connectionId: string;
  since: number;
  until: number;
  now: number;
  /** Some of what was missed could be caught up. */
  status?: 'partly';
}

/** What may have happened meanwhile cannot be asked for: the inbox says so (design.md, promise 1). */
export function gapAlert(of: Gap): Alert {
  return {
    key: `gap|${of.since}`,
    identity: of.identity,
    connectionId: of.connectionId,
    system: of.system,
    kind: 'gap',
    category: 'system',
    urgency: 'low',
    since: of.since,
    ...(of.status === undefined ? {} : { status: of.status }),
    confirmation: 'unasked',
    actions: [],
    road: 'live',
    read: false,
    occurredAt: of.until,
    receivedAt: of.now,
    frame: '',
  };
}
