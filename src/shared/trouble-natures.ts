import { TROUBLES, type TroubleCode } from './connection.ts';

type Nature = 'passing' | 'blocking' | 'doubtful' | 'final';

/**
 * How a trouble may end:
 * - `passing`: by itself, so a draft is saved with it, and a connection tries again;
 * - `blocking`: by a person only, since trying again would be refused again, or worse, hammering: a connection waits for one. A draft is
 *   saved with it all the same;
 * - `doubtful`: most likely the draft is wrong, so it is not saved. A connection tries again: there it is as likely its server's;
 * - `final`: by a person only, and no draft is saved with it.
 *
 * A code means the same in every system that has it, so one table does for all of them.
 */
const NATURES = {
  'bad-address': 'final',
  'name-not-found': 'passing',
  refused: 'passing',
  unreachable: 'passing',
  timeout: 'passing',
  lost: 'passing',
  silent: 'passing',
  forbidden: 'final',
  'plain-to-tls': 'final',
  'tls-to-plain': 'final',
  'certificate-unknown': 'final',
  'certificate-changed': 'final',
  'not-a-node': 'doubtful',
  'server-error': 'passing',
  'other-identity': 'blocking',
  'same-identity': 'final',
  'sign-in-again': 'blocking',
  'waiting-for-keyring': 'blocking',
  'too-large': 'passing',
  'not-connected': 'passing',
  'not-offered': 'passing',
  'wrong-scheme': 'final',
  'wrong-api-key': 'final',
  'wrong-secret-key': 'final',
  'unknown-token': 'final',
  'expired-token': 'final',
  'wrong-path': 'final',
  'wrong-version': 'final',
  'socket-refused': 'final',
  'wrong-login': 'passing',
  'wrong-code': 'passing',
  'no-sign-in': 'passing',
  'topics-refused': 'passing',
  'changed-meanwhile': 'passing',
  'decided-already': 'passing',
  'asked-too-long-ago': 'passing',
  'refused-by-server': 'passing',
  'outcome-unknown': 'passing',
  'no-api-key': 'blocking',
  'unknown-role': 'blocking',
  'wrong-wallet': 'blocking',
  'bad-watch': 'blocking',
  'waypoint-down': 'passing',
  'stream-missing': 'passing',
  'not-permitted': 'blocking',
  'gaps-possible': 'passing',
  'on-the-other-road': 'passing',
  'client-refused': 'doubtful',
  'wrong-client-secret': 'doubtful',
  'proxy-unreachable': 'passing',
  'proxy-refused': 'passing',
  'not-noted': 'passing',
} as const satisfies Record<TroubleCode, Nature>;

const allThatAre = (...natures: readonly Nature[]): ReadonlySet<TroubleCode> =>
  new Set(TROUBLES.filter((code) => natures.includes(NATURES[code])));

/** Only a person can help a connection that has one of these. */
export const BLOCKING = allThatAre('blocking', 'final');

/** No connection is saved that begins with one of these. */
export const REFUSED_AT_ADD = allThatAre('doubtful', 'final');
