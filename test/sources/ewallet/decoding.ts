import { expect } from 'vitest';
import { Alert } from '../../../src/shared/alert.ts';
import { decodeFrame } from '../../../src/sources/ewallet/alerts.ts';
import { decodeConsumption } from '../../../src/sources/ewallet/consumption.ts';
import type { DecodeContext } from '../../../src/sources/ewallet/context.ts';
import type { Decoded } from '../../../src/sources/ewallet/decoded.ts';
import { parseJson } from '../../../src/wire/json.ts';
import { NOON } from '../../clock.ts';
import { consumption, type ConsumptionDetails, eventFrame, type EventDetails } from '../../servers/ewallet/builders.ts';
import { toJson } from '../../servers/ewallet/json.ts';

/** Live, at noon, as an access key that listens to nothing of its own, unless told. */
export function at(fields: Partial<DecodeContext> = {}): DecodeContext {
  return { identity: 'ewallet:key', connectionId: 'one', now: NOON, road: 'live', api: 'admin', ours: new Set(), ...fields };
}

/** As an end user. */
export function atUser(self: string, fields: Partial<DecodeContext> = {}): DecodeContext {
  return at({ identity: `ewallet:${self}`, api: 'client', self, ...fields });
}

/** The alert that a frame must be, checked against the contract. */
export function alertOf(decoded: Decoded): Alert {
  if (decoded.type !== 'alert') throw new Error(`not an alert: ${JSON.stringify(decoded)}`);
  expect(Alert.parse(decoded.alert)).toEqual(decoded.alert);
  return decoded.alert;
}

export function settledBy(details: EventDetails): string | undefined {
  const decoded = decodeFrame(eventFrame(details), at());
  return decoded.type === 'alert' ? decoded.settles : expect.fail('no alert');
}

/** The alert of an event as a server writes it. */
export function live(details: EventDetails = {}, context: DecodeContext = at()): Alert {
  return alertOf(decodeFrame(eventFrame(details), context));
}

/** A row as HTTP answers it. */
export function row(details: ConsumptionDetails = {}): Record<string, unknown> {
  return parseJson(toJson(consumption(details))) as Record<string, unknown>;
}

/** The alert of a row. */
export function caughtUp(details: ConsumptionDetails = {}, context: DecodeContext = at({ road: 'catch-up' })): Alert {
  const decoded = decodeConsumption(row(details), context);
  return alertOf(decoded === undefined ? { type: 'ignored', reason: 'no news' } : { type: 'alert', ...decoded });
}

/** An id that the builders gave, by the way to it: `user_id`, `transaction_request.account_id`. */
export function idIn(of: Record<string, unknown>, path: string): string {
  const found = path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], of);
  return typeof found === 'string' ? found : expect.fail(`no id: ${path}`);
}
