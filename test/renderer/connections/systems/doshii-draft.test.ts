import { expect, test } from 'vitest';
import {
  draftOf,
  fieldsOf,
  hadClientSecret,
  keepsClientId,
  keepsClientSecret,
  withAddress,
  withClientId,
  withEnvironment,
} from '../../../../renderer/connections/systems/doshii-draft.ts';
import type { DoshiiFields } from '../../../../renderer/connections/systems/doshii-draft.ts';
import { ConnectionDraft } from '../../../../src/shared/connection.ts';
import { fakeDoshiis } from '../../fake-doshii.ts';

const OWN = 'My Doshii app';
const URL_WITH_ALL = 'wss://doshii.example.com/app/socket/v3?auth=Y2xpZW50LWlkMQ%3D%3D&deviceId=till-7';
const empty = fieldsOf(undefined, OWN);
const other: DoshiiFields = { ...empty, environment: 'other', address: 'wss://doshii.example.com/app/socket' };
const [live, trial, half] = fakeDoshiis(1_700_000_000_000);

const draft = (fields: DoshiiFields): ConnectionDraft => {
  const made = draftOf(fields);
  if (!made.ok) throw new Error(JSON.stringify(made.problem));
  return ConnectionDraft.parse(made.draft);
};
const problem = (fields: DoshiiFields) => {
  const made = draftOf(fields);
  return made.ok ? undefined : made.problem;
};

test('a client id is all that the sandbox needs', () => {
  expect(draft({ ...empty, clientId: ' id-1 ' })).toEqual({
    system: 'doshii',
    name: OWN,
    url: 'https://socket.sandbox.doshii.co',
    auth: 'client',
    path: '/app/socket',
    doshii: {},
    secret: '{"clientId":"id-1"}',
  });
});

test('with a client secret the base of REST goes along', () => {
  expect(draft({ ...withEnvironment(empty, 'live', OWN), clientId: 'id-1', clientSecret: 's', deviceId: ' till 7 ' })).toMatchObject({
    url: 'https://live-socket.doshii.co',
    doshii: { rest: 'https://live.doshii.co/partner/v3', deviceId: 'till 7' },
    secret: '{"clientId":"id-1","clientSecret":"s"}',
  });
  expect(draft({ ...other, clientId: 'id-1', clientSecret: 's', rest: 'api.example.com' })).toMatchObject({ doshii: { rest: 'https://api.example.com/partner/v3' } });
});

test.each([
  ['name', 'noName', { ...empty, name: ' ', clientId: 'i' }],
  ['clientId', 'noClientId', empty],
  ['clientId', 'badClientId', { ...empty, clientId: 'two words' }],
  ['clientId', 'badClientId', { ...empty, clientId: 'wss://doshii.example.com' }],
  ['clientId', 'tooLong', { ...empty, clientId: 'x'.repeat(501) }],
  ['clientId', 'badClientId', { ...empty, clientId: 'ü' }],
  ['clientSecret', 'badClientSecret', { ...empty, clientId: 'i', clientSecret: 'two words' }],
  ['clientSecret', 'tooLong', { ...empty, clientId: 'i', clientSecret: 'x'.repeat(501) }],
  ['clientSecret', 'sameAsClientId', { ...empty, clientId: 'i', clientSecret: ' i' }],
  ['deviceId', 'badDeviceId', { ...empty, clientId: 'i', deviceId: 'x'.repeat(101) }],
  ['deviceId', 'badDeviceId', { ...empty, clientId: 'i', deviceId: 'a\u0007b' }],
  ['address', 'socketEmpty', { ...other, clientId: 'i', address: '' }],
  ['address', 'socketEmpty', { ...other, clientId: 'i', address: 'https://api.example.com/partner/v3' }],
  ['address', 'socketExposed', { ...other, clientId: 'i', address: 'ws://doshii.example.com' }],
  ['rest', 'restEmpty', { ...other, clientId: 'i', clientSecret: 's' }],
  ['rest', 'restScheme', { ...other, clientId: 'i', clientSecret: 's', rest: 'wss://x' }],
] as const)('in the field %s, %s is told', (field, is, fields) => {
  expect(problem(fields)).toEqual({ field, is });
});

test('a whole address is taken apart, wherever it is pasted', () => {
  const parts = { environment: 'other', address: 'wss://doshii.example.com/app/socket/v3', clientId: 'client-id1', deviceId: 'till-7', name: 'doshii.example.com' };
  expect(withAddress(other, URL_WITH_ALL, OWN, true)).toMatchObject({ ...parts, notes: ['auth', 'deviceId'], notedAt: 'address' });
  expect(withClientId(empty, URL_WITH_ALL, OWN)).toMatchObject({ ...parts, notes: ['address', 'auth', 'deviceId'], notedAt: 'clientId' });
  expect(draft(withClientId(empty, URL_WITH_ALL, OWN))).toMatchObject({
    url: 'https://doshii.example.com',
    path: '/app/socket/v3',
    doshii: { deviceId: 'till-7' },
    secret: '{"clientId":"client-id1"}',
  });
});

