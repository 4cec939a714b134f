import { expect, test } from 'vitest';
import { createConnectionRecord } from '../../src/diagnostics/record.ts';
import { createRedactor } from '../../src/diagnostics/redact.ts';
import { codesIn, createTally, report, SETTINGS_TOLD, type ReportParts } from '../../src/diagnostics/report.ts';
import type { ConnectionView } from '../../src/shared/bridge.ts';
import { DEFAULT_SETTINGS } from '../../src/shared/default-settings.ts';
import { Settings } from '../../src/shared/settings.ts';
import { NOON, testClock } from '../clock.ts';
import { sample } from '../journal/sample.ts';

const SECRETS = ['hunter2-secret', 'tenant.eyJhbGciOiJIUzI1NiJ9.c2VjcmV0'];
const PRIVATE = ['Rosalinde', 'rosalinde-shop', 'pottery.example', '10.11.12.13', 'QmRosa', 'Wonderlamp', 'acc_rosa', 'wallet-rosa', 'group-rosa', 'proxy.rosa', '987654', 'Grüße', 'watched-field', 'nats.rosa'];

const connection: ConnectionView = {
  id: 'c1-rosalinde-shop',
  system: 'openbazaar',
  name: 'Rosalinde’s shop',
  url: 'https://pottery.example:4002',
  auth: 'basic',
  username: 'Rosalinde',
  path: '/rosalinde-shop/ws',
  topics: ['account:acc_rosa', 'account:acc_rosa2', 'user:Rosalinde'],
  cloud: {
    walletId: 'wallet-rosa',
    groupId: 'group-rosa',
    waypoint: { role: 'tenant', watches: [{ topic: 'proofs', field: 'proof_id', fieldId: 'watched-field', state: 'done' }] },
    nats: { url: 'tls://nats.rosa:4222', auth: 'user', username: 'Rosalinde', ca: '-----BEGIN CERTIFICATE-----Rosalinde' },
  },
  proxy: 'socks5h://proxy.rosa:1080',
  ca: '-----BEGIN CERTIFICATE-----Rosalinde',
  identity: 'openbazaar:QmRosa',
  paused: false,
  rules: { chat: 'inbox' },
  addedAt: NOON,
  hasSecret: true,
  lastEventAt: NOON,
  state: { phase: 'waiting', retryAt: NOON, since: NOON, trouble: { code: 'refused', detail: `503 ECONNREFUSED 10.11.12.13 says Rosalinde ${SECRETS[0]}` } },
};

function parts(over: Partial<ReportParts> = {}): ReportParts {
  const record = createConnectionRecord(testClock());
  record.state(connection.id, connection.state);
  record.state(connection.id, { phase: 'blocked', trouble: { code: 'forbidden', detail: 'server:rosalinde said 403 for Rosalinde at pottery.example client:invalid_auth_scheme' } });
  record.ignored(connection.id, 'no frame of a node: its first key is Rosalinde');
  record.ignored(connection.id, `Rosalinde ${SECRETS[1]} without a topic`);
  const redactor = createRedactor();
  for (const secret of SECRETS) redactor.know(secret);
  const alert = sample({
    actor: { id: 'QmRosa', name: 'Rosalinde', handle: 'rosalinde-shop' },
    subject: { type: 'order', id: 'QmRosa' },
    item: 'Wonderlamp',
    text: `Grüße, ${SECRETS[0]}`,
    amount: { value: '987654', unit: 'BTC', divisibility: 8 },
    reference: 'Rosalinde',
    account: 'Rosalinde',
    frame: JSON.stringify({ SECRETS, PRIVATE }),
    key: 'notification:order:QmRosa',
    identity: 'openbazaar:QmRosa',
    connectionId: connection.id,
    type: 'Rosalinde',
    status: 'Rosalinde',
  });
  const entry = { id: 7, alert, decision: { deliver: 'notify', why: 'rings' }, delivered: 'notification' } as const;
  const tally = createTally();
  tally.add(entry);
  tally.add(entry);
  tally.add({ id: 8, alert: sample({ kind: 'message' }) });
  return {
    at: NOON,
    versions: { tradebell: '0.1.0', electron: '45.4.1', chromium: '150.0.1', node: '24.1.0', platform: 'linux', system: 'Linux 6.1.0-17-amd64' },
    desktop: {
      session: 'wayland',
      desktop: 'KDE',
      keyring: { state: 'ready', backend: 'kwallet6' },
      notifications: { server: { name: 'Plasma', vendor: 'KDE', version: '6.1', specification: '1.2' }, capabilities: ['body', 'actions', SECRETS[0]!, '/home/rosalinde/x', 'host pottery.example'] },
    },
    journal: { state: 'encrypted', setAside: 1, total: 3, unread: 2 },
    connections: [connection],
    record,
    counts: tally.counts(),
    decisions: [entry],
    settings: { ...DEFAULT_SETTINGS, connections: [connection], keepDays: 30 },
    own: ['/home/rosalinde/.config/Tradebell', '/home/rosalinde', 'rosalinde-laptop', 'Rosalinde'],
    hideSecrets: redactor.text,
    ...over,
  };
}

