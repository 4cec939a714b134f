import type { Language } from '../languages.ts';

/** The forms that a noun has beside numbers, as `Intl.PluralRules` names them; `other` for all that have none of their own. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Counts of one language: the number as it is written, and the form of the noun that goes with it. */
export interface Plurals {
  /** `12,000`. */
  whole(n: number): string;
  /** The form alone. */
  form(n: number, forms: Forms): string;
}

/** Intl's formatters are slow to make: each once, when it is first asked for. `group`: what stands between thousands instead of the language's own. */
export function pluralsOf(language: Language, group?: string): Plurals {
  const made: { number?: Intl.NumberFormat; rules?: Intl.PluralRules } = {};
  return {
    whole(n) {
      made.number ??= new Intl.NumberFormat(language, { numberingSystem: 'latn', ...(group !== undefined && { useGrouping: 'min2' }) });
      if (group === undefined) return made.number.format(n);
      return made.number.formatToParts(n).map(({ type, value }) => (type === 'group' ? group : value)).join('');
    },
    form(n, forms) {
      made.rules ??= new Intl.PluralRules(language);
      return forms[made.rules.select(n)] ?? forms.other;
    },
  };
}
