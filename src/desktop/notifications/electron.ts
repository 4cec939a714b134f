import { Notification } from 'electron';
import type { Clock } from '../../shared/clock.ts';
import type { Notice, NoticeEvent, Notifier } from '../../shared/notice.ts';
import { MAX_LABEL, MAX_TITLE, bodyText, oneLine } from './markup.ts';

export interface ElectronNotifierParts {
  clock: Clock;
  platform: NodeJS.Platform;
  /** Path of the app's icon; macOS shows the app's own anyway. */
  icon: string;
}

const SHOW_LIMIT_MS = 2_000;
const REMEMBERED = 100;

/** Electron's own notifications: for macOS and Windows, and for a Linux desktop without the service that dbus.ts speaks to. */
export function electronNotifier({ clock, platform, icon }: ElectronNotifierParts): Notifier {
  const listeners = new Set<(event: NoticeEvent) => void>();
  // Strong references: one that is collected never tells of a click.
  const kept = new Map<string, Notification>();

  const tell = (event: NoticeEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };

  function remove(id: string): void {
    const found = kept.get(id);
    if (found === undefined) return;
    kept.delete(id);
    found.close();
  }

  function make(notice: Notice): Notification {
    const reply = notice.actions.find((action) => action.reply !== undefined);
    const buttons = notice.actions.filter((action) => action !== reply);
    const notification = new Notification({
      title: oneLine(notice.title, MAX_TITLE),
      // Linux hands the body on as it is, and there it is markup by the desktop's specification.
      body: bodyText(notice.body, platform === 'linux'),
      icon,
      // A sound by name would have to be installed with the system: ours are heard where D-Bus is spoken.
      silent: notice.sound === 'none',
      urgency: notice.urgency === 'urgent' ? 'critical' : notice.urgency,
      ...(platform === 'darwin' && {
        hasReply: reply !== undefined,
        replyPlaceholder: reply?.reply?.placeholder ?? '',
        actions: buttons.map(({ label }) => ({ type: 'button' as const, text: oneLine(label, MAX_LABEL) })),
      }),
    });
    const { id } = notice;
    const ours = (): boolean => kept.get(id) === notification;
    notification.on('click', () => ours() && tell({ type: 'activated', id }));
    notification.on('action', (_event, index) => {
      const pressed = buttons[index];
      if (ours() && pressed !== undefined) tell({ type: 'activated', id, action: pressed.key });
    });
    notification.on('reply', (_event, text) => ours() && reply && tell({ type: 'activated', id, action: reply.key, text }));
    notification.on('close', () => {
      if (!ours()) return;
      kept.delete(id);
      tell({ type: 'closed', id, by: 'user' });
    });
    return notification;
  }

  return {
    show(notice) {
      return new Promise((resolve) => {
        remove(notice.id);
        const notification = make(notice);
        kept.set(notice.id, notification);
        const [oldest] = kept.keys();
        if (kept.size > REMEMBERED && oldest !== undefined) kept.delete(oldest);
        const settle = (result: 'shown' | 'failed'): void => {
          stop();
          if (result === 'failed' && kept.get(notice.id) === notification) kept.delete(notice.id);
          resolve(result);
        };
        const stop = clock.after(SHOW_LIMIT_MS, () => settle('failed'));
        notification.once('show', () => settle('shown'));
        notification.once('failed', () => settle('failed'));
        if (Notification.isSupported()) notification.show();
        else settle('failed');
      });
    },
    withdraw(id) {
      if (!kept.has(id)) return;
      remove(id);
      tell({ type: 'closed', id, by: 'us' });
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
