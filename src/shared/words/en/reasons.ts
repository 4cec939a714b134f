import type { Reason } from '../../decision.ts';

/** Why an alert rang or not, a sentence each. `yours`: what the server is called, as in "your node". */
export const reasons = (yours: string) =>
  ({
    rings: 'It rang: this category rings, and nothing spoke against it.',
    urgent: 'It rang: it is urgent, so it came through although much was ringing.',
    'open-now': `It rang although it is not new: by ${yours} it is still open.`,
    'own-act': 'It did not ring: you did this yourself.',
    history: 'It did not ring: an old transaction that your wallet sent again.',
    'quiet-kind': 'It did not ring: events of this kind wait in the inbox.',
    'category-digest': 'It came in a summary: that is your setting for this category.',
    'category-inbox': 'It did not ring: your setting for this category is inbox only.',
    'category-off': 'It did not ring: this category is off in your settings.',
    'connection-inbox': 'It did not ring: your setting for this category and connection is inbox only.',
    paused: 'It came in a summary: Tradebell was paused.',
    'already-read': `It did not ring: it was read on ${yours} already.`,
    'first-connect': 'It came in a summary: it happened before you added this connection.',
    'start-up': 'It came in a summary: it happened while Tradebell was not running.',
    'catching-up': 'It came in a summary: it happened while the connection was away.',
    burst: 'It came in a summary: several notifications had just rung.',
    'urgent-burst': 'It came in a summary: several urgent notifications had just rung.',
    'unconfirmed-limit': `It did not ring: too many events of the last hour were not confirmed by ${yours}.`,
    refuted: `It did not ring: ${yours} does not know of it.`,
  }) as const satisfies Record<Reason, string>;
