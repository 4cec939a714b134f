import type { Verb } from '../../alert.ts';

/** Tray, menu and notification buttons. Names and times come in ready to be read. */
export const desktop = {
  app: 'Tradebell',
  openInbox: (unread: number): string => (unread > 0 ? `Open inbox (${unread} unread)` : 'Open inbox'),
  /** What a click on a notification does, where the desktop shows it as a button. */
  open: 'Open',
  markRead: 'Mark read',
  verbs: {
    reply: 'Reply',
    followBack: 'Follow back',
    approve: 'Approve',
    reject: 'Reject',
    cancel: 'Cancel the request',
  } satisfies Record<Verb, string>,
  replyPlaceholder: 'Write a reply',

  tooltip: (parts: readonly string[]): string => `Tradebell: ${parts.join(', ')}`,
  allWell: 'all is well',
  noConnections: 'no connection yet',
  unread: (count: number): string => `${count} unread`,
  inTrouble: (count: number): string => (count === 1 ? '1 connection in trouble' : `${count} connections in trouble`),
  pausedUntil: (time: string): string => `paused until ${time}`,
  pausedUntilResumed: 'paused',
  quiet: {
    'quiet-hours': (until?: string): string => (until === undefined ? 'quiet hours' : `quiet hours until ${until}`),
    'desktop-quiet': (): string => 'quiet, because your desktop is',
  },

  journalTrouble: {
    full: 'The disk is full: alerts ring, but cannot be kept',
    'read-only': 'The disk cannot be written to: alerts ring, but cannot be kept',
    broken: 'The inbox cannot be opened: alerts ring, but cannot be kept',
  },
  waitingForKeyring: 'Waiting for your keyring',
  unlockKeyring: 'Unlock keyring…',

  connection: (name: string, state: string): string => `${name}: ${state}`,
  connectionState: {
    paused: 'paused',
    connecting: 'connecting…',
    'catching-up': 'catching up…',
    online: 'online',
    waiting: 'not connected, trying again',
    blocked: 'needs you',
  },
  /** Online, and still something is wrong. */
  onlineInTrouble: 'online, not all is heard',

  pause: 'Pause notifications',
  pauseFor: { hour: 'For an hour', morning: 'Until tomorrow morning', resumed: 'Until I resume' },
  pausedLine: (time: string): string => `Paused until ${time}`,
  pausedLineUntilResumed: 'Paused',
  resume: 'Resume notifications',
  testNotification: 'Send a test notification',
  restartToUpdate: (version: string): string => `Restart to update to ${version}`,
  quit: 'Quit Tradebell',

  /** In the desktop's own list of what is started at login. */
  atLogin: 'Rings when something happens in your trade',

  couldNotStart: {
    title: 'Tradebell could not start',
    text: (error: string, folder: string): string => `${error}\n\nThe file tradebell.log in ${folder} says more. Start Tradebell again; if that does not help, report it.`,
  },

  /** Of one connection. */
  testOf: { title: (name: string) => `${name} rings`, body: 'This is how an alert of this connection looks.' },
  test: { title: 'Tradebell rings', body: 'This is how it looks when something happens in your trade.' },
};
