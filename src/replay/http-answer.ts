/** A captured HTTP answer, as far as it goes. */
export interface HttpAnswer {
  status: number;
  /** Names in lower case. */
  headers: ReadonlyMap<string, string>;
  body: string;
  /** Whether it goes to its end; false where it was cut off. */
  whole: boolean;
  /** What stands after it: another answer. */
  rest: string;
}

interface Body {
  parts: Uint8Array[];
  whole: boolean;
  /** Where it ends. */
  end: number;
}

const LF = 0x0a;
const MAX_SIZE_DIGITS = 8;

export function isHttp(text: string): boolean {
  return /^\s*HTTP\/1\.[01] \d{3}\b/.test(text);
}

/**
 * The first HTTP/1 answer of a text: by its chunks, its length, or to the end (RFC 9112, 6.3). Lengths count bytes, so the text must be the
 * UTF-8 reading of what was captured. Undefined where it is none.
 */
export function readAnswer(text: string): HttpAnswer | undefined {
  if (!isHttp(text)) return undefined;
  const bytes = new TextEncoder().encode(text.trimStart());
  const status = Number(lineAt(bytes, 0).text.split(' ')[1]);
  const { headers, end, whole } = headersOf(bytes, lineAt(bytes, 0).next);
  const body = whole ? bodyOf(bytes, end, status, headers) : { parts: [], whole: false, end: bytes.length };
  return { status, headers, body: decoded(body.parts), whole: body.whole, rest: decoded([bytes.subarray(body.end)]) };
}

function headersOf(bytes: Uint8Array, start: number): { headers: Map<string, string>; end: number; whole: boolean } {
  const headers = new Map<string, string>();
  for (let at = start; at < bytes.length; ) {
    const line = lineAt(bytes, at);
    at = line.next;
    if (line.text === '') return { headers, end: at, whole: line.whole };
    const colon = line.text.indexOf(':');
    if (colon > 0) headers.set(line.text.slice(0, colon).toLowerCase(), line.text.slice(colon + 1).trim());
  }
  return { headers, end: bytes.length, whole: false };
}

function bodyOf(bytes: Uint8Array, start: number, status: number, headers: ReadonlyMap<string, string>): Body {
  if (status < 200 || status === 204 || status === 304) return { parts: [], whole: true, end: start };
  if (/\bchunked\b/i.test(headers.get('transfer-encoding') ?? '')) return chunksOf(bytes, start);
  const length = headers.get('content-length') ?? '';
  const end = /^\d{1,15}$/.test(length) ? start + Number(length) : bytes.length;
  return { parts: [bytes.subarray(start, end)], whole: end <= bytes.length, end: Math.min(end, bytes.length) };
}

function chunksOf(bytes: Uint8Array, start: number): Body {
  const parts: Uint8Array[] = [];
  for (let at = start; ; ) {
    const { text, next, whole } = lineAt(bytes, at);
    const digits = /^[0-9a-f]+/i.exec(text)?.[0];
    // What is no size is the end of the capture, or the beginning of another answer.
    if (!whole || digits === undefined || digits.length > MAX_SIZE_DIGITS) return { parts, whole: false, end: at };
    const size = Number.parseInt(digits, 16);
    if (size === 0) return { parts, ...trailerOf(bytes, next) };
    parts.push(bytes.subarray(next, next + size));
    const after = lineAt(bytes, next + size);
    if (after.text !== '' || !after.whole) return { parts, whole: false, end: Math.min(next + size, bytes.length) };
    at = after.next;
  }
}

function trailerOf(bytes: Uint8Array, start: number): { whole: boolean; end: number } {
  const { end, whole } = headersOf(bytes, start);
  return { end, whole };
}

/** A line without its end, which is LF with or without CR; `whole`: it has one. */
function lineAt(bytes: Uint8Array, start: number): { text: string; next: number; whole: boolean } {
  const found = bytes.indexOf(LF, start);
  const end = found === -1 ? bytes.length : found;
  return { text: decoded([bytes.subarray(start, end)]).replace(/\r$/, ''), next: Math.min(end + 1, bytes.length), whole: found !== -1 };
}

function decoded(parts: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  return `${parts.map((part) => decoder.decode(part, { stream: true })).join('')}${decoder.decode()}`;
}
