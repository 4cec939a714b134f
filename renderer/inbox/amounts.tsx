import { Fragment } from 'preact';
import type { JSX } from 'preact';
import { piecesOf } from '../ui/amounts.ts';

/** A text that holds amounts, which do not break within a number; an endless one breaks, and shows a little room, between groups. */
export function Amounts({ text }: { text: string }): JSX.Element {
  return (
    <>
      {piecesOf(text).map((piece, index) => {
        if ('words' in piece) return <Fragment key={index}>{piece.words}</Fragment>;
        const { digits, unit } = piece;
        const last = digits.at(-1);
        return (
          <span key={index}>
            {digits.slice(0, -1).map((group, nth) => (
              <Fragment key={nth}>
                <span class={/\d$/u.test(group) ? 'digits digits-apart' : 'digits'}>{group}</span>
                <wbr />
              </Fragment>
            ))}
            <span class="digits">{unit === undefined ? last : `${last} ${unit}`}</span>
          </span>
        );
      })}
    </>
  );
}
