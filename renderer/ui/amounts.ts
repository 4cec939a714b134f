/** A part of a text that holds amounts: words as they are, or a number with the word that says of what. */
export type Piece = { words: string } | { digits: readonly string[]; unit?: string };

/** A number as any locale writes it, which is no part of a name; what Intl puts between groups, but no plain space. */
const NUMBER = /(?<![\p{L}\p{N}_.,])[-−]?\d(?:[\d.,'’\u00a0\u202f]*\d)?(?![\p{L}\p{N}_])/gu;
/** The word right after a number. A longer one is an id, and wraps by itself. */
const UNIT = /^ (\S{1,16})(?!\S)/u;
/** What a line of the narrowest window takes: a number, and a number with its unit. */
const LONGEST_NUMBER = 24;
const LONGEST_WITH_UNIT = 27;
/** Longer ones are large type no more. */
const LONG = 14;
const MOST_WHOLE_DIGITS = 15;
const MOST_DECIMALS = 8;
const FEWEST_DECIMALS = 2;
/** Of a number below one: so much after its zeros, because nothing but zeros would say nothing. */
const AFTER_ZEROS = 4;
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A number in few digits, never rounded: an ellipsis stands for decimals that are missing, powers of ten for a number without end. */
function shortNumber(number: string, significant: number): string {
  const { whole, mark, fraction } = partsOf(number);
  const digits = whole.replace(/\D/gu, '');
  if (digits.length > MOST_WHOLE_DIGITS && !digits.startsWith('0')) return powerOfTen(number, digits, fraction);
  if (fraction.length <= MOST_DECIMALS) return number;
  const below = !/[1-9]/.test(digits);
  const zeros = below ? Math.max(0, fraction.search(/[1-9]/)) : 0;
  if (zeros >= MOST_DECIMALS && /^\d/.test(number)) return `<0${mark}${'1'.padStart(MOST_DECIMALS, '0')}`;
  const kept = below ? Math.max(significant, zeros + AFTER_ZEROS) : Math.max(FEWEST_DECIMALS, significant - digits.length);
  // An ellipsis instead of a single digit saves nothing.
  return fraction.length <= kept + 1 ? number : `${whole}${mark}${fraction.slice(0, kept)}…`;
}

/** What stands before and after the decimal mark, which occurs once; `1,234` alone may be both, and counts as whole. */
function partsOf(number: string): { whole: string; mark: string; fraction: string } {
  const [, whole = '', mark = '', fraction = ''] = /^(.*)([.,])(\d+)$/u.exec(number) ?? [];
  const group = mark === '' || whole.includes(mark) || (fraction.length === 3 && whole.replace(/\D/gu, '').length <= 3);
  return group ? { whole: number, mark: '', fraction: '' } : { whole, mark, fraction };
}

/** `1.234…×10¹⁷`: a number cut after its first groups would be another number. */
function powerOfTen(number: string, digits: string, fraction: string): string {
  const rest = digits.slice(1);
  const told = rest.slice(0, 3).replace(/0+$/u, '');
  const more = /[1-9]/.test(rest.slice(told.length) + fraction) ? '…' : '';
  const mark = /[.,](?=\d{3}(?!\d))/u.exec(number)?.[0] === '.' ? ',' : '.';
  const power = [...String(rest.length)].map((digit) => SUPERSCRIPTS[Number(digit)] ?? '').join('');
  const after = told === '' && more === '' ? '' : `${mark}${told === '' ? '0' : told}${more}`;
  return `${number.startsWith('-') ? '-' : ''}${digits.slice(0, 1)}${after}×10${power}`;
}

/** A text whose numbers are short enough for a list: `284.50321… OMG`, and shorter still with fewer `significant` digits. */
export function shortAmounts(text: string, significant = MOST_DECIMALS): string {
  return text.replace(NUMBER, (number) => shortNumber(number, significant));
}

/** Whether a text holds a number too long for large type. */
export function hasLongAmount(text: string): boolean {
  return [...text.matchAll(NUMBER)].some(([number]) => number.length > LONG);
}

/** Where a text may break: between words, not within a number or before its unit; within an endless one only between its groups of three. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const { 0: number, index } of text.matchAll(NUMBER)) {
    if (index < done) continue;
    if (index > done) pieces.push({ words: text.slice(done, index) });
    done = index + number.length;
    if (text[done] === '…') done += 1;
    const written = text.slice(index, done);
    const digits = written.length > LONGEST_NUMBER ? groupsOf(written) : [written];
    const unit = UNIT.exec(text.slice(done))?.[1];
    const row = (digits.at(-1)?.length ?? 0) + 1 + (unit?.length ?? 0);
    const glued = unit !== undefined && row <= LONGEST_WITH_UNIT;
    pieces.push(glued ? { digits, unit } : { digits });
    if (glued) done += unit.length + 1;
  }
  if (done < text.length) pieces.push({ words: text.slice(done) });
  return pieces;
}

/** `12,345.678901` as `12,` `345.` `678` `901`: digits before a mark counted from its end, a fraction's from its beginning. */
function groupsOf(number: string): string[] {
  const { whole, mark, fraction } = partsOf(number.replace('…', ''));
  const front = whole.split(/(?<=\D)(?=\d)|(?<=\d)(?=(?:\d{3})+(?!\d))/u);
  const last = front.pop() ?? '';
  const end = number.endsWith('…') ? '…' : '';
  const groups = [...front, `${last}${mark}`, ...(fraction.match(/\d{1,3}/gu) ?? [])];
  return [...groups.slice(0, -1), `${groups.at(-1) ?? ''}${end}`];
}
