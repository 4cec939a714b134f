/** Stream of ob/notifications. Its watermark is the newest id of the last completed pass; "" where the list was empty. */
export const NOTIFICATIONS = 'notifications';
/** Marks that all chats, or all order chats, were passed once: a peer that is new afterwards is news, not history. */
export const CHATS = 'chats';
export const ORDER_CHATS = 'order-chats';

/** The stream of one peer's chat, or of one order's. */
export function chatStream(peerId: string): string {
  return `chat:${peerId}`;
}

export function orderChatStream(orderId: string): string {
  return `order-chat:${orderId}`;
}

/**
 * How far one conversation was read: its newest message, when that was (the conversation's own time), how many were unread, and how many
 * of those a first connect left out as history.
 */
export interface ChatMark {
  messageId: string;
  at: number;
  unread: number;
  leftOut: number;
}

export function writeChatMark({ at, unread, leftOut, messageId }: ChatMark): string {
  return `${at}:${unread}${leftOut === 0 ? '' : `-${leftOut}`}:${messageId}`;
}

/** Undefined where there is none, or none that can be read: then the conversation is read as if for the first time. */
export function readChatMark(text: string | undefined): ChatMark | undefined {
  const [, at, unread, leftOut, messageId] = /^(\d+):(\d+)(?:-(\d+))?:(.*)$/s.exec(text ?? '') ?? [];
  return messageId === undefined ? undefined : { at: Number(at), unread: Number(unread), leftOut: Number(leftOut ?? 0), messageId };
}
