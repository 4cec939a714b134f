import { expect, onTestFinished, test } from 'vitest';
import { signIn, signInCode, signOut } from '../../../src/sources/ewallet/sign-in.ts';
import type { SignInDraft } from '../../../src/sources/source.ts';
import { createNetwork } from '../../../src/transport/create-network.ts';
import { testClock } from '../../clock.ts';
import { deadPort } from '../../transport/loopback.ts';
import { aSource, aWallet, keys } from './with-wallet.ts';

function deps() {
  const network = createNetwork(testClock());
  onTestFinished(() => network.close());
  return { network };
}

const admin = (url: string): SignInDraft => ({ system: 'ewallet', url, auth: 'OMGAdmin' });

test('an administrator signs in with e-mail and password, and the token opens the server', async () => {
  const wallet = await aWallet();
  const login = { email: ` ${wallet.admin.email}\n`, password: wallet.admin.password };
  const found = await signIn(admin(wallet.url), login, deps());
  expect(found).toMatchObject({ username: wallet.admin.id });
  expect(wallet.log.requests[0]).toMatchObject({ name: 'admin.login', authorization: undefined });
  if (!('secret' in found)) throw new Error('no token');
  await aSource(wallet, { who: { ...keys(wallet), auth: 'OMGAdmin', username: found.username!, secret: found.secret } }).online();
});

test('with a second factor, passcode or backup code follow; a wrong one may be tried again', async () => {
  const wallet = await aWallet();
  const ada = wallet.store.addUser('ada', { accounts: 'all', passcode: '123456', backupCodes: ['backup-1'] });
  const { network } = deps();
  for (const code of [{ kind: 'passcode', code: ' 123456 ' }, { kind: 'backup', code: 'backup-1' }] as const) {
    const pending = await signIn(admin(wallet.url), { email: ada.email!, password: ada.password }, { network });
    if (!('pending' in pending)) throw new Error('no second step');
    expect(pending.username).toBe(ada.id);
    const wrong = signInCode(admin(wallet.url), pending, { kind: code.kind, code: 'wrong' }, { network });
    await expect(wrong).rejects.toMatchObject({ trouble: { code: 'wrong-code' } });
    expect(await signInCode(admin(wallet.url), pending, code, { network })).toMatchObject({ username: ada.id, secret: expect.any(String) });
  }
});

test('a user signs in with the API key, where the server can', async () => {
  const wallet = await aWallet({ standalone: true });
  const draft: SignInDraft = { system: 'ewallet', url: wallet.url, auth: 'OMGClient', username: wallet.credentials.apiKey };
  const login = { email: wallet.alice.email!, password: wallet.alice.password };
  const found = await signIn(draft, login, deps());
  expect(found).toEqual({ secret: expect.any(String) });
  await expect(signIn({ ...draft, username: 'other' }, login, deps())).rejects.toMatchObject({ trouble: { code: 'wrong-api-key' } });
  const keysOnly = await aWallet();
  await expect(signIn({ ...draft, url: keysOnly.url }, login, deps())).rejects.toMatchObject({ trouble: { code: 'no-sign-in' } });
});

test('what is wrong is named: the login, keys that cannot be signed in for, a server out of reach, one that is none', async () => {
  const wallet = await aWallet();
  const login = { email: wallet.admin.email!, password: 'wrong' };
  await expect(signIn(admin(wallet.url), login, deps())).rejects.toMatchObject({ trouble: { code: 'wrong-login' } });
  for (const auth of ['OMGProvider', 'OMGServer', 'basic'] as const) {
    await expect(signIn({ ...admin(wallet.url), auth }, login, deps())).rejects.toMatchObject({ trouble: { code: 'no-sign-in' } });
  }
  await expect(signIn(admin('nowhere'), login, deps())).rejects.toMatchObject({ trouble: { code: 'bad-address' } });
  const nobody = admin(`http://127.0.0.1:${await deadPort()}`);
  await expect(signIn(nobody, login, deps())).rejects.toMatchObject({ trouble: { code: 'refused' } });
  for (const data of ['{}', '[]', '{"authentication_token":"t"}', '{"object":"pre_authentication_token"}']) {
    wallet.faults.failNext('admin.login', 200, `{"success":true,"data":${data}}`);
    await expect(signIn(admin(wallet.url), login, deps())).rejects.toMatchObject({ trouble: { code: 'not-a-node' } });
  }
});

test('a token that is given back opens nothing any more', async () => {
  const wallet = await aWallet();
  const secret = wallet.credentials.issue(wallet.admin);
  const draft: SignInDraft = { ...admin(wallet.url), username: wallet.admin.id };
  await signOut(draft, secret, deps());
  await expect(signOut(draft, secret, deps())).rejects.toMatchObject({ trouble: { code: 'expired-token' } });
});
