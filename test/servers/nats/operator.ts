import { createAccount, createOperator, createUser, encodeAccount, encodeOperator, encodeUser, fmtCreds } from '@nats-io/jwt';
import type { Permissions } from './permissions.ts';

/** An operator with one account for events: decentralised authentication, where users come with .creds files. */
export interface Operator {
  /** For the server's configuration. */
  readonly config: Readonly<Record<string, unknown>>;
  /** A .creds file of a user of the account; `expires` is UTC ms. */
  creds(name: string, permissions?: Permissions, expires?: number): Promise<string>;
  /** A well-formed .creds file of an account that the server does not know. */
  strangerCreds(): Promise<string>;
}

const UNLIMITED = { subs: -1, data: -1, payload: -1, imports: -1, exports: -1, wildcards: true, conn: -1, leaf: -1 };
const JETSTREAM = { mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1 };

/** Makes a new operator, its system account and an account with JetStream. */
export async function createNatsOperator(): Promise<Operator> {
  const operator = createOperator();
  const system = createAccount();
  const account = createAccount();
  const signed = { signer: operator };
  const accounts = {
    [system.getPublicKey()]: await encodeAccount('SYS', system, { limits: UNLIMITED }, signed),
    [account.getPublicKey()]: await encodeAccount('CLOUD', account, { limits: { ...UNLIMITED, ...JETSTREAM } }, signed),
  };
  return {
    config: {
      operator: await encodeOperator('test operator', operator, { system_account: system.getPublicKey() }),
      system_account: system.getPublicKey(),
      resolver: 'MEMORY',
      resolver_preload: accounts,
    },
    creds: (name, permissions = {}, expires) => credsOf(name, account, permissions, expires),
    strangerCreds: () => credsOf('stranger', createAccount(), {}),
  };
}

async function credsOf(
  name: string,
  account: ReturnType<typeof createAccount>,
  permissions: Permissions,
  expires?: number
): Promise<string> {
  const user = createUser();
  const limits = { subs: -1, data: -1, payload: -1, pub: ruleOf(permissions.publish), sub: ruleOf(permissions.subscribe) };
  const jwt = await encodeUser(name, user, account, limits, expires === undefined ? {} : { exp: Math.floor(expires / 1000) });
  return Buffer.from(fmtCreds(jwt, user)).toString('utf8');
}

/** An empty list of what is allowed would allow nothing, so what is not said is left out. */
function ruleOf(rule: Permissions['publish'] = {}): { allow?: string[]; deny?: string[] } {
  return { ...(rule.allow && { allow: [...rule.allow] }), ...(rule.deny && { deny: [...rule.deny] }) };
}
