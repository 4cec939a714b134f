import type { Alert } from '../../shared/alert.ts';
import { isRecord } from '../../wire/record.ts';
import { plainText } from '../../wire/text.ts';
import type { DecodeContext } from './context.ts';
import { type Decoded, ignored } from './decoded.ts';
import { envelope, withActions } from './envelope.ts';
import { ChatMessage } from './frames.ts';
import { actor } from './notifications.ts';

const MAX_MESSAGE = 20_000;

/**
 * A `message`, from a frame or from ob/chatmessages. Live ones have the time of their arrival, as their own is the sender's clock; of those
 * caught up nothing better is known.
 */
export function decodeChat(value: unknown, frame: string, context: DecodeContext): Decoded {
  const read = ChatMessage.safeParse(value);
  if (!read.success) return ignored('a message without messageId');
  const { messageId, peerId, subject, message, outgoing, timestamp } = read.data;
  // An empty message is the protocol's sign for typing.
  if (message === undefined || message === '') {
    return peerId === undefined ? ignored('a message without text and peer') : { type: 'state', what: 'typing', peerId };
  }
  const text = plainText(message, MAX_MESSAGE);
  const who = actor(peerId, undefined);
  const own = outgoing === true;
  const about: Alert['subject'] | undefined =
    subject !== undefined ? { type: 'order', id: subject } : peerId !== undefined ? { type: 'peer', id: peerId } : undefined;
  return {
    type: 'alert',
    alert: withActions({
      ...envelope('message', frame, context),
      key: messageKey(messageId),
      ...(who === undefined ? {} : { actor: who }),
      ...(about === undefined ? {} : { subject: about }),
      ...(text === undefined ? {} : { text }),
      ...(own ? { own } : {}),
      read: own || read.data.read === true,
      occurredAt: context.road === 'live' ? context.now : Math.min(timestamp ?? context.now, context.now),
    }),
  };
}

/** The journal's key of a chat message, the same for frames and REST. */
export function messageKey(messageId: string): string {
  return `message:${messageId}`;
}

/** The journal's key of a row of ob/chatmessages, without decoding what it says. */
export function messageKeyOfRow(row: unknown): string | undefined {
  const id = isRecord(row) ? row['messageId'] : undefined;
  return typeof id === 'string' && id !== '' ? messageKey(id) : undefined;
}

/** The node's id of a chat message; undefined for alerts that are none. */
export function messageIdOf(alert: Pick<Alert, 'key'>): string | undefined {
  return /^message:(.+)$/s.exec(alert.key)?.[1];
}
