/** Limits in characters, cut before escaping; a desktop shows far less, and some freeze on megabytes. */
export const MAX_TITLE = 200;
export const MAX_BODY = 1_000;
export const MAX_LABEL = 60;

/**
 * What no desktop should be handed: controls (NUL makes the bus refuse the whole call), halves of surrogate pairs and noncharacters (not valid
 * UTF-8 to a strict reader), and the invisible marks that turn the direction of text, with which a name can disguise what stands behind it.
 */
const UNWANTED = /(?!\s)[\p{Cc}\p{Surrogate}\p{Noncharacter_Code_Point}\p{Bidi_Control}\u2060]/gu;

/** Text for one line: a title or a button. Plain: neither is ever markup. */
export function oneLine(text: string, max: number): string {
  return cut(tidy(text), max);
}

/** Text of a body. The desktop's specification makes it markup where `body-markup` is offered, and plain text where not. */
export function bodyText(text: string, markup: boolean): string {
  const lines = text.split(/\r\n?|\n|[\p{Zl}\p{Zp}]/u).map(tidy);
  const short = cut(lines.join('\n').replace(/\n{3,}/g, '\n\n').trim(), MAX_BODY);
  return markup ? short.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;') : short;
}

function tidy(line: string): string {
  return line.replace(UNWANTED, '').replace(/\s+/g, ' ').trim();
}

function cut(text: string, max: number): string {
  const characters = Array.from(text.slice(0, max * 2 + 2));
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join('').trimEnd()}…`;
}
