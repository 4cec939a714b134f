import path from 'node:path';
import { ORIGIN } from '../shared/bridge.ts';

/** What the page may ask for; anything else is not found. */
export type PageRequest = { type: 'file'; path: string; mime: string } | { type: 'picture'; id: string } | undefined;

const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Types in which a picture from the journal may be served: what pictures/ lets in. */
export const PICTURE_TYPES: readonly string[] = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];

const PICTURE = /^\/picture\/([A-Za-z0-9_-]{1,200})$/;

/** Which file or picture a URL means. Confined to `folder`: a URL that would lead out of it, or to a kind of file that no page has, means nothing. */
export function pageRequest(folder: string, url: string): PageRequest {
  const { protocol, host, pathname } = new URL(url);
  if (`${protocol}//${host}` !== ORIGIN) return undefined;
  const picture = PICTURE.exec(pathname);
  if (picture?.[1] !== undefined) return { type: 'picture', id: picture[1] };
  const decoded = decode(pathname);
  if (decoded === undefined || /[\\\0]/.test(decoded)) return undefined;
  const file = path.resolve(folder, `.${decoded === '/' ? '/index.html' : decoded}`);
  const mime = MIME[path.extname(file)];
  return mime !== undefined && file.startsWith(path.resolve(folder) + path.sep) ? { type: 'file', path: file, mime } : undefined;
}

/** Nothing but our own scripts, styles and pictures; no connection of its own, no form, no frame, no script made from text. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Goes with every answer. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=(), display-capture=()',
  'Cache-Control': 'no-store',
};

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // a stray % is no name of a file of ours
  }
}
