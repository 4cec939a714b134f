import { stringify } from 'lossless-json';

const HARMLESS_TAG = /<\/?(?:a|b|br|blockquote|code|div|em|h[1-6]|hr|i|li|ol|p|pre|span|strong|sub|sup|u|ul)\s*\/?>/gi;
const DANGEROUS_ELEMENT = /<(script|style|iframe|object|embed|svg)\b[^>]*>[\s\S]*?<\/\1\s*>/gi;
const ENTITY = /&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);/gi;

/** Text as the server's HTML policy leaves it: dangerous elements gone, harmless tags kept, the rest entity-encoded, once. */
export function sanitise(text: string): string {
  const kept = text.replace(DANGEROUS_ELEMENT, '');
  return encodeBetween(kept, HARMLESS_TAG, (outside) => encodeBetween(outside.replace(/<\/?[a-z][^>]*>/gi, ''), ENTITY, encode));
}

/**
 * Any frame or answer as the server puts it on the wire: sanitised, fields by name, indented by four, with `& < >` as escapes, big
 * integers exact.
 */
export function toWire(value: unknown): string {
  return escapeForGo(stringify(sanitiseAll(value), undefined, 4) ?? 'null');
}

/**
 * The answer of ob/notifications: the server turns every `null` in it, also inside texts, into `[]`
 * (openbazaar-go, api/jsonapi_notifications.go).
 */
export function toNotificationsWire(value: unknown): string {
  return toWire(value).replaceAll('null', '[]');
}

function escapeForGo(json: string): string {
  return json.replace(/[&<>]/g, (character) => `\\u00${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

function encode(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&#34;')
    .replaceAll("'", '&#39;');
}

function encodeBetween(text: string, keep: RegExp, change: (text: string) => string): string {
  let result = '';
  let end = 0;
  for (const match of text.matchAll(keep)) {
    result += change(text.slice(end, match.index)) + match[0];
    end = match.index + match[0].length;
  }
  return result + change(text.slice(end));
}

function sanitiseAll(value: unknown): unknown {
  if (typeof value === 'string') return sanitise(value);
  if (Array.isArray(value)) return value.map(sanitiseAll);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([key, item]) => [key, sanitiseAll(item)]));
}
