import type { LanguageChoice } from '../../languages.ts';
import type { Privacy, TextSize, Theme } from '../../settings.ts';
import { LANGUAGE_NAMES } from '../names-of-languages.ts';

/** What Settings say. */
export const settings = {
  title: 'Settings',
  appearance: 'Appearance',
  language: 'Language',
  /** Each as those who speak it call it. */
  languages: { system: 'As the system', ...LANGUAGE_NAMES } satisfies Record<LanguageChoice, string>,
  theme: 'Theme',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' } satisfies Record<Theme, string>,
  textSize: 'Text size',
  textSizes: { normal: 'Normal', large: 'Large', larger: 'Larger' } satisfies Record<TextSize, string>,
  notifications: 'Notifications',
  privacy: 'A notification shows',
  privacies: { all: 'Everything', who: 'Who, but not what', nothing: 'Only that something happened' } satisfies Record<Privacy, string>,
  privacyHelp: 'For screens that others can see. The inbox always shows everything.',
  test: 'Show a test notification',
  testShown: 'Your desktop took it. If you saw nothing, look at its “do not disturb”.',
  testFailed: 'Your desktop did not take it. Is a notification service running?',
  rules: 'What rings',
  storage: 'Storage',
  keyring: 'Passwords',
  keyrings: {
    asking: 'Asking your keyring…',
    ready: 'Kept in your system’s keyring.',
    none: 'There is no keyring on this system. Passwords are kept until Tradebell is closed.',
    locked: 'Your keyring is locked. Passwords cannot be read until it is opened.',
    plain: 'Kept in a plain file, as you agreed. Anyone who can read your files can read them.',
  },
  allowPlain: 'Keep passwords in a plain file',
  allowPlainHelp: 'Then you need not type them at each start. Whoever can read your files, or a backup of them, can read the passwords.',
  journal: 'Alerts',
  journals: {
    opening: 'The inbox is being opened.',
    encrypted: 'Kept encrypted on this computer.',
    plain: 'Kept in a plain file that only your user can read, because there is no keyring to hold a key.',
    full: 'The disk is full. New alerts ring, but are kept in memory only.',
    'read-only': 'The disk cannot be written. New alerts ring, but are kept in memory only.',
    broken: 'The inbox cannot be opened. New alerts ring, but are kept in memory only.',
    replaced: 'The earlier inbox could not be opened. It was set aside, and a new one began.',
  },
  setAside: 'Earlier inboxes that could not be opened',
  setAsideHelp: 'A file can often be opened again once the keyring it was made with is back.',
  setAsideFrom: (when: string) => `Set aside ${when}`,
  deleteFile: 'Delete',
  deleteTitle: 'Delete this earlier inbox?',
  deleteHelp: 'The alerts in it are gone for good.',
  deleted: 'Deleted',
  reopened: 'Opened again: its alerts are in the inbox',
  retryFailed: {
    'key-lost': 'The key for it is not in your keyring. If you have another keyring, open that and try again.',
    unreadable: 'It still cannot be opened: its key is another one, or the file is damaged.',
    damaged: 'The file is damaged.',
  },
};
