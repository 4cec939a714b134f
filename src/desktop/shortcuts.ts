/** What a key does in the window beside what the page does with it. Without a menu bar nothing else binds these. */
export type Shortcut = 'close' | 'zoom-in' | 'zoom-out' | 'zoom-reset';

export interface KeyPress {
  type: string;
  key: string;
  control: boolean;
  meta: boolean;
  alt: boolean;
}

const KEYS: Readonly<Record<string, Shortcut>> = { w: 'close', W: 'close', '+': 'zoom-in', '=': 'zoom-in', '-': 'zoom-out', '0': 'zoom-reset' };

export function shortcutOf({ type, key, control, meta, alt }: KeyPress, platform: NodeJS.Platform): Shortcut | undefined {
  const modifier = platform === 'darwin' ? meta && !control : control && !meta;
  return type === 'keyDown' && modifier && !alt ? KEYS[key] : undefined;
}
