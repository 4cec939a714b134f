import type { Actor, Alert } from '../../shared/alert.ts';
import { readable } from '../../wire/readable.ts';
import { plainLine, plainText } from '../../wire/text.ts';
import type { DecodeContext } from './context.ts';
import type { Decoded } from './decoded.ts';
import { type Payload, readPayload, timeOf } from './frames.ts';
import { type Keyed, keyWith } from './keys.ts';
import { asksUs, kindOf, normalState, roleOf } from './states.ts';
import { isKnownTopic, normalTopic, subjectOf } from './topics.ts';

/** A live event's own time is believed so far from ours. */
const CLOCKS_MS = 120_000;
const MAX_STATUS = 64;
const MAX_NAME = 200;
const MAX_REFERENCE = 200;
const MAX_TYPE = 100;
const MAX_REASON = 2000;
const MAX_MESSAGE = 20_000;

/** Of whom, when and how it stands is said by other fields. */
const SAID_ELSEWHERE = ['state', 'connection_id', 'created_at', 'updated_at', 'error_msg'];

/**
 * What an event or a row of a REST list says. `isNow`: it was just read from the server as it stands, and is no event that may be over by
 * now. Throws a RangeError for a payload that is nested too deeply.
 */
export function alertOf(event: Keyed, isNow: boolean, frame: string, context: DecodeContext): Decoded {
  const payload = readPayload(event.payload);
  const topic = normalTopic(event.topic);
  const state = normalState(payload.state);
  const role = roleOf(topic, payload.role, state);
  const verified = verifiedOf(payload.verified);
  const kind = kindOf({ topic, role, state, verified });
  const openNow = isNow && asksUs({ topic, role, state });
  const type = plainLine(topic, MAX_TYPE);
  const status = plainLine(state, MAX_STATUS);
  const subject = subjectOf(topic, payload);
  const actor = actorOf(payload);
  const reference = plainLine(payload.credential_definition_id, MAX_REFERENCE) ?? plainLine(payload.cred_def_id, MAX_REFERENCE);
  const text = kind === 'message' ? plainText(payload.content, MAX_MESSAGE) : textOf(topic, payload, event.payload);
  const account = context.ofGroup ? plainLine(event.walletId, MAX_NAME) : undefined;
  const alert: Alert = {
    key: keyWith(event, payload),
    identity: context.identity,
    connectionId: context.connectionId,
    system: 'acapy-cloud',
    kind,
    category: kind === 'message' ? 'chat' : 'credential',
    urgency: kind === 'cloudRecord' ? 'low' : 'normal',
    // Only the server speaks on these roads.
    confirmation: 'confirmed',
    actions: [],
    road: context.road,
    read: context.road === 'first' && !openNow,
    occurredAt: occurredAt(payload, context),
    receivedAt: context.now,
    frame,
    ...(openNow ? { openNow } : {}),
    ...(kind === 'cloudRecord' && type !== undefined ? { type } : {}),
    ...(status === undefined ? {} : { status }),
    ...(role === undefined ? {} : { role }),
    ...(actor === undefined ? {} : { actor }),
    ...(subject === undefined ? {} : { subject }),
    ...(reference === undefined ? {} : { reference }),
    ...(account === undefined ? {} : { account }),
    ...(verified === undefined ? {} : { verified }),
    ...(text === undefined ? {} : { text }),
    ...(kind === 'message' && state === 'sent' ? { own: true } : {}),
  };
  return actor !== undefined && actor.name === undefined ? { type: 'alert', alert, peer: actor.id } : { type: 'alert', alert };
}

/** The other side is known by its connection; only events of connections carry its name. */
function actorOf({ connection_id: id, their_label: label, alias }: Payload): Actor | undefined {
  if (id === undefined) return undefined;
  const name = plainLine(label, MAX_NAME) ?? plainLine(alias, MAX_NAME);
  return { id, ...(name === undefined ? {} : { name }) };
}

/** Why it failed; of a topic without a form that we know, all that it says. */
function textOf(topic: string, { error_msg: why }: Payload, payload: unknown): string | undefined {
  const reason = plainText(why, MAX_REASON);
  if (reason !== undefined || isKnownTopic(topic)) return reason;
  return readable(payload, SAID_ELSEWHERE) || undefined;
}

/** Old records write it as text. */
function verifiedOf(value: unknown): boolean | undefined {
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : undefined;
}

function occurredAt({ updated_at: updated, created_at: created, sent_time: sent }: Payload, { now, road }: DecodeContext): number {
  const at = timeOf(updated) ?? timeOf(sent) ?? timeOf(created);
  if (at === undefined) return now;
  // What comes live has just happened, whatever the server's clock says.
  if (road === 'live' && Math.abs(now - at) > CLOCKS_MS) return now;
  return Math.min(at, now);
}
