/** A text read in another way, with where each of its characters came from. */
export interface View {
  text: string;
  /** Index in the original at which what became this character begins. */
  from(index: number): number;
  /** Index in the original behind it. */
  to(index: number): number;
}

const PERCENT = /(?:%[0-9a-f]{2})+/gi;
const ESCAPED = /(?:\\u[0-9a-f]{4})+|\\["'\\/bfnrt]/gi;

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/**
 * The ways to read a text: as it is; with URL-encoding undone, as in a path and as in a form; with the escapes of JSON and JavaScript
 * undone; with both. Each apart, because what is an escape in one of them is a plain character in another.
 */
export function viewsOf(text: string): View[] {
  const views: View[] = [{ text, from: (index) => index, to: (index) => index + 1 }];
  const hasPercent = text.includes('%');
  if (hasPercent) views.push(decodedView(text, PERCENT));
  if (text.includes('+')) views.push(decodedView(text.replaceAll('+', ' '), PERCENT));
  if (text.includes('\\')) views.push(decodedView(text, ESCAPED));
  if (hasPercent && text.includes('\\')) views.push(decodedView(text, new RegExp(`${PERCENT.source}|${ESCAPED.source}`, 'gi')));
  return views;
}

/** One level of codes undone. Characters of one coded run all come from the whole run. */
function decodedView(text: string, coded: RegExp): View {
  const parts: { start: number; text: string; from: number; to: number; coded: boolean }[] = [];
  let start = 0;
  const add = (part: string, from: number, to: number, coded: boolean): void => {
    parts.push({ start, text: part, from, to, coded });
    start += part.length;
  };
  let at = 0;
  for (const match of text.matchAll(coded)) {
    add(text.slice(at, match.index), at, match.index, false);
    at = match.index + match[0].length;
    add(decoded(match[0]), match.index, at, true);
  }
  add(text.slice(at), at, text.length, false);
  const partOf = (index: number) => parts.findLast((part) => part.start <= index && part.text !== '');
  return {
    text: parts.map((part) => part.text).join(''),
    from(index) {
      const part = partOf(index);
      if (part === undefined) return 0;
      return part.coded ? part.from : part.from + index - part.start;
    },
    to(index) {
      const part = partOf(index);
      if (part === undefined) return text.length;
      return part.coded ? part.to : part.from + index - part.start + 1;
    },
  };
}

function decoded(run: string): string {
  if (run.startsWith('%')) return Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8');
  if (/^\\u/i.test(run)) return String.fromCharCode(...run.slice(2).split(/\\u/i).map((code) => Number.parseInt(code, 16)));
  const character = run.slice(1);
  return ESCAPES[character] ?? character;
}
