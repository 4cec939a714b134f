import type { JSX } from 'preact';
import type { Category } from '../../src/shared/alert.ts';
import type { Deliver } from '../../src/shared/decision.ts';
import { useWords } from '../words.ts';
import { CATEGORY_ORDER, CategoryTile, GlyphIcon } from './icons.tsx';

type Rules = Partial<Record<Category, Deliver>>;

const DELIVERY_ORDER = ['notify', 'digest', 'inbox', 'off'] as const satisfies readonly Deliver[];

interface Props {
  label: string;
  rules: Rules;
  /** What the first choice is called: having no rule of one's own. */
  unruled: string;
  onChange: (rules: Rules) => void;
}

/** What becomes of each category. The first choice is to say nothing of one's own. */
export function RuleTable({ label, rules, unruled, onChange }: Props): JSX.Element {
  const words = useWords();
  const choose = (category: Category, value: string): void => {
    const deliver = DELIVERY_ORDER.find((each) => each === value);
    const { [category]: _was, ...others } = rules;
    onChange(deliver === undefined ? others : { ...others, [category]: deliver });
  };
  return (
    <ul class="rules" aria-label={label}>
      {CATEGORY_ORDER.map((category) => (
        <li key={category}>
          <label>
            <CategoryTile category={category} small />
            <span class="grow">{words.categories[category]}</span>
            <span class="picker">
              <select value={rules[category] ?? ''} onChange={({ currentTarget }) => choose(category, currentTarget.value)}>
                <option value="">{unruled}</option>
                {DELIVERY_ORDER.map((each) => (
                  <option key={each} value={each}>
                    {words.rules.deliveries[each]}
                  </option>
                ))}
              </select>
              <GlyphIcon of="chevron" size={14} />
            </span>
          </label>
        </li>
      ))}
    </ul>
  );
}
