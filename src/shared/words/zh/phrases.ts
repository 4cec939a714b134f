import { phrasesOf } from '../phrases.ts';

const phrases = phrasesOf('zh', { stop: '。', gap: '' });

export const { upper, stopped, sentence } = phrases;

const HAN_ENDS = /\p{Script=Han}$/u;
const HAN_BEGINS = /^\p{Script=Han}/u;
const LATIN_ENDS = /[\p{Script=Latin}\p{N}\p{Sc}%]$/u;
const LATIN_BEGINS = /^[\p{Script=Latin}\p{N}\p{Sc}@#+-]/u;
/** A stop of somebody else's text, in a script that has spaces. */
const NARROW_STOP = /[.!?…][\])"”’»]*$/u;

/** One after the other, with a space where Chinese meets Latin letters or digits. */
const beside = (left: string, right: string): string => {
  const seam = (HAN_ENDS.test(left) && LATIN_BEGINS.test(right)) || (LATIN_ENDS.test(left) && HAN_BEGINS.test(right));
  return seam ? `${left} ${right}` : left + right;
};

/** A template whose facts may be Chinese or not: `t`收到${amount}`` is `收到 5 OMG`, and `t`${who}已接受`` has no space after `王芳`. */
export const t = (texts: TemplateStringsArray, ...given: readonly string[]): string =>
  texts.reduce((said, text, at) => beside(beside(said, given[at - 1] ?? ''), text));

/** `a、b和c`. */
export const list = (parts: readonly string[]): string => {
  const marked = phrases.list(parts.map((_, at) => `\u0000${at}\u0000`)).split('\u0000');
  return marked.map((piece, at) => (at % 2 === 1 ? (parts[Number(piece)] ?? '') : piece)).reduce(beside);
};

/** Sentences one after the other, without those that there are no words for. */
export const paragraph = (...sentences: readonly (string | undefined)[]): string =>
  sentences.reduce<string>((said, one = '') => said + (one !== '' && NARROW_STOP.test(said) ? ' ' : '') + one, '');
