import type { Stop } from './clock.ts';
import type { Category, Urgency } from './alert.ts';
import type { Sound } from './sound.ts';

/** A button of a notification. `reply` asks for a text where the desktop can; else a press of it arrives without one. */
export interface NoticeAction {
  key: string;
  label: string;
  reply?: { placeholder: string };
}

/** What the desktop is asked to show. Texts are plain; each desktop escapes as it must. Showing an id again replaces it in place. */
export interface Notice {
  id: string;
  title: string;
  body: string;
  urgency: Urgency;
  /** Tells the desktop what it is about (a messenger's, say); absent in a digest. */
  category?: Category;
  /** Encoded PNG or JPEG, already checked. */
  image?: Uint8Array;
  actions: NoticeAction[];
  /** What it is heard by; absent: as the desktop does by itself. */
  sound?: Sound;
}

export type NoticeEvent =
  /** Clicked (`action` absent) or a button pressed. The token lets a Wayland window take the focus. */
  | { type: 'activated'; id: string; action?: string; text?: string; activationToken?: string }
  | { type: 'closed'; id: string; by: 'user' | 'expired' | 'us' | 'desktop' };

/** The one small interface behind which native notifications live. */
export interface Notifier {
  /** Resolves when the desktop took it; `failed` when it did not within its limit. Never rejects. */
  show(notice: Notice): Promise<'shown' | 'failed'>;
  /** Takes it off the screen and out of the desktop's list; harmless when it is gone. */
  withdraw(id: string): void;
  onEvent(listener: (event: NoticeEvent) => void): Stop;
}
