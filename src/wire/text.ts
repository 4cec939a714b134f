import { decodeHTML } from 'entities';

/** Entities make a text longer on the wire than it is: `&#34;` for a quote. */
const LONGEST_ENTITY = 6;
const LINE_BREAK = /<br\s*\/?>|<\/(?:p|div|li|h[1-6]|tr|blockquote|pre|ul|ol)\s*>/gi;
const TAG = /<[a-z/!?][^<>]*>/gi;
/** Controls but line feed, what turns the direction of text, what is invisible, and halves of surrogate pairs. */
const UNSEEN =
  /[\0-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\p{Cs}/gu;

/**
 * A text of the wire as a person may read it. Servers differ in what they make of it before they send it (openbazaar.md, "Socket": a node
 * sanitises and entity-encodes texts, and keeps harmless tags): tags go, then entities are decoded, once. At most `limit` UTF-16 units;
 * undefined where nothing is left.
 */
export function plainLine(value: unknown, limit: number): string | undefined {
  const text = plain(value, limit);
  return text === undefined ? undefined : cut(text.replace(/\s+/g, ' ').trim(), limit) || undefined;
}

/** As plainLine, with its line breaks. */
export function plainText(value: unknown, limit: number): string | undefined {
  const text = plain(value, limit);
  if (text === undefined) return undefined;
  const lines = text.split('\n').map((line) => line.trimEnd());
  return cut(lines.join('\n').replace(/\n{3,}/g, '\n\n').trim(), limit) || undefined;
}

/** Shortened to `limit` UTF-16 units, an ellipsis instead of what is missing; no surrogate pair is torn. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A frame as it is kept: cut, and without halves of surrogate pairs, which no database takes. */
export function frameText(text: string, limit = 65_536): string {
  return cut(text, limit).replace(/\p{Cs}/gu, '\ufffd');
}

function plain(value: unknown, limit: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  const bounded = value.slice(0, limit * LONGEST_ENTITY + 1000);
  const decoded = decodeHTML(bounded.replace(LINE_BREAK, '\n').replace(TAG, ''));
  return decoded.replace(/\r\n?|\u2028|\u2029/g, '\n').replace(/\t/g, ' ').replace(UNSEEN, '');
}
