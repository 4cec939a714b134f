import { expect } from 'vitest';
import { Alert } from '../../../src/shared/alert.ts';
import type { DecodeContext } from '../../../src/sources/acapy-cloud/context.ts';
import type { Decoded } from '../../../src/sources/acapy-cloud/decoded.ts';
import { decodeEvent } from '../../../src/sources/acapy-cloud/event.ts';
import { decodeRecord } from '../../../src/sources/acapy-cloud/records.ts';
import { NOON } from '../../clock.ts';

export const WALLET = '4e0c70fb-f2ad-4f59-81f3-93d8df9b977a';
export const CONNECTION = '359b30a2-c98d-4c00-b318-8185d1d0e64d';

/** Live, at noon, one wallet, unless told. */
export function at(fields: Partial<DecodeContext> = {}): DecodeContext {
  return { identity: `acapy-cloud:${WALLET}`, connectionId: 'one', now: NOON, road: 'live', ofGroup: false, ...fields };
}

/** An event as the services write it. */
export function eventText(topic: string, payload: unknown, around: Record<string, unknown> = {}): string {
  return JSON.stringify({ wallet_id: WALLET, topic, origin: 'multitenant', group_id: null, payload, ...around });
}

/** The alert that it must be, checked against the contract. */
export function alertOf(decoded: Decoded): Alert {
  if (decoded.type !== 'alert') throw new Error(`not an alert: ${JSON.stringify(decoded)}`);
  expect(Alert.parse(decoded.alert)).toEqual(decoded.alert);
  return decoded.alert;
}

export function live(topic: string, payload: unknown, context: DecodeContext = at()): Alert {
  return alertOf(decodeEvent(eventText(topic, payload), context));
}

export function listed(topic: string, record: unknown, context: DecodeContext = at({ road: 'catch-up' })): Alert {
  return alertOf(decodeRecord(topic, record, WALLET, context));
}

export const peerOf = (decoded: Decoded): string | undefined => (decoded.type === 'alert' ? decoded.peer : undefined);