test('one of Doshii’s own addresses chooses the environment, when it is pasted', () => {
  const pasted = withClientId(empty, 'wss://live-socket.doshii.co/app/socket?auth=aWQ=', OWN);
  expect(pasted).toMatchObject({ environment: 'live', clientId: 'id', name: OWN, notes: ['live', 'auth'] });
  const typed = withAddress(other, 'live-socket.doshii.co', OWN, false);
  expect(typed).toMatchObject({ environment: 'other', address: 'wss://live-socket.doshii.co/app/socket', rest: 'https://live.doshii.co/partner/v3' });
  expect(withAddress(other, 'wss://live-socket.doshii.co/app/socket/v3', OWN, true)).toMatchObject({ environment: 'other', rest: 'https://live.doshii.co/partner/v3' });
  expect(withAddress(other, 'https://sandbox.doshii.co/partner/v3/orders', OWN, true)).toMatchObject({ environment: 'sandbox', notes: ['sandbox'] });
});

test('the address of another REST is put in its place', () => {
  expect(withAddress({ ...other, address: '' }, 'https://api.example.com/partner/v3', OWN, true)).toMatchObject({
    address: '',
    rest: 'https://api.example.com/partner/v3',
    notes: ['rest'],
  });
});

test('an auth that is none never stays in sight, and is told', () => {
  expect(withAddress(other, 'wss://doshii.example.com/app/socket?auth=%%%', OWN, true)).toMatchObject({
    address: 'wss://doshii.example.com/app/socket',
    clientId: '',
    notes: ['unreadableAuth'],
  });
  expect(withAddress(other, 'ws://doshii.example.com/app/socket?auth=aWQ=', OWN, true)).toMatchObject({ address: 'ws://doshii.example.com/app/socket', clientId: 'id' });
  expect(withClientId(empty, '?auth=aWQ=', OWN)).toMatchObject({ environment: 'sandbox', clientId: 'id', notes: ['auth'] });
});

test('an edit keeps what it does not change, and says nothing of it', () => {
  const fields = fieldsOf(live, OWN);
  expect(fields).toMatchObject({ environment: 'live', deviceId: 'till-7', clientId: '', clientSecret: '' });
  expect([keepsClientId(fields), keepsClientSecret(fields)]).toEqual([true, true]);
  expect(draft(fields)).toEqual({
    system: 'doshii',
    name: 'Bistro app',
    url: 'https://live-socket.doshii.co',
    auth: 'client',
    path: '/app/socket',
    doshii: { rest: 'https://live.doshii.co/partner/v3', deviceId: 'till-7' },
  });
});

test('another server is given no secret that is kept', () => {
  const fields = withEnvironment(fieldsOf(live, OWN), 'sandbox', OWN);
  expect([keepsClientId(fields), keepsClientSecret(fields)]).toEqual([false, false]);
  expect(problem(fields)).toEqual({ field: 'clientId', is: 'noClientId' });
  expect(problem({ ...fields, clientId: 'new' })).toEqual({ field: 'clientSecret', is: 'clientSecretAgain' });
  const moved = { ...fieldsOf(half, OWN), rest: 'https://elsewhere.example.com' };
  expect(moved.environment).toBe('other');
  expect(problem(moved)).toEqual({ field: 'clientSecret', is: 'clientSecretAgain' });
});

test('a new client id needs its own secret, or none', () => {
  const fields = { ...fieldsOf(live, OWN), clientId: 'new' };
  expect(problem(fields)).toEqual({ field: 'clientSecret', is: 'clientSecretAgain' });
  const without = draft({ ...fields, forgets: true });
  expect(without).toMatchObject({ doshii: { deviceId: 'till-7' }, secret: '{"clientId":"new"}' });
  expect(without.doshii).not.toHaveProperty('rest');
});

test('the client secret can be removed, and the client id stays', () => {
  const fields = { ...fieldsOf(live, OWN), forgets: true };
  expect(hadClientSecret(fields)).toBe(true);
  expect(draft(fields)).not.toHaveProperty('secret');
  expect(draft(fields).doshii).toEqual({ deviceId: 'till-7' });
});

test('a first client secret takes the client id to REST, so that is asked for again', () => {
  const fields = { ...fieldsOf(trial, OWN), clientSecret: 's' };
  expect(hadClientSecret(fields)).toBe(false);
  expect(problem(fields)).toEqual({ field: 'clientId', is: 'noClientId' });
});
