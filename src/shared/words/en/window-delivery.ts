import type { PauseFor, Weekday } from '../../quiet.ts';
import type { Sound } from '../../sound.ts';
import { plural } from './plural.ts';

/** What Settings and a connection say about delivery: sounds, quiet hours, pauses; and how to snooze. */
export const deliverySettings = {
  usualHelp: 'As usual: what somebody else does rings at once. What you did yourself, and what needs nobody, waits in the inbox.',

  sound: {
    title: 'Sound',
    app: 'Notifications sound like',
    sounds: { desktop: 'As the desktop does', bell: 'Bell', chime: 'Chime', knock: 'Knock', none: 'No sound' } satisfies Record<Sound, string>,
    asAll: 'As above',
    try: 'Try it',
    tryOf: (what: string) => `Try the sound of ${what}`,
    tried: 'Your desktop took it. If you heard nothing, look at its volume.',
    failed: 'Your desktop did not take it. Is a notification service running?',
    byCategory: 'A sound of its own for each category',
    help: 'When several come at once, one sound is played.',
  },

  pause: {
    title: 'Pause',
    lead: 'Nothing rings during a pause, not even what is urgent. Afterwards there is one summary.',
    now: { hour: 'For an hour', morning: 'Until tomorrow', resumed: 'Until I resume' } satisfies Record<PauseFor, string>,
  },

  hours: {
    title: 'Quiet hours',
    lead: 'During quiet hours nothing rings; afterwards there is one summary. Times are those of this computer’s clock.',
    none: 'No quiet hours.',
    add: 'Add quiet hours',
    remove: (which: string) => `Remove quiet hours: ${which}`,
    removed: 'Quiet hours removed',
    nth: (nth: number) => `Quiet hours ${nth}`,
    days: 'Begin on',
    from: 'From',
    to: 'Until',
    allDay: 'The whole day',
    /** Short, for the buttons; long, for what is read aloud and in sentences. */
    short: { sun: 'Sun', mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat' } satisfies Record<Weekday, string>,
    long: {
      sun: 'Sunday',
      mon: 'Monday',
      tue: 'Tuesday',
      wed: 'Wednesday',
      thu: 'Thursday',
      fri: 'Friday',
      sat: 'Saturday',
    } satisfies Record<Weekday, string>,
    everyDay: 'Every day',
    workdays: 'Monday to Friday',
    weekend: 'Saturday and Sunday',
    never: 'Choose at least one day, or it is never quiet.',
    /** What a span means, in a sentence. */
    same: (days: string, from: string, to: string) => `${days}, from ${from} until ${to}.`,
    next: (days: string, from: string, to: string) => `${days}, from ${from} until ${to} the next day.`,
    whole: (days: string) => `${days}, the whole day.`,
    wholeFrom: (days: string, from: string) => `${days}, from ${from} until ${from} the next day.`,
    most: (n: number) => `${plural(n, 'span', 'spans')} at most.`,
    urgent: 'Let urgent alerts through',
    urgentHelp: 'Disputes, refunds and what runs out ring in quiet hours too.',
    desktop: 'Heed the desktop’s “do not disturb”',
    desktopHelp: 'Where Tradebell can read it, it counts as quiet hours.',
    urgentDesktop: 'Show urgent alerts even then',
    urgentDesktopHelp: 'Whether they pop up is for the desktop to say.',
  },

  start: {
    title: 'Start',
    atLogin: 'Start when I log in',
    atLoginHelp: 'It starts in the tray, without a window, so that nothing is missed.',
  },

  connection: {
    privacy: 'A notification shows',
    inherit: 'As in Settings',
    inheritThat: (privacy: string) => `As in Settings: ${privacy}`,
  },

  snooze: {
    title: 'Snooze until',
    lead: 'It leaves the screen, stays unread, and rings again then.',
    hour: 'In an hour',
    evening: 'This evening',
    morning: 'Tomorrow morning',
    soonMorning: 'In the morning',
    own: 'Another time',
    date: 'Day',
    time: 'Time',
    set: 'Snooze',
    past: 'That is already past.',
    unreadable: 'Choose a day and a time.',
    failed: 'The times could not be read.',
  },
};
