import { Variant } from '@jellybrick/dbus-next';
import type { Category, Urgency } from '../../shared/alert.ts';
import type { Notice } from '../../shared/notice.ts';
import { isOwnSound, type Sound } from '../../shared/sound.ts';
import { MAX_BODY, MAX_LABEL, MAX_TITLE, bodyText, oneLine } from './markup.ts';
import type { Pixels } from './pixels.ts';

export const SERVICE = 'org.freedesktop.Notifications';
export const SERVICE_PATH = '/org/freedesktop/Notifications';

/** The key with which desktops that offer `inline-reply` (Plasma) mark the button that asks for a text. */
export const INLINE_REPLY = 'inline-reply';

/** How the app names itself to the desktop. */
export interface Sender {
  appName: string;
  /** An icon's theme name, or the path of a file that the desktop can read. */
  icon: string;
  /** Name of the .desktop file, without its ending. */
  desktopEntry: string;
  /** What a click on the notification itself does; some desktops show it as a button. */
  openLabel(): string;
  /** Where the sounds of our own are, a .wav file each. */
  soundFolder: string;
}

const URGENCY = { low: 0, normal: 1, urgent: 2 } as const satisfies Record<Urgency, number>;

/** The specification's categories where one fits; `x-` vendor ones elsewhere. */
const CATEGORY = {
  chat: 'im.received',
  follow: 'presence',
  order: 'x-tradebell.order',
  dispute: 'x-tradebell.dispute',
  refund: 'x-tradebell.refund',
  payment: 'x-tradebell.payment',
  credential: 'x-tradebell.credential',
  wallet: 'x-tradebell.wallet',
  system: 'x-tradebell.system',
} as const satisfies Record<Category, string>;

export const NOTIFY_SIGNATURE = 'susssasa{sv}i';

/** The arguments of Notify (Desktop Notifications Specification 1.2), with only what this desktop said it can do. `replaces` 0: a new one. */
export function notifyBody(notice: Notice, replaces: number, offered: ReadonlySet<string>, sender: Sender, pixels: Pixels | undefined): unknown[] {
  const hasBody = offered.has('body');
  const title = hasBody || notice.body === '' ? notice.title : `${notice.title}: ${notice.body}`;
  const inline = inlineReply(notice, offered);
  const actions = offered.has('actions')
    ? ['default', sender.openLabel(), ...notice.actions.flatMap((action) => [action === inline ? INLINE_REPLY : action.key, oneLine(action.label, MAX_LABEL)])]
    : [];
  const hints: Record<string, Variant> = {
    urgency: new Variant('y', URGENCY[notice.urgency]),
    'desktop-entry': new Variant('s', sender.desktopEntry),
  };
  if (notice.category !== undefined) hints['category'] = new Variant('s', CATEGORY[notice.category]);
  if (inline?.reply !== undefined) hints['x-kde-reply-placeholder-text'] = new Variant('s', oneLine(inline.reply.placeholder, MAX_LABEL));
  if (pixels !== undefined) hints['image-data'] = imageData(pixels);
  Object.assign(hints, soundHints(notice.sound, offered, sender));
  const text = hasBody ? bodyText(notice.body, readsMarkup(offered)) : '';
  return [sender.appName, replaces, sender.icon, oneLine(title, hasBody ? MAX_TITLE : MAX_BODY), text, actions, hints, -1];
}

/** From the sound naming specification: what the desktop's theme has for a message. */
const THEME_SOUND = 'message-new-instant';

/** Silence is asked of every desktop: some have sounds of their own without offering any. A sound is asked for only where it is offered. */
function soundHints(sound: Sound | undefined, offered: ReadonlySet<string>, { soundFolder }: Sender): Record<string, Variant> {
  if (sound === 'none') return { 'suppress-sound': new Variant('b', true) };
  if (sound === undefined || !offered.has('sound')) return {};
  if (!isOwnSound(sound)) return { 'sound-name': new Variant('s', THEME_SOUND) };
  return { 'sound-file': new Variant('s', `${soundFolder}/${sound}.wav`) };
}

/** Hyperlinks and images are markup too: dunst without configuration offers the one without `body-markup`, and swallows an unescaped `<...>`. */
function readsMarkup(offered: ReadonlySet<string>): boolean {
  return ['body-markup', 'body-hyperlinks', 'body-images'].some((name) => offered.has(name));
}

/** The action that a typed reply belongs to: the first that takes one, where the desktop can ask for it. */
export function inlineReply(notice: Notice, offered: ReadonlySet<string>): Notice['actions'][number] | undefined {
  if (!offered.has('actions') || !offered.has('inline-reply')) return undefined;
  return notice.actions.find((action) => action.reply !== undefined);
}

function imageData({ width, height, hasAlpha, data }: Pixels): Variant {
  const channels = hasAlpha ? 4 : 3;
  return new Variant('(iiibiiay)', [width, height, width * channels, hasAlpha, 8, channels, data]);
}
