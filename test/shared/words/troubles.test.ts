import { expect, test } from 'vitest';
import { TROUBLES } from '../../../src/shared/connection.ts';
import { type System, SYSTEMS } from '../../../src/shared/system.ts';
import { CATALOGUES } from '../../../src/shared/words/catalogue.ts';

const { troubles } = CATALOGUES.en;
const everyTrouble = SYSTEMS.flatMap((system) => TROUBLES.map((code) => ({ system, code })));

test.each(everyTrouble)('$code of $system has a short title and says what to do', ({ system, code }) => {
  const { title, help } = troubles[system][code];
  expect(title).toMatch(/^[A-Z].*[^.\s]$/);
  expect(title.length).toBeLessThanOrEqual(60);
  expect(help).toMatch(/^[A-Z“].*\.$/);
  expect(`${title} ${help}`).not.toMatch(/undefined| {2}|\.\./);
});

test('no system is told of what only another has', () => {
  const all = (system: System) => TROUBLES.map((code) => `${troubles[system][code].title} ${troubles[system][code].help}`).join('\n');
  expect(all('ewallet')).not.toMatch(/\bnode|cookie|OpenBazaar|4002|user name/i);
  expect(all('openbazaar')).not.toMatch(/wallet|OMG|\/api\//i);
  for (const system of ['openbazaar', 'ewallet', 'doshii'] as const) expect(all(system)).not.toMatch(/CloudAPI|NATS|Waypoint|tenant/i);
  for (const system of ['openbazaar', 'ewallet', 'acapy-cloud'] as const) expect(all(system)).not.toMatch(/Doshii|sandbox|\bvenue/i);
  for (const system of ['acapy-cloud', 'doshii'] as const) expect(all(system)).not.toMatch(/\bnode|cookie|OpenBazaar|OMG|eWallet|4002|\/api\//i);
});

test('two troubles of one system are told apart by their titles', () => {
  for (const system of SYSTEMS) {
    const titles = TROUBLES.map((code) => troubles[system][code].title);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  }
});

test('keys of the wrong kind: which belong to which path', () => {
  const { help } = troubles.ewallet['wrong-scheme'];
  expect(help).toMatch(/Access key and secret key \(OMGProvider\).*\/api\/admin\/socket/);
  expect(help).toMatch(/API key and token \(OMGClient\).*\/api\/client\/socket/);
});

test('what may have been done is not sent again, and a person is told where to look', () => {
  for (const system of SYSTEMS) expect(troubles[system]['outcome-unknown'].help).toMatch(/does not send it again.*[lL]ook/);
});

test('each refusal of the CloudAPI says what was wrong with it', () => {
  const of = troubles['acapy-cloud'];
  expect(of['no-api-key'].help).toMatch(/403.*“Not authenticated”.*x-api-key/);
  expect(of['unknown-role'].help).toMatch(/401.*tenant\., tenant-admin\. or governance\./);
  expect(of['wrong-wallet'].help).toMatch(/403.*“Unauthorized”.*own wallet only/);
  expect(of['wrong-path'].help).toMatch(/deployed under a path/);
  expect(of['bad-watch'].help).toMatch(/422/);
});

test('a key of the CloudAPI and one of NATS are not mistaken for one another', () => {
  const of = troubles['acapy-cloud'];
  expect(of['forbidden'].help).toMatch(/NATS takes its own user and password, token or \.creds file; the CloudAPI takes an API key/);
  for (const code of ['wrong-secret-key', 'unknown-token'] as const) expect(of[code].help).toMatch(/CloudAPI is not a NATS/);
});

test('online, and still not whole: what may be missed, and what stands in', () => {
  const of = troubles['acapy-cloud'];
  expect(of['gaps-possible'].help).toMatch(/cannot be fetched later.*consumers.*tenant key/);
  expect(of['on-the-other-road'].help).toMatch(/goes back to NATS by itself/);
});

test('a Doshii app is told which half is wrong, and that the tries go on only where they do', () => {
  const of = troubles.doshii;
  expect(of['client-refused'].help).toMatch(/client ID.*sandbox.*live.*keeps trying/);
  expect(of['wrong-client-secret'].help).toMatch(/Events still come.*clock/);
  for (const code of ['lost', 'silent'] as const) expect(of[code].help).toMatch(/reconnects by itself/);
  for (const code of ['bad-address', 'certificate-unknown', 'certificate-changed', 'other-identity', 'same-identity', 'sign-in-again'] as const) {
    expect(of[code].help).not.toMatch(/keeps trying|by itself/);
  }
});
