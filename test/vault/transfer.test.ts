import { expect, test } from 'vitest';
import type { Connection } from '../../src/shared/connection.ts';
import { DEFAULT_SETTINGS } from '../../src/shared/default-settings.ts';
import type { Settings } from '../../src/shared/settings.ts';
import { planTransfer, readTransfer, transferText, type TransferFile } from '../../src/vault/transfer.ts';
import { NOON } from '../clock.ts';

const shop: Connection = {
  id: 'old-id',
  system: 'openbazaar',
  name: 'Shop',
  url: 'http://127.0.0.1:4002',
  auth: 'basic',
  username: 'mara',
  signedIn: true,
  identity: 'openbazaar:QmShop',
  paused: false,
  rules: { chat: 'digest' },
  addedAt: 1,
};
const settingsWith = (...connections: Connection[]): Settings => ({ ...DEFAULT_SETTINGS, connections });
const moved: Settings = { ...settingsWith(shop), theme: 'dark', rules: { follow: 'off' }, keepDays: 365, pausedUntil: null, plainSecrets: true, atLogin: true };
const from = { tradebell: '0.1.0', at: NOON };

function read(text: string): TransferFile {
  const found = readTransfer(text);
  if (!found.ok) throw new Error(`${found.why} ${found.where ?? ''}`);
  return found.file;
}
function plan(file: TransferFile, settings: Settings) {
  let ids = 0;
  return planTransfer(file, settings, { newId: () => `new-${(ids += 1)}`, now: NOON, needsSecret: ({ auth }) => auth !== 'none' });
}
const edited = (change: (file: Record<string, unknown>) => void): string => {
  const file = JSON.parse(transferText(moved, from)) as Record<string, unknown>;
  change(file);
  return JSON.stringify(file);
};

test('a new machine gets settings and connections, which wait for their secrets', () => {
  const { settings, connections, changedSettings, changed } = plan(read(transferText(moved, from)), DEFAULT_SETTINGS);
  const { id: _id, signedIn: _signedIn, addedAt: _addedAt, ...rest } = shop;
  expect(settings.connections).toEqual([{ ...rest, id: 'new-1', addedAt: NOON }]);
  expect(settings).toMatchObject({ theme: 'dark', rules: { follow: 'off' }, keepDays: 365 });
  expect(connections).toEqual([{ name: 'Shop', effect: 'added', needsSecret: true }]);
  expect(changedSettings.toSorted()).toEqual(['keepDays', 'rules', 'theme']);
  expect(changed).toEqual(['new-1']);
});

test('what belongs to one machine stays there', () => {
  const { settings } = plan(read(transferText(moved, from)), DEFAULT_SETTINGS);
  expect(settings).toMatchObject({ pausedUntil: 0, plainSecrets: false, atLogin: false });
});

test('no secret is in the file, nor what nobody knows the meaning of', () => {
  const odd = { ...shop, secret: 'hunter2', token: 'hunter3', cloud: undefined } as Connection;
  const text = transferText({ ...moved, connections: [odd], vault: 'hunter4' } as Settings, from);
  expect(text).not.toMatch(/hunter|signedIn|old-id/);
  // Nor is one taken in.
  const { settings } = plan(read(edited((file) => Object.assign((file['connections'] as object[])[0]!, { secret: 'hunter2', id: 'theirs' }))), DEFAULT_SETTINGS);
  expect(JSON.stringify(settings)).not.toMatch(/hunter|theirs/);
});

test('a node that is known already stays as it is reached, and takes over name, rules and topics', () => {
  const here: Connection = { ...shop, id: 'here', name: 'My shop', url: 'http://10.0.0.2:4002', rules: {}, topics: ['account:a'], addedAt: 7 };
  const there = settingsWith({ ...shop, topics: ['account:b'] });
  const { settings, connections, changed } = plan(read(transferText(there, from)), settingsWith(here));
  expect(settings.connections).toEqual([{ ...here, name: 'Shop', rules: { chat: 'digest' }, topics: ['account:a', 'account:b'] }]);
  expect(connections).toEqual([{ name: 'Shop', effect: 'merged', needsSecret: false }]);
  expect(changed).toEqual(['here']);
});

test('the same way in is the same connection where a node has not said who it is', () => {
  const { identity: _identity, ...unknown } = shop;
  const file = read(transferText(settingsWith(unknown), from));
  expect(plan(file, settingsWith({ ...shop, id: 'here' })).connections).toEqual([{ name: 'Shop', effect: 'same', needsSecret: false }]);
  expect(plan(file, settingsWith({ ...shop, id: 'here', username: 'other' })).connections).toMatchObject([{ effect: 'added' }]);
  // Another node at the same address is another node.
  expect(plan(read(transferText(settingsWith(shop), from)), settingsWith({ ...shop, id: 'here', identity: 'openbazaar:QmElse' })).connections).toMatchObject([{ effect: 'added' }]);
});

test('taken in twice, or with one node twice in it, there is still one connection', () => {
  const file = read(transferText(settingsWith(shop, { ...shop, id: 'again', name: 'Again' }), from));
  const once = plan(file, DEFAULT_SETTINGS);
  expect(once.settings.connections).toHaveLength(1);
  const twice = plan(read(transferText(settingsWith(shop), from)), plan(read(transferText(settingsWith(shop), from)), DEFAULT_SETTINGS).settings);
  expect(twice.connections).toEqual([{ name: 'Shop', effect: 'same', needsSecret: false }]);
  expect(twice.changed).toEqual([]);
  expect(twice.changedSettings).toEqual([]);
});

test('a file that is none is refused, and why is said', () => {
  expect(readTransfer('')).toEqual({ ok: false, why: 'not-ours' });
  expect(readTransfer('{"connections":[]}')).toEqual({ ok: false, why: 'not-ours' });
  expect(readTransfer('[1]')).toEqual({ ok: false, why: 'not-ours' });
  expect(readTransfer(edited((file) => (file['version'] = 2)))).toEqual({ ok: false, why: 'newer' });
  expect(readTransfer(edited((file) => delete file['connections']))).toEqual({ ok: false, why: 'damaged', where: 'connections' });
  expect(readTransfer(edited((file) => ((file['connections'] as { url: string }[])[0]!.url = 'javascript:alert(1)')))).toEqual({ ok: false, why: 'damaged', where: 'connections.0.url' });
  expect(readTransfer(edited((file) => ((file['settings'] as { keepDays: unknown }).keepDays = 'ever')))).toEqual({ ok: false, why: 'damaged', where: 'settings.keepDays' });
  expect(readTransfer(`\uFEFF${transferText(moved, from)}`).ok).toBe(true);
});
