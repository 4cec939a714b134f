import type { Alert, EWALLET_KINDS } from '../../shared/alert.ts';
import type { DecodeContext } from './context.ts';

type WalletKind = (typeof EWALLET_KINDS)[number];

/** What every alert of a wallet has, however it came; the decoder of its frame adds the key, the time and what it says. */
export function envelopeOf(kind: WalletKind, frame: string, context: DecodeContext): Omit<Alert, 'key' | 'occurredAt'> {
  return {
    identity: context.identity,
    connectionId: context.connectionId,
    system: 'ewallet',
    kind,
    category: 'payment',
    urgency: 'normal',
    // The server alone speaks on this socket.
    confirmation: 'confirmed',
    actions: [],
    road: context.road,
    read: false,
    receivedAt: context.now,
    frame,
  };
}
