/** Gives what is private another name, the same one throughout, so that a reader can still follow who is who. */
export interface Masks {
  /** The name that stands for it: `host-1`. */
  as(kind: MaskKind, value: string): string;
  /** A text with all that is known replaced, and what looks private as well. */
  text(text: string): string;
  /** A copy with each text in it masked, also names of fields. */
  value<T>(value: T): T;
}

export type MaskKind = 'connection' | 'host' | 'identity' | 'user' | 'id' | 'path' | 'address';

/** What looks like somebody's, wherever it stands. In this order: an e-mail address holds a host's name. */
const LOOKS_PRIVATE: readonly (readonly [MaskKind, RegExp])[] = [
  ['user', /[^\s@"'<>()]+@[^\s@"'<>()]+\.[^\s@"'<>()]+/g],
  ['host', /(?<=\b[a-z][a-z0-9+.-]*:\/\/)[^\s/?#"'<>]+/gi],
  ['path', /(?<![\w/.])(?:\/(?:home|Users|root|media|mnt|run|tmp|var)\/|[A-Z]:\\)[^\s"'<>:]+/g],
  ['address', /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])/g],
  ['address', /(?<![\w:])(?:(?:[0-9a-f]{1,4}:){5,7}[0-9a-f]{1,4}|[0-9a-f:]*[0-9a-f]::[0-9a-f:]*|::[0-9a-f][0-9a-f:]*)(?:%\w+)?(?![\w:])/gi],
  ['host', /(?<![\w.-])(?:[\p{L}\d](?:[\p{L}\d-]*[\p{L}\d])?\.)+\p{L}[\p{L}\d-]*(?![\w-])/gu],
  ['id', /(?<![\w-])(?=[\w-]*\d)[\w-]{20,}(?![\w-])/g],
];

const MASKED = /^(?:connection|host|identity|user|id|path|address)-\d+$/;

/** Shorter ones are replaced only where they stand alone: they would be found within every other word. */
const SHORT = 4;

export function createMasks(): Masks {
  const names = new Map<string, string>();
  const counts = new Map<MaskKind, number>();

  const as = (kind: MaskKind, value: string): string => {
    const key = value.toLowerCase();
    const held = names.get(key);
    if (held !== undefined) return held;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const name = `${kind}-${count}`;
    names.set(key, name);
    return name;
  };

  const known = (text: string): string => {
    const longestFirst = [...names].filter(([value]) => value.trim() !== '').toSorted(([one], [other]) => other.length - one.length);
    if (longestFirst.length === 0) return text;
    const pattern = longestFirst.map(([value]) => {
      const literal = value.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
      return value.length < SHORT ? `(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])` : literal;
    });
    // In one pass: what stands for something is not looked at again.
    return text.replace(new RegExp(pattern.join('|'), 'giu'), (found) => names.get(found.toLowerCase()) ?? as('id', found));
  };

  const text = (given: string): string =>
    LOOKS_PRIVATE.reduce((now, [kind, pattern]) => now.replace(pattern, (found) => (MASKED.test(found) ? found : as(kind, found))), known(given));

  const value = (given: unknown): unknown => {
    if (typeof given === 'string') return text(given);
    if (Array.isArray(given)) return given.map(value);
    if (typeof given !== 'object' || given === null) return given;
    return Object.fromEntries(Object.entries(given).map(([name, inner]) => [text(name), value(inner)]));
  };

  return { as, text, value: <T>(given: T): T => value(given) as T };
}