test('nothing of anybody is in a report: no secret, word, name, amount, address or id', () => {
  const text = report(parts());
  for (const secret of [...SECRETS, ...PRIVATE]) expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
});

test('a report says how everything stands, with one other name for each host and identity', () => {
  const told = JSON.parse(report(parts()));
  expect(told).toMatchObject({
    format: 'tradebell-diagnostics',
    at: '2026-03-01T12:00:00.000Z',
    versions: { electron: '45.4.1', system: 'Linux 6.1.0-17-amd64' },
    desktop: { session: 'wayland', keyring: { backend: 'kwallet6' }, notifications: { server: { name: 'Plasma', version: '6.1' } } },
    journal: { state: 'encrypted', total: 3 },
    settings: { keepDays: 30, privacy: 'all' },
    decisions: [{ id: 7, kind: 'order', decided: 'notify', why: 'rings', delivered: 'notification', lateMs: 500 }],
  });
  expect(told.counts).toEqual([
    { system: 'openbazaar', kind: 'order', decided: 'notify', delivered: 'notification', count: 2 },
    { system: 'openbazaar', kind: 'message', decided: 'not yet', delivered: 'not yet', count: 1 },
  ]);
  const [one] = told.connections;
  expect(one).toMatchObject({
    name: 'connection-1',
    server: 'https://host-1',
    topics: { account: 2, user: 1 },
    ca: true,
    rules: { chat: 'inbox' },
    state: { phase: 'waiting', trouble: 'refused', codes: ['503', 'ECONNREFUSED'] },
    happened: [
      { phase: 'waiting', trouble: 'refused', codes: ['503', 'ECONNREFUSED'] },
      { phase: 'blocked', trouble: 'forbidden', codes: ['403', 'client:invalid_auth_scheme'] },
    ],
    ignored: { 'no frame of a node': 1, 'a signal without a topic': 1 },
    roads: { nats: { server: expect.stringMatching(/^tls:\/\/host-\d$/) }, waypoint: { watches: 1 } },
    proxy: expect.stringMatching(/^socks5h:\/\/host-\d$/),
  });
  expect(one.identity).toMatch(/^identity-/);
});

test('two connections to one host show as that, and a node on this computer as such', () => {
  const local = { ...connection, id: 'c3', name: 'Local', url: 'http://127.0.0.1:4002', identity: 'openbazaar:QmOther' };
  const told = JSON.parse(report(parts({ connections: [connection, { ...connection, id: 'c2', name: 'Second' }, local] })));
  expect(told.connections.map(({ server }: { server: string }) => server)).toEqual(['https://host-1', 'https://host-1', 'http://this-computer:4002']);
  expect(told.connections[0].identity).toBe(told.connections[1].identity);
  expect(told.connections[2].identity).not.toBe(told.connections[0].identity);
});

test('every setting is either told or left out on purpose', () => {
  const leftOut = ['connections', 'placement', 'updateProxy'];
  expect([...SETTINGS_TOLD, ...leftOut].toSorted()).toEqual(Object.keys(Settings.shape).toSorted());
});

test('of what a server says only codes are taken', () => {
  expect(codesIn('401 Unauthorized: user Anna (ERR_TLS_CERT_ALTNAME_INVALID) PRIVATE user:invalid_x client:anna 12345')).toEqual(['401', 'ERR_TLS_CERT_ALTNAME_INVALID']);
  expect(codesIn(undefined)).toEqual([]);
});
