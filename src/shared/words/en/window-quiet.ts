import type { QUIETS } from '../../quiet.ts';

/** What the inbox itself says of being quiet, of snoozing and removing: it is there from the start. */
export const quiet = {
  /** `when`: until when, where that is known. */
  why: {
    paused: (when: string | undefined) => (when === undefined ? 'Paused until you resume.' : `Paused until ${when}.`),
    'quiet-hours': (when: string | undefined) => (when === undefined ? 'Quiet hours.' : `Quiet hours until ${when}.`),
    'desktop-quiet': (when: string | undefined) => (when === undefined ? 'Your desktop is on “do not disturb”.' : `Your desktop is on “do not disturb” until ${when}.`),
  } satisfies Record<(typeof QUIETS)[number], (when: string | undefined) => string>,
  urgentComes: 'Only what is urgent rings; the inbox still fills.',
  nothingRings: 'Nothing rings; the inbox still fills.',
  resume: 'Resume',
  change: 'Change',

  tomorrow: (time: string) => `tomorrow, ${time}`,
  onDay: (day: string, time: string) => `${day}, ${time}`,

  snooze: 'Snooze',
  snoozedUntil: (when: string) => `Snoozed until ${when}`,
  endSnooze: 'End the snooze',
  snoozeEnded: 'Not snoozed any more',
  until: (when: string) => `until ${when}`,

  remove: 'Remove',
  removed: 'Alert removed',
  tooLate: 'Too late: it is gone for good',
  back: 'It is back',

  story: 'The whole story',
  chat: 'The whole chat',
  chats: 'Chats',
  chatsHelp: 'Messages by person and by order',
};
