import { expect } from 'vitest';
import { Alert } from '../../../src/shared/alert.ts';
import { decodeFrame } from '../../../src/sources/openbazaar/alerts.ts';
import type { DecodeContext } from '../../../src/sources/openbazaar/context.ts';
import type { Decoded } from '../../../src/sources/openbazaar/decoded.ts';
import { NOON } from '../../clock.ts';
import { peerIdOf } from '../../servers/openbazaar/ids.ts';
import { toWire } from '../../servers/openbazaar/wire.ts';

export const VENDOR = peerIdOf('vendor');
export const BUYER = peerIdOf('buyer');
export const MODERATOR = peerIdOf('moderator');

/** Live, at noon, at a node that is the vendor's unless told. */
export function at(fields: Partial<DecodeContext> = {}): DecodeContext {
  return { self: VENDOR, identity: `openbazaar:${VENDOR}`, connectionId: 'one', addedAt: 0, now: NOON, road: 'live', ...fields };
}

/** As `at`, at a node that does not know its own peerID. */
export function atNobody(): DecodeContext {
  const { self: _, ...context } = at();
  return context;
}

export function decode(frame: unknown, context: DecodeContext = at()): Decoded {
  return decodeFrame(toWire(frame), context);
}

/** The alert that a frame must be, checked against the contract. */
export function alertOf(decoded: Decoded): Alert {
  if (decoded.type !== 'alert') throw new Error(`not an alert: ${JSON.stringify(decoded)}`);
  expect(Alert.parse(decoded.alert)).toEqual(decoded.alert);
  return decoded.alert;
}

export function alertFrom(frame: unknown, context: DecodeContext = at()): Alert {
  return alertOf(decode(frame, context));
}
