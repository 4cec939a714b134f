/**
 * A frame with line breaks and indents where it is JSON on one line; as it came where it is not. Works on the text, so that long numbers
 * keep every digit, and in one pass, because a frame may be anything.
 */
export function indented(frame: string): string {
  if (!/^\s*[[{]/.test(frame) || frame.includes('\n')) return frame;
  const out: string[] = [];
  let depth = 0;
  for (const [token] of frame.matchAll(/"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s"{}[\],:]+/g)) {
    const previous = out.at(-1);
    if (token === '}' || token === ']') {
      depth = Math.max(0, depth - 1);
      out.push(previous === '{' || previous === '[' ? token : `\n${'  '.repeat(depth)}${token}`);
      continue;
    }
    if (previous === '{' || previous === '[' || previous === ',') out.push(`\n${'  '.repeat(depth)}`);
    out.push(token === ':' ? ': ' : token);
    if (token === '{' || token === '[') depth = Math.min(depth + 1, 40);
  }
  return out.join('');
}
