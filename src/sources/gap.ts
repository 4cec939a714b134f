import type { Alert } from '../shared/alert.ts';
import type { System } from '../shared/system.ts';

/** What may have happened meanwhile cannot be asked for: the inbox says so (design.md, promise 1). Times in UTC ms. */
export function gapAlert(of: { system: System; identity: string; connectionId: string; since: number; until: number; now: number }): Alert {
  return {
    key: `gap|${of.since}`,
    identity: of.identity,
    connectionId: of.connectionId,
    system: of.system,
    kind: 'gap',
    category: 'system',
    urgency: 'low',
    since: of.since,
    confirmation: 'unasked',
    actions: [],
    road: 'live',
    read: false,
    occurredAt: of.until,
    receivedAt: of.now,
    frame: '',
  };
}
