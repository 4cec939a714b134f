import { isHttp } from './http-answer.ts';
import { isSse } from './sse-text.ts';

/**
 * The frames of a file: it is one where the whole is one JSON document, a captured HTTP answer (also by the name: `.raw`), or text of
 * server-sent events; else each line that is not empty is one. Nothing is refused here: what is no frame comes out as it is.
 */
export function framesOf(text: string, file = ''): string[] {
  const plain = text.replace(/^\ufeff/, '');
  // Lengths count bytes: nothing is trimmed.
  if (isHttp(plain) || file.endsWith('.raw')) return [plain];
  const whole = plain.trim();
  if (isJson(whole)) return [whole];
  if (isSse(whole)) return [plain];
  return whole.split(/\r?\n/).filter((line) => line.trim() !== '');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
