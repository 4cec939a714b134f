import type { Certificate } from '../certificates.ts';
import { type Operator, createNatsOperator } from './operator.ts';
import { type Permissions, isLimited } from './permissions.ts';

/** How the server knows its users: as a person chooses it in the form. */
export type NatsAuth = 'none' | 'user' | 'token' | 'creds';

/** Who may come in. `secret` is a password, a token, or the text of a .creds file. */
export interface Login {
  readonly username?: string;
  readonly secret?: string;
}

/** Everything about who may come in, and what the server's configuration says of it. */
export interface Access {
  readonly config: Readonly<Record<string, unknown>>;
  /** The user under test, with the limits that were asked for. */
  readonly user: Login;
  /** Nobody limits the test itself. */
  readonly admin: Login;
  /** Well-formed, and refused. */
  readonly wrong: Login;
  readonly operator: Operator | undefined;
}

const ADMIN = { username: 'admin', secret: 'admin-of-the-test' };

/**
 * Sets up one way of authentication.
 *
 * @throws where a token should be limited: nats-server limits only users
 */
export async function createAccess(auth: NatsAuth, permissions: Permissions, user: Required<Login>): Promise<Access> {
  const admin = { user: ADMIN.username, password: ADMIN.secret };
  const limited = isLimited(permissions);
  switch (auth) {
    case 'none': {
      const base = { user: {}, wrong: { username: 'nobody', secret: 'wrong' }, operator: undefined };
      if (!limited) return { ...base, config: {}, admin: {} };
      const anyone = { user: 'anyone', password: 'not-asked-for', permissions };
      return { ...base, config: { no_auth_user: 'anyone', authorization: { users: [admin, anyone] } }, admin: ADMIN };
    }
    case 'user': {
      const entry = { user: user.username, password: user.secret, ...(limited ? { permissions } : {}) };
      return {
        config: { authorization: { users: [admin, entry] } },
        user,
        admin: ADMIN,
        wrong: { username: user.username, secret: `${user.secret}-wrong` },
        operator: undefined,
      };
    }
    case 'token': {
      if (limited) throw new Error('A token cannot be limited; take auth `user` or `creds` for permissions.');
      const token = { secret: user.secret };
      const wrong = { secret: `${user.secret}-wrong` };
      return { config: { authorization: { token: user.secret } }, user: token, admin: token, wrong, operator: undefined };
    }
    case 'creds': {
      const operator = await createNatsOperator();
      return {
        config: operator.config,
        user: { secret: await operator.creds('tradebell', permissions) },
        admin: { secret: await operator.creds('admin') },
        wrong: { secret: await operator.strangerCreds() },
        operator,
      };
    }
  }
}

/** The configuration file's text. JSON is a subset of what nats-server reads. */
export function configText(options: {
  readonly port: number;
  readonly storeDir: string;
  readonly access: Access;
  readonly tls?: { readonly certFile: string; readonly keyFile: string; readonly certificate: Certificate };
}): string {
  const { port, storeDir, access, tls } = options;
  return JSON.stringify({
    listen: `127.0.0.1:${port}`,
    // Debug lines tell who came and went.
    debug: true,
    jetstream: { store_dir: storeDir, max_memory_store: 64 * 1024 * 1024, max_file_store: 512 * 1024 * 1024 },
    ...access.config,
    ...(tls === undefined ? {} : { tls: { cert_file: tls.certFile, key_file: tls.keyFile, timeout: 5 } }),
  });
}
