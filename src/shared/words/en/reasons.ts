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
    'connection-digest': 'It came in a summary: that is your setting for this category and connection.',
    'connection-off': 'It did not ring: this category is off for this connection in your settings.',
    'connection-inbox': 'It did not ring: your setting for this category and connection is inbox only.',
    paused: 'It came in a summary: Tradebell was paused.',
    'quiet-hours': 'It came in a summary: it happened in your quiet hours.',
    'desktop-quiet': 'It came in a summary: your desktop was set to do not disturb.',
    'urgent-in-quiet': 'It rang: it is urgent, so it came through quiet hours, as your settings say.',
    snoozed: 'It rang again: you had snoozed it until then.',
    'reminder-day': 'It rang again: its deadline was a day away or less, and you had not opened it.',
    'reminder-hour': 'It rang again: its deadline was an hour away or less, and you had not opened it.',
    together: 'It came in a summary: several connections changed at the same time.',
    'already-read': `It did not ring: it was read on ${yours} already.`,
    'first-connect': 'It came in a summary: it happened before you added this connection.',
    'start-up': 'It came in a summary: it happened while Tradebell was not running.',
    'catching-up': 'It came in a summary: it happened while the connection was away.',
    burst: 'It came in a summary: several notifications had just rung.',
    'urgent-burst': 'It came in a summary: several urgent notifications had just rung.',
    'unconfirmed-limit': `It did not ring: too many events of the last hour were not confirmed by ${yours}.`,
    refuted: `It did not ring: ${yours} does not know of it.`,
  }) as const satisfies Record<Reason, string>;
