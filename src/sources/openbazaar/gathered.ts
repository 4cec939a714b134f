import type { Alert } from '../../shared/alert.ts';
import { messageIdOf } from './chat.ts';
import { notificationIdOf } from './notifications.ts';

/** Alerts that the node is to be asked about, sorted by question as they come: what a burst gathers is not gone through again at once. */
export interface Gathered {
  add(alert: Alert): void;
  size(): number;
  /** By key. */
  notifications: ReadonlyMap<string, Alert>;
  /** The messages of each conversation. */
  threads: ReadonlyMap<string, readonly Alert[]>;
}

export function gather(): Gathered {
  const notifications = new Map<string, Alert>();
  const threads = new Map<string, Alert[]>();
  return {
    notifications,
    threads,
    add(alert) {
      if (notificationIdOf(alert) !== undefined) notifications.set(alert.key, alert);
      else if (messageIdOf(alert) !== undefined) {
        const { peerId = '', subject } = threadOf(alert);
        const name = `${peerId} ${subject}`;
        const thread = threads.get(name);
        if (thread === undefined) threads.set(name, [alert]);
        else thread.push(alert);
      }
    },
    size: () => notifications.size + threads.size,
  };
}

/** Order chats are one conversation, whoever writes. */
export function threadOf(alert: Alert): { peerId?: string; subject: string } {
  if (alert.subject?.type === 'order') return { subject: alert.subject.id };
  return { subject: '', ...(alert.actor === undefined ? {} : { peerId: alert.actor.id }) };
}
