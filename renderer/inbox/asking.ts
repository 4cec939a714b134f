import type { FinalVerb, Role, Verb } from '../../src/shared/alert.ts';
import type { Trouble, TroubleCode } from '../../src/shared/connection.ts';
import type { AlertDetail, Question } from '../../src/shared/inbox.ts';

/** A question before something final, from pressing the button to what became of it. */
export type Asking =
  | { step: 'reading'; verb: FinalVerb }
  /** It could not be asked. */
  | { step: 'unasked'; verb: FinalVerb; trouble: Trouble | undefined }
  | { step: 'asked'; verb: FinalVerb; question: Question }
  | { step: 'doing'; verb: FinalVerb; question: Question }
  | { step: 'done'; verb: FinalVerb; question: Question }
  | { step: 'not-done'; verb: FinalVerb; question: Question; trouble: Trouble };

/** In the order in which they are offered. */
const ORDER = { approve: 0, reject: 1, cancel: 2 } as const satisfies Record<FinalVerb, number>;

/** What can be asked for from an alert: nothing any more once it was done, or may have been. */
export function finalVerbs({ actions, intent }: Pick<AlertDetail, 'actions' | 'intent'>): FinalVerb[] {
  if (intent !== undefined && intent.outcome !== 'refused') return [];
  return actions.filter(isFinal).sort((a, b) => ORDER[a] - ORDER[b]);
}

/** Not shared/alert.ts's, which would bring the schemas into the page. */
function isFinal(verb: Verb): verb is FinalVerb {
  return verb in ORDER;
}

/** Whether asking once more may help: not where it is decided, or may have been done. */
export function mayAskAgain(code: TroubleCode | undefined): boolean {
  return code !== 'outcome-unknown' && code !== 'decided-already' && code !== 'not-offered';
}

/** The question as it will probably be, by what the alert says: its place is kept while the wallet is asked. */
export function expected({ who, account, amount, exchanged, reference, deadlineAt }: AlertDetail, verb: FinalVerb): Question {
  return {
    token: '',
    verb,
    reread: true,
    ...(who === undefined ? {} : { who }),
    ...(account === undefined ? {} : { account }),
    ...(amount === undefined ? {} : { amount }),
    ...(exchanged === undefined ? {} : { exchanged }),
    ...(reference === undefined ? {} : { reference }),
    ...(deadlineAt === undefined ? {} : { deadlineAt }),
  };
}

/**
 * What moves on our side, and on the other where tokens are exchanged. The amount is the consumption's, in its consumer's token; what is
 * exchanged for it is the request's, in its owner's (ewallet.md, "Consumption").
 */
export function sidesOf({ amount, exchanged }: Pick<Question, 'amount' | 'exchanged'>, role: Role | undefined): { ours?: string; theirs?: string } {
  const [ours, theirs] = role === 'owner' && exchanged !== undefined ? [exchanged, amount] : [amount, exchanged];
  return { ...(ours === undefined ? {} : { ours }), ...(theirs === undefined ? {} : { theirs }) };
}

/** Which way money goes on yes; unknown where tokens are exchanged and it is not known which side is ours. */
export function moneyOf({ verb, direction, exchanged }: Pick<Question, 'verb' | 'direction' | 'exchanged'>, role: Role | undefined): 'in' | 'out' | 'unknown' | 'still' {
  if (verb !== 'approve') return 'still';
  return exchanged !== undefined && role === undefined ? 'unknown' : (direction ?? 'unknown');
}
