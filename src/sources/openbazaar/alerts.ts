import { parseJson } from '../../wire/json.ts';
import { isRecord } from '../../wire/record.ts';
import { frameText, plainLine } from '../../wire/text.ts';
import { decodeChat } from './chat.ts';
import type { DecodeContext } from './context.ts';
import { type Decoded, ignored, type Ignored } from './decoded.ts';
import { ChatMark, Reply } from './frames.ts';
import { decodeNotification } from './notifications.ts';
import { decodeProfile } from './profile.ts';
import { decodeStatus } from './status.ts';
import { decodeTransaction } from './wallet.ts';

/**
 * One text frame of the socket (openbazaar.md, "Frames"). Never throws, whatever it is given: any client of the node can have its frames
 * echoed to all, so that a frame may hold anything.
 */
export function decodeFrame(text: string, context: DecodeContext): Decoded {
  const parsed = parse(text);
  if (parsed.type === 'ignored') return parsed;
  return decodeParsed(parsed.frame, text, context);
}

function decodeParsed(frame: Record<string, unknown>, text: string, context: DecodeContext): Decoded {
  const own = (key: string): unknown => (Object.hasOwn(frame, key) ? frame[key] : undefined);
  const raw = frameText(text);
  if (own('notification') !== undefined) return decodeNotification(own('notification'), raw, context);
  if (own('message') !== undefined) return decodeChat(own('message'), raw, context);
  if (own('wallet') !== undefined) return decodeTransaction(own('wallet'), raw, context);
  if (own('walletUpdate') !== undefined) return { type: 'state', what: 'walletUpdate' };
  if (own('messageTyping') !== undefined) return decodeMark('typing', own('messageTyping'));
  if (own('messageRead') !== undefined) return decodeMark('messageRead', own('messageRead'));
  if (own('status') !== undefined) return decodeStatus(own('status'), raw, context);
  if (own('id') !== undefined) return decodeReply(frame);
  const [first] = Object.keys(frame);
  return ignored(first === undefined ? 'an empty object' : `no frame of a node: its first key is ${plainLine(first, 60) ?? 'empty'}`);
}

function parse(text: string): { type: 'frame'; frame: Record<string, unknown> } | Ignored {
  try {
    const value = parseJson(text);
    return isRecord(value) ? { type: 'frame', frame: value } : ignored('JSON, but not an object');
  } catch (error) {
    if (error instanceof SyntaxError) return ignored('not JSON');
    if (error instanceof RangeError) return ignored('nested too deeply');
    throw error;
  }
}

function decodeMark(what: 'typing' | 'messageRead', value: unknown): Decoded {
  const mark = ChatMark.safeParse(value);
  if (!mark.success) return ignored(`${what} without a peer`);
  const { peerId, subject, messageId } = mark.data;
  return {
    type: 'state',
    what,
    peerId,
    ...(subject === undefined ? {} : { subject }),
    ...(messageId === undefined ? {} : { messageId }),
  };
}

/** `{id,peerId,profile}` or `{error,id,peerID}` of ob/fetchprofiles; `{id,peerId}` and `{id,ratingId,...}` are other calls' answers. */
function decodeReply(frame: Record<string, unknown>): Decoded {
  const reply = Reply.safeParse(frame);
  if (!reply.success) return ignored('an answer without an id');
  const { id, error, ratingId } = reply.data;
  const peerId = reply.data.peerId ?? reply.data.peerID;
  if (peerId === undefined || ratingId !== undefined) return { type: 'state', what: 'reply' };
  const profile = decodeProfile(reply.data.profile, peerId);
  if (profile !== undefined) return { type: 'profile', id, peerId, profile };
  return error === undefined ? { type: 'state', what: 'reply' } : { type: 'profile', id, peerId };
}
