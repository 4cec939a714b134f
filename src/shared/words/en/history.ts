import type { Road, Verb } from '../../alert.ts';
import type { Delivered } from '../../decision.ts';
import { bySystem, YOURS } from './nouns.ts';
import { list } from './phrases.ts';

/** What became of an alert, one line each. `yours`: what the server is called, as in "your node". */
const history = (yours: string) => ({
  road: {
    live: 'as it happened',
    'catch-up': `later, by asking ${yours}`,
    first: 'with the first connect',
  } satisfies Record<Road, string>,
  delivered: {
    notification: 'as a notification',
    digest: 'in a summary',
    none: 'in the inbox only',
    failed: 'not at all: your desktop did not take it',
    withdrawn: 'taken off the screen',
  } satisfies Record<Delivered, string>,
  /** What may be learned afterwards; fields without a word say nothing to a reader. */
  field: {
    actor: 'who it was',
    item: 'what it is about',
    amount: 'the amount',
    exchanged: 'the amount in the other token',
    direction: 'which way the money goes',
    reference: 'its reference',
    account: 'your account',
    picture: 'its picture',
    subject: 'what it belongs to',
    role: 'your part in it',
    deadlineAt: 'the deadline',
    confirmation: `whether ${yours} confirms it`,
    text: 'its text',
    status: 'how far it is',
    verified: 'whether it was valid',
    dueAt: 'when it is for',
    tables: 'the tables',
    covers: 'how many people',
  },
  learned: (fields: readonly string[]) => list(fields),
  acted: {
    reply: 'you replied',
    followBack: 'you followed back',
    approve: 'you approved it',
    reject: 'you rejected it',
    cancel: 'you canceled it',
  } satisfies Record<Verb, string>,
  snoozed: (until: string) => `until ${until}`,
  readOnNode: `on ${yours}`,
});

const ofDoshii = history(YOURS.doshii);

/** The same for each system; of Doshii's, an alert is about somebody else's venue. */
export const histories = {
  ...bySystem(history),
  doshii: { ...ofDoshii, field: { ...ofDoshii.field, account: 'the venue', reference: 'its number', status: 'how it stands' } },
};
