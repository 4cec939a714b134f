import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Answer } from './answers.ts';
import { NOT_AUTHENTICATED_NEWER, NOT_AUTHENTICATED_OLDER, UNAUTHORIZED_401, UNAUTHORIZED_403 } from './answers.ts';

/** Whose key it is: its part before the first dot decides, not the path. */
export type Role = 'tenant' | 'tenant-admin' | 'governance';

/** FastAPI's answer where a key is missing: 403 until 2025, then 401. */
export type FastApi = 'older' | 'newer';

/** Whom a key lets in: a tenant and governance to one wallet, a tenant-admin (`*`) to all. */
export interface Caller {
  readonly role: Role;
  readonly walletId: string;
}

/** Hands out keys and judges them. */
export interface Keys {
  /** `tenant.<jwt>` for a wallet. */
  tenant(walletId: string): string;
  readonly tenantAdmin: string;
  /** Of the wallet `Governance`. */
  readonly governance: string;
  /** From now on these keys are bad, as when they were rotated; all where none is named. Returns what ends it. */
  refuse(key?: string): () => void;
}

/** Who calls, or the refusal with its exact body (acapy-cloud.md, "Refusals"). */
export type Judge = (header: string | undefined) => Caller | Answer;

const GOVERNANCE_WALLET = 'Governance';

/** Keys of one deployment. */
export function createKeys(fastApi: FastApi, secret: string): { readonly keys: Keys; readonly judge: Judge } {
  const refused = new Set<{ readonly key: string | undefined }>();
  const admin = { 'tenant-admin': `${secret}-admin`, governance: `${secret}-governance` } as const;

  const judge: Judge = (header) => {
    if (header === undefined || header === '') return fastApi === 'newer' ? NOT_AUTHENTICATED_NEWER : NOT_AUTHENTICATED_OLDER;
    const dot = header.indexOf('.');
    const role = header.slice(0, dot);
    const token = header.slice(dot + 1);
    if (dot < 0 || (role !== 'tenant' && role !== 'tenant-admin' && role !== 'governance')) return UNAUTHORIZED_401;
    if ([...refused].some(({ key }) => key === undefined || key === header)) return UNAUTHORIZED_403;
    if (role === 'tenant') {
      const walletId = walletOf(token, secret);
      return walletId === undefined ? UNAUTHORIZED_403 : { role, walletId };
    }
    if (token !== admin[role]) return UNAUTHORIZED_403;
    return { role, walletId: role === 'governance' ? GOVERNANCE_WALLET : '*' };
  };

  return {
    keys: {
      tenant: (walletId) => `tenant.${jwtOf({ wallet_id: walletId }, secret)}`,
      tenantAdmin: `tenant-admin.${admin['tenant-admin']}`,
      governance: `governance.${admin.governance}`,
      refuse(key) {
        const entry = { key };
        refused.add(entry);
        return () => void refused.delete(entry);
      },
    },
    judge,
  };
}

/** An HS256 token, as ACA-Py makes for a wallet. */
function jwtOf(claims: Readonly<Record<string, string>>, secret: string): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${signatureOf(signed, secret).toString('base64url')}`;
}

function walletOf(token: string, secret: string): string | undefined {
  const parts = token.split('.');
  const [head = '', body = '', signature = ''] = parts;
  const given = Buffer.from(signature, 'base64url');
  const wanted = signatureOf(`${head}.${body}`, secret);
  if (parts.length !== 3 || given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as { readonly wallet_id?: string };
  return claims.wallet_id;
}

function signatureOf(text: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(text).digest();
}
