import type { JsMsg } from '@nats-io/jetstream';
import type { Msg, MsgHdrs } from '@nats-io/nats-core/internal';
import type { NatsMessage } from './network.ts';

/** Of a durable consumer, which waits for an answer. */
export function ofDurable(message: JsMsg): NatsMessage {
  return { ...ofStream(message), ack: () => message.ack(), again: (ms) => message.nak(ms), drop: () => message.term() };
}

/** Of an ordered consumer: its place is known, and nobody waits for an answer. */
export function ofStream(message: JsMsg): NatsMessage {
  const { streamSequence: sequence, pending: waiting } = message.info;
  return { ...ofSubject(message), place: { sequence, waiting } };
}

/** Of a plain subscription. */
export function ofSubject(message: Pick<Msg, 'string'> & { headers?: MsgHdrs | undefined }): NatsMessage {
  const nothing = (): void => {};
  const id = message.headers?.get('Nats-Msg-Id') ?? '';
  return { text: message.string(), ...(id === '' ? {} : { id }), ack: nothing, again: nothing, drop: nothing };
}
