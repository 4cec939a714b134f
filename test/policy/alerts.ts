import type { Alert } from '../../src/shared/alert.ts';
import { NOON } from '../clock.ts';

/** A confirmed live order, with what the test is about on top. */
export function anAlert(differs: Partial<Alert> = {}): Alert {
  return {
    key: 'order:QmOne',
    identity: 'openbazaar:QmSelf',
    connectionId: 'shop',
    system: 'openbazaar',
    kind: 'order',
    category: 'order',
    urgency: 'normal',
    confirmation: 'confirmed',
    actions: [],
    road: 'live',
    read: false,
    occurredAt: NOON,
    receivedAt: NOON,
    frame: '{}',
    ...differs,
  };
}
