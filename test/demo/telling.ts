import type { Closed, Notification, NotificationDesktop } from '../desktop/notifications.ts';
import type { Record } from '../desktop/record.ts';

/** Where the demo's lines go. */
export interface Telling {
  /** A step begins. */
  step(text: string): void;
  /** More about the step. */
  note(text: string): void;
  /** As it is. */
  plain(text?: string): void;
}

/** Lines with the seconds since the start; colours where the terminal has them. */
export function createTelling(out: NodeJS.WriteStream, now: () => number): Telling {
  const from = now();
  const bold = (text: string): string => (out.isTTY ? `\u001b[1m${text}\u001b[0m` : text);
  const line = (text: string): void => void out.write(`${text}\n`);
  return {
    step: (text) => line(`${((now() - from) / 1000).toFixed(1).padStart(5)} s  ${bold(text)}`),
    note: (text) => line(`         ${text}`),
    plain: (text = '') => line(text),
  };
}

/** Tells of each notification as the desktop receives it, and of each that leaves the screen, until the program ends. */
export function tellNotifications({ calls, closed }: NotificationDesktop, { note }: Telling): void {
  const known = new Map<number, Notification>();
  void follow(calls, (notification) => {
    for (const text of received(notification, known.get(notification.id))) note(text);
    known.set(notification.id, notification);
  });
  void follow(closed, ({ id, reason }) => note(`× “${known.get(id)?.title ?? `Notification ${id}`}” ${LEFT[reason]}`));
}

const LEFT: { readonly [reason in Closed['reason']]: string } = {
  1: 'expired',
  2: 'left the screen, pressed or dismissed',
  3: 'was withdrawn by Tradebell',
};

async function follow<T>(record: Record<T>, tell: (entry: T) => void): Promise<void> {
  for (let seen = 0; ; ) {
    const entry = record.all[seen];
    if (entry === undefined) await record.next(() => true, Infinity);
    else {
      seen += 1;
      tell(entry);
    }
  }
}

/** One notification in lines; of a replacement only what is new. */
export function received(now: Notification, before: Notification | undefined): string[] {
  const buttons = now.actions.filter(({ key }) => key !== 'default').map(({ label }) => `[${label}]`);
  const text = [now.title, ...now.body.split('\n')];
  if (before === undefined || now.replacesId === 0) {
    const urgency = now.hints.urgency === undefined ? [] : [`urgency ${now.hints.urgency}`];
    const facts = ['New notification', ...urgency, pictureOf(now)].join(', ');
    return [`┌ ${facts}`, ...text.map((line) => `│ ${line}`), ...(buttons.length > 0 ? [`│ ${buttons.join(' ')}`] : [])];
  }
  const newText = now.title !== before.title || now.body !== before.body;
  const newButtons = labels(now) !== labels(before);
  const newPicture = pictureOf(now) !== pictureOf(before);
  const learned = [
    ...(newText ? ['with another text'] : []),
    ...(newPicture ? [pictureOf(now)] : []),
    ...(newButtons ? [`with ${buttons.join(' ') || 'no buttons'}`] : []),
  ];
  const facts = `“${before.title}” replaced in place, ${learned.length > 0 ? `now ${learned.join(', ')}` : 'nothing new'}`;
  return [newText ? `┌ ${facts}` : `↻ ${facts}`, ...(newText ? text.map((line) => `│ ${line}`) : [])];
}

function labels({ actions }: Notification): string {
  return actions.map(({ label }) => label).join('\n');
}

function pictureOf({ hints }: Notification): string {
  if (hints.image !== undefined) return `with a picture of ${hints.image.width} × ${hints.image.height} pixels`;
  return hints.imagePath === undefined ? 'without a picture' : 'with a picture';
}
