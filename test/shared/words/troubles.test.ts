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
