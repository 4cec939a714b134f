import { viewsOf, type View } from './decoded-view.ts';

/** What stands where something was hidden. */
export const MASK = '•••';

/** Hides secrets: those it knows, in whatever form they appear, and what looks like one. */
export interface Redactor {
  /** From now on this is hidden wherever it appears: as it is, escaped, URL-encoded, in base64 (also within `user:secret`). */
  know(secret: string): void;
  text(text: string): string;
  /** A copy, safe to be written down: bounded in depth and size, cycles cut, errors as name, message and code. */
  value(value: unknown): unknown;
}

/** Names of fields whose value is never shown. */
const TELLING_NAME = /pass(?:word|wd|phrase|code)?$|^pwd$|secret|token|cookie|authori|^auth$|credential|client.?id|card(?:provider)?auth|(?:api|private).?key|backup.?code|mnemonic|^seed$/i;

/** What gives a secret away by what stands before it. The first group stays. */
const TELLING_TEXT: readonly RegExp[] = [
  /\b((?:basic|bearer|OMG(?:Provider|Admin|Client|Server))\s+)[^\s"',;]+/gi,
  /\b((?:proxy-)?authorization"?\s*[:=]\s*"?)[^\r\n"]+/gi,
  /\b((?:set-)?cookie"?\s*[:=]\s*"?)[^\r\n"]+/gi,
  /\b(\w*auth_cookie\w*"?\s*[:=]\s*"?)[^\s"';]+/gi,
  /([?&;](?:auth|client_?id|\w*token|\w*key|pass\w*|pwd|secret|session|sid)=)[^&#\s"']*/gi,
  /("(?:pass\w*|\w*password|card(?:provider)?auth\w*|pwd|\w*secret(?:_?key)?|\w*token|mnemonic|seed|\w*private_?key|api_?key|client_?id|backup_?code)"\s*:\s*")(?:[^"\\]|\\.)*/gi,
  /(\b[a-z][a-z0-9+.-]{0,40}:\/\/)[^\s/?#"'@]+(?=@)/gi,
];

/** A JSON web token, signed or encrypted: its first part is JSON in base64, and so begins as every `{"` does. */
const JWT = /(?<![\w-])eyJ[\w-]+(?:\.[\w-]+){1,4}/g;

const LIMITS = { text: 2000, looked: 65_536, depth: 6, entries: 50 };

/**
 * A secret of up to three characters would turn a whole log into masks, and show itself by the gaps: it is hidden where it stands
 * alone.
 */
const SHORT = 4;

export function createRedactor(): Redactor {
  const known = new Set<string>();
  const encoded = new Set<string>();

  const hideKnown = (text: string): string => {
    const marks: Mark[] = [];
    const views = viewsOf(text);
    for (const view of views) for (const secret of known) marks.push(...places(view, secret).map((place) => inText(view, place)));
    for (const view of views) {
      for (const form of encoded) marks.push(...places(view, form).map((place) => wholeRun(view, place)));
      for (const { 0: jwt, index } of view.text.matchAll(JWT)) marks.push(inText(view, [index, index + jwt.length]));
    }
    return marks.length === 0 ? text : masked(text, marks);
  };

  const redact = (text: string): string => {
    const hide = (now: string, pattern: RegExp): string => now.replace(pattern, (_, before: string) => `${before}${MASK}`);
    const hidden = TELLING_TEXT.reduce(hide, hideKnown(text));
    // A secret that the masks themselves happen to complete: nothing of the text is safe to show.
    return hidden !== text && hideKnown(hidden) !== hidden ? MASK : hidden;
  };

  const cut = (text: string): string => {
    // Looking at a part only could leave half a secret at its end.
    if (text.length > LIMITS.looked) return `(${text.length} characters)`;
    const safe = redact(text);
    return safe.length <= LIMITS.text ? safe : `${safe.slice(0, LIMITS.text)}… (${text.length} characters)`;
  };

  const copy = (value: unknown, depth: number, above: readonly object[]): unknown => {
    if (typeof value === 'string') return cut(value);
    if (typeof value === 'number' || typeof value === 'bigint') {
      const text = String(value);
      const safe = redact(text);
      return safe === text && typeof value === 'number' ? value : safe;
    }
    if (value === null || typeof value === 'boolean' || value === undefined) return value;
    if (typeof value !== 'object') return `(${typeof value})`;
    if (above.includes(value) || depth >= LIMITS.depth) return '…';
    if (value instanceof Uint8Array) return `(${value.byteLength} bytes)`;
    const below = (inner: unknown): unknown => copy(inner, depth + 1, [...above, value]);
    if (value instanceof Error) return below(plainError(value));
    if (Array.isArray(value)) return value.slice(0, LIMITS.entries).map(below);
    const entries = Object.entries(value).slice(0, LIMITS.entries);
    const shown = (name: string, inner: unknown): unknown => (TELLING_NAME.test(name) && inner !== undefined ? MASK : below(inner));
    return Object.fromEntries(entries.map(([name, inner]) => [cut(name), shown(name, inner)]));
  };

  return {
    know(secret) {
      // What was typed is sent without the space around it, and base64 of that is another text.
      for (const form of new Set([secret, secret.trim()])) {
        if (form === '') continue;
        known.add(form);
        for (const core of base64Forms(form)) encoded.add(core);
      }
    },
    text: cut,
    value: (value) => copy(value, 0, []),
  };
}

/** From and to, the end not included. */
type Mark = readonly [from: number, to: number];

/** Where a secret is in a text that is read in this way. */
function places(view: View, secret: string): Mark[] {
  const marks: Mark[] = [];
  for (let at = view.text.indexOf(secret); at >= 0; at = view.text.indexOf(secret, at + 1)) {
    const alone = !isWord(view.text[at - 1]) && !isWord(view.text[at + secret.length]);
    if (secret.length >= SHORT || alone) marks.push([at, at + secret.length]);
  }
  return marks;
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}

function masked(text: string, marks: readonly Mark[]): string {
  const sorted = marks.toSorted(([one], [other]) => one - other);
  const result = sorted.reduce<{ out: string; at: number }>(
    ({ out, at }, [from, to]) => (from >= at ? { out: `${out}${text.slice(at, from)}${MASK}`, at: to } : { out, at: Math.max(at, to) }),
    { out: '', at: 0 }
  );
  return result.out + text.slice(result.at);
}

/**
 * What of a secret's base64 is the same wherever in the encoded text it begins: three alignments, without the characters at either end that
 * also hold bits of what stands beside it. In both alphabets.
 */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const cores = [0, 1, 2].map((before) => {
    const length = before + bytes.length;
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    return text.slice(Math.ceil((before * 8) / 6), Math.floor((length * 8) / 6));
  });
  return cores.filter((core) => core.length >= SHORT).flatMap((core) => [core, core.replaceAll('+', '-').replaceAll('/', '_')]);
}

function inText(view: View, [from, to]: Mark): Mark {
  return [view.from(from), view.to(to - 1)];
}

/** The whole encoded text around a part of it. */
function wholeRun(view: View, [from, to]: Mark): Mark {
  const isBase64 = (index: number): boolean => /[A-Za-z0-9+/_=-]/.test(view.text[index] ?? ' ');
  let start = from;
  let end = to;
  while (isBase64(start - 1)) start -= 1;
  while (isBase64(end)) end += 1;
  return inText(view, [start, end]);
}

function plainError(error: Error): Record<string, unknown> {
  const code: unknown = 'code' in error ? error.code : undefined;
  return {
    name: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    ...(error.cause === undefined ? {} : { cause: error.cause }),
  };
}
