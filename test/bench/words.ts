import { wordsOf } from '../../src/journal/words.ts';
import { searchText } from '../../src/shared/words/search-text.ts';
import { pastAlerts } from './journals.ts';

/** Of what the past alerts can be found by: words of at least three letters, the commonest first. */
export function commonestWords(): string[] {
  const counts = new Map<string, number>();
  for (const alert of pastAlerts(500)) {
    for (const word of wordsOf(searchText(alert)).filter((one) => /^[a-z]{3,12}$/.test(one))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([word]) => word);
}
