import type { Variant } from '@jellybrick/dbus-next';

/** Raw pixels, as the `image-data` hint carries them. */
export interface ImageHint {
  readonly width: number;
  readonly height: number;
  readonly rowStride: number;
  readonly hasAlpha: boolean;
  readonly bitsPerSample: number;
  readonly channels: number;
  readonly data: Buffer;
}

/** The hints of the Desktop Notifications specification that we know; each that came is also in `raw`, with its D-Bus signature. */
export interface Hints {
  readonly urgency?: 'low' | 'normal' | 'critical';
  readonly category?: string;
  readonly desktopEntry?: string;
  readonly image?: ImageHint;
  readonly imagePath?: string;
  readonly soundName?: string;
  readonly soundFile?: string;
  readonly suppressSound?: boolean;
  readonly resident?: boolean;
  readonly transient?: boolean;
  readonly replyPlaceholder?: string;
  readonly raw: { readonly [name: string]: { readonly signature: string; readonly value: unknown } };
}

const URGENCIES = ['low', 'normal', 'critical'] as const;

/** Reads hints; throws when one has another D-Bus type than the specification says: real desktops drop such a call or worse. */
export function readHints(variants: { readonly [name: string]: Variant }): Hints {
  const take = <T>(name: string, signature: string, read: (value: never) => T | undefined): T | undefined => {
    const found = variants[name];
    if (found === undefined) return undefined;
    if (found.signature !== signature) throw new Error(`hint ${name} has type ${found.signature}, not ${signature}`);
    return read(found.value as never);
  };
  const text = (name: string): string | undefined => take(name, 's', (value: string) => value);
  const flag = (name: string): boolean | undefined => take(name, 'b', (value: boolean) => value);
  const hints = {
    urgency: take('urgency', 'y', (value: number) => URGENCIES[value]),
    category: text('category'),
    desktopEntry: text('desktop-entry'),
    image: take('image-data', '(iiibiiay)', readImage),
    imagePath: text('image-path'),
    soundName: text('sound-name'),
    soundFile: text('sound-file'),
    suppressSound: flag('suppress-sound'),
    resident: flag('resident'),
    transient: flag('transient'),
    replyPlaceholder: text('x-kde-reply-placeholder-text'),
  };
  const raw = Object.fromEntries(Object.entries(variants).map(([name, { signature, value }]) => [name, { signature, value }]));
  const given = Object.fromEntries(Object.entries(hints).filter(([, value]) => value !== undefined));
  return { ...given, raw };
}

type ImageStruct = readonly [number, number, number, boolean, number, number, Uint8Array];

function readImage([width, height, rowStride, hasAlpha, bitsPerSample, channels, data]: ImageStruct): ImageHint {
  return { width, height, rowStride, hasAlpha, bitsPerSample, channels, data: Buffer.from(data) };
}
