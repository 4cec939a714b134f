import { createHash } from 'node:crypto';
import type { Settings } from '../shared/settings.ts';

/** Whether the desktop starts Tradebell, hidden, when its user logs in. */
export interface LoginItem {
  /** As the desktop has it. Throws the system's error. */
  isOn(): boolean;
  /** Throws the system's error. */
  set(on: boolean): void;
}

/** Tells the items of several data folders apart. */
export function shortNameOf(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 8);
}

export interface LoginItemParts {
  item: LoginItem;
  settings: {
    get(): Pick<Settings, 'atLogin'>;
    change(change: Pick<Settings, 'atLogin'>): unknown;
    onChange(listener: (settings: Pick<Settings, 'atLogin'>) => void): () => void;
  };
  log(message: string, details?: Record<string, unknown>): void;
}

/**
 * Keeps the login item as the settings want it, from now on. Who took it away by the desktop's own means is obeyed: then the setting
 * follows. One that is still there is written anew, since Tradebell may have been moved. Answers how to end this.
 */
export function keepLoginItem({ item, settings, log }: LoginItemParts): () => void {
  let done = settings.get().atLogin;
  const attempt = (task: () => void): boolean => {
    try {
      task();
      return true;
    } catch (error) {
      log('the login item could not be changed', { error: String(error) });
      return false;
    }
  };

  if (done) {
    attempt(() => {
      if (item.isOn()) item.set(true);
      else {
        done = false;
        settings.change({ atLogin: false });
      }
    });
  }
  return settings.onChange(({ atLogin }) => {
    if (atLogin === done) return;
    // The switch goes back to how it is: it must not say what is not so.
    if (attempt(() => item.set(atLogin))) done = atLogin;
    else settings.change({ atLogin: done });
  });
}
