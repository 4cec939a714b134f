import { expect, test } from 'vitest';
import { TROUBLES, type TroubleCode } from '../../src/shared/connection.ts';
import { BLOCKING, REFUSED_AT_ADD } from '../../src/shared/trouble-natures.ts';

/** What ends without anybody's help: of the network, of a server that is busy, of a socket that is there, but not whole. */
const PASSING: readonly TroubleCode[] = [
  'name-not-found', 'refused', 'unreachable', 'timeout', 'lost', 'silent', 'server-error', 'too-large', 'topics-refused', 'waypoint-down', 'stream-missing',
  'gaps-possible', 'on-the-other-road',
];

test.each(PASSING)('%s may pass: it is waited out, and what begins with it is saved', (code) => {
  expect([BLOCKING.has(code), REFUSED_AT_ADD.has(code)]).toEqual([false, false]);
});

test.each<TroubleCode>(['not-a-node', 'client-refused', 'wrong-client-secret'])('%s stops a draft, and no connection that is at work', (code) => {
  expect([BLOCKING.has(code), REFUSED_AT_ADD.has(code)]).toEqual([false, true]);
});

test.each<TroubleCode>(['other-identity', 'sign-in-again', 'waiting-for-keyring'])('%s waits for a person, and what begins with it is saved', (code) => {
  expect([BLOCKING.has(code), REFUSED_AT_ADD.has(code)]).toEqual([true, false]);
});

test('what is wrong with the address, the certificate or the keys of a draft is neither saved nor tried again', () => {
  const about = /address|^certificate|-to-tls|-to-plain|^wrong-(scheme|api-key|secret-key|path|version)$|^(unknown|expired)-token$/;
  for (const code of TROUBLES.filter((one) => about.test(one))) expect([code, BLOCKING.has(code), REFUSED_AT_ADD.has(code)]).toEqual([code, true, true]);
});
