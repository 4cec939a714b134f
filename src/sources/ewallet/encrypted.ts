const NAME = 'encrypted_metadata';

/**
 * The name as a key of JSON, however it is spelled. In valid JSON this matches nothing else: in a text, the quote before it would be
 * escaped.
 */
const KEY = new RegExp(`(?<!\\\\)"${[...NAME].map(spelled).join('')}"\\s*:\\s*`, 'g');

/**
 * A frame without its encrypted metadata, at every depth: servers send it decrypted (ewallet.md, "Consumption"). What remains is as it
 * came, digit by digit. `json` must be valid.
 */
export function withoutEncrypted(json: string): string {
  let kept = '';
  let from = 0;
  KEY.lastIndex = 0;
  for (let key = KEY.exec(json); key !== null; key = KEY.exec(json)) {
    const end = endOfValue(json, KEY.lastIndex);
    const before = json.slice(from, key.index);
    const head = before.trimEnd();
    // With it goes one comma: the one before it, or after it where it was the first.
    if (head.endsWith(',')) {
      kept += head.slice(0, -1);
      from = end;
    } else {
      kept += before;
      from = afterComma(json, end);
    }
    KEY.lastIndex = from;
  }
  return from === 0 ? json : kept + json.slice(from);
}

function spelled(char: string): string {
  const hex = char.charCodeAt(0).toString(16);
  const anyCase = hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
  return `(?:${char}|\\\\u00${anyCase})`;
}

function endOfValue(json: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < json.length) {
    const char = json[at];
    if (char === '"') at = endOfText(json, at);
    else if (char === '{' || char === '[') [depth, at] = [depth + 1, at + 1];
    else if (char === '}' || char === ']') [depth, at] = [depth - 1, at + 1];
    else at = endOfPlain(json, at);
    if (depth === 0) break;
  }
  return at;
}

/** After the closing quote. */
function endOfText(json: string, open: number): number {
  for (let at = open + 1; at < json.length; at++) {
    if (json[at] === '\\') at++;
    else if (json[at] === '"') return at + 1;
  }
  return json.length;
}

/** Of a number or a word; inside of something else also what separates. */
function endOfPlain(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && !'"{}[], \n\r\t'.includes(json.charAt(at))) at++;
  return at;
}

/** Behind the comma that follows, if one does. */
function afterComma(json: string, start: number): number {
  let at = start;
  while (at < json.length && ' \n\r\t'.includes(json.charAt(at))) at++;
  return json[at] === ',' ? at + 1 : start;
}
